"""What name, type and table say of a column together."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect.candidate import Candidate, Candidates
from privaudit.detect.name_evidence import WEIGHTS, from_name, hear_type
from privaudit.model.estate import Column, ForeignKey, Reference, Table
from privaudit.model.verdicts import EvidenceKind, Verdict
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.table_kind import table_context

RULES = rulebook.built_in()
EMAIL = "user.contact.email"
PHONE = "user.contact.phone_number"
NAME = "user.name"
IP = "user.device.ip_address"
HEALTH = "user.health_and_medical"
BIRTH = "user.demographic.date_of_birth"
TEXT = "user.content.private"
USER_ID = Column("user_id", "int")


def heard(table: str, column: Column, *beside: Column, key: tuple[str, ...] = (), foreign: tuple[ForeignKey, ...] = ()) -> Candidates:
    """What the name of a column says, among the other columns of its table."""
    whole = Table("schema.sql", table, (column, *beside), primary_key=key, foreign_keys=foreign)
    return from_name(column, table_context(whole, names_of(speech((whole,), RULES))), RULES)


def verdict(category: str, found: Candidates) -> Verdict:
    return found[category].verdict if category in found else Verdict.NONE


@pytest.mark.parametrize(
    ("table", "column", "children"),
    [
        ("candidates", Column("has_children", "boolean"), Verdict.INDICATION),
        ("categories", Column("has_children", "boolean"), Verdict.UNDETERMINED),
    ],
)
def test_rows_below_are_called_children_too(table: str, column: Column, children: Verdict) -> None:
    assert verdict("user.childrens", heard(table, column, Column("name"))) is children


@pytest.mark.parametrize(
    ("table", "beside", "name"),
    [
        ("solicitor_firms", "city", Verdict.NONE),
        ("xqz_main", "city", Verdict.NONE),
        ("solicitors", "last_name", Verdict.INDICATION),
    ],
)
def test_the_name_of_a_firm_of_persons_is_the_firms(table: str, beside: str, name: Verdict) -> None:
    own = "solicitor_name" if table == "solicitors" else "solicitor_firm_name"
    found = heard(table, Column(own, "varchar(80)"), Column(beside))
    assert verdict(NAME, found) is name or (table == "xqz_main" and verdict(NAME, found) is Verdict.UNDETERMINED)


@pytest.mark.parametrize(
    ("beside", "city"),
    [
        (("dfd_zkl_wby_surname", "dfd_zkl_wby_first_name"), Verdict.INDICATION),
        (("surname", "first_name"), Verdict.NONE),
        (("fee",), Verdict.NONE),
    ],
    ids=["of somebody", "of whom", "of nobody"],
)
def test_what_stands_beside_somebodys_name_says_whose_the_rest_is(beside: tuple[str, ...], city: Verdict) -> None:
    table = "xqz_zeilen" if len(beside) > 1 else "buildings"
    found = heard(table, Column("dfd_zkl_wby_city", "varchar(80)"), *map(Column, beside))
    assert verdict("user.contact.address.city", found) is city


@pytest.mark.parametrize(
    ("table", "column", "found"),
    [
        ("defendants", Column("custody_time_limit", "timestamp"), Verdict.INDICATION),
        ("defendants", Column("current_prison_status", "char(1)"), Verdict.INDICATION),
        ("defendants", Column("appeal_result", "varchar(80)"), Verdict.INDICATION),
        ("defendants", Column("prison_id", "int"), Verdict.NONE),
        ("customers", Column("appeal_result", "varchar(80)"), Verdict.UNDETERMINED),
        ("customers", Column("suspended", "boolean"), Verdict.UNDETERMINED),
    ],
)
def test_how_it_stands_with_who_is_accused_tells_of_offences(table: str, column: Column, found: Verdict) -> None:
    assert verdict("user.criminal_history", heard(table, column, Column("surname"))) is found


@pytest.mark.parametrize(
    "column",
    ["jp1", "presiding_magistrate", "police_officer_attending", "officer_in_charge"],
)
def test_who_sat_or_attended_is_named_in_a_record_of_doings(column: str) -> None:
    assert verdict(NAME, heard("hearings", Column(column, "varchar(70)"), Column("room"))) is Verdict.INDICATION


@pytest.mark.parametrize(
    ("column", "verdict_of_email"),
    [
        (Column("email"), Verdict.INDICATION),
        (Column("email_verified", "boolean"), Verdict.NONE),
        (Column("email_verified", "varchar(255)"), Verdict.NONE),
        (Column("verified_email", "varchar(255)"), Verdict.INDICATION),
        (Column("verified_email", "boolean"), Verdict.NONE),
        (Column("email_count", "int"), Verdict.NONE),
        (Column("emails_sent", "varchar(9)"), Verdict.NONE),
        (Column("email_template"), Verdict.NONE),
        (Column("home_email"), Verdict.INDICATION),
    ],
    ids=str,
)
def test_a_column_about_a_value_is_not_the_value(column: Column, verdict_of_email: Verdict) -> None:
    assert verdict(EMAIL, heard("users", column)) is verdict_of_email


@pytest.mark.parametrize(
    ("column", "category", "expected"),
    [
        (Column("date_last_login", "datetime"), "user.behavior", Verdict.INDICATION),
        (Column("birth_date", "date"), BIRTH, Verdict.INDICATION),
        (Column("date_of_birth_verified", "date"), BIRTH, Verdict.NONE),
        (Column("email_date", "date"), EMAIL, Verdict.NONE),
        (Column("email_sent_date", "varchar(20)"), EMAIL, Verdict.NONE),
    ],
    ids=str,
)
def test_a_word_for_a_date_is_harmless_beside_what_is_a_date_itself(column: Column, category: str, expected: Verdict) -> None:
    assert verdict(category, heard("users", column)) is expected


def test_a_thing_beside_takes_from_the_phrase_unless_a_person_stands_there_too() -> None:
    plain = heard("records", Column("email"))[EMAIL]
    product = heard("records", Column("product_email"))[EMAIL]
    owner = heard("records", Column("product_owner_email"))[EMAIL]
    assert product.verdict < Verdict.INDICATION <= min(plain.verdict, owner.verdict)
    assert [one.weight for one in product.evidence if one.kind is EvidenceKind.AGAINST] == [WEIGHTS["thing"]]


def test_unknown_words_take_a_little_and_no_more_than_three_count() -> None:
    names = ("email_zork", "email_zork_quux", "email_zork_quux_blip", "email_zork_quux_blip_fnord")
    scores = [heard("records", Column(name))[EMAIL].score for name in names]
    assert scores == [pytest.approx(WEIGHTS["strong"] + count * WEIGHTS["unknown"]) for count in (1, 2, 3, 3)]


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("contphone", PHONE),
        ("xqzemail", EMAIL),
        ("dateofbirth", BIRTH),
        ("dri_lice_num", "user.government_id.drivers_license_number"),
    ],
)
def test_glued_words_and_phrases_cut_short_are_indications_too(name: str, category: str) -> None:
    assert heard("records", Column(name))[category].verdict is Verdict.INDICATION


def test_a_file_of_old_cuts_its_words_behind_the_prefix_of_all() -> None:
    columns = [Column(name, "CHAR(30)") for name in ("KDNAM1", "KDVORN", "KDSTRA", "KDPLZ", "KDORT", "KDGEBD")]
    found = [max(heard("KDSTAMM", one, *columns).values(), key=lambda candidate: candidate.score) for one in columns]
    assert [one.category.partition(".")[2] for one in found] == [
        "name",
        "name.first",
        "contact.address.street",
        "contact.address.postal_code",
        "contact.address.city",
        "demographic.date_of_birth",
    ]
    assert all(one.verdict is Verdict.INDICATION for one in found)


def test_a_glued_word_of_two_languages_where_both_are_spoken() -> None:
    beside = (Column("geburtsdatum"), Column("strasse"), Column("plz"))
    assert verdict("user.financial.bank_account", heard("daten", Column("spenderiban"), *beside)) is Verdict.INDICATION


@pytest.mark.parametrize(
    ("table", "expected"),
    [("customers", Verdict.INDICATION), ("xqz_main", Verdict.UNDETERMINED), ("products", Verdict.NONE), ("countries", Verdict.NONE)],
)
def test_a_weak_word_means_a_person_only_in_a_table_of_persons(table: str, expected: Verdict) -> None:
    assert verdict(NAME, heard(table, Column("name"))) is expected


@pytest.mark.parametrize(
    ("table", "expected"), [("customers", Verdict.INDICATION), ("shops", Verdict.UNDETERMINED), ("email_types", Verdict.UNDETERMINED)]
)
def test_things_share_strong_words_too(table: str, expected: Verdict) -> None:
    assert verdict(EMAIL, heard(table, Column("email"))) is expected


def test_what_hardly_any_thing_has_stays_an_indication_among_things() -> None:
    assert verdict("user.name.first", heard("shops", Column("manager_first_name"))) is Verdict.INDICATION
    assert verdict("user.demographic.religious_belief", heard("shops", Column("religion"))) is Verdict.INDICATION


def test_a_thing_whose_rows_belong_to_persons_says_who_used_it() -> None:
    owner = ForeignKey(("owner",), Reference("users", ("id",)))
    assert verdict(IP, heard("printers", Column("ip"))) is Verdict.UNDETERMINED
    assert verdict(IP, heard("printers", Column("ip"), USER_ID)) is Verdict.INDICATION
    assert verdict(IP, heard("printers", Column("ip"), Column("owner", "int"), foreign=(owner,))) is Verdict.INDICATION
    assert verdict(NAME, heard("files", Column("name"), USER_ID)) is Verdict.NONE


def test_a_text_in_a_record_of_what_persons_did_is_theirs() -> None:
    assert verdict(TEXT, heard("messages", Column("body", "text"), USER_ID)) is Verdict.INDICATION
    assert verdict(TEXT, heard("products", Column("body", "text"))) is Verdict.NONE


def test_all_that_a_medical_history_says_of_a_patient_is_about_health() -> None:
    patient = Column("patient_id", "int")
    for name in ("coffee", "zork"):
        assert verdict(HEALTH, heard("patient_medical_history", Column(name), patient)) is Verdict.INDICATION, name
        assert verdict(HEALTH, heard("invoices", Column(name))) is not Verdict.INDICATION, name
    for name in ("created_at", "status"):
        assert verdict(HEALTH, heard("patient_medical_history", Column(name), patient)) is Verdict.NONE, name


def test_a_record_of_health_is_told_by_its_columns() -> None:
    health = (Column("diagnosis"), Column("allergies"))
    assert verdict(HEALTH, heard("visits", Column("zork"), Column("patient_id", "int"), *health)) is Verdict.INDICATION
    assert verdict(HEALTH, heard("visits", Column("zork"), Column("patient_id", "int"))) is Verdict.NONE


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("appointments", Column("patient", "varchar(80)"), Verdict.INDICATION),
        ("appointments", Column("patient", "varchar(8)"), Verdict.NONE),
        ("appointments", Column("patient", "int"), Verdict.NONE),
        ("xqz_main", Column("patient", "varchar(80)"), Verdict.INDICATION),
        ("courses", Column("teacher", "varchar(80)"), Verdict.INDICATION),
        ("courses", Column("customer", "varchar(80)"), Verdict.NONE),
        ("countries", Column("teacher", "varchar(80)"), Verdict.NONE),
    ],
    ids=str,
)
def test_a_text_called_after_a_person_is_a_name_if_there_is_room(table: str, column: Column, expected: Verdict) -> None:
    assert verdict(NAME, heard(table, column)) is expected


def test_the_state_is_a_place_only_beside_an_address() -> None:
    state = "user.contact.address.state"
    beside = (Column("street"), Column("city"), Column("zip"))
    assert verdict(state, heard("persons", Column("state"))) is Verdict.UNDETERMINED
    assert verdict(state, heard("xqz_main", Column("state"), *beside)) is Verdict.INDICATION


def test_the_kind_or_state_of_an_account_says_little_of_a_person() -> None:
    assert not any(one.verdict.personal for name in ("account_status", "payment_type") for one in heard("users", Column(name)).values())


@pytest.mark.parametrize(
    "column",
    [
        Column("email", "int"),
        Column("email", "char(3)"),
        Column("first_name", "varchar(1)"),
        Column("phone", "boolean"),
        Column("dob", "json"),
    ],
    ids=str,
)
def test_a_type_that_has_no_room_for_it_speaks_against(column: Column) -> None:
    (found,) = (one for one in heard("customers", column).values() if one.score > 0)
    assert found.verdict < Verdict.INDICATION
    assert f"the type {column.type}" in found.evidence[-1].text


@pytest.mark.parametrize("declared", ["", "my_domain", "varchar", "varchar(6)", "text", "json"])
def test_a_type_that_may_hold_it_or_says_nothing_is_no_evidence(declared: str) -> None:
    candidate = Candidate(EMAIL)
    hear_type(candidate, Column("email", declared), RULES)
    assert candidate.evidence == []


def test_a_number_that_is_a_key_points_to_a_row_unless_it_is_given_to_persons() -> None:
    assert verdict(PHONE, heard("customers", Column("phone", "int"))) is Verdict.INDICATION
    assert verdict(PHONE, heard("customers", Column("phone", "int"), key=("phone",))) is Verdict.UNDETERMINED
    assert verdict(EMAIL, heard("customers", Column("email", "varchar(90)"), key=("email",))) is Verdict.INDICATION
    ssn = "user.government_id.national_identification_number"
    assert verdict(ssn, heard("customers", Column("ssn", "int"), key=("ssn",))) is Verdict.INDICATION


def test_a_name_alone_never_proves() -> None:
    found = heard("customers", Column("email"))[EMAIL]
    assert (found.proven, found.phrase) == (False, ("email",))
    assert found.score == pytest.approx(WEIGHTS["strong"] + WEIGHTS["exact"] + WEIGHTS["person table"])
