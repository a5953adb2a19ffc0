"""The local engine: DuckDB reads the files of one machine where they lie, and answers from there.

It reads fast and in parallel, and most files are read as they are.  What it cannot be relied on for shows at the first full pass
over a table, and is repaired before anybody sees an answer:

- rows that are not UTF-8: it only sees them in columns that it reads; the file is recoded, or those rows are taken out;
- cells of several lines: reading in parallel it takes their lines for rows, in silence; such a file is read in one stream;
- quotes that are not closed, mixed ends of lines, headers of several lines: the file is written anew by `mending`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
from sqlglot import exp

from privaudit import encodings
from privaudit.delimited import lines, mending
from privaudit.delimited import view as views
from privaudit.delimited.written import Written
from privaudit.engines import _copies as copies
from privaudit.engines import _native as native
from privaudit.engines import _small_files as small_files
from privaudit.engines import _text_table as text_table
from privaudit.engines._loaded import Loaded, memory_for
from privaudit.errors import SourceError
from privaudit.lowering._nodes import lower
from privaudit.lowering.duckdb import LOWERING
from privaudit.model.estate import Rejected, Table
from privaudit.model.sources import Delimited, Described, Native
from privaudit.questions import Answer

_BATCH = 10_000
_FIRST_LOOK = 2_000
_ATTEMPTS = 5
"""As it lies there, recoded, in one stream, written anew; and one that shows that it is right now."""
_ENDLESS = "partial_aggregate_pushdown"
"""An optimizer of DuckDB 2.0 that never ends with the many counts of one pass over a file that it reads by itself."""
_TOO_MANY = 1_000_000
"""Rows that cannot be read, beyond which the file is not understood at all."""


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C in the middle of a question comes as a RuntimeError; here it is what it is."""
    try:
        yield
    except RuntimeError:
        raise KeyboardInterrupt from None


class DuckDBEngine:
    """Answers questions about delimited files.  Use it in a `with` block.

    `workspace` is a private folder, for files that had to be repaired and for what does not fit into memory.
    """

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._loaded: dict[str, Loaded] = {}
        self._kept = 0
        self._widest = 0
        spill = workspace / "spill"
        spill.mkdir(mode=0o700, exist_ok=True)
        config: dict[str, str | bool | int | float | list[str]] = {
            **native.CONFIG,
            "memory_limit": f"{memory_for(0)}MB",
            "temp_directory": str(spill),
            "preserve_insertion_order": True,
        }
        self._connection = duckdb.connect(":memory:", config=config)
        self._native = native.NativeFiles(self._connection)
        self._copies = copies.Copies(self._connection)
        # Cursors take over global settings only.
        for setting in ("GLOBAL TimeZone = 'UTC'", "enable_progress_bar = true", "enable_progress_bar_print = false"):
            self._connection.execute(f"SET {setting}")
        if self._connection.execute("FROM duckdb_optimizers() WHERE name = ?", [_ENDLESS]).fetchone():
            self._connection.execute(f"SET disabled_optimizers = '{_ENDLESS}'")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Gives back the memory and the files."""
        self._connection.close()

    def load(self, described: Described) -> Table:
        """The table with the name by which questions reach its rows; a schema without rows stays without.  Reads nothing yet."""
        if described.rows is None:
            return replace(described.table, relation=None)
        if isinstance(described.rows, Native):
            return self._native.load(described.table, described.rows)
        if not isinstance(described.rows, Delimited):
            raise TypeError(f"{described.table.name} does not lie in a file")
        name = f"rows_{len(self._loaded) + 1}"
        table = replace(described.table, relation=name)
        size = described.rows.path.stat().st_size
        loaded = Loaded(name, table, described.rows, views.reading_of(described.table, described.rows), size)
        if isinstance(described.rows, Written):
            loaded.settled, loaded.rejected = True, described.rows.rejected
        self._loaded[name] = loaded
        if loaded.width > self._widest:
            self._widest = loaded.width
            self._connection.execute(f"SET memory_limit = '{memory_for(self._widest)}MB'")
        self._show(loaded)
        return table

    def ask(self, question: exp.Expr) -> list[Answer]:
        """All rows of the answer.  Raises SourceError where a file cannot be read.

        The first question about a table reads all of it, unless it has a LIMIT: then it only looks at some rows, and rows that
        cannot be read may be among them.
        """
        with _interruptible():
            lowered = lower(question, LOWERING)
            unsettled = self._unsettled(lowered)
            if len(unsettled) == 1 and isinstance(lowered, exp.Select) and views.is_full_pass(lowered, unsettled[0].reading.columns):
                return self._settle(unsettled[0], lowered)
            self._settle_all(unsettled)
            try:
                return self._connection.execute(self._short(lowered).sql(views.DIALECT)).fetchall()
            except duckdb.Error as problem:
                raise self._unanswered(problem, lowered) from None

    def stream(self, question: exp.Expr) -> Iterator[Answer]:
        """The rows of a long answer, batch by batch.  Raises SourceError where a file cannot be read."""
        lowered = lower(question, LOWERING)
        self._settle_all(self._unsettled(lowered))
        # Other questions may be asked while the answer is taken: it has a cursor of its own.
        with _interruptible(), self._connection.cursor() as cursor:
            try:
                cursor.execute(self._short(lowered).sql(views.DIALECT))
                while batch := cursor.fetchmany(_BATCH):
                    yield from batch
            except duckdb.Error as problem:
                raise self._unanswered(problem, lowered) from None

    def rejected(self, table: Table) -> tuple[Rejected, ...]:
        """The rows that could not be read, by line.  Raises SourceError where the file cannot be read."""
        loaded = self._loaded.get(table.relation or "")
        if loaded is None:
            return ()
        self._settle_all([] if loaded.settled else [loaded])
        return loaded.rejected

    def lines(self, table: Table, records: Sequence[int]) -> Mapping[int, int]:
        """Record number -> the line of the file on which it begins; the number itself where a file has no lines."""
        if table.relation in self._native:
            return {number: number for number in records}
        rejected = frozenset(entry.line for entry in self.rejected(table))
        loaded = self._loaded[table.relation or ""]
        if isinstance(loaded.original, Written):
            found = self._connection.execute(views.line_of(loaded.name, records).sql(views.DIALECT)).fetchall() if records else []
            return {number: int(line) for number, line in found}
        if loaded.line_by_line:
            return lines.plain_lines(loaded.original.skip, records, rejected)
        return lines.record_lines(loaded.original, loaded.width, frozenset(records), rejected)

    def holds_days(self, table: Table, column: str) -> bool:  # noqa: ARG002 every engine is asked so
        """Never: what lies in files comes as text."""
        return False

    def expect(self, table: Table, column: str) -> None:
        """Says that several questions will read a column: a large file is then read once for all of them."""
        self._copies.expect(table.relation or "", column)

    def keep(self, columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
        """Rows from elsewhere as a table of texts: the name by which questions reach them."""
        self._kept += 1
        name = f"texts_{self._kept}"
        with _interruptible():
            try:
                text_table.write(self._connection, name, columns, rows)
            except duckdb.Error as problem:
                raise SourceError(f"{type(problem).__name__} in the local engine", "Check the space for temporary files.") from None
        return name

    def forget(self, name: str) -> None:
        """Drops a table of texts that was kept."""
        self._connection.execute(exp.Drop(tables=[exp.to_table(name)], kind="TABLE").sql(views.DIALECT))

    def progress(self) -> float | None:
        """How much of the running question is done, 0 to 1; None where none runs.  For other threads."""
        done = self._connection.query_progress()
        return min(done / 100, 1.0) if done >= 0 else None

    def _short(self, lowered: exp.Expr) -> exp.Expr:
        """The question by the shortest way to its answer."""
        large = {name: one.table for name, one in self._loaded.items() if one.size >= copies.LARGE}
        return self._copies.instead(lowered, large) if large else lowered

    def _unsettled(self, lowered: exp.Expr) -> list[Loaded]:
        if lowered.find(exp.Limit):
            return []
        named = dict.fromkeys(table.name for table in lowered.find_all(exp.Table))
        return [loaded for name in named if (loaded := self._loaded.get(name)) is not None and not loaded.settled]

    def _settle_all(self, unsettled: Sequence[Loaded]) -> None:
        for loaded in unsettled:
            self._settle(loaded, views.full_pass(loaded.name, loaded.reading.columns))

    def _settle(self, loaded: Loaded, full_pass: exp.Select) -> list[Answer]:
        """The answer to a full pass, after whatever it showed to be wrong was repaired."""
        try:
            self._prepare(loaded)
            if (answer := small_files.answer(self._connection, loaded, full_pass)) is not None:
                loaded.settled = loaded.line_by_line = True
                return answer
            for _ in range(_ATTEMPTS):
                answer = self._full_pass(loaded, full_pass)
                if answer is not None:
                    loaded.settled = True
                    self._show(loaded)
                    return answer
        except OSError as problem:
            raise SourceError(f"{loaded.table.source} cannot be read: {problem.strerror}", "Check the space for temporary files.") from None
        raise SourceError(f"{loaded.table.source} cannot be read", "Check --delimiter and --encoding.")

    def _prepare(self, loaded: Loaded) -> None:
        """Sees from the start of a file how it cannot be read."""
        rows = loaded.reading.rows
        if not mending.has_plain_head(rows):
            self._mend(loaded)
        elif not _is_small(rows) and mending.look(rows, loaded.width, _FIRST_LOOK).spans:
            loaded.reading = replace(loaded.reading, in_one_stream=True)

    def _full_pass(self, loaded: Loaded, question: exp.Select) -> list[Answer] | None:
        """The answer; None where the file turned out to need another reading, which it has now."""
        with ThreadPoolExecutor(1) as beside:
            counted = beside.submit(mending.count_lines, loaded.reading.rows)
            try:
                for statement in (*views.FORGET, views.view(loaded.name, loaded.reading, recording=True).sql(views.DIALECT)):
                    self._connection.execute(statement)
                answer = self._connection.execute(views.with_rows(question).sql(views.DIALECT)).fetchall()
                errors = self._connection.execute(views.ERRORS).fetchall()
            except duckdb.InvalidInputException as problem:
                # The reader gives up so, and never on a file that was written anew: then the question is what it means.
                if loaded.reading.rewritten:
                    raise self._unanswered(problem, question) from None
                self._mend(loaded)
                return None
            except duckdb.Error as problem:
                raise self._unanswered(problem, question) from None
        seen = answer[0][-1] if answer else 0
        right = not errors if loaded.reading.rewritten else self._is_right(loaded, errors, seen, counted.result())
        return [row[:-1] for row in answer] if right else None

    def _is_right(self, loaded: Loaded, errors: Sequence[Answer], seen: int, physical: int) -> bool:
        """Whether the rows seen and the rows missed are those of the file; else it is read in another way from now on."""
        if len(errors) > _TOO_MANY:
            raise SourceError(f"{loaded.table.source}: more than {_TOO_MANY} rows cannot be read", "Check --delimiter and --encoding.")
        rows = loaded.reading.rows
        missed = None
        if all(only_uneven for _, only_uneven, *_ in errors):
            uneven = [(position - 1, most if too_many else least) for position, _, too_many, least, most in errors]
            missed = mending.rejected_rows(rows, loaded.width, uneven)
        if missed is None:
            self._mend(loaded)
            return False
        agreed = physical == rows.skip + seen + len(errors)
        loaded.line_by_line = agreed and len(errors) == len(missed)
        if not agreed and not self._is_complete(loaded, seen + len(missed)):
            return False
        loaded.rejected = missed
        return True

    def _is_complete(self, loaded: Loaded, records: int) -> bool:
        """Whether other ways to count find that many records too, where blank lines or cells of several lines are among the lines."""
        reading = loaded.reading
        count = mending.count_records(reading.rows)
        if reading.in_one_stream or _is_small(reading.rows) or not count.spans:
            if count.possible and count.records == records:
                return True
            exact = mending.look(reading.rows, loaded.width)
            if exact.records == records and not exact.broken:
                return True
        self._mend(loaded)
        return False

    def _mend(self, loaded: Loaded) -> None:
        """Has the file read in one stream, in UTF-8, or written anew without the rows that cannot be read: the first that may help."""
        rows = loaded.reading.rows
        if not loaded.reading.in_one_stream and not _is_small(rows) and mending.count_records(rows).spans:
            loaded.reading = replace(loaded.reading, in_one_stream=True)
            return
        told = isinstance(rows, lines.Layout) and rows.told
        encoding = encodings.UTF_8 if told or loaded.recoded else encodings.whole_file(rows.path)
        if encoding != encodings.UTF_8:
            path, _ = encodings.recode_lines(rows.path, encoding, self._workspace)
            loaded.reading = replace(loaded.reading, rows=replace(rows, path=path))
            loaded.recoded = True
            return
        found = mending.rewrite(rows, loaded.width, self._workspace)
        in_one_stream = found.spans and not _is_small(found.rows)
        loaded.reading = replace(loaded.reading, rows=found.rows, in_one_stream=in_one_stream, rewritten=True)
        loaded.rejected = found.rejected

    def _show(self, loaded: Loaded) -> None:
        self._connection.execute(views.view(loaded.name, loaded.reading, recording=False).sql(views.DIALECT))

    def _unanswered(self, problem: duckdb.Error, question: exp.Expr) -> SourceError:
        """Never with the engine's own message: it quotes rows."""
        named = dict.fromkeys(table.name for table in question.find_all(exp.Table))
        found = [self._loaded[name].table.source if name in self._loaded else self._native.source_of(name) for name in named]
        sources = ", ".join(dict.fromkeys(source for source in found if source))
        return SourceError(f"{sources}: a question could not be answered ({type(problem).__name__})", "Check --delimiter and --encoding.")


def _is_small(rows: Delimited) -> bool:
    return rows.path.stat().st_size <= views.ONE_STREAM_UP_TO
