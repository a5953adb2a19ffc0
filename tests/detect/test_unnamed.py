"""Columns that are called by their place: what the other values of a row say of them."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.detect.unnamed import is_unnamed
from privaudit.model.estate import Column, Place, Table
from privaudit.model.profile import ColumnProfile, ListCounts, NameCounts, TableProfile, Validated
from privaudit.model.verdicts import Verdict

RULES = rulebook.built_in()
PHONE = "user.contact.phone_number"
POSTAL = "user.contact.address.postal_code"
GENDER = "user.demographic.gender"
LAST = ColumnProfile(100, longest=12, names=NameCounts(90, last=88))
EMAIL = ColumnProfile(100, {"user.contact.email/address": 100}, longest=30)
AMOUNTS = ColumnProfile(100, longest=9)
GROUPED = ColumnProfile(100, {f"{POSTAL}/grouped": 100}, longest=6)
LETTERS = {f"{GENDER}/letter": 100}


def found_in(*columns: ColumnProfile, name: str = "c{}") -> dict[str, str | None]:
    """The category of each column of a table of these, where it has one."""
    names = [name.format(position) for position in range(1, len(columns) + 1)]
    table = Table("rows.csv", "rows", tuple(Column(one) for one in names), place=Place("rows.csv"))
    verdicts = detect(table, TableProfile(100, dict(zip(names, columns, strict=True))), RULES)
    return {one.column.name: one.category for one in verdicts if one.verdict is not Verdict.NONE}


@pytest.mark.parametrize("name", ["column_4", "c4", "C12", "_c0", "Unnamed: 3", "V7", "Feld2", "Kolumna 5", "Expr1003", "12"])
def test_a_column_that_is_called_by_its_place_has_no_name(name: str) -> None:
    assert is_unnamed(name)


@pytest.mark.parametrize("name", ["phone1", "address_2", "code", "cp", "c", "iso2", "field_name", "covid19"])
def test_a_word_is_a_name(name: str) -> None:
    assert not is_unnamed(name)


def test_forms_that_prove_nothing_tell_in_the_row_of_a_person() -> None:
    phones = ColumnProfile(100, {f"{PHONE}/nine_grouped": 100}, validated={f"{PHONE}/nine_grouped": Validated(100, 97)}, longest=11)
    found = found_in(LAST, EMAIL, GROUPED, phones, AMOUNTS)
    assert (found["c3"], found["c4"]) == (POSTAL, PHONE)
    assert "c5" not in found


def test_they_tell_nothing_where_no_row_shows_a_person() -> None:
    assert found_in(GROUPED, AMOUNTS) == {}
    assert "c2" not in found_in(LAST, GROUPED)


def test_they_tell_nothing_of_a_column_that_has_a_name() -> None:
    names = [*"ab", "order"]
    table = Table("rows.csv", "rows", tuple(Column(one) for one in names), place=Place("rows.csv"))
    verdicts = detect(table, TableProfile(100, dict(zip(names, (LAST, EMAIL, GROUPED), strict=True))), RULES)
    assert verdicts[2].verdict is Verdict.NONE


@pytest.mark.parametrize(("texts", "expected"), [(2, GENDER), (1, None)], ids=["M and F", "X in all rows"])
def test_the_same_letter_in_all_rows_tells_nobody_apart(texts: int, expected: str | None) -> None:
    letters = ColumnProfile(100, LETTERS, longest=1, closed=ListCounts(texts))
    assert found_in(LAST, EMAIL, letters).get("c3") == expected


def test_some_values_of_a_form_are_not_the_columns_own() -> None:
    assert "c3" not in found_in(LAST, EMAIL, ColumnProfile(100, {f"{POSTAL}/grouped": 70}, longest=6))
