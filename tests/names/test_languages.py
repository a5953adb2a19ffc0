"""Which languages a schema speaks, and which words count there."""

from __future__ import annotations

from collections import Counter

import pytest

from privaudit import rulebook
from privaudit.model.estate import Column, Table
from privaudit.model.rules import Role, Strength
from privaudit.names.languages import speech, spoken, vocabulary_of

RULES = rulebook.built_in()
WORDS_AT_LEAST = 3


def a_table(name: str, *columns: str) -> Table:
    return Table("schema.sql", name, tuple(Column(column) for column in columns))


def test_all_languages_are_there() -> None:
    assert set(RULES.vocabularies) == {path.stem for path in (rulebook.built_in_folder() / "languages").glob("*.yaml")}


@pytest.mark.parametrize("language", sorted(RULES.vocabularies))
def test_a_language_has_words_for_every_category(language: str) -> None:
    words = Counter(word.category for word in RULES.vocabularies[language].words.values())
    assert {category: words[category] for category in RULES.categories if words[category] < WORDS_AT_LEAST} == {}


@pytest.mark.parametrize("language", sorted(RULES.vocabularies))
def test_a_language_has_words_for_every_role(language: str) -> None:
    known = {role for roles in RULES.vocabularies[language].roles.values() for role in roles}
    assert known == set(Role)


@pytest.mark.parametrize(
    ("columns", "first"),
    [
        (("kunde_nr", "vorname", "nachname", "strasse", "plz", "ort"), "de"),
        (("id_cliente", "apellidos", "fecha_nacimiento", "calle", "poblacion"), "es"),
        (("prenom", "adresse", "ville", "date_naissance", "courriel"), "fr"),
        (("cognome", "indirizzo", "data_nascita", "luogo_nascita", "cap"), "it"),
        (("voornaam", "achternaam", "woonplaats", "geboortedatum"), "nl"),
        (("imie", "nazwisko", "data_urodzenia", "ulica", "miasto"), "pl"),
        (("sobrenome", "data_nascimento", "endereco", "cidade", "bairro"), "pt"),
        (("ime", "prezime", "datum_rodjenja", "ulica", "mjesto"), "hr"),
        (("fornamn", "efternamn", "gatuadress", "postnr", "postort"), "sv"),
        (("jmeno", "prijmeni", "datum_narozeni", "ulice", "mesto"), "cs"),
        (("nume", "prenume", "data_nasterii", "strada", "judet"), "ro"),
        (("vezeteknev", "keresztnev", "szul_ido", "iranyitoszam", "utca"), "hu"),
        (("fornavn", "efternavn", "foedselsdato", "vejnavn", "postnr"), "da"),
        (("fornavn", "etternavn", "fodselsdato", "gateadresse", "poststed"), "nb"),
        (("etunimi", "sukunimi", "syntymaaika", "katuosoite", "postitoimipaikka"), "fi"),
        (("first_name", "last_name", "birth_date", "street", "city"), "en"),
    ],
)
def test_the_language_of_a_schema_is_told_by_its_names(columns: tuple[str, ...], first: str) -> None:
    assert speech([a_table("t", *columns)], RULES).languages[0] == first


SHOPS = {
    "cs": ("zakaznici jmeno prijmeni ulice mesto psc", "objednavky cislo zakaznik_id datum castka dph", "zbozi kod nazev cena sklad"),
    "da": ("kunder kundenr fornavn efternavn postnr by", "ordrer ordrenr kundenr belob moms fragt", "varer varenr navn pris lager"),
    "es": ("clientes nombre apellidos direccion ciudad", "pedidos numero fecha importe iva", "productos descripcion precio existencias"),
    "fi": ("asiakkaat asiakasnro etunimi sukunimi puhelin", "tilaukset tilausnro tilauspvm summa", "tuotteet tuotenro nimi hinta"),
    "hr": ("kupci sifra ime prezime adresa mjesto", "narudzbe broj kupac_id datum iznos pdv", "artikli sifra naziv cijena zaliha"),
    "hu": ("vevok vevoszam vezeteknev varos telefon", "rendelesek rendelesszam vevo_id datum osszeg", "termekek cikkszam ar keszlet"),
    "it": ("clienti nome cognome indirizzo citta cap", "ordini numero data importo iva", "prodotti descrizione prezzo giacenza"),
    "nb": ("kunder kundenr fornavn etternavn postnr poststed", "bestillinger dato belop mva frakt", "varer varenr navn pris lager"),
    "nl": ("klanten klantnr voornaam achternaam straat", "bestellingen bestelnr datum bedrag btw", "artikelen omschrijving prijs voorraad"),
    "pl": ("klienci imie nazwisko ulica miasto telefon", "zamowienia numer data kwota vat dostawa", "towary kod nazwa cena magazyn"),
    "ro": ("clienti nume prenume adresa oras telefon", "comenzi numar client_id data suma tva", "produse denumire pret stoc"),
    "sv": ("kunder kundnr fornamn efternamn ort telefon", "ordrar ordernr orderdatum belopp moms fraktsatt", "artiklar benamning pris"),
}


@pytest.mark.parametrize("language", SHOPS)
def test_a_schema_speaks_its_own_language_and_no_neighbour_of_it(language: str) -> None:
    shop = [a_table(*table.split()) for table in SHOPS[language]]
    assert speech(shop, RULES).languages == (language, "en")


def test_a_second_language_is_spoken_from_two_words() -> None:
    swedish = a_table("kunder", "fornamn", "efternamn", "personnummer", "gatuadress", "postort", "losenord")
    chance = a_table("ordrar", "ordernr", "orderdatum", "belopp")
    dutch = a_table("werknemers", "voornaam", "achternaam", "geboortedatum")
    assert speech([swedish, chance], RULES).languages == ("sv", "en")
    assert speech([swedish, dutch], RULES).languages == ("sv", "nl", "en")


def test_near_languages_that_agree_are_one_witness() -> None:
    english = speech([a_table("users", "first_name", "last_name", "street", "created_at")], RULES)
    near = {name: RULES.vocabularies[name].words for name in ("da", "nb", "sv")}
    weak = {phrase for phrase in near["da"].keys() & near["nb"].keys() if near["da"][phrase].strength is Strength.WEAK}
    others = {phrase for name, one in RULES.vocabularies.items() if name not in near for phrase in one.words}
    theirs = {
        phrase for phrase in weak - others if all(words[phrase].strength is Strength.WEAK for words in near.values() if phrase in words)
    }
    assert len(theirs) > len(SHOPS)
    assert theirs.isdisjoint(english.words)


def test_english_is_spoken_everywhere() -> None:
    assert "en" in spoken(frozenset({"imie", "nazwisko", "ulica"}), RULES)


def test_a_word_counts_only_where_its_language_is_spoken() -> None:
    english = speech(
        [a_table("orders", "first_name", "last_name", "email", "city", "street", "status", "created_at", "total_price", "tax", "cap")],
        RULES,
    )
    italian = speech([a_table("clienti", "cognome", "indirizzo", "cap", "citta")], RULES)
    assert ("cap",) not in english.words
    assert italian.words["cap",].category == "user.contact.address.postal_code"


def test_a_long_word_that_nobody_disputes_counts_everywhere() -> None:
    english = speech([a_table("users", "first_name", "last_name", "created_at", "geburtsdatum")], RULES)
    assert english.words["geburtsdatum",].category == "user.demographic.date_of_birth"


def test_fillers_of_a_language_are_dropped_where_it_is_spoken_first() -> None:
    portuguese = speech([a_table("clientes", "nome_do_pai", "sobrenome", "endereco", "data_nascimento")], RULES)
    assert "do" in portuguese.fillers
    assert "do" not in speech([a_table("users", "do_not_call", "email")], RULES).fillers


def test_the_prefix_of_all_tables_is_known() -> None:
    tables = [a_table(f"xqz_{name}", "email") for name in ("user", "order", "item", "log")]
    assert speech(tables, RULES).prefix == "xqz_"


def test_english_plurals_are_read_and_call_no_other_language() -> None:
    found = speech([a_table("salaries", "amount", "from_date", "to_date", "email_addresses")], RULES)
    assert found.languages == ("en",)
    assert found.words["salarie",].category == "user.financial.salary"
    assert found.words["email", "addresse"].category == "user.contact.email"


def test_other_languages_have_no_such_plurals() -> None:
    assert vocabulary_of("fr", RULES) is RULES.vocabularies["fr"]


SWITCHES = tuple(Column(name, "boolean") for name in ("enabled", "public", "consent_required", "bearer_only", "frontchannel_logout"))


@pytest.mark.parametrize(
    ("columns", "program"),
    [
        ((Column("name"), Column("root_url"), Column("protocol"), *SWITCHES), True),
        ((Column("name"), Column("root_url"), Column("email"), *SWITCHES), False),
        ((Column("name"), Column("root_url"), *SWITCHES[:2]), False),
        ((Column("name"), Column("root_url"), Column("city"), Column("street"), Column("vat"), *SWITCHES[:3]), False),
        (
            (*(Column(f"{name}_id", "int") for name in ("group", "plan", "site", "team")), Column("created_on", "date"), *SWITCHES[:3]),
            False,
        ),
    ],
    ids=["switches and a name", "somebody's address", "too few columns", "few switches", "keys and dates are no switches"],
)
def test_a_client_may_be_a_program(columns: tuple[Column, ...], *, program: bool) -> None:
    found = speech([Table("schema.sql", "client", columns), a_table("client_scope", "name")], RULES)
    assert (Role.PERSON not in found.roles["client",]) is program


def test_the_tables_whose_rows_are_each_of_one_person_are_known() -> None:
    found = speech([a_table("visits", "id", "patient_id"), a_table("rooms", "id", "patient_id"), a_table("visit_notes", "visit_id")], RULES)
    assert found.owners == {("visit",): True, ("visit", "note"): True}


def test_who_provides_care_is_a_person_where_there_are_patients() -> None:
    providers, patients = a_table("providers", "id", "name"), a_table("patients", "id", "surname")
    assert Role.PERSON in speech((providers, patients), RULES).roles["provider",]
    assert Role.PERSON not in speech((providers, a_table("patient_types", "id")), RULES).roles["provider",]


def test_rows_of_who_entered_them_are_not_owned_by_that_person() -> None:
    users, posts = a_table("users", "id"), a_table("visits", "id", "created_by_user_id")
    assert speech((users, posts), RULES).owners == {}
    assert speech((users, a_table("visits", "id", "user_id")), RULES).owners == {("visit",): False}


def test_what_a_table_of_persons_puts_before_all_its_columns_stands_for_it_elsewhere() -> None:
    farmers = a_table("FARMERS", "FRM_ID", "FRM_SURNAME", "FRM_TEL", "FRM_CITY")
    plots = a_table("PLOTS", "PLT_ID", "PLT_FRM_ID", "PLT_SIZE", "PLT_SOIL")
    assert dict(speech((farmers, plots), RULES).short) == {"frm": ("farmer",)}


def test_what_not_all_its_columns_begin_with_stands_for_no_table() -> None:
    farmers = a_table("FARMERS", "FRS_ID", "FRS_SURNAME", "FRS_TEL", "CITY")
    assert dict(speech((farmers,), RULES).short) == {}


def test_the_key_of_another_table_points_to_no_person() -> None:
    clinics = Table("schema.sql", "clinics", (Column("ClID"), Column("ClName")), primary_key=("ClID",))
    members = a_table("members", "id", "ClID", "MbID")
    visits = a_table("visits", "MbID", "ClID")
    assert dict(speech((clinics, members, visits), RULES).keys) == {"mbid": frozenset()}


def test_a_number_called_as_a_table_of_persons_points_to_one() -> None:
    employees, files = a_table("employee", "id", "surname"), Table("schema.sql", "files", (Column("employee", "int"), Column("path")))
    assert dict(speech((employees, files), RULES).keys) == {"employee": frozenset()}
    assert dict(speech((employees, a_table("files", "employee", "path")), RULES).keys) == {}


def test_a_word_that_only_tells_of_values_goes_before_its_english_meaning() -> None:
    english, spanish = a_table("t", "street", "amount"), a_table("inquilinos", "apellido", "fecha_nacimiento", "ciudad", "calle")
    assert ("suffix",) in speech((english,), RULES).words
    assert ("quote",) in speech((spanish,), RULES).words
    german = a_table("mitglieder", "vorname", "geburtsdatum", "strasse", "plz")
    assert ("quote",) not in speech((german,), RULES).words


def test_an_english_plural_gives_way_to_a_word_of_another_language_that_is_spoken() -> None:
    salarie = speech(
        (Table("schema.sql", "salaries", tuple(Column(name) for name in ("nom", "prenom", "adresse", "ville", "naissance"))),), RULES
    )
    assert Role.PERSON in salarie.roles["salarie",]
    assert ("salarie",) not in salarie.words or salarie.words["salarie",].category != "user.financial.salary"
    pay = speech((Table("schema.sql", "salaries", (Column("amount"), Column("employee_id"))),), RULES)
    assert pay.words["salarie",].category == "user.financial.salary"
