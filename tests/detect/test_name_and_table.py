"""What a name means in its table, and among the columns beside it."""

from __future__ import annotations

import pytest

from privaudit.model.estate import Column
from privaudit.model.verdicts import Verdict
from tests.detect.test_name_evidence import EMAIL, HEALTH, NAME, TEXT, USER_ID, heard, verdict


def test_a_records_words_are_of_health_though_others_stand_beside_them() -> None:
    patient = Column("patient_id", "int")
    for name in ("last_rectal_exam", "recreational_drugs"):
        assert verdict(HEALTH, heard("patient_medical_history", Column(name), patient)) is Verdict.INDICATION, name
    for column in (Column("end_date", "date"), Column("authorized", "boolean"), Column("nurse_id", "int"), Column("row_count", "int")):
        assert not any(one.verdict.personal for one in heard("patient_medical_history", column, patient).values()), column.name


@pytest.mark.parametrize(
    ("table", "column", "category", "expected"),
    [
        ("email_addresses", "address", EMAIL, Verdict.INDICATION),
        ("salaries", "amount", "user.financial.salary", Verdict.INDICATION),
        ("delivery_addresses", "address", EMAIL, Verdict.NONE),
    ],
)
def test_the_table_says_in_full_what_the_column_says_again(table: str, column: str, category: str, expected: Verdict) -> None:
    assert verdict(category, heard(table, Column(column), USER_ID)) is expected


@pytest.mark.parametrize(("column", "expected"), [("remarks", Verdict.INDICATION), ("description", Verdict.UNDETERMINED)])
def test_notes_in_the_row_of_a_person_are_about_that_person(column: str, expected: Verdict) -> None:
    assert verdict(TEXT, heard("xqz_main", Column(column, "text"), USER_ID)) is expected
    assert verdict(TEXT, heard("xqz_main", Column(column, "text"))) is Verdict.UNDETERMINED


def test_an_animal_has_an_illness_too() -> None:
    assert verdict(HEALTH, heard("animals", Column("diagnosis", "text"))) is Verdict.NONE
    assert verdict(HEALTH, heard("visits", Column("diagnosis", "text"), Column("horse_id", "int"))) is Verdict.UNDETERMINED
    assert verdict(HEALTH, heard("persons", Column("diagnosis", "text"))) is Verdict.INDICATION


@pytest.mark.parametrize(
    ("table", "columns", "category"),
    [
        ("application_data", ("marital_status", "age", "education_level"), "user.demographic.marital_status"),
        ("survey_data", ("income_range", "religion", "gender"), "user.financial"),
    ],
)
def test_several_traits_of_persons_go_before_the_word_of_a_thing(table: str, columns: tuple[str, ...], category: str) -> None:
    column, *beside = map(Column, columns)
    assert verdict(category, heard(table, column, *beside)) is Verdict.INDICATION
    assert verdict(category, heard(table, column)) is not Verdict.INDICATION


@pytest.mark.parametrize(
    ("table", "expected"), [("reservations", Verdict.INDICATION), ("stock_items", Verdict.NONE), ("rooms", Verdict.NONE)]
)
def test_notes_on_what_somebody_did_tell_of_that_person(table: str, expected: Verdict) -> None:
    found = verdict(TEXT, heard(table, Column("notes", "text")))
    assert found is expected


def test_who_wrote_a_text_is_a_name() -> None:
    assert verdict(NAME, heard("posts", Column("comment_author", "varchar(80)"))) is Verdict.INDICATION
    assert verdict(NAME, heard("posts", Column("comment_length", "varchar(80)"))) is Verdict.NONE


def test_a_number_that_staff_are_known_by_makes_an_address_a_persons() -> None:
    phone, street = Column("phone", "varchar(20)"), Column("street", "varchar(80)")
    assert verdict("user.contact.address.street", heard("t1", street, phone, Column("personnel_number"))) is Verdict.INDICATION
    assert verdict("user.contact.address.street", heard("t1", street, phone)) is not Verdict.INDICATION


@pytest.mark.parametrize(("table", "expected"), [("contact_requests", Verdict.INDICATION), ("depots", Verdict.NONE)])
def test_a_name_beside_an_email_address_is_that_of_whose_address_it_is(table: str, expected: Verdict) -> None:
    assert verdict(NAME, heard(table, Column("name", "varchar(80)"), Column("email", "varchar(90)"), Column("place", "text"))) is expected


def test_a_choice_of_short_words_is_no_text() -> None:
    reason = heard("contact_requests", Column("remark", "enum('none','other')"), USER_ID)
    assert verdict(TEXT, reason) is Verdict.NONE
    assert verdict(TEXT, heard("contact_requests", Column("remark", "text"), USER_ID)) is Verdict.INDICATION


@pytest.mark.parametrize(("column", "expected"), [("name", Verdict.NONE), ("owner", Verdict.INDICATION), ("parent", Verdict.NONE)])
def test_the_parent_of_a_thing_is_a_thing(column: str, expected: Verdict) -> None:
    assert verdict(NAME, heard("folders", Column(column, "varchar(80)"))) is expected


@pytest.mark.parametrize(
    ("name", "declared", "expected"), [("ssn4", "char(4)", True), ("ssn_last4", "char(4)", True), ("ssn", "char(4)", False)]
)
def test_the_last_digits_of_a_number_are_as_many_as_its_name_says(name: str, declared: str, *, expected: bool) -> None:
    found = heard("tenants", Column(name, declared))["user.government_id.national_identification_number"]
    assert (found.score >= 0.5) is expected
