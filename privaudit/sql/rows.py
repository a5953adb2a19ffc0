"""The rows that stand in a dump, one after the other, each with its table as written there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from privaudit.delimited.mending import uneven
from privaudit.sql import copies
from privaudit.sql.events import Name
from privaudit.sql.inserts import Inserts
from privaudit.sql.literals import Decode
from privaudit.sql.schema import SCOPE, Script, end_of_way_there
from privaudit.sql.scope import Scope
from privaudit.sql.statements import Buffer, Kind, Lines, Piece, holds_rows, pieces

_REST = re.compile(rb"[ \t\r]*\n")
_LONGEST_SCOPE = 1000
_NO_LIST = "rows that a query or an assignment puts there are known to the database alone"
_NOT_ENDED = "the row does not end"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a dump, or what is wrong where one should be."""

    name: Name
    columns: tuple[str, ...]
    """Those that the statement names; empty for all of the table."""
    line: int
    cells: list[str | None]
    problem: str = ""
    is_row: bool = True
    """False where it is not known how many rows there are."""


def wrong_width(row: Row, expected: int) -> str:
    """Why a row is rejected that has more or fewer values than its table has columns."""
    return uneven(len(row.cells), expected).replace("cell", "value")


def rows_in(data: Buffer, script: Script, decode: Decode, apart: frozenset[str] = frozenset()) -> Iterator[Row]:
    """The rows of a dump that was read as a script already; `apart`: tables that differ by capital letters alone, as they are spelled."""
    yield from _Walk(data, replace(script, apart=script.apart | apart), decode).all()


class _Walk:
    def __init__(self, data: Buffer, script: Script, decode: Decode) -> None:
        self._data = data
        self._decode = decode
        self._flavour = script.flavour or Scope(script.path, script.dialect).flavour
        self._scope = Scope(script.path, script.dialect, apart=script.apart)
        self._inserts = Inserts(data, self._flavour, decode)
        self._lines = Lines(data)

    def all(self) -> Iterator[Row]:
        """The rows of all pieces of the dump."""
        last: Piece | None = None
        end = end_of_way_there(self._data)
        for piece in pieces(self._data, self._flavour):
            if piece.head >= end:
                return
            if piece.kind is Kind.ROWS and last is not None:
                yield from self._copied(last, piece)
            elif piece.kind in {Kind.STATEMENT, Kind.UNCLOSED} and self._puts_rows(piece):
                yield from self._inserted(piece)
            elif piece.kind in {Kind.STATEMENT, Kind.CLIENT} and SCOPE.match(self._data, piece.head):
                said = bytes(self._data[piece.head : min(piece.end, piece.head + _LONGEST_SCOPE)])
                self._scope = self._scope.after(self._decode(said))
            last = piece

    def _puts_rows(self, piece: Piece) -> bool:
        # What no quote closes is read as far as it goes.
        return holds_rows(self._data, replace(piece, kind=Kind.STATEMENT), self._flavour)

    def _inserted(self, piece: Piece) -> Iterator[Row]:
        for insert in self._inserts.all(piece.head, piece.end):
            if not insert.name:
                continue
            name = self._scope.name(insert.name)
            if not insert.listed:
                yield Row(name, (), self._lines.at(insert.start), [], _NO_LIST, is_row=False)
                continue
            for values in self._inserts.rows(piece.end):
                line = self._lines.at(values.start)
                if values.cells is None:
                    yield Row(name, insert.columns, line, [], _NOT_ENDED)
                else:
                    yield Row(name, insert.columns, line, values.cells)

    def _copied(self, before: Piece, piece: Piece) -> Iterator[Row]:
        copy = copies.head(self._decode(bytes(self._data[before.head : before.end])), self._flavour)
        if not copy.name:
            return
        name = self._scope.name(copy.name)
        try:
            # What is left of the statement's own line is no row.
            rest = _REST.match(self._data, piece.start)
            begin = piece.start if rest is None else rest.end()
            for start, cells in copies.rows(self._data, begin, piece.end, copy, self._decode):
                yield Row(name, copy.columns, self._lines.at(start), cells)
        except csv.Error:
            yield Row(name, copy.columns, self._lines.at(piece.start), [], "its rows are no CSV")
