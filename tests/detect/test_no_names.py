"""Codes, answers and companies are no names of persons, where a column is but called after a person."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table
from privaudit.model.profile import ColumnProfile, NameCounts, TableProfile

RULES = rulebook.built_in()
CODES = ColumnProfile(100, longest=12, nameless=True)
COMPANIES = ColumnProfile(100, longest=20, names=NameCounts(90, last=40, company=50))


def category(column: str, found: ColumnProfile) -> str | None:
    table = Table("export.csv", "t", (Column(column),))
    (verdict,) = detect(table, TableProfile(found.values, {column: found}), RULES)
    return verdict.category if verdict.verdict.personal else None


@pytest.mark.parametrize("column", ["customer", "recipient", "client", "patient", "user", "member"])
def test_codes_and_companies_speak_against_a_name_that_only_says_whose_a_row_is(column: str) -> None:
    assert category(column, ColumnProfile(100, longest=20)) == "user.name"
    assert category(column, CODES) is None
    assert category(column, COMPANIES) is None


@pytest.mark.parametrize("found", [CODES, COMPANIES])
def test_they_do_not_where_the_column_says_that_it_holds_names(found: ColumnProfile) -> None:
    assert category("last_name", found) == "user.name.last"


def test_family_names_of_which_most_are_companies_are_none() -> None:
    assert category("c1", ColumnProfile(100, names=NameCounts(90, last=60, company=10))) == "user.name.last"
    assert category("c1", COMPANIES) is None
