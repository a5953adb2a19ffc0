"""The sheets of a register cut into their parts by the labels that stand in them, wherever rows and columns were put in between.

A sheet holds forms (a label on the left, what is said beside it; parts with several columns below a heading), a list with a row for each
processing, or both.  Each form, and each row of a list, becomes an Entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from privaudit.register_formats._cnil_words import Words, vocabulary
from privaudit.register_formats._sheets import Cell, Sheet, cells

_FORM_ROWS = frozenset({"name", "reference", "created", "updated", "role", "basis", "purpose", "subpurpose", "source"})
"""Labels that stand for themselves within a part that has columns, too."""
_COLUMNS = {
    "actors": ("name", "address", "postcode", "city", "country", "phone", "email"),
    "data": ("description", "retention"),
    "sensitive": ("description", "retention"),
    "subjects": ("description", "details"),
    "recipients": ("type", "details"),
    "security": ("type", "details"),
    "transfers": ("name", "country", "guarantee", "document"),
    "storage": ("country", "guarantee", "document"),
}
"""What stands beside the labels of each part where no heading says it."""
_MORE_COLUMNS = {
    "subjects": ("type", "name"),
    "recipients": ("name", "purpose", "country", "reference"),
    "transfers": ("reference",),
}
"""What may stand there beside it."""
_MEANT = {
    ("security", "description"): "details",
    ("security", "name"): "details",
    ("recipients", "description"): "details",
}
"""Columns that some call otherwise."""
_SHORTEST_LIST = 3
"""Columns of a list of processings."""
_NUMBERED = re.compile(r"^\s*\d+[.)°-]*\s+|\s*\d+\s*:?\s*$|\s*[:*]\s*$")
_LONGEST_LABEL = 120
_BREAK = re.compile(r"[\r\n]+")
_NAMES = frozenset({"name", "reference", "document", "address", "email"})


def one_line(cell: Cell | None) -> str:
    """The text of a cell on one line; empty for none."""
    return "" if cell is None else " ".join(filter(None, map(str.strip, _BREAK.split(cell.text))))


def _blank(about: str, cell: Cell) -> bool:
    """Whether a cell says nothing; a name may be a word that elsewhere says so."""
    return not any(map(str.isalnum, cell.text)) if about in _NAMES else vocabulary().empty(cell.text)


@dataclass(frozen=True, slots=True)
class Line:
    """A row below the heading of a part."""

    label: Cell
    cells: dict[str, Cell]
    """By column."""


@dataclass(slots=True)
class Entry:
    """What the sheets say of one processing, or above all of them."""

    fields: dict[str, list[Cell]] = field(default_factory=dict)
    """By label: what stands beside it."""
    lines: dict[str, list[Line]] = field(default_factory=dict)
    """By part: its rows."""
    listed: bool = False
    """Whether it is a row of a list."""

    def all(self, *labels: str) -> list[Cell]:
        """What stands beside labels, those that say nothing left out."""
        return [cell for label in labels for cell in self.fields.get(label, ()) if not _blank(label, cell)]

    def first(self, label: str) -> str:
        """What stands beside a label; empty for nothing."""
        found = self.all(label)
        return one_line(found[0]) if found else ""

    def rows(self, part: str) -> Iterator[Line]:
        """The rows of a part, with the cells that say something; those that say nothing left out."""
        for line in self.lines.get(part, ()):
            said = {column: cell for column, cell in line.cells.items() if not _blank(column, cell)}
            if said:
                yield Line(line.label, said)

    @property
    def says_something(self) -> bool:
        """Whether it is more than a form that nobody filled in."""
        return bool(self.all("name", "reference", "purpose", "subpurpose")) or any(any(self.rows(part)) for part in _COLUMNS)


@dataclass(slots=True)
class Parts:
    """All that was found."""

    above: Entry = field(default_factory=Entry)
    """What stands above all processings."""
    entries: list[Entry] = field(default_factory=list)
    strays: list[Cell] = field(default_factory=list)
    """Cells that no label explains."""
    unknown: list[str] = field(default_factory=list)
    """Sheets without a label of a register."""
    labels: int = 0
    """How many labels there are."""


def parts_of(sheets: Iterable[Sheet]) -> Parts:
    """The parts of the sheets."""
    found = Parts()
    for sheet in sheets:
        reading = _Reading(found)
        for row in cells(sheet):
            reading.add(row)
        reading.close(sheet)
    return found


def worth(sheet: Sheet) -> int:
    """How many labels of a register a sheet holds."""
    return parts_of((sheet,)).labels


class _Reading:
    """One sheet, row by row."""

    def __init__(self, found: Parts) -> None:
        self._found = found
        self._words: Words = vocabulary()
        self._entry: Entry | None = None
        self._part = ""
        self._columns: dict[int, str] = {}
        self._list: dict[int, str] = {}
        """The columns of a list, while one is read."""
        self._gap = False
        """Whether the row before was empty."""
        self._strays: list[list[Cell]] = []
        self._labels = 0

    def add(self, row: list[Cell]) -> None:
        """The next row."""
        if not row:
            self._gap = True
            return
        if heads := self._list_heads(row):
            self._begin_list(row, heads)
        elif self._is_heading(row):
            self._begin_part(row)
        elif self._list and self._is_list_row(row):
            self._list_row(row)
        elif self._list and self._gap and not self._label(row[0]):
            self._list = {}
            self._strays.append(row)
        elif (label := self._label(row[0])) and (label in _FORM_ROWS or not self._part):
            self._form_row(label, row)
        elif self._part in _COLUMNS:
            self._line(row)
        else:
            self._strays.append(row)
        self._gap = False

    def close(self, sheet: Sheet) -> None:
        """After the last row."""
        self._found.labels += self._labels
        if self._labels:
            self._found.strays += [cell for row in self._strays for cell in row]
        elif self._strays:
            self._found.unknown.append(sheet.name)

    def _label(self, cell: Cell) -> str:
        return "" if len(cell.text) > _LONGEST_LABEL else self._words.rows.read(_NUMBERED.sub("", cell.text)) or ""

    def _heading(self, cell: Cell) -> str:
        return "" if len(cell.text) > _LONGEST_LABEL else self._words.sections.read(_NUMBERED.sub("", cell.text)) or ""

    def _list_heads(self, row: list[Cell]) -> dict[int, str]:
        """The columns of a list, if the row is its heading; a heading may stand on two rows."""
        own = {cell.column: label for cell in row if (label := self._label(cell))}
        if "name" not in own.values() or len(set(own.values())) < _SHORTEST_LIST or len(own) < len(row) - len(row) // 3:
            return {}
        above = self._strays[-1] if self._strays and self._strays[-1][0].row == row[0].row - 1 else []
        upper = {cell.column: label for cell in above if (label := self._label(cell)) and cell.column not in own}
        if upper:
            self._strays[-1] = [cell for cell in above if cell.column not in upper]
        return {cell.column: "" for cell in row} | own | upper

    def _begin_list(self, row: list[Cell], heads: dict[int, str]) -> None:
        self._list, self._part, self._entry = heads, "", None
        self._gap = False
        self._labels += sum(map(bool, heads.values()))
        # The upper row of a heading only groups the columns below.
        if self._strays and all(self._heading(cell) or self._label(cell) for cell in self._strays[-1]):
            self._strays.pop()
        self._strays += [[cell] for cell in row if not heads[cell.column]]

    def _is_list_row(self, row: list[Cell]) -> bool:
        """Behind a gap, something else may stand below a list."""
        within = all(cell.column <= max(self._list) for cell in row)
        return self._label(row[0]) != "name" and (within and len(row) >= _SHORTEST_LIST if self._gap else True)

    def _list_row(self, row: list[Cell]) -> None:
        entry = Entry(listed=True)
        for cell in row:
            label = _nearest(self._list, cell.column)
            if not label:
                self._strays.append([cell])
            else:
                entry.fields.setdefault(label, []).append(cell)
        self._found.entries.append(entry)

    def _is_heading(self, row: list[Cell]) -> bool:
        heading = self._heading(row[0])
        if not heading:
            return False
        return len(row) == 1 or (heading in _COLUMNS and any(self._words.columns.holds(cell.text) for cell in row[1:]))

    def _begin_part(self, row: list[Cell]) -> None:
        if self._list and len(row) == 1 and self._label(row[0]):
            self._list_row(row)
            return
        self._list, self._part = {}, self._heading(row[0])
        self._labels += 1
        heads = {cell.column: self._words.columns.read(cell.text) or "" for cell in row[1:]}
        self._strays += [[cell] for cell in row[1:] if not heads[cell.column]]
        self._columns = heads or {row[0].column + 1 + place: name for place, name in enumerate(_COLUMNS.get(self._part, ()))}

    def _form_row(self, label: str, row: list[Cell]) -> None:
        self._labels += 1
        if label == "name" or self._entry is None:
            self._begin_entry(label)
        self._list = {}
        if label in _FORM_ROWS and self._part not in {"actors", *_FORM_ROWS}:
            self._part = ""
        entry = self._entry or self._found.above
        for place, cell in enumerate(row[1:], 1):
            other = self._label(cell)
            if other in _FORM_ROWS and place + 1 < len(row) and place > 1:
                self._form_row(other, row[place:])
                return
            entry.fields.setdefault(label, []).append(cell)

    def _begin_entry(self, label: str) -> None:
        """A form begins with the name of the processing; its number, or other things that are no part of another one, may stand before."""
        own = self._entry
        if own is not None and label == "name" and not (own.fields.keys() - {"reference", "created", "updated"} or own.lines):
            return
        if own is None and label not in _FORM_ROWS:
            return
        self._entry = Entry()
        self._found.entries.append(self._entry)
        self._part = ""

    def _line(self, row: list[Cell]) -> None:
        label, *others = row
        found: dict[str, Cell] = {}
        first = min(self._columns, default=0)
        if label.column >= first:
            # A row whose label was left out.
            others = row
        known = {*_COLUMNS[self._part], *_MORE_COLUMNS.get(self._part, ())}
        for cell in others:
            said = _nearest(self._columns, cell.column) or ""
            column = _MEANT.get((self._part, said), said)
            if column not in known or column in found:
                self._strays.append([cell])
            else:
                found[column] = cell
        entry = self._entry or self._found.above
        entry.lines.setdefault(self._part, []).append(Line(label, found))


def _nearest(columns: dict[int, str], column: int) -> str | None:
    """What a cell is about: a heading may span columns to its right."""
    before = [place for place in columns if place <= column]
    return columns[max(before)] if before else None
