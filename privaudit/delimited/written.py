"""Rows of a source that is no delimited text, written as such for the local engine."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from privaudit.delimited.lines import LONGEST
from privaudit.model.estate import Rejected
from privaudit.model.sources import Delimited

LINE = "\x1fline"
"""The hidden last column: the line of the source on which a row begins.  No name of a column holds a control character."""
_LONGEST = LONGEST // 2
"""Characters of a row; those that UTF-8 writes in four bytes fit into what the engine reads too."""
_CHUNK = 2**20
TOO_LONG = f"longer than {_LONGEST} characters"


@dataclass(frozen=True, slots=True)
class Written(Delimited):
    """A private file of ours in which every row is right: so many cells, each between quotes, and the line that it comes from."""

    columns: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    """The rows of the source that could not be read."""
    spans: bool = False
    """Whether a cell goes over several lines of this file."""


class RowWriter:
    """Writes the rows of one table.  Use it in a `with` block, and ask for `written` behind it."""

    def __init__(self, workspace: Path) -> None:
        handle, name = tempfile.mkstemp(dir=workspace, suffix=".csv")
        self.path = Path(name)
        self.rows = 0
        self.rejected: list[Rejected] = []
        os.close(handle)
        self._file: TextIO | None = None
        self._write: Callable[[Iterable[object]], object] = self._open

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.pause()

    def pause(self) -> None:
        """Gives back the open file; the next row opens it again."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self._write = self._open

    def _open(self, row: Iterable[object]) -> None:
        self._file = self.path.open("a", encoding="utf-8", errors="replace", newline="", buffering=_CHUNK)
        # Nothing of ours writes cells as fast as the csv module.
        self._write = csv.writer(self._file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow
        self._write(row)

    def add(self, cells: Sequence[str | None], line: int) -> None:
        """One more row; None and empty text are both no value, as in any delimited file."""
        if sum(map(len, filter(None, cells))) > _LONGEST:
            self.reject(line, TOO_LONG)
            return
        self._write((*cells, line))
        self.rows += 1

    def reject(self, line: int, reason: str) -> None:
        """A row that cannot be read.  The reason quotes nothing of it."""
        self.rejected.append(Rejected(line, reason))

    def written(self, columns: Sequence[str]) -> Written:
        """The file, whose rows have these columns."""
        self.pause()
        return of_file(self.path, columns, self.rows, self.rejected)


def of_file(path: Path, columns: Sequence[str], rows: int, rejected: Sequence[Rejected] = ()) -> Written:
    """The file that a RowWriter wrote, perhaps in another process."""
    return Written(path, ",", '"', '"', 0, tuple(columns), tuple(rejected), spans=_spans(path, rows))


def _spans(path: Path, rows: int) -> bool:
    """Whether the file has more ends of lines than rows."""
    ends = 0
    buffer = bytearray(_CHUNK)
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(buffer):
            ends += buffer.count(b"\n", 0, size) + buffer.count(b"\r", 0, size)
    return ends > rows
