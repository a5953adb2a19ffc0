"""What the local engine takes for a value of an export, and what for none."""

from __future__ import annotations

from datetime import date

import pytest
from sqlglot import exp, parse_one

from privaudit import questions as ask
from privaudit.delimited.view import NOTHING, is_full_pass
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.facts import RowFacts
from privaudit.model.facts import TableColumn
from tests.conftest import Rows

VALUES = ("Null", "None", "NA", "N", "nullable", "0000-00-00")


@pytest.mark.parametrize("quote", ["", '"'])
def test_the_spellings_of_nothing_are_no_values(engine: DuckDBEngine, rows: Rows, quote: str) -> None:
    cells = "".join(f"{number},{quote}{text}{quote}\n" for number, text in enumerate((*NOTHING, "", *VALUES)))
    table = rows("guests", f"id,note\n{cells}")
    question = exp.select(ask.column("note")).from_(ask.relation(table.relation or ""))
    assert engine.ask(question) == [*[(None,)] * (len(NOTHING) + 1), *((text,) for text in VALUES)]


def test_a_row_without_a_value_is_a_row_where_there_is_one_column(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("mails", "email\na@inn.example\nNULL\n\n\\N\nb@inn.example\n")
    question = exp.select(ask.column("email")).from_(ask.relation(table.relation or ""))
    assert engine.ask(question) == [("a@inn.example",), (None,), (None,), ("b@inn.example",)]


def test_nothing_is_nothing_too_where_the_backslash_is_an_escape(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("guests", 'id,note\n1,"a\\"b, c"\n2,"d"\n3,\\N\n4,NULL\n')
    question = exp.select(ask.column("note")).from_(ask.relation(table.relation or ""))
    assert engine.ask(question) == [('a"b, c',), ("d",), (None,), (None,)]


def test_a_date_that_is_not_there_is_no_unreadable_one(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("guests", "id,seen_on\n1,2026-01-31\n2,NULL\n3,\\N\n4,unknown\n")
    counts = RowFacts(engine, date(2026, 6, 30), "FR", ()).dates(TableColumn(table, "seen_on"))
    assert (counts.filled, counts.unreadable) == (2, 1)


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("SELECT COUNT(a), MAX(b) FROM t", True),
        ("SELECT COUNT(a), MAX(b) FILTER (WHERE b > 'x') FROM t", True),
        ("SELECT COUNT(a), MAX(b) FROM t WHERE b > 'x'", False),
        ("SELECT COUNT(a), MAX(b) FROM (SELECT * FROM t WHERE b > 'x') AS s", False),
        ("SELECT COUNT(a) FROM t", False),
        ("SELECT a, b FROM t", False),
        ("SELECT COUNT(a), MAX(b) FROM t GROUP BY a", False),
        ("SELECT COUNT(a), MAX(b) FROM t, u", False),
    ],
)
def test_a_full_pass_reads_every_value_and_answers_with_totals(question: str, full: bool) -> None:
    asked = parse_one(question, dialect="duckdb")
    assert isinstance(asked, exp.Select)
    assert is_full_pass(asked, ["a", "b"]) is full
