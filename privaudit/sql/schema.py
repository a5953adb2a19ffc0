"""A dump as its tables: cut into statements, each read for what it says, all applied in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from privaudit.model.estate import Skipped, Table
from privaudit.sql import alter_table, create_table, openings, remarks
from privaudit.sql.dialects import Flavour, schema_is_database
from privaudit.sql.events import Entered, Event, Unread
from privaudit.sql.replay import replayed, reported_names
from privaudit.sql.scope import Scope, Statement
from privaudit.sql.statements import TABLE, Buffer, Kind, Piece, holds_rows, pieces

_CREATE = re.compile(rb"(?i:" + TABLE + rb")")
_OTHER = re.compile(
    rb"(?i:ALTER\s+TABLE\b|COMMENT\s+ON\b|DROP\s+(?:TEMPORARY\s+|FOREIGN\s+|EXTERNAL\s+)?TABLES?\b|RENAME\s+TABLES?\b"
    rb"|EXEC(?:UTE)?\s+(?:[\[\]\w]+\s*\.\s*)*\[?sp_(?:addextendedproperty|rename)\b"
    rb"|SECURITY\s+LABEL\b|(?:ADD|DROP)\s+SENSITIVITY\s+CLASSIFICATION\b|SET\s+TAG\s+ON\b)"
)
_SCOPE = re.compile(rb"(?i:USE\s|\\c(?:onnect)?\s|SET\s+(?:SESSION\s+|LOCAL\s+)?(?:search_path|CURRENT|SCHEMA)\b|ALTER\s+SESSION\s)")
# NOTE: migration tools keep the way back in the same file; read on, and every table would be gone again.
_WAY_BACK = re.compile(rb"\n--[ \t]*(?i:\+goose[ \t]+down|\+migrate[ \t]+down|migrate:down|//@undo)\b")
_LONGEST_SCOPE = 1000
_LONGEST_HEAD = 300
_LINES_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of a dump, and what of it was not recovered."""

    tables: tuple[Table, ...]
    skipped: tuple[Skipped, ...]
    creates: bool
    """Whether any statement made a table, recovered or not."""
    strange: tuple[Skipped, ...] = ()
    """Statements that are none of any dialect."""
    has_rows: bool = False
    """Whether rows of tables stand in it too."""


def read(data: Buffer, path: str, dialect: str, decode: Callable[[bytes], str]) -> Schema:
    """The tables of a dump.

    `data`: SQL in UTF-8 or in an encoding of one byte per character, `path`: the file as shown, `decode`: turns a statement's
    bytes into text, whatever they are.
    """
    scope = Scope(path, dialect)
    seen = _seen(data, scope.flavour)
    state = replayed(path, _events(data, seen.wanted, scope, decode))
    names = reported_names(state.drafts.values(), database_always=schema_is_database(dialect) and not state.entered)
    return Schema(state.tables(names), state.skipped(), state.created, state.strange(), seen.rows)


def _events(data: Buffer, wanted: list[Piece], scope: Scope, decode: Callable[[bytes], str]) -> Iterator[Event]:
    """What the dump's statements say."""
    lines = _lines(data, [piece.head for piece in wanted])
    for piece, line in zip(wanted, lines, strict=True):
        if piece.kind is Kind.UNCLOSED:
            yield Unread("a statement", line, "a quote or comment within it is never closed; it was not read to its end")
        statement = Statement(decode(bytes(data[piece.head : piece.end])), line)
        head = data[piece.head : min(piece.end, piece.head + _LONGEST_HEAD)]
        if _SCOPE.match(head):
            scope = scope.after(statement.text[:_LONGEST_SCOPE])
            if scope.database:
                yield Entered(scope.database)
        elif _CREATE.match(head):
            yield create_table.read(statement, scope)
        elif _OTHER.match(head):
            yield from alter_table.read(statement, scope) if head[:5].upper() == b"ALTER" else remarks.read(statement, scope)
        elif piece.kind is Kind.STATEMENT:
            yield Unread("a statement", line, openings.complaint(head), is_sql=False)


@dataclass(slots=True)
class _Seen:
    """What a first look at a dump's pieces finds."""

    wanted: list[Piece] = field(default_factory=list)
    """Those that say something about tables, and those that nobody understands."""
    rows: bool = False

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
    way_back = _WAY_BACK.search(data)
    end = len(data) if way_back is None else way_back.start()
    seen = _Seen()
    blocks = openings.Blocks()
    for piece in pieces(data, flavour):
        if piece.head >= end:
            break
        seen.rows = seen.rows or holds_rows(data, piece, flavour)
        if piece.kind is Kind.UNCLOSED or (piece.kind in (Kind.STATEMENT, Kind.CLIENT) and _says_something(data, piece, blocks)):
            seen.wanted.append(piece)
    return seen


def _says_something(data: Buffer, piece: Piece, blocks: openings.Blocks) -> bool:
    head = data[piece.head : min(piece.end, piece.head + _LONGEST_HEAD)]
    inside = blocks.within(head)
    if any(kind.match(head) is not None for kind in (_CREATE, _OTHER, _SCOPE)):
        return True
    return piece.kind is Kind.STATEMENT and not inside and bool(openings.complaint(head))


def _lines(data: Buffer, offsets: list[int]) -> Iterator[int]:
    """The 1-based lines of offsets in rising order."""
    line, at = 1, 0
    for offset in offsets:
        while at < offset:
            step = min(offset, at + _LINES_AT_ONCE)
            line += data[at:step].count(b"\n")
            at = step
        yield line
