"""What the name of a column says by itself: the phrase that names a category, and the words around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit import rulebook
from privaudit.model.estate import Column, Table
from privaudit.model.rules import Role, Strength
from privaudit.names.glued import Glued
from privaudit.names.languages import speech
from privaudit.names.naming import Names, Reading, names_of
from privaudit.names.phrases import Phrases

RULES = rulebook.built_in()
EMAIL = "user.contact.email"
PHONE = "user.contact.phone_number"
RELIGION = "user.demographic.religious_belief"
PASSPORT = "user.government_id.passport_number"


def in_schema(*columns: str) -> Names:
    """The names of a schema that speaks as these columns do."""
    return names_of(speech((Table("schema.sql", "t", tuple(map(Column, columns))),), RULES))


ITALIAN = in_schema("cognome", "codice_fiscale", "indirizzo", "cellulare")
ENGLISH = in_schema("first_name", "last_name", "street", "birth_date")
GERMAN = in_schema("spender_name", "spenderiban", "strasse", "geburtsdatum", "plz")


def best(name: str, names: Names = ENGLISH) -> Reading:
    return names.readings(name)[0]


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("email", EMAIL),
        ("E-Mail Address", EMAIL),
        ("custEmailAddr", EMAIL),
        ("mobile_phone", PHONE),
        ("DATE_OF_BIRTH", "user.demographic.date_of_birth"),
        ("bank_account_number", "user.financial.bank_account"),
        ("first_name", "user.name.first"),
    ],
)
def test_a_phrase_names_a_category_however_it_is_written(name: str, category: str) -> None:
    assert best(name).word.category == category


def test_fillers_only_join_words() -> None:
    assert ENGLISH.tokens("date_of_the_birth") == ENGLISH.tokens("date_birth") == ("date", "birth")


@pytest.mark.parametrize("name", ["zork", "x1", "", "__", "4711"])
def test_a_name_that_nobody_knows_reads_as_nothing(name: str) -> None:
    assert ENGLISH.readings(name) == ()


@pytest.mark.parametrize(
    ("name", "names", "tokens"),
    [
        ("dateofbirth", ENGLISH, ("dateofbirth",)),
        ("contphone", ENGLISH, ("cont", "phone")),
        ("xqzemail", ENGLISH, ("xqz", "email")),
        ("spenderiban", GERMAN, ("spender", "iban")),
        ("spenderiban", ENGLISH, ("spenderiban",)),
        ("comunediresidenza", ITALIAN, ("comune", "residenza")),
        ("tokendiconferma", ITALIAN, ("token", "conferma")),
    ],
)
def test_glued_words_are_cut_into_words_that_the_schema_speaks(name: str, names: Names, tokens: tuple[str, ...]) -> None:
    assert names.tokens(name) == tokens


@pytest.mark.parametrize("name", ["telegram_id", "id_telegram", "idtelegram"])
def test_the_number_of_an_account_elsewhere_may_begin_with_its_id(name: str) -> None:
    assert best(name, ITALIAN).word.category == "user.unique_id"


def test_a_glued_word_says_whose_it_is_too() -> None:
    reading = best("spenderiban", GERMAN)
    assert (reading.word.category, reading.of_person) == ("user.financial.bank_account", True)


def test_the_words_left_over_keep_their_place_and_their_roles() -> None:
    (before,) = best("verified_email").left
    (behind,) = best("email_verified").left
    assert (before.text, before.before) == ("verified", True)
    assert (behind.text, behind.before) == ("verified", False)
    assert {Role.COUNTER, Role.STATE} <= before.roles == behind.roles


def test_a_phrase_that_is_longer_takes_the_shorter_ones_in() -> None:
    reading = best("product_email_address")
    assert reading.word.tokens == ("email", "address")
    assert reading.leaves(Role.THING) == ("product",)


def test_words_that_nobody_knows_are_told_apart_from_digits() -> None:
    assert best("email_zork_2").unknown == ("zork",)
    assert best("email2").unknown == ()


@pytest.mark.parametrize(
    ("name", "exact"), [("email", True), ("home_phone", True), ("email2", True), ("email_zork", False), ("product_email", False)]
)
def test_a_name_is_exact_where_only_harmless_words_stand_beside(name: str, exact: bool) -> None:
    assert best(name).exact is exact


@pytest.mark.parametrize(
    ("name", "of_person"), [("customer_name", True), ("contact_phone", True), ("email", False), ("product_email", False)]
)
def test_a_word_may_say_whose_it_is(name: str, of_person: bool) -> None:
    assert best(name).of_person is of_person


@pytest.mark.parametrize(
    ("name", "names", "of_person"),
    [
        ("customer_group_name", ENGLISH, False),
        ("group_customer_name", ENGLISH, True),
        ("nome_ruolo_utente", ITALIAN, False),
        ("nome_utente_ruolo", ITALIAN, True),
        ("kunden_gruppen_name", GERMAN, False),
        ("customer_group_phone", ENGLISH, True),
    ],
)
def test_a_name_is_that_of_the_thing_if_persons_only_have_it(name: str, names: Names, *, of_person: bool) -> None:
    assert best(name, names).of_person is of_person


def test_a_word_that_has_a_category_itself_is_said() -> None:
    (height,) = best("avatar_height").left
    assert (height.text, height.category) == ("height", "user.biometric.health")


def test_whose_it_is_is_no_meaning_of_its_own_beside_another() -> None:
    assert best("child").word.category == "user.childrens"
    assert {reading.word.category.split(".")[1] for reading in ENGLISH.readings("first_name_child")} == {"name"}


def test_a_phrase_may_be_cut_short_word_by_word() -> None:
    reading = best("dri_lice_num")
    assert reading.word.category == "user.government_id.drivers_license_number"
    assert (reading.short_for, reading.strength) == (reading.word.tokens, Strength.STRONG)
    assert best("email").short_for is None


def test_a_single_word_cut_short_is_worth_less() -> None:
    assert (best("passpo").word.category, best("passpo").strength) == (PASSPORT, Strength.WEAK)
    assert best("passport").strength is Strength.STRONG


def test_a_single_word_is_not_cut_to_a_crumb_unless_files_are_of_old() -> None:
    assert ENGLISH.readings("reli") == ()
    assert [reading.word.category for reading in ENGLISH.readings("reli", least=3)] == [RELIGION]


def test_a_stem_of_several_categories_says_nothing() -> None:
    categories = {word.category for phrase, word in ENGLISH.speech.words.items() if len(phrase) == 1 and phrase[0].startswith("medi")}
    assert len(categories) > 1
    assert ENGLISH.readings("medi", least=3) == ()


def test_words_of_the_tables_own_name_do_not_make_another_column_of_it() -> None:
    alone = best("order_email")
    (ignored,) = ENGLISH.readings("order_email", frozenset({"order"}))
    assert alone.leaves(Role.COUNTER) == ("order",)
    assert ignored.leaves(Role.COUNTER) == ()
    assert ignored.exact


def test_roles_of_all_words_are_told_without_a_phrase() -> None:
    words = {word.text: word.roles for word in ENGLISH.roles("user_id_zork")}
    assert Role.PERSON in words["user"]
    assert Role.KEY in words["id"]
    assert words["zork"] == frozenset()


def test_a_phrase_of_roles_stands_before_its_words() -> None:
    (whole,) = ENGLISH.roles("user_group")
    assert whole.text == "user group"
    assert Role.PERSON not in whole.roles


_WORDS = st.sampled_from(
    ["email", "first", "name", "verified", "phone", "product", "zork", "id", "child", "birth", "date", "dri", "lice", "2"]
)


@given(st.one_of(st.text(max_size=40), st.lists(_WORDS, max_size=7).map("_".join)))
def test_each_reading_and_what_it_leaves_over_are_the_whole_name(name: str) -> None:
    tokens = ENGLISH.tokens(name)
    plain = [token for token in tokens if not token.isdigit()]
    for reading in ENGLISH.readings(name):
        told = [*reading.word.tokens, *(token for beside in reading.left for token in beside.text.split())]
        # A number between the words of a phrase is that of one of several.
        assert len(told) == len(tokens) or len([token for token in told if not token.isdigit()]) == len(plain)
        if reading.short_for is None:
            said = " ".join(reading.word.tokens)
            assert said in " ".join(tokens) or said in " ".join(plain)


@given(st.lists(_WORDS, max_size=7).map("_".join))
def test_strong_phrases_come_before_weak_ones(name: str) -> None:
    strong = [reading.word.strength is Strength.STRONG for reading in ENGLISH.readings(name)]
    assert strong == sorted(strong, reverse=True)


@pytest.mark.parametrize(("name", "whose"), [("name_of_the_owner", True), ("owner", False), ("name", False), ("name_format", False)])
def test_a_name_says_whose_it_is_where_the_person_stands_beside_it(name: str, *, whose: bool) -> None:
    assert best(name).of_person is whose


def test_words_that_stand_for_one_another_are_read_alike_within_a_phrase() -> None:
    spanish = in_schema("apellidos", "fecha_nacimiento", "calle", "poblacion", "telefono")
    assert {best(name, spanish).word.category for name in ("nro_pasaporte", "num_pasaporte", "numero_pasaporte")} == {PASSPORT}
    assert not spanish.readings("num")


def test_a_word_stands_for_another_in_its_own_language_only() -> None:
    assert not any(reading.word.category == "user.contact.address.street" for reading in ENGLISH.readings("number_int"))


def test_a_role_of_several_words_hides_no_category_but_where_it_makes_another_thing() -> None:
    spanish = in_schema("apellidos", "fecha_nacimiento", "calle", "poblacion", "telefono")
    assert best("antecedentes_medicos", spanish).word.category.startswith("user.health_and_medical")
    assert not ENGLISH.readings("message_id")


def test_the_end_of_a_glued_word_is_not_cut_into_the_word_before() -> None:
    assert ENGLISH.tokens("zorkemail") == ("zork", "email")
    assert ENGLISH.tokens("zorklname") == ("zorklname",)


@pytest.mark.parametrize(
    ("name", "names", "tokens"),
    [("emailgenitore", ITALIAN, ("email", "genitore")), ("telprivat", GERMAN, ("tel", "privat")), ("appalto", ITALIAN, ("appalto",))],
)
def test_words_of_all_languages_are_glued_to_those_of_one(name: str, names: Names, tokens: tuple[str, ...]) -> None:
    assert names.tokens(name) == tokens


@pytest.mark.parametrize(("name", "tokens"), [("kennkommentar", ("kenn", "kommentar")), ("kommentarbrf", ("kommentar", "brf"))])
def test_a_word_for_texts_is_cut_from_letters_that_are_no_word(name: str, tokens: tuple[str, ...]) -> None:
    assert GERMAN.tokens(name) == tokens


def test_what_is_the_same_for_a_language_is_made_once_and_not_for_each_of_a_thousand_files(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Phrases] = []

    def glued(phrases: Phrases, known: list[str]) -> Glued:
        made.append(phrases)
        return Glued(phrases, known)

    monkeypatch.setattr("privaudit.names.naming.Glued", glued)
    files = [in_schema("id", name) for name in ("zzyzxa", "zzyzxb", "zzyzxc")]
    assert len({id(names.speech.roles) for names in files}) == 1
    assert [names.tokens("qqxxvv") for names in files] == [("qqxxvv",)] * 3
    assert len(made) <= 1
