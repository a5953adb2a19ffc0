"""The local engine, opened when the first table with rows comes: a schema alone is read without DuckDB, which takes its time to start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from privaudit.model.estate import Rejected, Table
from privaudit.model.sources import Deferred, Described

if TYPE_CHECKING:
    from sqlglot import exp

    from privaudit.engines.duckdb import DuckDBEngine
    from privaudit.questions import Answer


class LateEngine:
    """What DuckDBEngine does, from when it is needed.  Use it in a `with` block."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._opened: DuckDBEngine | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._opened is not None:
            self._opened.close()

    @property
    def _engine(self) -> DuckDBEngine:
        if self._opened is None:
            from privaudit.engines.duckdb import DuckDBEngine  # noqa: PLC0415 the import is what is put off

            self._opened = DuckDBEngine(self._workspace)
        return self._opened

    def load(self, described: Described) -> Table:
        """The table with the name by which questions reach its rows; a schema without rows stays without.

        Raises SourceError where its rows cannot be read.
        """
        if described.rows is None:
            return replace(described.table, relation=None)
        if isinstance(described.rows, Deferred):
            described = replace(described, rows=described.rows.write())
        return self._engine.load(described)

    def ask(self, question: exp.Expr) -> list[Answer]:
        """All rows of the answer."""
        return self._engine.ask(question)

    def stream(self, question: exp.Expr) -> Iterator[Answer]:
        """The rows of a long answer, batch by batch."""
        return self._engine.stream(question)

    def rejected(self, table: Table) -> tuple[Rejected, ...]:
        """The rows that could not be read, by line."""
        return self._engine.rejected(table)

    def lines(self, table: Table, records: Sequence[int]) -> Mapping[int, int]:
        """Record number -> the line of the file on which it begins."""
        return self._engine.lines(table, records)

    def expect(self, table: Table, column: str) -> None:
        """Says that several questions will read a column."""
        self._engine.expect(table, column)

    def keep(self, columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
        """Rows from elsewhere as a table of texts: the name by which questions reach them."""
        return self._engine.keep(columns, rows)

    def forget(self, name: str) -> None:
        """Drops a table of texts that was kept."""
        self._engine.forget(name)

    def progress(self) -> float | None:
        """How much of the running question is done, 0 to 1; None where none runs.  For other threads."""
        return self._opened.progress() if self._opened is not None else None
