"""The objects of a JSON file one by one, and the physical line on which each begins: never the whole file at once."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from privaudit.delimited.lines import LONGEST

_CHUNK = 2**20
_NO_JSON = "not valid JSON"
_NO_OBJECT = "not an object"
_NOT_UTF_8 = "not UTF-8"
_TOO_LONG = f"longer than {LONGEST} bytes"
_UNREAD = "; what stands behind it is not read"
_BETWEEN = re.compile(r"[\s,]*")
_CLOSE = re.compile(r"\s*\Z")


class Record(NamedTuple):
    """One object, or what is wrong where one should be."""

    line: int
    content: dict[str, Any] | None
    problem: str = ""
    """Quotes nothing of it."""


def of_lines(path: Path) -> Iterator[Record]:
    """Each line of a file is an object.  A line that is none costs itself alone; blank lines are none."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LONGEST + 1):
            number += 1
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if len(line) > LONGEST:
                yield Record(number, None, _TOO_LONG)
                while line and not line.endswith(b"\n"):
                    line = file.readline(LONGEST)
            elif not line.isspace():
                yield _of_line(number, line)


def _of_line(number: int, line: bytes) -> Record:
    try:
        found = json.loads(line.decode())
    except UnicodeDecodeError:
        return Record(number, None, _NOT_UTF_8)
    except (ValueError, RecursionError):
        return Record(number, None, _NO_JSON)
    return Record(number, found) if isinstance(found, dict) else Record(number, None, _NO_OBJECT)


def of_values(path: Path) -> Iterator[Record]:
    """The objects of an array, or those that stand one behind the other, on however many lines each.

    Behind something that is no JSON nobody can tell where the next object begins: it is the last record then.
    """
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        yield from _Values(file).all()


class _Values:
    """Reads values from a window of the text that moves over it."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._decode = json.JSONDecoder().raw_decode
        self._text = ""
        self._at = 0
        self._line = 1
        self._ended = False

    def all(self) -> Iterator[Record]:
        """The records in their order."""
        self._skip(re.compile(r"\s*"))
        array = self._text.startswith("[", self._at)
        self._at += array
        while True:
            self._skip(_BETWEEN)
            if array and self._text.startswith("]", self._at):
                self._at += 1
                self._skip(re.compile(r"\s*"))
                if self._at < len(self._text):
                    yield Record(self._line, None, "stands behind the end of the array, and is not read")
                return
            if self._at >= len(self._text):
                if array:
                    yield Record(self._line, None, "the array does not end: the file is cut short")
                return
            found = self._next()
            yield found
            if found.problem.endswith(_UNREAD):
                return

    def _next(self) -> Record:
        line = self._line
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except (ValueError, RecursionError) as problem:
                # It may go on where the window ends.
                if isinstance(problem, ValueError) and not self._ended and len(self._text) - self._at <= LONGEST:
                    self._fill(max(_CHUNK, len(self._text) - self._at))
                    continue
                return Record(line, None, _NO_JSON + _UNREAD)
            if end == len(self._text) and not self._ended and not isinstance(value, dict):
                self._fill(_CHUNK)
                continue
            own = self._text[self._at : end]
            self._line += own.count("\n")
            self._at = end
            return _checked(line, value, own)

    def _skip(self, what: re.Pattern[str]) -> None:
        while True:
            found = what.match(self._text, self._at)
            end = self._at if found is None else found.end()
            self._line += self._text.count("\n", self._at, end)
            self._at = end
            if self._at < len(self._text) or self._ended:
                return
            self._fill(_CHUNK)

    def _fill(self, size: int) -> None:
        more = self._file.read(size)
        self._ended = not more
        self._text = self._text[self._at :] + more
        self._at = 0


def _checked(line: int, value: object, text: str) -> Record:
    if not isinstance(value, dict):
        return Record(line, None, _NO_OBJECT)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return Record(line, None, _NOT_UTF_8)
    return Record(line, value)
