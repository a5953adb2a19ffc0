"""What it says of a column that it is a key."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect.candidate import Candidate
from privaudit.detect.key_evidence import hear_entry, hear_key, is_chosen, tells_by_key
from privaudit.model.estate import Column, ForeignKey, Reference, Table
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.table_kind import TableContext, table_context

RULES = rulebook.built_in()
RACE = "user.demographic.race_ethnicity"
CITY = "user.contact.address.city"
HEALTH = "user.health_and_medical"


def context(table: str, column: Column, target: str = "") -> TableContext:
    keys = (ForeignKey((column.name,), Reference(target, ("id",))),) if target else ()
    whole = Table("schema.sql", table, (column, Column("surname", "text")), foreign_keys=keys)
    return table_context(whole, names_of(speech((whole,), RULES)))


@pytest.mark.parametrize(
    ("category", "column", "target", "tells"),
    [
        (RACE, "race_id", "races", True),
        (HEALTH, "diagnosis_id", "diagnoses", True),
        (HEALTH, "nurse_id", "nurses", False),
        (RACE, "race_id", "competitions", False),
        (CITY, "city_id", "cities", False),
        ("user.unique_id", "member_no", "members", True),
    ],
)
def test_a_number_tells_where_it_stands_for_what_is_special(category: str, column: str, target: str, *, tells: bool) -> None:
    key = Column(column, "int")
    assert tells_by_key(key, category, context("patients", key, target)) is tells


@pytest.mark.parametrize(
    ("table", "column", "category", "weight"),
    [
        ("prescriptions", "prescription_id", "user.health_and_medical.prescription", -0.5),
        ("visits", "prescription_id", "user.health_and_medical.prescription", 0.0),
        ("sessions", "session_id", "user.authorization.credentials", 0.0),
    ],
)
def test_the_key_of_the_rows_themselves_says_nothing_but_what_names_them(table: str, column: str, category: str, weight: float) -> None:
    key = Column(column, "varchar(36)")
    candidate = Candidate(category)
    hear_key(candidate, key, context(table, key))
    assert candidate.score == weight


@pytest.mark.parametrize(
    ("column", "weight"),
    [
        (Column("documento_id", "int"), -0.5),
        (Column("documento_id", "NUMBER(10)"), -0.5),
        (Column("documento_id", "varchar(20)"), 0.0),
        (Column("numero_documento", "int"), 0.0),
        (Column("codice_via", "NUMBER(5)"), -0.5),
        (Column("codice_via", "varchar(80)"), 0.0),
    ],
    ids=str,
)
def test_a_whole_number_may_be_the_key_of_a_file_or_the_code_of_a_street(column: Column, weight: float) -> None:
    whole = Table("schema.sql", "contribuenti", (column, Column("cognome"), Column("codice_fiscale")))
    found = table_context(whole, names_of(speech((whole,), RULES)))
    reading = found.names.readings(column)[0]
    candidate = Candidate(reading.word.category)
    hear_entry(candidate, reading, column, found)
    assert candidate.score == weight


@pytest.mark.parametrize(("declared", "weight"), [("int", -0.5), ("varchar(80)", 0.0)])
def test_only_numbers_point_to_rows_without_saying_anything(declared: str, weight: float) -> None:
    key = Column("city", declared)
    candidate = Candidate(CITY)
    hear_key(candidate, key, context("customers", key, "cities"))
    assert candidate.score == weight


@pytest.mark.parametrize(
    ("table", "column", "chosen"),
    [
        ("employees", "marital_status_id", True),
        ("employees", "nationality_id", True),
        ("employees", "title_id", False),
        ("employees", "city_id", False),
        ("products", "gender_id", False),
    ],
)
def test_the_key_of_a_short_list_tells_what_a_person_is(table: str, column: str, *, chosen: bool) -> None:
    key = Column(column, "int")
    around = table_context(Table("schema.sql", table, (key,)), names_of(speech((), RULES)))
    assert is_chosen(around.names.readings(key)[0], around) is chosen


@pytest.mark.parametrize(
    ("table", "column", "declared", "key", "weight"),
    [
        ("member_tags", "member_tag_id", "int", True, -0.5),
        ("member_tags", "member_tag_id", "varchar(20)", True, 0.0),
        ("member_tags", "member_tag_id", "int", False, 0.0),
        ("members", "member_id", "int", True, 0.0),
    ],
    ids=["counts rows", "a text", "no declared key", "rows that are persons"],
)
def test_a_whole_number_that_only_counts_the_rows_is_given_to_nobody(
    table: str, column: str, declared: str, weight: float, *, key: bool
) -> None:
    counted = Column(column, declared)
    whole = Table("schema.sql", table, (counted, Column("tag")), (column,) if key else ())
    candidate = Candidate("user.unique_id")
    hear_key(candidate, counted, table_context(whole, names_of(speech((whole,), RULES))))
    assert candidate.score == weight


@pytest.mark.parametrize(
    ("declared", "weight"), [("int", -0.5), ("varchar(64)", 0.0), ("bigint", -0.5)], ids=["a key", "a text", "a long key"]
)
def test_a_whole_number_of_a_device_is_the_key_of_a_list(declared: str, weight: float) -> None:
    column = Column("browser_id", declared)
    candidate = Candidate("user.device.cookie_id", phrase=("browser", "id"))
    hear_key(candidate, column, context("visits", column))
    assert candidate.score == weight
