"""Some rows of a table that a server holds, chosen by what their keys happen to be: the same ones at every run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlglot import exp

from privaudit import questions as ask
from privaudit.declared_type import kind_of, longest
from privaudit.model.estate import Column, Table

if TYPE_CHECKING:
    from privaudit.engines.database import DatabaseEngine
    from privaudit.engines.spark import SparkEngine

COUNTED = 20_000_000
"""Rows, by the server's own statistics, from which a table is not counted: the statistics stand for it."""
LONGEST = 100_000
"""Characters of a cell that are taken: whole documents may lie in one."""
_KEYED = 8
"""Columns that tell rows apart where there is no primary key."""


def number_of_rows(database: DatabaseEngine | SparkEngine, table: Table) -> int:
    """How many rows a table has; about, where it is too large to be counted."""
    size = database.size(table)
    if size is not None and (size > COUNTED or database.counts):
        return size
    ((rows,),) = database.ask(exp.select(exp.Count(this=exp.Star())).from_(ask.relation(table.relation or "")))
    return int(rows)


def some_rows(table: Table, names: Sequence[str], rows: int, most: int | None) -> exp.Select:
    """The question for the texts of these columns in about `most` of the rows of a table; None for all of them."""
    columns = [table.column(name) for name in names]
    cells = [exp.alias_(_text_of(column), f"c{i}", quoted=True) for i, column in enumerate(columns) if column is not None]
    question = exp.select(*(cells or [exp.null()])).from_(ask.relation(table.relation or ""))
    many = 1 if most is None else round(rows / most)
    return question.where(ask.one_in(_key(table), many)) if many > 1 else question


def _text_of(column: Column) -> exp.Expr:
    text = ask.as_text(ask.column(column.name))
    bounded = kind_of(column.type) in {"number", "date", "boolean"} or (longest(column.type) or LONGEST) < LONGEST
    return text if bounded else ask.start(text, LONGEST)


def _key(table: Table) -> exp.Expr:
    """What tells a row from the others, as one text."""
    plain = [column.name for column in table.columns if column.in_rows and kind_of(column.type) not in {"binary", "json"}]
    names = [name for name in table.primary_key if not table.lacks_values_of(name)] or plain[:_KEYED] or [table.columns[0].name]
    cells = [ask.as_text(ask.column(name)) for name in names]
    return cells[0] if len(cells) == 1 else ask.in_order(cells)
