"""The records of a delimited file one by one, exactly, and the physical lines on which they begin.

The local engine reads files much faster.  This slow and exact reading is for what it cannot tell: on which line a row begins, and
what is wrong with a file on which it stumbles.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

from privaudit.model.sources import Delimited

LONGEST = 2**24
"""Bytes of the longest record that is read."""
BOM = b"\xef\xbb\xbf"
_CHUNK = 2**20
_PATIENCE = 2**27
"""Bytes read in vain for the end of a quoted cell, over the whole file, before no cell may go over a line any more."""


@dataclass(frozen=True, slots=True)
class Layout(Delimited):
    """A delimited file whose columns are known in the file's own order, whatever order a schema gives them."""

    columns: tuple[str, ...] = ()
    told: bool = False
    """Whether the user said which encoding it has, so that nothing else is tried."""


class Record(NamedTuple):
    """One record: the physical line on which it begins, from 1, its bytes, and what is wrong with it."""

    line: int
    text: bytes
    problem: str = ""
    spans: bool = False
    """Whether it goes over several lines."""


class _Line(NamedTuple):
    number: int
    text: bytes
    whole: bool = True
    """False where it was longer than any record may be, and is cut."""


def records(file: BinaryIO, rows: Delimited, width: int) -> Iterator[Record]:
    """The records of a file behind what `rows` skips; blank lines are none.

    A line whose quotes are not in order is a record with a problem, and reading goes on with the next line: one bad line costs
    one line.
    """
    grammar = Grammar(rows)
    waiting: deque[_Line] = deque()
    lines = _physical_lines(file)
    patience = _PATIENCE
    for line in _drained(waiting, lines):
        if line.number <= rows.skip or grammar.is_blank(line.text, width):
            continue
        if not line.whole:
            yield Record(line.number, b"", f"longer than {LONGEST} bytes")
        elif grammar.is_whole(line.text):
            yield Record(line.number, line.text)
        elif patience <= 0 or not grammar.opens(line.text):
            yield Record(line.number, line.text, "quote not closed")
        else:
            more, closed = _gather(grammar, line, _drained(waiting, lines))
            if closed:
                yield Record(line.number, b"".join((line.text, *(one.text for one in more))), spans=True)
            else:
                patience -= sum(len(one.text) for one in more)
                waiting.extendleft(reversed(more))
                yield Record(line.number, line.text, "quote not closed")


def record_lines(rows: Delimited, width: int, wanted: Collection[int], rejected: Collection[int]) -> dict[int, int]:
    """The line on which each of the wanted records begins; records are numbered from 1, without those whose line is rejected."""
    found: dict[int, int] = {}
    last = max(wanted, default=0)
    number = 0
    with rows.path.open("rb") as file:
        for record in records(file, rows, width) if last else ():
            if record.line not in rejected:
                number += 1
                if number in wanted:
                    found[number] = record.line
                if number == last:
                    break
    return found


def plain_lines(skip: int, wanted: Collection[int], rejected: Collection[int]) -> dict[int, int]:
    """The same, where each line behind the first `skip` ones is a record."""
    missed = sorted(rejected)
    found: dict[int, int] = {}
    before = 0
    for number in sorted(wanted):
        while before < len(missed) and missed[before] <= skip + number + before:
            before += 1
        found[number] = skip + number + before
    return found


def lines_at(path: Path, positions: Collection[int]) -> Mapping[int, int]:
    """The physical line, from 1, that holds the byte at each position, from 0."""
    found: dict[int, int] = {}
    left = deque(sorted(set(positions)))
    line, start = 1, 0
    with path.open("rb") as file:
        while left and (chunk := file.read(_CHUNK)):
            while chunk.endswith(b"\r") and (more := file.read(1)):
                chunk += more
            at = 0
            while left and left[0] < start + len(chunk):
                position = left.popleft()
                line += _line_ends(chunk, at, position - start)
                at = position - start
                found[position] = line
            line += _line_ends(chunk, at, len(chunk))
            start += len(chunk)
    return found | dict.fromkeys(left, line)


def _line_ends(chunk: bytes, start: int, end: int) -> int:
    ends = chunk.count(b"\n", start, end)
    if returns := chunk.count(b"\r", start, end):
        # A position never parts the two bytes of one line end.
        ends += returns - chunk.count(b"\r\n", start, end)
    return ends


def _drained(waiting: deque[_Line], lines: Iterator[_Line]) -> Iterator[_Line]:
    while True:
        if waiting:
            yield waiting.popleft()
        elif (line := next(lines, None)) is not None:
            yield line
        else:
            return


def _physical_lines(file: BinaryIO) -> Iterator[_Line]:
    """The lines of a file, ended by line feed, carriage return or both, without the byte order mark."""
    number, rest, whole = 0, b"", True
    for chunk in chain((file.read(_CHUNK).removeprefix(BOM),), iter(lambda: file.read(_CHUNK), b"")):
        lines = (rest + chunk).splitlines(keepends=True)
        # A carriage return at the end may be half of a line end: what follows tells.
        rest = b"" if not lines or lines[-1].endswith(b"\n") else lines.pop()
        for text in lines:
            number += 1
            yield _Line(number, text, whole)
            whole = True
        if len(rest) > LONGEST:
            rest, whole = rest[-1:], False
    if rest:
        yield _Line(number + 1, rest, whole)


def _gather(grammar: Grammar, first: _Line, lines: Iterator[_Line]) -> tuple[list[_Line], bool]:
    """The further lines of a record that goes over several, and whether its end was found."""
    more: list[_Line] = []
    size = len(first.text)
    for line in lines:
        more.append(line)
        size += len(line.text)
        if size > LONGEST or not line.whole:
            return more, False
        if grammar.closes(line.text):
            return more, True
        if not grammar.stays_open(line.text):
            return more, False
    return more, False


class Grammar:
    """How a line is cut into cells."""

    def __init__(self, rows: Delimited) -> None:
        self._delimiter = delimiter = rows.delimiter.encode()
        self._quote, self._escape = rows.quote.encode(), rows.escape.encode()
        mark = re.escape(delimiter)
        plain = rb"[^%b\r\n]*+" % mark if len(delimiter) == 1 else rb"(?:(?!%b)[^\r\n])*+" % mark
        end = rb"(?:\r\n|\r|\n)?+\Z"
        if not self._quote:
            self._cell = re.compile(rb"(?P<quoted>(?!))|(?P<plain>%b)" % plain, re.DOTALL)
            self._next = re.compile(mark)
            return
        quote = re.escape(self._quote)
        # One blank before the quotes of a cell and any behind them are no part of it, as the engine reads.
        lead, pad = (b"", b"") if delimiter == b" " else (b" ?+", b" *+")
        inside = self._inside(quote)
        opened = lead + quote + inside
        cell = rb"(?:%b%b%b|(?!%b%b)%b)" % (opened, quote, pad, lead, quote, plain)
        cells = rb"(?:%b%b)*+" % (cell, mark)
        after = rb"%b%b%b%b" % (inside, quote, pad, mark)
        self._whole = re.compile(cells + cell + end, re.DOTALL)
        self._opens = re.compile(cells + opened + rb"\Z", re.DOTALL)
        self._closes = re.compile(rb"%b%b%b(?:%b%b%b)?+%b" % (inside, quote, pad, mark, cells, cell, end), re.DOTALL)
        self._open = re.compile(rb"(?:%b%b%b|%b)\Z" % (after, cells, opened, inside), re.DOTALL)
        self._cell = re.compile(rb"%b%b(?P<quoted>%b)%b%b|(?P<plain>%b)" % (lead, quote, inside, quote, pad, plain), re.DOTALL)
        self._next = re.compile(mark)

    def _inside(self, quote: bytes) -> bytes:
        """What stands between two quotes."""
        escape = re.escape(self._escape)
        if not self._escape:
            return rb"[^%b]*+" % quote
        if self._escape == self._quote:
            return rb"[^%b]*+(?:%b%b[^%b]*+)*+" % (quote, quote, quote, quote)
        return rb"[^%b%b]*+(?:%b.[^%b%b]*+)*+" % (quote, escape, escape, quote, escape)

    def is_blank(self, text: bytes, width: int) -> bool:
        """Whether a line is no record: blank, or without a value where there is but one column."""
        if width == 1:
            return not text.isalnum() and self.is_whole(text) and not any(self.cells(text))
        return not text.strip(b"\r\n" if self._delimiter == b" " else b" \r\n")

    def is_whole(self, text: bytes) -> bool:
        """Whether a line is a record of its own."""
        return not self._quote or self._quote not in text or self._whole.match(text) is not None

    def opens(self, text: bytes) -> bool:
        """Whether a line begins a record that goes on in the next one."""
        return self._opens.match(text) is not None

    def closes(self, text: bytes) -> bool:
        """Whether a line ends a record that goes on from the one before."""
        return self._quote in text and self._closes.match(text) is not None

    def stays_open(self, text: bytes) -> bool:
        """Whether a line lies within a record that goes on from the one before to the next."""
        return self._quote not in text or self._open.match(text) is not None

    def cells(self, text: bytes) -> list[bytes]:
        """The cells of a record, without their quotes."""
        found: list[bytes] = []
        end = len(text) - len(text[-2:]) + len(text[-2:].rstrip(b"\r\n"))
        at = 0
        while True:
            match = self._cell.match(text, at, end)
            if match is None:  # pragma: no cover  # the second form fits anything
                return found
            quoted = match["quoted"]
            found.append(match["plain"] if quoted is None else self._plain(quoted))
            mark = self._next.match(text, match.end(), end)
            if mark is None:
                return found
            at = mark.end()

    def _plain(self, quoted: bytes) -> bytes:
        if not self._escape:
            return quoted
        if self._escape == self._quote:
            return quoted.replace(self._quote * 2, self._quote)
        return re.sub(re.escape(self._escape) + rb"(.)", rb"\1", quoted, flags=re.DOTALL)
