"""The rows that follow a COPY ... FROM stdin."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from privaudit.sql.dialects import Flavour
from privaudit.sql.literals import Decode
from privaudit.sql.statements import Buffer
from privaudit.sql.tokens import dotted, key_at, tokens, within

_ESCAPE = re.compile(rb"\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|(.))", re.DOTALL)
_LETTERS = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}
_CSV = re.compile(r"\bCSV\b", re.IGNORECASE)
_HEADER = re.compile(r"\bHEADER\b(?!\s+(?:FALSE|OFF|0))", re.IGNORECASE)
_DELIMITER = re.compile(r"\bDELIMITERS?\s+(?:AS\s+)?E?'(\\t|[^'])'", re.IGNORECASE)
_NULL = re.compile(r"\bNULL\s+(?:AS\s+)?'([^']*)'", re.IGNORECASE)
_END = b"\\."


@dataclass(frozen=True, slots=True)
class Copy:
    """How rows are written, and of which table."""

    name: tuple[str, ...]
    columns: tuple[str, ...]
    csv: bool
    header: bool
    delimiter: str
    null: str


def head(text: str, flavour: Flavour) -> Copy:
    """What the statement before the rows says."""
    found = tokens(text, flavour)
    name, at = dotted(found, 1)
    inside = within(found, at) if key_at(found, at) == "(" else ()
    columns = tuple(parts[-1] for place in range(len(inside)) if (parts := dotted(inside[place : place + 1], 0)[0]))
    options = text[text.upper().rfind("STDIN") :]
    as_csv = _CSV.search(options) is not None
    delimiter, null = _DELIMITER.search(options), _NULL.search(options)
    return Copy(
        name,
        columns,
        as_csv,
        header=_HEADER.search(options) is not None,
        delimiter=delimiter[1].replace("\\t", "\t") if delimiter else "," if as_csv else "\t",
        null=null[1] if null else "" if as_csv else "\\N",
    )


def rows(data: Buffer, start: int, end: int, copy: Copy, decode: Decode) -> Iterator[tuple[int, list[str | None]]]:
    """Where each row begins, and its values."""
    if copy.csv:
        yield from _of_csv(data, start, end, copy, decode)
        return
    mark, null = copy.delimiter.encode(), copy.null.encode()
    for at, line in _lines(data, start, end):
        if line == _END:
            return
        yield at, [None if cell == null else _text(cell, decode) for cell in line.split(mark)]


def _of_csv(data: Buffer, start: int, end: int, copy: Copy, decode: Decode) -> Iterator[tuple[int, list[str | None]]]:
    begins: list[int] = []

    def texts() -> Iterator[str]:
        for at, line in _lines(data, start, end):
            if line == _END:
                return
            begins.append(at)
            yield decode(line) + "\n"

    for number, cells in enumerate(csv.reader(texts(), delimiter=copy.delimiter)):
        begin = begins[0] if begins else start
        begins.clear()
        if cells and not (copy.header and number == 0):
            yield begin, [None if cell == copy.null else cell for cell in cells]


def _lines(data: Buffer, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    while start < end:
        stop = data.find(b"\n", start, end)
        stop = end if stop < 0 else stop
        yield start, bytes(data[start:stop]).removesuffix(b"\r")
        start = stop + 1


def _text(cell: bytes, decode: Decode) -> str:
    if b"\\" in cell:
        cell = _ESCAPE.sub(_unescaped, cell)
    try:
        return cell.decode()
    except UnicodeDecodeError:
        return decode(cell)


def _unescaped(found: re.Match[bytes]) -> bytes:
    hexadecimal, octal, other = found.groups()
    if hexadecimal or octal:
        return bytes([int(hexadecimal, 16) if hexadecimal else int(octal, 8) & 0xFF])
    return _LETTERS.get(other, other)
