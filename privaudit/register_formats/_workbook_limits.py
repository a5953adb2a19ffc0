"""Whether a workbook is small enough to be read: a few bytes can stand for gigabytes of cells.

Workbooks are zip archives of XML.  The library that reads them makes room for each cell between the first and the last one of a sheet, and
ends the process where there is none; so the cells are counted here before.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

from privaudit.errors import UsageError

LARGEST = 20_000_000
"""Bytes of a workbook."""
_LARGEST_INSIDE = 60_000_000
"""Bytes of all its parts together, unpacked."""
_MOST_PARTS = 5_000
_MOST_CELLS = 500_000
"""Cells of all sheets between the first and the last one that hold something; three hundred sheets of a register have about 200,000."""
_MOST_TEXT = 20_000_000
"""Characters of all cells."""
_CHUNK = 65_536
_LETTERS = 26
_DIGITS = 9
"""Of the numbers of rows, of columns and of texts; more are no such number."""
_REFERENCE = re.compile(r"([A-Za-z]{1,6})([0-9]{1,20})", re.ASCII)


def check_size(content: bytes, shown: str) -> None:
    """Raises UsageError for what is no sound archive, and for one that holds more than a register needs."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_INSIDE:
                raise _too_large(shown)
            if any(part.flag_bits & 1 for part in parts):
                raise UsageError(f"{shown} is locked with a password", "Save it without one, and name that file.")
            _count(archive, parts, shown)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as problem:
        if isinstance(problem, UsageError):
            raise
        raise damaged(shown) from None


def damaged(shown: str) -> UsageError:
    """The complaint about a workbook that is none."""
    return UsageError(f"{shown} is a damaged workbook, or none", "Open it in a spreadsheet program and save it as .ods or .xlsx.")


def _too_large(shown: str) -> UsageError:
    hint = "Is it the right file? Copy the register into a new workbook."
    return UsageError(f"{shown} holds more cells or text than a register needs", hint)


def _count(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], shown: str) -> None:
    """Raises UsageError where the sheets have too many cells or too much text."""
    # The texts that sheets of Excel point to stand in a part of their own, which has to be known before.
    parts = sorted(parts, key=lambda part: "sharedstrings" not in part.filename.lower())
    shared: list[int] = []
    cells = text = 0
    for part in parts:
        counter = _Counter(shared)
        with archive.open(part) as file:
            counter.feed(lambda: file.read(_CHUNK))
        cells += counter.cells
        text += counter.text
        if cells > _MOST_CELLS or text > _MOST_TEXT:
            raise _too_large(shown)
        if counter.refused or (counter.broken and part.filename.lower().endswith(".xml")):
            raise damaged(shown)


class _Counter:
    """Counts the cells of one part, of either kind of workbook, and the characters that they hold."""

    def __init__(self, shared: list[int]) -> None:
        self.text = 0
        self.broken = False
        """Whether it is no XML to its end."""
        self.refused = False
        """Whether it holds what no workbook does: declarations of entities."""
        self._earlier = 0
        self._rows = self._columns = 0
        """How far the sheet goes that is being counted."""
        self._seen = 0
        """Its cells that stand in the file; those of Excel need not say where they are."""
        self._shared = shared
        self._length = 0
        self._pointer: str | None = None
        """What was read of a number that points to a shared text."""
        self._points = False
        self._row = _OpenRow()
        self._at = 0

    @property
    def cells(self) -> int:
        """Those of all its sheets, from the first to the last one that holds something."""
        return self._earlier + max(self._seen, self._rows * self._columns)

    def feed(self, read: Callable[[], bytes]) -> None:
        """All of a part; what is no XML counts as far as it goes."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.StartDoctypeDeclHandler = self._doctype
        while chunk := read():
            if self.broken or self.cells > _MOST_CELLS or self.text > _MOST_TEXT:
                continue  # reading on holds the part against its own checksum
            try:
                parser.Parse(chunk, False)  # noqa: FBT003 whether it is the last piece
            except expat.ExpatError:
                self.broken = True

    def _doctype(self, *_: object) -> None:
        self.refused = self.broken = True

    def _start(self, name: str, keys: Mapping[str, str]) -> None:
        match _local(name):
            case "c":
                self._excel_cell(keys)
            case "v" if self._points:
                self._pointer = ""
            case "si":
                self._length = 0
            case "table":
                self._earlier, self._seen, self._rows, self._columns, self._at = self.cells, 0, 0, 0, 0
            case "table-row":
                self._row = _OpenRow(_times(keys, "number-rows-repeated"))
            case "table-cell" | "covered-table-cell":
                self._row.begin(_times(keys, "number-columns-repeated"), filled=any(_local(key) == "value-type" for key in keys))
                self._length = 0
            case _:
                pass

    def _end(self, name: str) -> None:
        match _local(name):
            case "si":
                self._shared.append(self._length)
            case "v" if self._pointer is not None:
                place = _whole(self._pointer)
                self.text += self._shared[place] if place < len(self._shared) else 0
                self._pointer = None
            case "table-cell" | "covered-table-cell":
                self._row.end(self._length)
            case "table-row":
                self._at += self._row.times
                self.text += self._row.text
                if self._row.width:
                    self._rows, self._columns = self._at, max(self._columns, self._row.width)
            case _:
                pass

    def _data(self, data: str) -> None:
        self._length += len(data)
        if self._pointer is not None:
            self._pointer += data[:_DIGITS]
        else:
            self.text += len(data)

    def _excel_cell(self, keys: Mapping[str, str]) -> None:
        self._points = keys.get("t") == "s"
        self._seen += 1
        reference = _REFERENCE.fullmatch(keys.get("r", ""))
        if reference is not None:
            column = 0
            for letter in reference[1].upper():
                column = column * _LETTERS + ord(letter) - ord("A") + 1
            self._rows, self._columns = max(self._rows, _whole(reference[2])), max(self._columns, column)


@dataclass(slots=True)
class _OpenRow:
    """A row of OpenDocument, in which empty cells at the end, and rows of empty cells, take no room."""

    times: int = 1
    width: int = 0
    """Cells to the last one that holds something."""
    text: int = 0
    """Characters of all its cells, beyond those that stand in the file."""
    _begun: int = 0
    _cell: int = 1
    _filled: bool = False

    def begin(self, times: int, *, filled: bool) -> None:
        """A cell that is there so many times."""
        self._cell, self._filled = times, filled

    def end(self, length: int) -> None:
        """The cell, with the characters in it."""
        self._begun += self._cell
        if self._filled or length:
            self.width = self._begun
            self.text += length * (self._cell * self.times - 1)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _times(keys: Mapping[str, str], name: str) -> int:
    return next((_whole(value) for key, value in keys.items() if _local(key) == name), 1)


def _whole(digits: str) -> int:
    """A whole number; what is none, or longer than any of a workbook, is too large."""
    return int(digits) if digits.isdecimal() and len(digits) < _DIGITS else _MOST_CELLS + 1
