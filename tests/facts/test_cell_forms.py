"""Numbers with a check digit among the digits of a text."""

from __future__ import annotations

import re

import pytest

from privaudit.facts import RowFacts
from privaudit.facts.cell_forms import RUN, candidates
from privaudit.model.facts import BlankCounts, BlankRows, FormCounts, NumberCounts, RowsOfForms, RowsWithNumber, TableColumn
from privaudit.rulebook import built_in
from privaudit.rulebook.portable import fault
from tests.conftest import Rows, a_table

CARD = built_in().categories["user.financial.credit_card"]
(NUMBER,) = (pattern for pattern in CARD.patterns if pattern.validator is not None)
TESTS = tuple(pattern.regex for pattern in CARD.patterns if pattern.is_test)
NOBODY: frozenset[str] = frozenset()


def told(text: str) -> list[bool]:
    """Whether each number of a text passes, as the rows of a column are asked for it."""
    rows = RowsWithNumber(TableColumn(a_table("t", "c"), "c"), NUMBER, TESTS)
    return list(candidates([found.group() for found in re.finditer(RUN, text)], rows))


@pytest.mark.parametrize(
    "text",
    [
        "4970166131860915",
        "card 4970 1661 3186 0915 please",
        "card 4970-1661-3186-0915",
        "4970166131860915 12/27",
        "4970 1661 3186 0915 12/27",
        "3782 871147 10491 of Amex",
        "on 2026-05-12 4970166131860915",
        "(4970166131860915)",
    ],
)
def test_a_card_number_is_found_as_people_write_it(text: str) -> None:
    assert True in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "IBAN FR76 3000 6000 0112 3456 7890 189",
        "FR7630006000011234567890189",
        "order A4970166131860915",
        "4970166131860915B",
        "49701661318609154970166131860915",
        "4242 4242 4242 4242",
        "4111111111111111",
        "06 12 34 56 78",
        "4970166131860916",
    ],
)
def test_other_digits_are_no_card_number(text: str) -> None:
    assert True not in told(text)


def test_each_number_counts_once_however_long_it_may_be() -> None:
    assert told("4970 1661 3186 0915 123") == [True]
    assert told("4970166131860916, 5137909960308242") == [False, True]


def test_the_run_is_a_pattern_that_all_engines_read_alike() -> None:
    assert fault(RUN) == ""


def test_rows_are_counted_by_the_numbers_in_them(facts: RowFacts, rows: Rows) -> None:
    text = "n,c\n1,4970166131860915\n2,order 4000123412341235 by 4970166131860915\n3,\n4,4242424242424242\n5,none\n6,4970166131860915\n"
    asked = RowsWithNumber(TableColumn(rows("t", text, primary_key=("n",)), "c"), NUMBER, TESTS)
    assert facts.numbers(asked) == NumberCounts(values=5, found=3, numbers=3, valid=2)
    assert [key.values for key in facts.keys(asked, NOBODY)] == [("1",), ("2",), ("6",)]
    assert [key.values for key in facts.keys(asked, frozenset({"n"}))] == [(2,), (3,), (7,)]


def test_values_count_under_the_first_form_that_they_are_of(facts: RowFacts, rows: Rows) -> None:
    table = rows("t", 'n,c\n1,aaa\n2," ab "\n3,\n4,zz\n5,zz\n6,yy\n', primary_key=("n",))
    forms = ("a+", "[ab]+")
    assert facts.forms(TableColumn(table, "c"), forms) == FormCounts(values=5, by_form=(1, 1), other=3, distinct_other=2)
    assert [key.values for key in facts.keys(RowsOfForms(TableColumn(table, "c"), forms, frozenset({0, 2})), NOBODY)] == [
        ("1",),
        ("4",),
        ("5",),
        ("6",),
    ]


def test_a_row_is_blank_where_all_columns_are(facts: RowFacts, rows: Rows) -> None:
    table = rows("t", 'n,a,b\n1,x,\n2,," "\n3,,\n4,,y\n', primary_key=("n",))
    both = BlankRows(table, ("a", "b"))
    assert facts.blank(both) == BlankCounts(rows=4, blank=2)
    assert facts.blank(BlankRows(table, ("b",))) == BlankCounts(rows=4, blank=3)
    assert [key.values for key in facts.keys(both, NOBODY)] == [("2",), ("3",)]
