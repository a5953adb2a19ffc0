"""What the local engine takes for a value of an export, and what for none."""

from __future__ import annotations

from datetime import date

import pytest
from sqlglot import exp

from privaudit import questions as ask
from privaudit.delimited.view import NOTHING
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


def test_a_date_that_is_not_there_is_no_unreadable_one(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("guests", "id,seen_on\n1,2026-01-31\n2,NULL\n3,\\N\n4,unknown\n")
    counts = RowFacts(engine, date(2026, 6, 30), "FR", ()).dates(TableColumn(table, "seen_on"))
    assert (counts.filled, counts.unreadable) == (2, 1)
