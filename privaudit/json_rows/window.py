"""A window that moves over the text of a JSON file, which may be larger than the memory: one value after the other is taken out of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from privaudit.delimited.lines import LONGEST

BLANK = re.compile(r"\s*")
BETWEEN = re.compile(r"[\s,]*")
_CHUNK = 2**20


class Window:
    """The text from where the reading is, as far as it has been read, and the physical line of that place."""

    def __init__(self, file: TextIO) -> None:
        self.line = 1
        self.lost = False
        """Whether nobody can tell any more where the next value begins."""
        self._file = file
        self._decode = json.JSONDecoder().raw_decode
        self._text = ""
        self._at = 0
        self._all_read = False

    @property
    def ended(self) -> bool:
        """Whether nothing is left, once blanks have been skipped."""
        return self._at >= len(self._text)

    def at(self, sign: str) -> bool:
        """Whether a sign comes next."""
        return self._text.startswith(sign, self._at)

    def begins(self, pattern: re.Pattern[str]) -> bool:
        """Whether something comes next that a pattern fits."""
        while len(self._text) - self._at < _CHUNK and not self._all_read:
            self._fill(_CHUNK)
        return pattern.match(self._text, self._at) is not None

    def takes(self, sign: str) -> bool:
        """Goes behind a sign and the blanks that follow, where it comes next; says whether it did."""
        found = self.at(sign)
        if found:
            self._at += len(sign)
            self.skip(BLANK)
        return found

    def skip(self, what: re.Pattern[str]) -> Window:
        """Goes behind what fits a pattern of single characters."""
        while True:
            found = what.match(self._text, self._at)
            self._go(self._at if found is None else found.end())
            if not self.ended or self._all_read:
                return self
            self._fill(_CHUNK)

    def value(self) -> tuple[Any, str] | None:
        """The value that comes next, and its text; None where it is no JSON, or longer than any row may be."""
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except (ValueError, RecursionError) as problem:
                # It may go on where the window ends.
                if isinstance(problem, ValueError) and not self._all_read and len(self._text) - self._at <= LONGEST:
                    self._fill(max(_CHUNK, len(self._text) - self._at))
                    continue
                self.lost = True
                return None
            if end == len(self._text) and not self._all_read and not isinstance(value, dict):
                self._fill(_CHUNK)
                continue
            own = self._text[self._at : end]
            self._go(end)
            return value, own

    def _go(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end

    def _fill(self, size: int) -> None:
        more = self._file.read(size)
        self._all_read = not more
        self._text = self._text[self._at :] + more
        self._at = 0


@contextmanager
def opened(path: Path) -> Iterator[Window]:
    """A window at the first sign of a file; what is not UTF-8 in it is told by `is_utf_8` of the text of a value."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        yield Window(file).skip(BLANK)


def is_utf_8(text: str) -> bool:
    """Whether a piece of the text was read as what it is."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
