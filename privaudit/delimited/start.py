"""Where the rows of data begin in a table of cells, and what its columns are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from privaudit.delimited import headers
from privaudit.delimited.dialect import Row

_TITLES = 20
"""Lines above the header at most."""
_NEARLY_ALL = 0.8
"""The share of the columns that a row names, at least, if the row above it names groups of columns."""
_FAR_FEWER = 2 / 3
"""The names of groups, at most, for each name of a column."""
_LONGEST = 60
"""Characters of a name below one of a group."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where the rows of data begin, and what the columns are called."""

    skip: int
    names: tuple[str, ...]
    line: int | None
    """Of the header."""
    titles: tuple[int, ...] = ()
    """Lines above it that are titles."""
    groups: tuple[int, ...] = ()
    """... that name groups of columns, as merged cells do."""

    @property
    def passed_over(self) -> str:
        """What was taken for no row and no header, in a sentence; empty where nothing was."""
        if self.line is None or not (self.titles or self.groups):
            return ""
        said = [
            f"{_lines(some)} for {what}" for some, what in ((self.titles, "a title"), (self.groups, "names of groups of columns")) if some
        ]
        return f"line {self.line} is taken for the header, {' and '.join(said)}"


def start_of(rows: Sequence[Row], width: int, above: int, *, whole: bool) -> Start:
    """The header of a table, if it has one: the first row that is as wide as the rest, below titles and names of groups of columns.

    `rows` are the first ones, `width` the cells of most of them, `above` the lines before the first; `whole`: there are no others.
    """
    titles: list[int] = []
    groups: list[int] = []
    for position, row in enumerate(rows[:_TITLES]):
        if _is_title(row, width):
            titles.append(row.line)
            continue
        if _is_of_groups(row, rows[position + 1 :], width):
            groups.append(row.line)
            continue
        below = [other.cells for other in rows[position + 1 :] if len(other.cells) == width]
        names = _names(row, below, width, whole=whole)
        if names:
            return Start(row.end, names, row.line, tuple(titles), tuple(groups))
        break
    return Start(above, headers.unique_names((), width), None)


def _is_title(row: Row, width: int) -> bool:
    """Whether a row at the top is a title: narrower than the others, or one cell and nothing beside it."""
    if len(row.cells) < width - 1 or len(row.cells) == 1 < width:
        return True
    return width > 2 and sum(bool(cell.strip()) for cell in row.cells) == 1  # noqa: PLR2004 of two cells one may be blank


def _is_of_groups(row: Row, below: Sequence[Row], width: int) -> bool:
    """Whether a row names groups of columns: far fewer than the row below it, which is a header by itself, or one of smaller groups."""
    under, *others = [other.cells for other in below if len(other.cells) == width] or [()]
    if len(row.cells) != width or not others or under != below[0].cells:
        return False
    named, said = _texts(under), set(_texts(row.cells))
    if len(said) > _FAR_FEWER * len(named):
        return False
    if len(named) < _NEARLY_ALL * width:
        return _is_of_groups(below[0], below[1:], width)
    return len(set(named)) == len(named) and max(map(len, named)) <= _LONGEST and headers.names_columns(under, others)


def _texts(cells: Iterable[str]) -> list[str]:
    return [text for cell in cells if (text := cell.strip())]


def _lines(numbers: Iterable[int]) -> str:
    """Lines by their numbers: `line 1`, `lines 1, 2`."""
    written = ", ".join(map(str, numbers))
    return f"lines {written}" if ", " in written else f"line {written}"


def _names(row: Row, below: list[tuple[str, ...]], width: int, *, whole: bool) -> tuple[str, ...]:
    """The names of the columns, if the row is a header.  `whole`: the rows below are all that there are."""
    unended = bool(below) and all(not other[-1].strip() for other in below)
    if len(row.cells) == width:
        fits = headers.names_columns(row.cells, below)
        # A delimiter at the end of each line makes no column.
        needless = width > 1 and whole and unended and not row.cells[-1].strip()
        return headers.unique_names(row.cells, width - needless) if fits else ()
    if len(row.cells) != width - 1 or not below:
        return ()
    if unended:
        return headers.unique_names(row.cells, width - 1) if headers.names_columns(row.cells, [other[:-1] for other in below]) else ()
    # Some programs write the names of the rows in front, below no header.
    fits = headers.names_columns(row.cells, [other[1:] for other in below])
    return headers.unique_names(("", *row.cells), width) if fits else ()
