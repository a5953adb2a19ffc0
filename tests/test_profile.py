"""Counts of values, where every value of every column is looked at."""

from __future__ import annotations

import random

import pytest

from privaudit import profile as profiling
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.model.estate import Column, Table
from privaudit.model.profile import Validated
from privaudit.profile import CANDIDATES, FIRST_LOOK, profile
from tests.conftest import CARD, EMAIL, RULES, Rows

ADDRESS, NUMBER = f"{EMAIL}/address", f"{CARD}/number"


def with_check_digit(number: int) -> str:
    """A card number: fifteen digits and the one of Luhn's formula."""
    digits = f"{number:015d}"
    total = sum(sum(divmod(int(digit) * (2 if index % 2 == 0 else 1), 10)) for index, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def test_values_are_filled_where_they_are_not_blank(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", "id,note\n1,  two words \n2,\n3,   \n4,one\n")
    found = profile(engine, table, RULES)
    assert found.rows == 4
    assert (found.columns["note"].values, found.columns["note"].longest, found.columns["note"].spaced) == (2, 9, 1)
    assert found.columns["id"].values == 4


def test_values_that_are_a_form_and_values_that_hold_one_are_counted_apart(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", "note\na@x.org\n b@x.org \nwrite to c@x.org please\nnothing here\n@\n")
    found = profile(engine, table, RULES).columns["note"]
    assert found.hits == {ADDRESS: 2}
    assert found.inside == {ADDRESS: 1}


def test_a_form_inside_a_long_value_without_a_blank_is_found(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", f"id,payload\n1,{'x' * 40}/to=c@x.org/{'y' * 40}\n2,short/to=c@x.org/\n")
    assert profile(engine, table, RULES).columns["payload"].inside == {ADDRESS: 1}


@pytest.mark.parametrize(("last", "hits", "inside"), [("late@x.org", {ADDRESS: 1}, {}), ("write to late@x.org", {}, {ADDRESS: 1})])
def test_what_the_first_look_does_not_see_is_counted_all_the_same(
    engine: DuckDBEngine, rows: Rows, last: str, hits: dict[str, int], inside: dict[str, int]
) -> None:
    table = rows("t", "id,note\n" + "".join(f"{number},nothing to see\n" for number in range(29_999)) + f"29999,{last}\n")
    assert FIRST_LOOK < 29_999
    found = profile(engine, table, RULES)
    assert found.rows == 30_000
    assert found.columns["note"].hits == hits
    assert found.columns["note"].inside == inside


def test_a_rare_form_beside_a_common_one_is_counted_too(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", "note\n" + "a@x.org\n" * 10_500 + f"{with_check_digit(4)}\n")
    found = profile(engine, table, RULES).columns["note"]
    assert found.hits == {ADDRESS: 10_500, NUMBER: 1}
    assert found.validated == {NUMBER: Validated(1, 1)}


def test_check_digits_are_those_of_distinct_values(engine: DuckDBEngine, rows: Rows) -> None:
    good, bad = with_check_digit(411111111111111), "4111111111111112"
    table = rows("t", "card\n" + f"{good}\n" * 5 + f"{bad}\n" * 3)
    found = profile(engine, table, RULES).columns["card"]
    assert found.hits == {NUMBER: 8}
    assert found.validated == {NUMBER: Validated(checked=2, valid=1)}


def test_check_digits_inside_texts_are_those_of_the_piece_that_fits(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", f"note\npaid with {with_check_digit(41)} today\npaid with {with_check_digit(41)} again\n")
    found = profile(engine, table, RULES).columns["note"]
    assert (found.hits, found.inside) == ({}, {NUMBER: 2})
    assert found.validated == {NUMBER: Validated(1, 1)}


def test_at_most_so_many_candidates_meet_their_check_digit_and_the_same_at_each_run(engine: DuckDBEngine, rows: Rows) -> None:
    numbers = [f"{number:016d}" for number in range(3_000)]
    valid = sum(number == with_check_digit(int(number[:-1])) for number in numbers)
    first = profile(engine, rows("t", "card\n" + "\n".join(numbers) + "\n"), RULES).columns["card"].validated[NUMBER]
    random.Random(7).shuffle(numbers)  # noqa: S311 test data, no secret
    again = profile(engine, rows("u", "card\n" + "\n".join(numbers) + "\n"), RULES).columns["card"].validated[NUMBER]
    assert first == again
    assert first.checked == CANDIDATES
    assert 0 < first.valid < valid == 300


def test_a_table_with_a_header_alone_has_no_values(engine: DuckDBEngine, rows: Rows) -> None:
    found = profile(engine, rows("t", "email,note\n"), RULES)
    assert found.rows == 0
    assert [column.values for column in found.columns.values()] == [0, 0]
    assert found.columns["email"].longest == 0


def test_wide_tables_are_asked_in_several_passes_and_keep_all_columns(
    engine: DuckDBEngine, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profiling, "TOGETHER", 3)
    found = profile(engine, rows("t", "a,b,c,d,e,f,g\nx@x.org,2,3,y@x.org,5,6,z@x.org\n"), RULES)
    assert found.rows == 1
    assert list(found.columns) == list("abcdefg")
    assert [name for name, column in found.columns.items() if column.hits] == ["a", "d", "g"]


def test_a_column_that_only_the_schema_has_is_not_asked_for(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", "email\na@x.org\n")
    both = Table(table.source, table.name, (*table.columns, Column("note", in_rows=False)), relation=table.relation)
    found = profile(engine, both, RULES)
    assert found.rows == 1
    assert list(found.columns) == ["email"]


def test_rows_that_could_not_be_read_are_named_by_their_line(engine: DuckDBEngine, rows: Rows) -> None:
    found = profile(engine, rows("t", "id,email\n1,a@x.org\n2,b@x.org,too much\n3,c@x.org\n"), RULES)
    assert found.rows == 2
    assert [rejected.line for rejected in found.rejected] == [3]
