"""Where the rows of data begin in a table of cells, and what its columns are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from privaudit.delimited import headers
from privaudit.delimited.dialect import Row

_TITLES = 20
"""Lines above the header at most."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where the rows of data begin, and what the columns are called."""

    skip: int
    names: tuple[str, ...]
    line: int | None
    """Of the header."""


def start_of(rows: Sequence[Row], width: int, above: int, *, whole: bool) -> Start:
    """The header of a table, if it has one: the first row that is as wide as the rest, below lines that are titles.

    `rows` are the first ones, `width` the cells of most of them, `above` the lines before the first; `whole`: there are no others.
    """
    for position, row in enumerate(rows[:_TITLES]):
        if _is_title(row, width):
            continue
        below = [other.cells for other in rows[position + 1 :] if len(other.cells) == width]
        names = _names(row, below, width, whole=whole)
        if names:
            return Start(row.end, names, row.line)
        break
    return Start(above, headers.unique_names((), width), None)


def _is_title(row: Row, width: int) -> bool:
    """Whether a row at the top is a title: narrower than the others, or one cell and nothing beside it."""
    if len(row.cells) < width - 1 or len(row.cells) == 1 < width:
        return True
    return width > 2 and sum(bool(cell.strip()) for cell in row.cells) == 1  # noqa: PLR2004 of two cells one may be blank


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
