"""A cluster: Spark reads files and the tables of its catalogue where they lie, and answers from there.

Questions go to it as SQL.  What comes back is what a question asks for: counts, keys, the rows of an export.  Delimited files are read
line by line by our own rules, which are those of the local engine; where cells go over several lines, the file is written anew
first, as there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pyspark.sql import DataFrame
from sqlglot import exp

from privaudit.delimited import lines, mending
from privaudit.delimited.lines import Layout
from privaudit.engines import _spark_files as files
from privaudit.engines import _spark_targets as targets
from privaudit.engines._spark_session import opened, told
from privaudit.errors import SourceError
from privaudit.lowering._building import refused_record
from privaudit.lowering.spark import DIALECT
from privaudit.model.estate import Rejected, Table
from privaudit.model.sources import Cluster, ClusterTable, Delimited, Described, Description
from privaudit.questions import PREFIX, Answer

_GLOB = str.maketrans({char: f"\\{char}" for char in "\\{}[]*?"})
_TOO_MANY = 1_000_000
"""Rows that cannot be read, beyond which the file is not understood at all."""
_IN_PIECE = (1 << files.PIECE) - 1


@dataclass(slots=True)
class _Loaded:
    """One delimited file, and how it is read by now."""

    table: Table
    original: Delimited
    reading: files.Reading
    near: bool = True
    """Whether this machine can read it too."""
    settled: bool = False
    before: Mapping[int, int] | None = None
    """Piece of the file -> lines before it; None where the file was written anew."""
    count: int | None = None
    """Its rows, where the first pass told."""
    rejected: tuple[Rejected, ...] | None = ()
    """None where they were not asked for yet."""


class SparkEngine:
    """Answers questions about files and the tables of a catalogue.  Use it in a `with` block.

    `workspace` is a private folder, for files that had to be repaired.
    """

    def __init__(self, workspace: Path, cluster: Cluster) -> None:
        self._workspace = workspace
        self._loaded: dict[str, _Loaded] = {}
        self._unnumbered: dict[str, Table] = {}
        """Relations whose rows have no lines."""
        self._heads: dict[str, targets.Head] = {}
        """Path -> how the delimited files there are written."""
        self._session, self._ours = opened(cluster, workspace)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Leaves the session, and stops Spark where it was started for it."""
        if self._ours:
            self._session.stop()

    def describe(self, target: str, wanted: targets.Wanted) -> Description:
        """The wanted tables that a path or a name of the catalogue stands for.  Raises SourceError where there are none."""
        with told(target):
            if not targets.is_path(target):
                return Description(targets.tables_of(self._session, target, wanted))
            described, head = targets.files_of(self._session, target)
        if head is not None:
            self._heads[target] = head
        return Description((described,) if wanted(described.table.name) else ())

    def load(self, described: Described) -> Table:
        """The table with the name by which questions reach its rows.  Reads nothing yet."""
        name = f"spark_{len(self._loaded) + len(self._unnumbered) + 1}"
        table = replace(described.table, relation=name)
        with told(table.source):
            match described.rows:
                case Delimited() as rows:
                    self._load_lines(table, rows, self._session.read.text(_uri(rows.path, table.source)))
                case ClusterTable(name=path) if path in self._heads:
                    self._load_parts(table, path, self._heads[path])
                case ClusterTable() as rows:
                    frame = targets.frame_of(self._session, rows)
                    frame.createOrReplaceTempView(f"{name}_typed")
                    self._show(name, targets.texts_of(frame, f"{name}_typed"))
                    self._unnumbered[name] = table
                case _:
                    raise TypeError(f"{described.table.name} holds nothing that Spark reads")
        return table

    def _load_lines(self, table: Table, rows: Delimited, text: DataFrame, *, near: bool = True) -> None:
        name = table.relation or ""
        columns = rows.columns if isinstance(rows, Layout) else ()
        reading = files.Reading(f"{name}_lines", rows, columns or tuple(column.name for column in table.columns if column.in_rows))
        self._number(text, reading.source)
        self._show(name, files.rows_of(reading))
        self._loaded[name] = _Loaded(table, rows, reading, near)

    def _load_parts(self, table: Table, path: str, head: targets.Head) -> None:
        """Delimited files of one table, each with its own header."""
        text = self._session.read.text(path)
        if head.above:
            text = text.where(~(text["_metadata.file_block_start"].eqNullSafe(0) & text["value"].isin(*head.above)))
        self._load_lines(table, replace(head.layout, skip=0), text, near=False)

    def ask(self, question: exp.Expr) -> list[Answer]:
        """All rows of the answer.  Raises SourceError, which quotes no value."""
        written = DIALECT.written(question)
        with told(self._settled(question)):
            return [written.row(_plain(row)) for row in self._session.sql(written.sql).collect()]

    def stream(self, question: exp.Expr) -> Iterator[Answer]:
        """The rows of a long answer, piece by piece.  Raises SourceError, which quotes no value."""
        written = DIALECT.written(question)
        with told(self._settled(question)):
            for row in self._session.sql(written.sql).toLocalIterator():
                yield written.row(_plain(row))

    counts = True
    """Its sizes are counted, and no statistics."""

    def size(self, table: Table) -> int | None:
        """How many rows a table has; None where no pass over it told yet."""
        loaded = self._loaded.get(table.relation or "")
        if loaded is not None:
            self._settle(loaded)
        return loaded.count if loaded is not None else None

    def rejected(self, table: Table) -> tuple[Rejected, ...]:
        """The rows that could not be read, by line."""
        loaded = self._loaded.get(table.relation or "")
        if loaded is None:
            return ()
        self._settle(loaded)
        if loaded.rejected is None:
            with told(table.source):
                answers = self._asked(files.rejected(loaded.reading))
            width = loaded.reading.width
            line_of = self.lines(table, [at for at, _, _ in answers])
            found = (Rejected(line_of[at], "not UTF-8" if no_text else mending.uneven(cells, width)) for at, cells, no_text in answers)
            loaded.rejected = tuple(sorted(found, key=lambda entry: entry.line))
        return loaded.rejected

    def lines(self, table: Table, records: Sequence[int]) -> Mapping[int, int]:
        """Record number -> the line of the file on which it begins."""
        loaded = self._loaded[table.relation or ""]
        self._settle(loaded)
        if loaded.before is not None:
            before = loaded.before
            return {record: before[record >> files.PIECE] + (record & _IN_PIECE) + 1 for record in records}
        broken = frozenset(entry.line for entry in loaded.rejected or ())
        found = lines.record_lines(loaded.original, loaded.reading.width, frozenset(record + 1 for record in records), broken)
        return {record: found[record + 1] for record in records}

    def holds_days(self, table: Table, column: str) -> bool:  # noqa: ARG002 every engine is asked so
        """Never: what lies here comes as text."""
        return False

    def progress(self) -> float | None:
        """Spark does not tell."""
        return None

    def _settled(self, question: exp.Expr) -> str:
        """Sees to it that the files of a question are read rightly; what messages about it name."""
        named = dict.fromkeys(table.name for table in question.find_all(exp.Table))
        if self._unnumbered.keys() & named.keys():
            for node in question.find_all(exp.Anonymous):
                if node.name == f"{PREFIX}record" and any(table.name in self._unnumbered for table in node.find_all(exp.Table)):
                    refused_record(node)
        asked = [loaded for name in named if (loaded := self._loaded.get(name)) is not None]
        for loaded in asked:
            self._settle(loaded)
        sources = [loaded.table.source for loaded in asked] + [self._unnumbered[name].source for name in named if name in self._unnumbered]
        return ", ".join(dict.fromkeys(sources))

    def _settle(self, loaded: _Loaded) -> None:
        """The first pass over a file: whether its lines are its rows, and how many are none.  Else it is written anew."""
        if loaded.settled:
            return
        with told(loaded.table.source):
            pieces = self._asked(files.survey(loaded.reading))
        if any(left_open for _, _, _, left_open, _ in pieces):
            self._mend(loaded)
        else:
            before = accumulate((count for _, count, *_ in pieces), initial=0)
            loaded.before = dict(zip((piece for piece, *_ in pieces), before, strict=False))
            broken = sum(problems for *_, problems in pieces)
            # A cell of nothing but quotes is no row where there is one column: that is seen later.
            loaded.count = sum(filled for _, _, filled, *_ in pieces) - broken if loaded.reading.width > 1 else None
            if broken > _TOO_MANY:
                raise SourceError(f"{loaded.table.source}: more than {_TOO_MANY} rows cannot be read", "Check --delimiter and --encoding.")
            loaded.rejected = None if broken else ()
        loaded.settled = True

    def _mend(self, loaded: _Loaded) -> None:
        """Writes a file with cells of several lines, or with quotes that are not closed, anew: each of its rows is right then."""
        if not loaded.near:
            hint = "Write it as Parquet, or audit a copy on this machine."
            raise SourceError(f"{loaded.table.source}: cells go over several lines, or quotes are not closed", hint)
        try:
            found = mending.rewrite(loaded.original, loaded.reading.width, self._workspace)
        except OSError as problem:
            raise SourceError(f"{loaded.table.source} cannot be read: {problem.strerror}", "Check the space for temporary files.") from None
        loaded.rejected = found.rejected
        names = [f"c{i}" for i in range(loaded.reading.width)]
        reader = self._session.read.schema(", ".join(f"{name} STRING" for name in names))
        rows = reader.csv(_uri(found.rows.path, loaded.table.source), sep=",", quote='"', escape='"', multiLine=True, mode="FAILFAST")
        name = loaded.table.relation or ""
        with told(loaded.table.source):
            self._number(rows, f"{name}_rows")
            cells = exp.select("*").from_(f"{name}_rows")
            self._show(name, files.named([exp.column(name) for name in names], loaded.reading.columns, cells))

    def _number(self, rows: DataFrame, name: str) -> None:
        named = ["*"] if rows.columns != ["value"] else [f"value AS {files.LINE}"]
        rows.selectExpr(*named, f"monotonically_increasing_id() AS {files.NUMBER}").createOrReplaceTempView(name)

    def _show(self, name: str, rows: exp.Select) -> None:
        self._session.sql(rows.sql(DIALECT.printed, identify=True)).createOrReplaceTempView(name)

    def _asked(self, question: exp.Select) -> list[Any]:
        return [tuple(row) for row in self._session.sql(question.sql(DIALECT.printed, identify=True)).collect()]


def _plain(row: Sequence[Any]) -> Answer:
    return tuple(row)


def _uri(path: Path, source: str) -> str:
    """A file of this machine, as Spark names it.  Raises SourceError for one that it would pass over in silence."""
    if path.name.startswith(("_", ".")):
        raise SourceError(f"{source}: Spark reads no file whose name begins with _ or .", "Rename it, or leave --engine spark out.")
    return f"file://{str(path.absolute()).translate(_GLOB)}"
