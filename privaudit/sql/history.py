"""The rows of numbered migrations as they are once all have run: under the names that their columns have in the end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from privaudit.sql.drafts import Draft
from privaudit.sql.events import (
    Added,
    Attached,
    ColumnDropped,
    ColumnRenamed,
    ColumnRetyped,
    Created,
    Detached,
    Dropped,
    Event,
    Name,
    Renamed,
    RowsChanged,
    TableKey,
)
from privaudit.sql.replay import Replay
from privaudit.sql.rows import Row, wrong_width
from privaudit.sql.schema import Script


@dataclass(frozen=True, slots=True)
class _End:
    """What becomes of rows that a statement puts into a table."""

    name: Name
    columns: tuple[str, ...]
    """Those that the statement means."""
    called: tuple[str | None, ...]
    """What these are called in the end; None for one that is gone."""


@dataclass
class History:
    """What befalls the tables of a series, statement by statement; its rows are asked about in their order."""

    scripts: Sequence[Script]
    changed: dict[TableKey, tuple[str, str]] = field(default_factory=dict)
    """The tables whose rows later statements change, with their names and the files of the first rows: none of these can be told."""
    grown: dict[TableKey, tuple[str, str]] = field(default_factory=dict)
    """The same of tables that get columns behind their rows."""

    def __post_init__(self) -> None:
        self._steps: list[tuple[int, int, Event]] = [
            (number, line, event)
            for number, script in enumerate(self.scripts)
            for line, event in zip(script.lines, script.events, strict=True)
        ]
        self._places = [(number, line) for number, line, _ in self._steps]
        self._state = Replay(self.scripts[0].path)
        self._at = 0
        self._ends: dict[tuple[TableKey, tuple[str, ...]], _End | None] = {}

    def rows(self, number: int, found: Iterable[Row]) -> Iterator[Row]:
        """The rows of one of the scripts, without those that are gone in the end or of which nobody can tell what becomes of them."""
        for row in found:
            self._run_to(number, row.line)
            key = row.name.key, row.columns
            if key not in self._ends:
                self._ends[key] = self._end(row, self.scripts[number].path)
            end = self._ends[key]
            if end is not None and end.name.key not in self.changed:
                yield _moved(row, end)

    def _run_to(self, number: int, line: int) -> None:
        there = bisect_right(self._places, (number, line), lo=self._at)
        for at, _, event in self._steps[self._at : there]:
            self._state.apply_all(self.scripts[at].path, [event])
        if there > self._at:
            self._at = there
            self._ends.clear()

    def _end(self, row: Row, path: str) -> _End | None:
        draft, names = self._meant(row.name)
        columns = row.columns or (() if draft is None else tuple(column.name for column in draft.columns))
        called: tuple[str | None, ...] = columns
        changed = grown = False
        for _, _, event in self._steps[self._at :]:
            match event:
                case RowsChanged(tables):
                    changed = changed or any(name.table.lower() in tables for name in names)
                case Dropped(of) | Created(name=of, replaces=True) if _among(of, names):
                    return None
                case Renamed(of, to):
                    names = [to if _same(of, name) else name for name in names]
                case Attached(of, whole) if _same(of, names[-1]):
                    names.append(whole)
                case Detached(of) if _among(of, names):
                    names = names[: 1 + next(at for at, name in enumerate(names) if _same(of, name))]
                case Added(name=of, content=content) if _among(of, names):
                    grown = grown or bool(content.columns)
                case ColumnDropped() | ColumnRenamed() | ColumnRetyped() if _among(event.name, names):
                    called = _called(called, event)
                case _:
                    pass
        for told in (*([self.changed] if changed else []), *([self.grown] if grown else [])):
            told.setdefault(names[0].key, (names[0].table, path))
        return _End(names[0], columns, called)

    def _meant(self, name: Name) -> tuple[Draft | None, list[Name]]:
        """The table that a name means now, and its names: its own, and of a part also that of the whole."""
        draft = self._state.meant(name)
        if draft is not None:
            return draft, [draft.name]
        whole = self._state.drafts.get(self._state.partitions.whole(name.key))
        return self._state.partitions.draft(name.key), [name] if whole is None else [name, whole.name]


def _moved(row: Row, end: _End) -> Row:
    if not row.is_row or row.problem or not end.columns:
        return replace(row, name=end.name)
    kept = tuple(name for name in end.called if name is not None)
    if len(row.cells) != len(end.columns):
        return replace(row, name=end.name, columns=(), cells=[], problem=wrong_width(row, len(end.columns)))
    cells = [cell for cell, name in zip(row.cells, end.called, strict=True) if name is not None]
    return replace(row, name=end.name, columns=kept, cells=cells)


def _same(name: Name, other: Name) -> bool:
    """Whether a name in a statement may mean a table."""
    bare = not name.database and not name.shown_schema
    return name.key == other.key or (bare and name.key[2] == other.key[2])


def _among(name: Name, names: Sequence[Name]) -> bool:
    return any(_same(name, other) for other in names)


def _called(columns: tuple[str | None, ...], event: ColumnDropped | ColumnRenamed | ColumnRetyped) -> tuple[str | None, ...]:
    """The names of columns after a change of one of them."""
    to = None if isinstance(event, ColumnDropped) else event.to
    return tuple(to if name is not None and name.lower() == event.column.lower() else name for name in columns)
