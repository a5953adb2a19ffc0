"""A dump, or several that belong together, as tables: cut into statements, each read for what it says, all applied in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from privaudit.model.estate import Skipped, Table
from privaudit.sql import alter_table, changes, create_table, openings, remarks, views
from privaudit.sql.dialects import Flavour, schema_is_database
from privaudit.sql.events import Created, Dropped, Entered, Event, RowsChanged, TableKey, Unread, Viewed
from privaudit.sql.replay import Replay, reported_names
from privaudit.sql.scope import Scope, Statement
from privaudit.sql.statements import TABLE, Buffer, Kind, Lines, Piece, holds_rows, pieces

_CREATE = re.compile(rb"(?i:" + TABLE + rb")")
_OTHER = re.compile(
    rb"(?i:ALTER\s+TABLE\b|COMMENT\s+ON\b|DROP\s+(?:TEMPORARY\s+|FOREIGN\s+|EXTERNAL\s+)?TABLES?\b|RENAME\s+TABLES?\b"
    rb"|EXEC(?:UTE)?\s+(?:[\[\]\w]+\s*\.\s*)*\[?sp_(?:addextendedproperty|rename)\b"
    rb"|SECURITY\s+LABEL\b|(?:ADD|DROP)\s+SENSITIVITY\s+CLASSIFICATION\b|SET\s+TAG\s+ON\b)"
)
SCOPE = re.compile(rb"(?i:USE\s|\\c(?:onnect)?\s|SET\s+(?:SESSION\s+|LOCAL\s+)?(?:search_path|CURRENT|SCHEMA)\b|ALTER\s+SESSION\s)")
_BLOCK = re.compile(rb"(?i:DO\s+(?:LANGUAGE\s+\w+\s+)?[$'])")
_OF_TABLES = re.compile(rb"(?i:\b(?:CREATE|ALTER|DROP)\s+TABLE\b)")
_OF_ROWS = re.compile(rb"(?i:\b(?:UPDATE|DELETE\s+FROM|TRUNCATE|MERGE\s+INTO)\s)")
_NOT_RUN = "a block of code makes or changes tables: what it does is only known once it runs"
# NOTE: migration tools keep the way back in the same file; read on, and every table would be gone again.
_WAY_BACK = re.compile(rb"\n--[ \t]*(?i:\+goose[ \t]+down|\+migrate[ \t]+down|migrate:down|//@undo)\b")
_LONGEST_SCOPE = 1000
_LONGEST_HEAD = 300
_MOST_VIEWS = 500
"""Views of a file of which it is told what they read."""


@dataclass(frozen=True, slots=True)
class Script:
    """What one file says."""

    path: str
    """As shown."""
    dialect: str
    events: tuple[Event, ...]
    lines: tuple[int, ...]
    """Of the statements that say them."""
    has_rows: bool
    """Whether rows of tables stand in it too."""
    flavour: Flavour | None = None
    """How it writes quotes, where that is not as its dialect does."""
    apart: frozenset[str] = frozenset()
    """Its tables that differ by capital letters alone."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of one or several dumps, and what of them was not recovered."""

    tables: tuple[Table, ...]
    skipped: tuple[Skipped, ...]
    creates: bool
    """Whether any statement made a table, recovered or not."""
    strange: tuple[Skipped, ...] = ()
    """Statements that are none of any dialect."""
    silent: bool = False
    """Whether nothing in it is about a table."""
    gone: frozenset[TableKey] = frozenset()
    """The tables that are made and are not there any more."""
    views: tuple[tuple[str, Viewed], ...] = ()
    """The views that are there at the end, each with its file."""
    by_key: Mapping[TableKey, Table] = field(default_factory=dict)
    """The tables by their full names; a partition is the table that it is a part of."""
    parts: Mapping[TableKey, tuple[str, ...]] = field(default_factory=dict)
    """The columns of partitions, in the order of each."""
    apart: frozenset[str] = frozenset()
    """The tables that differ by capital letters alone, as they are spelled."""


def read(data: Buffer, path: str, dialect: str, decode: Callable[[bytes], str]) -> Schema:
    """The tables of a dump; the arguments are those of `script`."""
    (schema,) = schemas([[script(data, path, dialect, decode)]])
    return schema


def script(data: Buffer, path: str, dialect: str, decode: Callable[[bytes], str]) -> Script:
    """What the statements of a dump say.

    `data`: SQL in UTF-8 or in an encoding of one byte per character, `path`: the file as shown, `decode`: turns a statement's
    bytes into text, whatever they are.
    """
    scope = Scope(path, dialect)
    seen = _seen(data, scope.flavour)
    told = list(_events(data, seen.wanted, scope, decode))
    apart = _apart(event for _, event in told)
    if apart:
        told = list(_events(data, seen.wanted, replace(scope, apart=apart), decode))
    events, lines = tuple(event for _, event in told), tuple(line for line, _ in told)
    return Script(path, dialect, events, lines, seen.rows, seen.flavour, apart)


def _apart(events: Iterable[Event]) -> frozenset[str]:
    """The tables that differ by capital letters alone, as they are spelled."""
    spelled: dict[TableKey, set[str]] = {}
    for event in events:
        if isinstance(event, Created) and event.stored:
            spelled.setdefault(event.name.key, set()).add(event.stored)
    return frozenset(name for names in spelled.values() if len(names) > 1 for name in names)


def schemas(series: Sequence[Sequence[Script]]) -> tuple[Schema, ...]:
    """The tables of each series of scripts, those of one series run one after the other on the same database.

    What changes a table that its own series never makes changes that of the others: `patch.sql` beside `schema.sql`.  Only a table
    never goes because another series drops it, for nothing tells which of them ran first.
    """
    states = []
    for scripts in series:
        state = Replay(scripts[0].path, scripts[0].path if len(scripts) > 1 else "")
        for one in scripts:
            state.apply_all(one.path, one.events)
        states.append(state)
    for state in states:
        _change_others(state, [other for other in states if other is not state])
    return tuple(_schema(state, scripts) for state, scripts in zip(states, series, strict=True))


def _change_others(state: Replay, others: Sequence[Replay]) -> None:
    """Does to the tables of other series what one says of tables that are none of its own."""
    kept: dict[str, list[str]] = {}
    for path, event in state.unknown:
        if isinstance(event, Dropped):
            # A dump drops first what it makes.
            if event.name.key not in state.made and any(event.name.key in other.drafts for other in others):
                kept.setdefault(path, []).append(event.name.table)
        elif not any([other.change(event) for other in others]):  # noqa: C419 each of them is to change
            state.give_up(path, event)
    for path, names in kept.items():
        state.keep(path, names)


def _schema(state: Replay, scripts: Sequence[Script]) -> Schema:
    dialect = scripts[0].dialect
    names = reported_names(state.drafts.values(), database_always=schema_is_database(dialect) and not state.entered)
    tables = state.tables(names)
    by_key = dict(zip(state.drafts, tables, strict=True))
    wholes = state.partitions.wholes()
    gone = state.made - by_key.keys() - wholes.keys()
    return Schema(
        tables=tables,
        skipped=state.skipped(),
        creates=state.created,
        strange=state.strange(),
        silent=not any(not isinstance(event, RowsChanged) for one in scripts for event in one.events),
        views=tuple(view for key, view in state.views.items() if key not in by_key),
        gone=frozenset(gone | {part for part, whole in wholes.items() if whole in gone}),
        by_key=by_key | {part: by_key[whole] for part, whole in wholes.items() if whole in by_key},
        parts=state.partitions.columns(),
        apart=frozenset[str]().union(*(one.apart for one in scripts)),
    )


def _events(data: Buffer, wanted: list[Piece], scope: Scope, decode: Callable[[bytes], str]) -> Iterator[tuple[int, Event]]:
    """What the dump's statements say, each with the line on which they begin."""
    lines = Lines(data)
    seen = 0
    for piece in wanted:
        line = lines.at(piece.head)
        if piece.kind is Kind.UNCLOSED:
            yield line, Unread("a statement", line, "a quote or comment within it is never closed; it was not read to its end")
        statement = Statement(decode(bytes(data[piece.head : piece.end])), line)
        head = data[piece.head : min(piece.end, piece.head + _LONGEST_HEAD)]
        if SCOPE.match(head):
            scope = scope.after(statement.text[:_LONGEST_SCOPE])
            if scope.database:
                yield line, Entered(scope.database)
            continue
        seen += views.VIEW.match(head) is not None
        body = bytes(data[piece.head : piece.end]) if _BLOCK.match(head) else head
        for event in _said(statement, scope, body, whole=piece.kind is Kind.STATEMENT, parsed=seen <= _MOST_VIEWS):
            yield line, event


def _said(statement: Statement, scope: Scope, body: bytes, *, whole: bool, parsed: bool) -> Iterator[Event]:
    """What one statement says.

    `body`: its beginning, of a block of code all of it; `whole`: it is one that ends; `parsed`: whether views are read to their end.
    """
    head = body[:_LONGEST_HEAD]
    if _CREATE.match(head):
        yield create_table.read(statement, scope)
    elif _OTHER.match(head):
        yield from alter_table.read(statement, scope) if head[:5].upper() == b"ALTER" else remarks.read(statement, scope)
    elif views.VIEW.match(head):
        view = views.read(statement, scope, parsed=parsed)
        yield from () if view is None else (view,)
    elif changes.CHANGE.match(head):
        yield changes.read(statement, scope)
    elif _BLOCK.match(head):
        yield changes.anywhere(statement)
        if _OF_TABLES.search(body):
            yield Unread("a statement", statement.line, _NOT_RUN)
    elif whole:
        yield Unread("a statement", statement.line, openings.complaint(head), is_sql=False)


@dataclass(slots=True)
class _Seen:
    """What a first look at a dump's pieces finds."""

    wanted: list[Piece] = field(default_factory=list)
    """Those that say something about tables, and those that nobody understands."""
    rows: bool = False
    flavour: Flavour | None = None
    changes: dict[bytes, Piece] = field(default_factory=dict)
    """Of the statements that change rows the last of each kind: a dump may have millions."""

    @property
    def unclosed(self) -> bool:
        return any(piece.kind is Kind.UNCLOSED for piece in self.wanted)


def _seen(data: Buffer, flavour: Flavour) -> _Seen:
    """The first look.

    Where a quote stays open, the text is likely to write backslashes the other way round, and is read so if that closes all.
    """
    found = _look(data, flavour)
    if found.unclosed:
        other = _look(data, replace(flavour, backslash=not flavour.backslash))
        return found if other.unclosed else other
    return found


def _look(data: Buffer, flavour: Flavour) -> _Seen:
    end = end_of_way_there(data)
    seen = _Seen(flavour=flavour)
    blocks = openings.Blocks()
    for piece in pieces(data, flavour):
        if piece.head >= end:
            break
        seen.rows = seen.rows or holds_rows(data, piece, flavour)
        if piece.kind is Kind.UNCLOSED or (piece.kind in (Kind.STATEMENT, Kind.CLIENT) and _says_something(data, piece, blocks)):
            seen.wanted.append(piece)
        elif piece.kind is Kind.STATEMENT and changes.CHANGE.match(data, piece.head):
            seen.changes[changes.kind(data[piece.head : min(piece.end, piece.head + _LONGEST_HEAD)])] = piece
        elif piece.kind is Kind.ROUTINE and views.VIEW.match(data, piece.head):
            # In a batch of T-SQL nothing but the end of the batch ends it.
            seen.wanted.append(piece)
    seen.wanted = sorted((*seen.wanted, *seen.changes.values()), key=lambda piece: piece.start)
    return seen


def end_of_way_there(data: Buffer) -> int:
    """Where the way back begins that migration tools keep in the same file; the end where there is none."""
    way_back = _WAY_BACK.search(data)
    return len(data) if way_back is None else way_back.start()


def _says_something(data: Buffer, piece: Piece, blocks: openings.Blocks) -> bool:
    head = data[piece.head : min(piece.end, piece.head + _LONGEST_HEAD)]
    inside = blocks.within(head)
    if any(kind.match(head) is not None for kind in (_CREATE, _OTHER, views.VIEW, SCOPE)):
        return True
    if _BLOCK.match(head):
        return any(kind.search(data, piece.head, piece.end) is not None for kind in (_OF_TABLES, _OF_ROWS))
    return piece.kind is Kind.STATEMENT and not inside and bool(openings.complaint(head))
