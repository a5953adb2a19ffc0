"""Rows from elsewhere as a table of texts in the local engine, which spills it to the private workspace where memory ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, Protocol

from sqlglot import exp

BATCH_CELLS = 200_000
"""Cells that are handed over at once, about."""
_TEXTS = exp.DataType.build("VARCHAR[]", dialect="duckdb")


class Connection(Protocol):
    """What is needed of the local engine's connection."""

    def execute(self, statement: str, parameters: object = None) -> Any:  # noqa: ANN401 as the engine has it
        """Executes one statement."""


def write(connection: Connection, name: str, columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> int:
    """Makes a table of texts and fills it, batch by batch; gives the number of its rows."""
    table = exp.to_identifier(name, quoted=True)
    kinds = [exp.ColumnDef(this=exp.to_identifier(column, quoted=True), kind=exp.DataType.build("VARCHAR")) for column in columns]
    schema = exp.Schema(this=exp.Table(this=table), expressions=kinds)
    connection.execute(exp.Create(this=schema, kind="TABLE").sql("duckdb"))
    lists = [exp.Cast(this=exp.Parameter(this=exp.Literal.number(at)), to=_TEXTS.copy()) for at in range(1, len(columns) + 1)]
    cells = exp.select(*(exp.Anonymous(this="unnest", expressions=[texts]) for texts in lists))
    insert = exp.insert(cells, exp.Table(this=table.copy())).sql("duckdb")
    waiting, number = iter(rows), 0
    while batch := list(islice(waiting, max(1, BATCH_CELLS // max(1, len(columns))))):
        connection.execute(insert, [list(texts) for texts in zip(*batch, strict=True)])
        number += len(batch)
    return number
