"""A dump as its tables: cut into statements, each read for what it says, all applied in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from privaudit.model.estate import Skipped, Table
from privaudit.sql import alter_table, create_table, remarks
from privaudit.sql.dialects import Flavour, schema_is_database
from privaudit.sql.events import Entered, Event, Unread
from privaudit.sql.replay import replayed, reported_names
from privaudit.sql.scope import Scope, Statement
from privaudit.sql.statements import TABLE, Buffer, Kind, Piece, pieces

_CREATE = re.compile(rb"(?i:" + TABLE + rb")")
_OTHER = re.compile(
    rb"(?i:ALTER\s+TABLE\b|COMMENT\s+ON\b|DROP\s+(?:TEMPORARY\s+|FOREIGN\s+|EXTERNAL\s+)?TABLES?\b|RENAME\s+TABLES?\b"
    rb"|EXEC(?:UTE)?\s+(?:[\[\]\w]+\s*\.\s*)*\[?sp_(?:addextendedproperty|rename)\b)"
)
_SCOPE = re.compile(rb"(?i:USE\s|\\c(?:onnect)?\s|SET\s+(?:SESSION\s+|LOCAL\s+)?(?:search_path|CURRENT|SCHEMA)\b|ALTER\s+SESSION\s)")
# NOTE: migration tools keep the way back in the same file; read on, and every table would be gone again.
_WAY_BACK = re.compile(rb"\n--[ \t]*(?i:\+goose[ \t]+down|\+migrate[ \t]+down|migrate:down|//@undo)\b")
_LONGEST_SCOPE = 1000
_LINES_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of a dump, what of it was not recovered, and whether it made any table at all."""

    tables: tuple[Table, ...]
    skipped: tuple[Skipped, ...]
    creates: bool


def read(data: Buffer, path: str, dialect: str, decode: Callable[[bytes], str]) -> Schema:
    """The tables of a dump.

    `data`: SQL in UTF-8 or in an encoding of one byte per character, `path`: the file as shown, `decode`: turns a statement's
    bytes into text, whatever they are.
    """
    state = replayed(path, _events(data, Scope(path, dialect), decode))
    names = reported_names(state.drafts.values(), database_always=schema_is_database(dialect) and not state.entered)
    return Schema(state.tables(names), state.skipped(), state.created)


def _events(data: Buffer, scope: Scope, decode: Callable[[bytes], str]) -> Iterator[Event]:
    """What the dump's statements say."""
    wanted = _wanted(data, scope.flavour)
    lines = _lines(data, [piece.head for piece in wanted])
    for piece, line in zip(wanted, lines, strict=True):
        if piece.kind is Kind.UNCLOSED:
            yield Unread("a statement", line, "a quote or comment within it is never closed; it was not read to its end")
        statement = Statement(decode(bytes(data[piece.head : piece.end])), line)
        head = data[piece.head : piece.head + 300]
        if _SCOPE.match(head):
            scope = scope.after(statement.text[:_LONGEST_SCOPE])
            if scope.database:
                yield Entered(scope.database)
        elif _CREATE.match(head):
            yield create_table.read(statement, scope)
        else:
            yield from alter_table.read(statement, scope) if head[:5].upper() == b"ALTER" else remarks.read(statement, scope)


def _wanted(data: Buffer, flavour: Flavour) -> list[Piece]:
    """The pieces that say something about tables.

    Where a quote stays open, the text is likely to write backslashes the other way round, and is read so if that closes all.
    """
    found = _said(data, flavour)
    if any(piece.kind is Kind.UNCLOSED for piece in found):
        other = _said(data, replace(flavour, backslash=not flavour.backslash))
        if not any(piece.kind is Kind.UNCLOSED for piece in other):
            return other
    return found


def _said(data: Buffer, flavour: Flavour) -> list[Piece]:
    way_back = _WAY_BACK.search(data)
    end = len(data) if way_back is None else way_back.start()
    found: list[Piece] = []
    for piece in pieces(data, flavour):
        if piece.head >= end:
            break
        if piece.kind is Kind.UNCLOSED or (piece.kind in (Kind.STATEMENT, Kind.CLIENT) and _says_something(data, piece)):
            found.append(piece)
    return found


def _says_something(data: Buffer, piece: Piece) -> bool:
    return any(kind.match(data, piece.head, piece.end) is not None for kind in (_CREATE, _OTHER, _SCOPE))


def _lines(data: Buffer, offsets: list[int]) -> Iterator[int]:
    """The 1-based lines of offsets in rising order."""
    line, at = 1, 0
    for offset in offsets:
        while at < offset:
            step = min(offset, at + _LINES_AT_ONCE)
            line += data[at:step].count(b"\n")
            at = step
        yield line
