"""All engines of one run: the local one for files, or a cluster, and one for each database.

A question that names relations of one of them goes there.  Where its sides live in two, the columns that it reads of a database are
taken into the local engine, and it is answered there: nothing else travels.
"""

from __future__ import annotations

import glob
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from privaudit.engines.late import LateEngine
from privaudit.errors import ElsewhereError, UsageError
from privaudit.model.estate import Rejected, Table
from privaudit.model.sources import Cluster, ClusterTable, Delimited, Described, Description, ServerTable
from privaudit.paths import is_there
from privaudit.urls import is_on_cluster, is_url, masked

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlglot import exp

    from privaudit.engines.database import DatabaseEngine
    from privaudit.engines.spark import SparkEngine
    from privaudit.questions import Answer


class Engines:
    """What DuckDBEngine does, wherever the rows are.  Use it in a `with` block.

    `workspace` is a private folder; with a `cluster` files are read there.  No engine is opened before it is needed.
    """

    def __init__(self, workspace: Path, cluster: Cluster | None = None) -> None:
        self._workspace = workspace
        self._cluster = cluster
        self._spark: SparkEngine | None = None
        self._local = LateEngine(workspace)
        self._databases: dict[str, DatabaseEngine] = {}
        self._homes: dict[str, tuple[DatabaseEngine | SparkEngine, Table]] = {}
        """The relations of databases and of the cluster."""
        self._sampled: dict[str, Table] = {}
        """Local relation -> the table of which it holds some rows."""
        self._copies: dict[tuple[str, tuple[str, ...]], str] = {}
        """Relation of a database and columns -> the local relation that holds them."""

    def __enter__(self) -> Self:
        self._local.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for database in self._databases.values():
            database.close()
        if self._spark is not None:
            self._spark.close()
        self._local.__exit__(kind, error, trace)

    def describes(self, target: str) -> bool:
        """Whether a target is no file of this machine: the URL of a database, or with a cluster a path or a table there."""
        if self._cluster is None:
            return is_url(target)
        here = target == "-" or is_there(Path(target)) or bool(glob.glob(target, recursive=True))  # noqa: PTH207 as the targets are found
        return is_on_cluster(target) or is_url(target) or not here

    def describe(self, url: str, wanted: Callable[[str], bool]) -> Description:
        """The wanted tables of a database, by names as reported.  Raises SourceError where it cannot be reached."""
        if self._cluster is not None and (is_on_cluster(url) or not is_url(url)):
            return self._opened_spark(self._cluster).describe(url, wanted)
        from privaudit.engines.database import DatabaseEngine  # noqa: PLC0415 files are read without SQLAlchemy

        shown = masked(url)
        if shown not in self._databases:
            self._databases[shown] = DatabaseEngine(url, f"server_{len(self._databases) + 1}")
        return self._databases[shown].describe(wanted)

    def load(self, described: Described) -> Table:
        """The table with the name by which questions reach its rows; a schema without rows stays without."""
        database: DatabaseEngine | SparkEngine
        if isinstance(described.rows, ClusterTable) or (self._cluster is not None and isinstance(described.rows, Delimited)):
            database = self._opened_spark(self._cluster or Cluster())
        elif isinstance(described.rows, ServerTable):
            database = self._databases[described.table.source]
        else:
            return self._local.load(described)
        table = database.load(described)
        self._homes[table.relation or ""] = database, table
        return table

    def ask(self, question: exp.Expr) -> list[Answer]:
        """All rows of the answer.  Raises SourceError, which quotes no value."""
        home = self._home_of(question)
        if home is not None:
            with suppress(ElsewhereError):
                return home.ask(question)
        return self._local.ask(self._brought_together(question))

    def stream(self, question: exp.Expr) -> Iterator[Answer]:
        """The rows of a long answer, batch by batch."""
        home = self._home_of(question)
        if home is not None:
            with suppress(ElsewhereError):
                yield from home.stream(question)
                return
        yield from self._local.stream(self._brought_together(question))

    def rejected(self, table: Table) -> tuple[Rejected, ...]:
        """The rows that could not be read, by line; a database has none."""
        whole = self._sampled.get(table.relation or "", table)
        if whole.relation not in self._homes:
            return self._local.rejected(whole)
        return self._spark.rejected(whole) if self._is_on_spark(whole) and self._spark is not None else ()

    def lines(self, table: Table, records: Sequence[int]) -> Mapping[int, int]:
        """Record number -> the line of the file on which it begins."""
        if self._spark is not None and self._is_on_spark(table):
            return self._spark.lines(table, records)
        return self._local.lines(table, records)

    def expect(self, table: Table, column: str) -> None:
        """Says that several questions will read a column; servers and clusters need not know."""
        if table.relation is not None and table.relation not in self._homes:
            self._local.expect(table, column)

    def holds_days(self, table: Table, column: str) -> bool:
        """Whether a column of a server's table holds days or moments by its type; files and clusters give texts."""
        home = self._homes.get(table.relation or "")
        return home is not None and home[0].holds_days(table, column)

    def progress(self) -> float | None:
        """How much of the running question is done, 0 to 1; None where that is not known.  For other threads."""
        return self._local.progress()

    @contextmanager
    def readable(self, table: Table, most: int | None) -> Iterator[tuple[Table, int | None]]:
        """A table as it can be read wholly: itself, or of a server some rows in the local engine, and how many there are of all.

        `most` is about how many rows are taken, by what their keys happen to be: the same ones at every run.  None for all.
        """
        if table.relation not in self._homes or (most is None and self._is_on_spark(table)):
            yield table, None
            return
        from privaudit.engines._sampling import number_of_rows, some_rows  # noqa: PLC0415 files are read without it

        database = self._homes[table.relation][0]
        rows = number_of_rows(database, table)
        names = [column.name for column in table.columns if column.in_rows]
        copy = self._local.keep(names, database.stream(some_rows(table, names, rows, most)))
        self._sampled[copy] = table
        try:
            yield replace(table, relation=copy), rows
        finally:
            self._local.forget(copy)

    def _opened_spark(self, cluster: Cluster) -> SparkEngine:
        try:
            from privaudit.engines.spark import SparkEngine  # noqa: PLC0415 an extra, and heavy
        except ImportError:
            raise UsageError("--engine spark needs PySpark", "pip install 'privaudit[spark]'") from None
        if self._spark is None:
            self._spark = SparkEngine(self._workspace, cluster)
        return self._spark

    def _is_on_spark(self, table: Table) -> bool:
        home = self._homes.get(table.relation or "")
        return home is not None and home[0] is self._spark

    def _home_of(self, question: exp.Expr) -> LateEngine | DatabaseEngine | SparkEngine | None:
        """The one engine that has all relations of a question; None where several have them."""
        if not self._homes:
            return self._local
        from sqlglot import exp  # noqa: PLC0415 a schema is read without it

        names = {relation.name for relation in question.find_all(exp.Table)} - {part.alias for part in question.find_all(exp.CTE)}
        homes = [self._homes[name][0] if name in self._homes else self._local for name in names]
        return homes[0] if len(set(map(id, homes))) == 1 else None

    def _brought_together(self, question: exp.Expr) -> exp.Expr:
        """The question, with relations of the local engine in place of those of databases."""
        from sqlglot import exp  # noqa: PLC0415 as above

        placed = question.copy()
        for relation in list(placed.find_all(exp.Table)):
            if relation.name in self._homes:
                copy = self._copied(relation)
                alias = exp.TableAlias(this=exp.to_identifier(relation.alias_or_name, quoted=True))
                relation.replace(exp.Table(this=exp.to_identifier(copy, quoted=True), alias=alias))
        return placed

    def _copied(self, relation: exp.Table) -> str:
        """The local relation with the columns that a question reads of this one."""
        from privaudit.engines._columns_asked import names_of  # noqa: PLC0415 files are read without it
        from privaudit.engines._sampling import some_rows  # noqa: PLC0415 as above

        database, table = self._homes[relation.name]
        names = tuple(names_of(relation, table))
        key = (relation.name, names)
        if key not in self._copies:
            self._copies[key] = self._local.keep(names, database.stream(some_rows(table, names, 0, None)))
        return self._copies[key]
