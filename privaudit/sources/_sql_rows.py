"""The rows of SQL dumps, table by table, as written rows."""

from __future__ import annotations

import csv
import os
import tempfile
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from privaudit.declared_type import kind_of
from privaudit.delimited.headers import unique_names
from privaudit.delimited.written import RowWriter
from privaudit.model.estate import Column, Place, Skipped, Table, Topic
from privaudit.model.sources import Described
from privaudit.sql.events import Name, TableKey
from privaudit.sql.history import History
from privaudit.sql.literals import BINARY, Decode, text_of_hex
from privaudit.sql.rows import Row, rows_in, wrong_width
from privaudit.sql.schema import Schema, Script
from privaudit.sql.statements import Buffer

_OPEN = 16
"""Files that are written at once at most."""
_MOST_REJECTED = 100_000
_ONE_BIT = frozenset({"bit", "bit(1)"})
_BITS = {BINARY: "0", "\0": "0", "\1": "1"}
"""What a bit is that was written as a byte: 0 is a byte of no text."""
_CHANGED = "its rows are not read, as a later statement changes them (UPDATE, DELETE): export it as CSV to have the values looked at"
_GROWN = "columns are added behind rows of it, in which they count as empty here, whatever their default is"


@dataclass(frozen=True, slots=True)
class DumpRows:
    """The tables of a dump that have rows in it, and what of them was not read."""

    tables: tuple[Described, ...]
    skipped: tuple[Skipped, ...] = ()


def rows_of(data: Buffer, script: Script, schemas: Sequence[Schema], decode: Decode, workspace: Path) -> DumpRows:
    """The rows of a dump; `schemas` declare its tables: its own first, then those of the files beside it."""
    found = _Tables(script.path, schemas, workspace)
    for row in rows_in(data, script, decode, _apart(schemas)):
        found.take(row)
    return found.all()


def rows_of_series(
    parts: Iterable[tuple[Buffer, Decode]], scripts: Sequence[Script], schemas: Sequence[Schema], workspace: Path
) -> DumpRows:
    """The rows of scripts that run one after the other, as they are in the end; `parts` are the bytes of each, opened in turn."""
    history = History(scripts)
    found = _Tables(scripts[0].path, schemas, workspace)
    for number, (script, (data, decode)) in enumerate(zip(scripts, parts, strict=True)):
        found.path = script.path
        for row in history.rows(number, rows_in(data, script, decode, _apart(schemas)) if script.has_rows else ()):
            found.take(row)
    rows = found.all()
    changed = tuple(Skipped(f"{name} ({path})", _CHANGED) for name, path in history.changed.values())
    grown = (
        Skipped(f"{name} ({path})", _GROWN, Topic.ASSUMED) for key, (name, path) in history.grown.items() if key not in history.changed
    )
    return DumpRows(rows.tables, (*rows.skipped, *changed, *grown))


@dataclass
class _Collected:
    """The rows of one table so far."""

    name: str
    declared: Table | None
    writer: RowWriter
    columns: list[str]
    paths: dict[str, None]
    """The files in which its rows stand."""
    binary: frozenset[int]
    """The places of the columns that hold bytes."""
    flags: frozenset[int]
    """The places of the columns that hold one bit."""
    places: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    """The columns that a statement names -> where their values belong."""
    narrow: bool = False
    """Whether some rows were written before all columns were known."""
    queries: int = 0
    """Statements whose rows nobody knows."""
    first_query: int = 0


class _Tables:
    def __init__(self, path: str, schemas: Sequence[Schema], workspace: Path) -> None:
        self.path = path
        """The file whose rows are taken."""
        self._schemas = schemas
        self._workspace = workspace
        self._parts = dict(chain.from_iterable(schema.parts.items() for schema in reversed(schemas)))
        """The columns of the parts of tables, which may be in another order there."""
        self._found: dict[TableKey, _Collected] = {}
        self._open: OrderedDict[int, RowWriter] = OrderedDict()

    def take(self, row: Row) -> None:
        """One more row; one of a table that goes again is nobody's."""
        if row.name.key in self._schemas[0].gone:
            return
        table = self._found.get(row.name.key)
        if table is None:
            table = self._found[row.name.key] = self._new(row)
        table.paths[self.path] = None
        if not row.is_row:
            table.queries += 1
            table.first_query = table.first_query or row.line
        elif row.problem:
            self._reject(table, row.line, row.problem)
        else:
            self._write(table, row if row.columns or not self._parts else replace(row, columns=self._parts.get(row.name.key, ())))

    def all(self) -> DumpRows:
        """The tables with their rows, in the order in which these came."""
        merged: dict[int, _Collected] = {id(table): table for table in self._found.values()}
        described, skipped = [], []
        for table in merged.values():
            table.writer.pause()
            if table.writer.rows or table.writer.rejected:
                described.append(self._described(table))
            if table.queries:
                more = f" and {table.queries - 1:,} more" if table.queries > 1 else ""
                reason = f"rows that a query puts there (line {table.first_query}{more}) are known to the database alone"
                skipped.append(Skipped(f"{table.name} ({next(iter(table.paths))})", reason))
            if len(table.paths) > 1:
                reason = f"its rows stand in {len(table.paths):,} files: the line of a row is that of its own"
                skipped.append(Skipped(f"{table.name} ({next(iter(table.paths))})", reason, Topic.ASSUMED))
        return DumpRows(tuple(described), tuple(skipped))

    def _new(self, row: Row) -> _Collected:
        declared = self._declared(row.name)
        if declared is not None:
            same = next((one for one in self._found.values() if one.declared is declared), None)
            if same is not None:  # by another name: a part of it, or without its schema
                return same
        name = declared.name if declared is not None else ".".join(filter(None, (row.name.shown_schema, row.name.table)))
        columns = declared.columns if declared is not None else ()
        binary = frozenset(place for place, column in enumerate(columns) if kind_of(column.type) == "binary")
        flags = frozenset(place for place, column in enumerate(columns) if column.type.lower() in _ONE_BIT)
        return _Collected(name, declared, RowWriter(self._workspace), [column.name for column in columns], {}, binary, flags)

    def _declared(self, name: Name) -> Table | None:
        for schema in self._schemas:
            if name.key in schema.by_key:
                return schema.by_key[name.key]
        for schema in self._schemas:
            meant = {id(table): table for key, table in schema.by_key.items() if key[2] == name.key[2] and _may_be(name, key)}
            if len(meant) == 1:
                return next(iter(meant.values()))
        return None

    def _write(self, table: _Collected, row: Row) -> None:
        if row.columns:
            places = table.places.get(row.columns)
            if places is None:
                places = table.places[row.columns] = self._placed(table, row.columns)
            expected = len(places)
        else:
            if not table.columns:
                table.columns = list(unique_names((), len(row.cells)))
            places, expected = [], len(table.columns)
        if len(row.cells) != expected:
            self._reject(table, row.line, wrong_width(row, expected))
            return
        cells = row.cells
        if row.columns:
            cells = [None] * len(table.columns)
            for place, cell in zip(places, row.cells, strict=True):
                cells[place] = cell
        for place in table.binary:
            cells[place] = _text_of_bytes(cells[place])
        for place in table.flags:
            cells[place] = _BITS.get(cells[place] or "", cells[place])
        self._keep_few_open(table.writer)
        table.writer.add(cells, row.line)

    def _placed(self, table: _Collected, columns: Iterable[str]) -> list[int]:
        """Where the values of these columns belong; columns that were not known are added."""
        places = []
        known = {name.lower(): place for place, name in enumerate(table.columns)}
        for column in columns:
            if column.lower() not in known:
                known[column.lower()] = len(table.columns)
                table.columns = list(unique_names([*table.columns, column], len(table.columns) + 1))
                table.narrow = table.narrow or table.writer.rows > 0
            places.append(known[column.lower()])
        return places

    def _keep_few_open(self, writer: RowWriter) -> None:
        self._open[id(writer)] = writer
        self._open.move_to_end(id(writer))
        if len(self._open) > _OPEN:
            self._open.popitem(last=False)[1].pause()

    def _reject(self, table: _Collected, line: int, reason: str) -> None:
        if len(table.writer.rejected) < _MOST_REJECTED:
            table.writer.reject(line, reason)

    def _described(self, table: _Collected) -> Described:
        if table.narrow:
            table.writer.path = _widened(table.writer.path, len(table.columns), self._workspace)
        own = [None if table.declared is None else table.declared.column(name) for name in table.columns]
        path = next(iter(table.paths))
        place = Place(path)
        columns = tuple(column or Column(name, place=place) for name, column in zip(table.columns, own, strict=True))
        return Described(Table(path, table.name, columns, place=place), table.writer.written(table.columns))


def _apart(schemas: Sequence[Schema]) -> frozenset[str]:
    return frozenset[str]().union(*(schema.apart for schema in schemas))


def _may_be(name: Name, key: TableKey) -> bool:
    """Whether a name of which parts were not said may mean the table of a full name."""
    own = name.key
    return all(not mine or not theirs or mine == theirs for mine, theirs in zip(own[:2], key[:2], strict=True))


def _text_of_bytes(text: str | None) -> str | None:
    if text is None or text.startswith("\\x"):
        return text and text_of_hex(text[2:])
    return text if text.isprintable() and "\ufffd" not in text else BINARY


def _widened(path: Path, width: int, workspace: Path) -> Path:
    """The file with cells for the columns that were not known when its first rows were written."""
    handle, name = tempfile.mkstemp(dir=workspace, suffix=".csv")
    csv.field_size_limit(2**30)
    with path.open(encoding="utf-8", newline="") as old, os.fdopen(handle, "w", encoding="utf-8", newline="") as new:
        writer = csv.writer(new, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for *cells, line in csv.reader(old):
            writer.writerow([*cells, *[""] * (width - len(cells)), line])
    path.unlink()
    return Path(name)
