"""Columns that are called by their place: what the other values of a row say of them."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Place, Table
from privaudit.model.profile import ColumnProfile, DateCounts, ListCounts, NameCounts, TableProfile, Validated
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


def test_forms_that_prove_nothing_tell_in_the_row_of_a_person() -> None:
    phones = ColumnProfile(100, {f"{PHONE}/nine_grouped": 100}, validated={f"{PHONE}/nine_grouped": Validated(100, 97)}, longest=11)
    found = found_in(LAST, EMAIL, GROUPED, phones, AMOUNTS)
    assert (found["c3"], found["c4"]) == (POSTAL, PHONE)
    assert "c5" not in found


def test_they_tell_nothing_where_no_row_shows_a_person() -> None:
    assert found_in(GROUPED, AMOUNTS) == {}
    assert "c2" not in found_in(LAST, GROUPED)


def test_one_kind_of_a_person_and_two_columns_that_agree_with_it_show_a_person() -> None:
    letters = ColumnProfile(100, LETTERS, longest=1, closed=ListCounts(2))
    assert found_in(LAST, GROUPED, letters) == {"c1": "user.name.last", "c2": POSTAL, "c3": GENDER}


def test_the_births_of_the_old_are_told_from_an_archive_by_what_stands_beside_them() -> None:
    born = DateCounts({1926 + year: 3 for year in range(30)}, days=88, sundays=12, firsts=3, seen_in=2026)
    dates = ColumnProfile(90, dates=born, longest=10)
    assert found_in(dates) == {}
    assert found_in(dates, LAST, GROUPED)["c1"] == "user.demographic.date_of_birth"


def test_lines_of_addresses_may_be_written_in_many_ways() -> None:
    lines = ColumnProfile(100, {"user.contact.address/line_pt": 60}, longest=30)
    assert found_in(lines) == {}
    assert found_in(lines, LAST, EMAIL)["c1"] == "user.contact.address"


def test_a_table_that_names_no_column_is_no_catalogue_though_it_is_called_after_care() -> None:
    names = ["column_1", "column_2"]
    table = Table("pflege.csv", "pflege", tuple(Column(one) for one in names), place=Place("pflege.csv"))
    texts = ColumnProfile(100, longest=60, spaced=90, health=40)
    verdicts = detect(table, TableProfile(100, {"column_1": LAST, "column_2": texts}), RULES)
    assert verdicts[1].category == "user.content.private"


def test_they_tell_nothing_of_a_column_that_has_a_name() -> None:
    names = [*"ab", "order"]
    table = Table("rows.csv", "rows", tuple(Column(one) for one in names), place=Place("rows.csv"))
    verdicts = detect(table, TableProfile(100, dict(zip(names, (LAST, EMAIL, GROUPED), strict=True))), RULES)
    assert verdicts[2].verdict is Verdict.NONE


@pytest.mark.parametrize(
    ("closed", "expected"), [(ListCounts(2), GENDER), (ListCounts(1), None), (None, None)], ids=["M and F", "F or nothing", "X in all rows"]
)
def test_the_same_letter_in_all_rows_tells_nobody_apart(closed: ListCounts | None, expected: str | None) -> None:
    letters = ColumnProfile(100, LETTERS, longest=1, closed=closed)
    assert found_in(LAST, EMAIL, letters).get("c3") == expected


def test_some_values_of_a_form_are_not_the_columns_own() -> None:
    assert "c3" not in found_in(LAST, EMAIL, ColumnProfile(100, {f"{POSTAL}/grouped": 70}, longest=6))


@pytest.mark.parametrize(
    ("table", "name", "found", "expected"),
    [
        ("members", "Sqz.", ColumnProfile(100, LETTERS, longest=1, closed=ListCounts(2)), GENDER),
        ("members", "Vqr.", ColumnProfile(100, {"user.name.first/initials": 98}, longest=6), "user.name.first"),
        ("members", "Knp.", GROUPED, None),
        ("members", "colour", ColumnProfile(100, LETTERS, longest=1, closed=ListCounts(2)), None),
        ("products", "Sqz.", ColumnProfile(100, LETTERS, longest=1, closed=ListCounts(2)), None),
    ],
    ids=["letters", "initials", "not clear", "a name that is read", "things"],
)
def test_clear_values_tell_of_a_person_under_a_name_that_nobody_can_read(
    table: str, name: str, found: ColumnProfile, expected: str | None
) -> None:
    beside = {"last_name": LAST, "email": EMAIL} if table == "members" else {"sku": AMOUNTS, "price": AMOUNTS}
    made = Table("rows.csv", table, (*map(Column, beside), Column(name)), place=Place("rows.csv"))
    verdict = detect(made, TableProfile(100, {**beside, name: found}), RULES)[-1]
    assert (verdict.category if verdict.verdict.personal else None) == expected
