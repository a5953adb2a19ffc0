"""The local engine: files on one machine, answered by DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
from sqlglot import exp

from privaudit.errors import SourceError
from privaudit.lowering.duckdb import LOWERING, RECORD
from privaudit.model.estate import Rejected, Table
from privaudit.model.sources import Delimited, Described
from privaudit.questions import lower


class DuckDBEngine:
    def __init__(self, workspace: Path, memory: str = "700MB") -> None:
        self._connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "memory_limit": memory, "temp_directory": str(workspace / "spill")})
        self._connection.execute("SET TimeZone='UTC'")
        self._connection.execute("SET enable_progress_bar=true")
        self._connection.execute("SET enable_progress_bar_print=false")
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def load(self, described: Described) -> Table:
        if described.rows is None:
            return replace(described.table, relation=None)
        self._count += 1
        name = f"rows_{self._count}"
        self._connection.execute(view(name, described.table, described.rows).sql("duckdb"))
        return replace(described.table, relation=name)

    def ask(self, question: exp.Expression) -> list[tuple]:
        try:
            return self._connection.execute(lower(question, LOWERING).sql("duckdb")).fetchall()
        except duckdb.Error:
            raise SourceError("cannot be read") from None

    def stream(self, question: exp.Expression) -> Iterator[tuple]:
        cursor = self._connection.cursor().execute(lower(question, LOWERING).sql("duckdb"))
        while batch := cursor.fetchmany(10_000):
            yield from batch

    def rejected(self, table: Table) -> tuple[Rejected, ...]:
        return ()

    def progress(self) -> float | None:
        share = self._connection.query_progress()
        return share / 100 if share >= 0 else None


def view(name: str, table: Table, rows: Delimited) -> exp.Expression:
    names = [f"c{position}" for position in range(len(table.columns))]
    options = {
        "columns": exp.Struct(expressions=[exp.PropertyEQ(this=exp.to_identifier(n), expression=exp.Literal.string("VARCHAR")) for n in names]),
        "auto_detect": exp.false(), "delim": exp.Literal.string(rows.delimiter), "quote": exp.Literal.string(rows.quote), "escape": exp.Literal.string(rows.escape),
        "header": exp.false(), "skip": exp.Literal.number(rows.skip), "strict_mode": exp.true(), "null_padding": exp.false(), "ignore_errors": exp.true(), "max_line_size": exp.Literal.number(2**24), "compression": exp.Literal.string("none"),
    }
    call = exp.Anonymous(this="read_csv", expressions=[exp.Literal.string(str(rows.path)), *(exp.EQ(this=exp.Var(this=k), expression=v) for k, v in options.items())])
    columns = [exp.alias_(exp.column(n), exp.to_identifier(c.name, quoted=True)) for n, c in zip(names, table.columns, strict=True)]
    number = exp.alias_(exp.Window(this=exp.Anonymous(this="row_number")), exp.to_identifier(RECORD, quoted=True))
    return exp.Create(this=exp.Table(this=exp.to_identifier(name, quoted=True)), kind="VIEW", replace=True, expression=exp.select(*columns, number).from_(call))
