"""Values of a special category are somebody's, and not those of churches, catalogues and goods."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table
from privaudit.model.profile import ColumnProfile, ListCounts, TableProfile
from privaudit.model.verdicts import ColumnVerdict, Verdict

RULES = rulebook.built_in()
HEALTH = "user.health_and_medical"
RELIGION = "user.demographic.religious_belief"
PARTY = "user.demographic.political_opinion"
FAITHS = ColumnProfile(100, closed=ListCounts(4, {RELIGION: 4}))
PARTIES = ColumnProfile(100, closed=ListCounts(4, {PARTY: 4}))
CODES = ColumnProfile(100, {f"{HEALTH}/icd10": 100})
ILL = ColumnProfile(100, longest=40, spaced=100, health=60)


def judged(table: str, column: str, found: ColumnProfile, *others: str) -> ColumnVerdict:
    """What a column is, beside others."""
    columns = tuple(Column(name, "text") for name in (column, *others))
    profiles = {column: found, **{name: ColumnProfile(100) for name in others}}
    return detect(Table("export.csv", table, columns), TableProfile(100, profiles), RULES)[0]


@pytest.mark.parametrize(
    ("table", "column", "found"),
    [
        ("elections_by_district", "party", PARTIES),
        ("churches", "religion", FAITHS),
        ("drug_catalogue", "icd10", CODES),
        ("buildings", "denomination", FAITHS),
        ("issues", "title", ILL),
        ("games", "product", ILL),
    ],
)
def test_what_lists_and_things_have_is_no_persons(table: str, column: str, found: ColumnProfile) -> None:
    assert not judged(table, column, found, "number").verdict.personal


@pytest.mark.parametrize(
    ("table", "column", "found"),
    [("members", "party", PARTIES), ("customers", "religion", FAITHS), ("encounters", "icd10", CODES), ("notes", "remarks", ILL)],
)
def test_what_persons_have_is_theirs(table: str, column: str, found: ColumnProfile) -> None:
    assert judged(table, column, found, "number").verdict.personal


def test_religion_is_somebodys_where_the_rows_belong_to_persons() -> None:
    assert judged("rooms", "religion", FAITHS, "customer_id").verdict is Verdict.INDICATION


def test_a_few_words_of_health_in_names_of_companies_say_nothing() -> None:
    few = ColumnProfile(100, longest=40, spaced=100, health=5, called=True)
    assert judged("x1", "c1", few).also == ()
    many = ColumnProfile(100, longest=40, spaced=100, health=40, called=True)
    assert [one.category for one in judged("x1", "c1", many).also] == [HEALTH]


def test_words_of_health_in_the_names_of_suppliers_say_nothing() -> None:
    few = ColumnProfile(100, longest=40, spaced=100, health=5)
    assert judged("x1", "supplier", few).also == ()
    assert [one.category for one in judged("x1", "c1", few).also] == [HEALTH]
