"""Tables of texts as a spreadsheet has them, whatever file they come from or go to."""

from __future__ import annotations

from dataclasses import dataclass

_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or a file of delimited text, from its first cell on."""

    name: str
    """Empty for delimited text, which has one sheet and no name for it."""
    rows: tuple[tuple[str, ...], ...]
    """Each cell as text without blanks around it; an empty one is empty."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something."""

    sheet: str
    row: int
    """Counted from 0, as the column."""
    column: int
    text: str

    @property
    def name(self) -> str:
        """How a spreadsheet calls it: `Fiche 1!C24`."""
        own = f"{letters(self.column)}{self.row + 1}"
        return f"{self.sheet}!{own}" if self.sheet else own


def letters(column: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    found = ""
    rest = column + 1
    while rest:
        rest, letter = divmod(rest - 1, _LETTERS)
        found = chr(ord("A") + letter) + found
    return found


def cells(sheet: Sheet) -> list[list[Cell]]:
    """The cells of each row that hold something; rows without any are empty lists."""
    return [[Cell(sheet.name, row, column, text) for column, text in enumerate(texts) if text] for row, texts in enumerate(sheet.rows)]
