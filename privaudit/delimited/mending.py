"""What is wrong with a delimited file on which the engine stumbles, and the same file without what is wrong."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from privaudit.delimited.lines import LONGEST, Grammar, Record, lines_at, records
from privaudit.model.estate import Rejected
from privaudit.model.sources import Delimited

_CHUNK = 2**20
_GLIMPSE = 512
_BLANKS = 80
"""Bytes of a line of blanks at most."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file in which every row is right, and the rows that it leaves out."""

    rows: Delimited
    rejected: tuple[Rejected, ...]
    spans: bool
    """Whether a cell goes over several lines."""


def rewrite(rows: Delimited, width: int, workspace: Path) -> Rewritten:
    """Writes the rows that can be read to a private file of the workspace."""
    grammar = Grammar(rows)
    rejected: list[Rejected] = []
    spans = False
    handle, name = tempfile.mkstemp(dir=workspace, suffix=".csv")
    with rows.path.open("rb") as file, os.fdopen(handle, "wb") as out:
        for record in records(file, rows, width):
            cells = grammar.cells(record.text)
            if problem := record.problem or _problem(record, cells, width):
                rejected.append(Rejected(record.line, problem))
            else:
                spans = spans or record.spans
                out.write(b",".join(b'"%b"' % cell.replace(b'"', b'""') for cell in cells[:width]) + b"\n")
    return Rewritten(Delimited(Path(name), ",", '"', '"', 0), tuple(rejected), spans)


def _problem(record: Record, cells: list[bytes], width: int) -> str:
    # Delimiters at the end of a row make no cells, as the engine reads.
    if len(cells) < width or any(cells[width:]):
        return uneven(len(cells), width)
    try:
        record.text.decode()
    except UnicodeDecodeError:
        return "not UTF-8"
    return ""


def uneven(cells: int, width: int) -> str:
    """The reason why a row is rejected that has not as many cells as the others."""
    return f"{cells} {'cell' if cells == 1 else 'cells'} instead of {width}"


def rejected_rows(rows: Delimited, width: int, uneven_at: Iterable[tuple[int, int]]) -> tuple[Rejected, ...] | None:
    """The rows that begin at these byte positions and have so many cells, by line; None where a quote swallowed more than a row.

    Lines of blanks are no rows.
    """
    cells_at: dict[int, int] = {}
    last = -1
    with rows.path.open("rb") as file:
        for position, cells in sorted(uneven_at):
            file.seek(position)
            glimpse = file.read(_GLIMPSE)
            # The engine counts blank lines above a row as its own.
            start = position + len(glimpse) - len(glimpse.lstrip(b"\r\n"))
            if rows.delimiter == " " or file_line_is_filled(glimpse.lstrip(b"\r\n")):
                cells_at[start] = cells
                last = start
        if last >= 0:
            file.seek(last)
            first = next(records(file, replace(rows, skip=0), width), None)
            if first is None or first.problem:
                return None
    line_of = lines_at(rows.path, cells_at)
    return tuple(Rejected(line_of[start], uneven(cells, width)) for start, cells in cells_at.items())


def file_line_is_filled(glimpse: bytes) -> bool:
    """Whether the line at the start of the glimpse holds more than blanks."""
    line = glimpse.splitlines()[0] if glimpse else b""
    return bool(line.strip(b" "))


def count_lines(rows: Delimited) -> int:
    """How many physical lines a file has."""
    feeds = returns = 0
    last = b""
    buffer = bytearray(_CHUNK)
    with rows.path.open("rb", buffering=0) as file:
        while size := file.readinto(buffer):
            chunk = buffer if size == _CHUNK else buffer[:size]
            feeds += _times(b"\n", chunk)
            returns += _times(b"\r", chunk) if not feeds else 0
            last = bytes(buffer[size - 1 : size])
    return (feeds or returns) + (last not in {b"", b"\n", b"\r"})


def _times(sign: bytes, chunk: bytearray) -> int:
    """How often a sign stands there: `count` looks at each byte by itself, which takes five times as long."""
    return len(chunk) - len(chunk.replace(sign, b""))


@dataclass(frozen=True, slots=True)
class Count:
    """How many records a file has, blank lines left out, if every quote in it opens or closes a cell."""

    records: int
    spans: bool
    """Whether one goes over several lines."""
    possible: bool
    """Whether each quote is closed, within a record that is not too long."""


def count_records(rows: Delimited) -> Count:
    """Counts records by nothing but their quotes: much faster than to read them, and right for nearly all files."""
    quote = rows.quote.encode()
    records, inside, spans, size = 0, False, False, 0
    for line in islice(_lines_in_bounds(rows.path), rows.skip, None):
        size = size + len(line) if inside else len(line)
        if size > LONGEST:
            return Count(records, spans, possible=False)
        if not inside and (len(line) > _BLANKS or line.strip(b" \r")):
            records += 1
        if quote and line.count(quote) & 1:
            inside = not inside
            spans = True
    return Count(records, spans, possible=not inside)


def _lines_in_bounds(path: Path) -> Iterator[bytes]:
    """The lines of a file without their ends; one that is too long ends it."""
    rest = b""
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(_CHUNK):
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines
            if len(rest) > LONGEST:
                break
    yield rest


@dataclass(frozen=True, slots=True)
class Look:
    """What the exact reading of a file, or of its start, came upon."""

    records: int
    spans: bool
    """Whether a cell goes over several lines."""
    broken: bool
    """Whether a line's quotes are not in order."""


def look(rows: Delimited, width: int, limit: int | None = None) -> Look:
    """Reads a file exactly; with a limit only so many records, and no further than to the first that goes over several lines."""
    count, spans, broken = 0, False, False
    with rows.path.open("rb") as file:
        for count, record in enumerate(records(file, rows, width), 1):
            spans = spans or record.spans
            broken = broken or bool(record.problem)
            if limit is not None and (spans or count == limit):
                break
    return Look(count, spans, broken)


def has_plain_head(rows: Delimited) -> bool:
    """Whether each of the lines above the rows is whole in itself, so that the engine skips them rightly."""
    if not rows.skip:
        return True
    with rows.path.open("rb") as file:
        grammar = Grammar(rows)
        head = b"".join(line for line in (file.readline(_CHUNK) for _ in range(rows.skip)))
    return all(grammar.is_whole(line) for line in head.splitlines(keepends=True)[: rows.skip])
