"""The rows of INSERT statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from privaudit.sql.dialects import Flavour
from privaudit.sql.literals import Decode, Literals
from privaudit.sql.statements import Buffer, behind_trivia
from privaudit.sql.tokens import dotted, tokens, within

# A quote that is doubled is a part of the name.
_QUOTED = rb"`(?:[^`]++|``)*+`|\"(?:[^\"]++|\"\")*+\"|\[(?:[^\]]++|\]\])*+\]"
_NAME = rb"(?:" + _QUOTED + rb"|[^\s(),;.'\"`\[]++)"
_HEAD = re.compile(
    rb"(?i:(?:INSERT|REPLACE)\s+(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE|OVERWRITE|OR\s+\w+)\s+)*(?:INTO\s+)?(?:TABLE\s+|ONLY\s+)*)"
    rb"(?P<name>" + _NAME + rb"(?:(?:\s*\.)++\s*" + _NAME + rb")*+)\s*"
    rb"(?P<columns>\((?:[^()'\"`\[]++|" + _QUOTED + rb")*+\))?\s*"
    rb"(?i:OVERRIDING\s+(?:SYSTEM|USER)\s+VALUE\s*)?(?P<values>(?i:VALUES?)\s*(?=[(]))?"
)
_NEXT = re.compile(
    rb"(?<![\w@$])(?i:(?:INSERT|REPLACE)\s+(?:INTO\s|IGNORE\s|OR\s|LOW_PRIORITY\s|DELAYED\s|OVERWRITE\s|[\w\[\]\"`.]+\s*(?:\(|VALUES)))"
)
_BETWEEN = re.compile(rb"[\s,]*+")


@dataclass(frozen=True, slots=True)
class Insert:
    """Rows that a statement puts into a table."""

    name: tuple[str, ...]
    """The parts of the name as written."""
    columns: tuple[str, ...]
    """Those that it names; empty for all of the table."""
    start: int
    """Where the first row begins; where the statement does, if its rows are no list of values."""
    listed: bool


@dataclass(frozen=True, slots=True)
class Values:
    """One row: where it begins, and its values; None where it does not end."""

    start: int
    cells: list[str | None] | None


class Inserts:
    """Reads the INSERT statements of a piece of a dump one by one."""

    def __init__(self, data: Buffer, flavour: Flavour, decode: Decode) -> None:
        self._data = data
        self._flavour = flavour
        self._decode = decode
        self._literals = Literals(data, flavour, decode)
        self._at = 0

    def all(self, start: int, end: int) -> Iterator[Insert]:
        """The statements; the rows of each are to be taken before the next is asked for."""
        self._at = start
        while self._at < end:
            begin = behind_trivia(self._data, self._at, self._flavour)
            found = _HEAD.match(self._data, begin, end)
            if found is None:
                again = _NEXT.search(self._data, begin + 1, end)
                if again is None:
                    return
                self._at = again.start()
                continue
            listed = found["values"] is not None
            self._at = found.end() if listed else found.end("name")
            name, columns = self._names(found["name"]), found["columns"]
            yield Insert(name, self._columns(columns) if columns and listed else (), self._at if listed else begin, listed)

    def rows(self, end: int) -> Iterator[Values]:
        """The rows of the statement that came last."""
        while True:
            found = _BETWEEN.match(self._data, self._at, end)
            at = behind_trivia(self._data, self._at if found is None else found.end(), self._flavour)
            if at >= end or self._data[at : at + 1] != b"(":
                self._at = at
                return
            plain = self._literals.row(at, end)
            if plain is not None:
                self._at = plain[1]
                yield Values(at, plain[0])
                continue
            cells: list[str | None] = []
            value = self._literals.value(at + 1, end)
            cells.append(value.text)
            while value.mark == b",":
                value = self._literals.value(value.end, end)
                cells.append(value.text)
            self._at = value.end
            if not value.mark:
                yield Values(at, None)
                return
            yield Values(at, cells)

    def _names(self, written: bytes) -> tuple[str, ...]:
        return dotted(tokens(self._decode(written), self._flavour), 0)[0]

    def _columns(self, written: bytes) -> tuple[str, ...]:
        inside = within(tokens(self._decode(written), self._flavour), 0)
        return tuple(parts[-1] for place in range(len(inside)) if (parts := dotted(inside[place : place + 1], 0)[0]))
