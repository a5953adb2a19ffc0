"""A second table below the first one of a sheet, told by its header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from privaudit.delimited.dialect import Row

_FEWEST = 2
"""Names of columns that are a header."""
_Cells = tuple[int, Sequence[str]]
"""A row of the sheet, and what it holds."""


class SecondHeaders:
    """Watches the rows below a header go by: of each group of columns side by side those that hold anything."""

    def __init__(self, header: Sequence[str]) -> None:
        self._groups = [(part, _Group()) for part in _side_by_side(header)]

    def see(self, row: Row) -> None:
        """The next row."""
        for part, group in self._groups:
            cells = row.cells[part]
            if any(map(str.strip, cells)):
                group.see((row.line, cells))

    @property
    def first(self) -> int | None:
        """The first row that looks like another header; None where none does."""
        return min((group.found for _, group in self._groups if group.found is not None), default=None)


@dataclass(slots=True)
class _Group:
    found: int | None = None
    last: int | None = None
    """The last row that holds anything."""
    maybe: _Cells | None = None
    """That row, where it stands below an empty one and holds words alone."""

    def see(self, row: _Cells) -> None:
        line, cells = row
        if self.found is None and self.maybe is not None and line == self.maybe[0] + 1 and _is_header_of(self.maybe[1], cells):
            self.found = self.maybe[0]
        alone = self.last is not None and line > self.last + 1
        self.maybe = row if alone and all(not cell.strip() or _is_word(cell) for cell in cells) else None
        self.last = line


def _side_by_side(header: Sequence[str]) -> list[slice]:
    """The columns that have names, as far as no column without one parts them; all of them where none has."""
    parts = [list(some) for named, some in groupby(range(len(header)), lambda at: bool(header[at].strip())) if named]
    return [slice(part[0], part[-1] + 1) for part in parts] or [slice(None)]


def _is_header_of(names: Sequence[str], below: Sequence[str]) -> bool:
    """Whether there are several names, each another, and something below them that is no word."""
    said = [name.strip() for name in names if name.strip()]
    valued = any(name.strip() and value.strip() and not _is_word(value) for name, value in zip(names, below, strict=False))
    return len(said) == len(set(said)) >= _FEWEST and valued


def _is_word(cell: str) -> bool:
    """Whether it may name a column: letters, and neither digits nor the sign of an address."""
    return any(map(str.isalpha, cell)) and not any(char.isdigit() or char == "@" for char in cell)
