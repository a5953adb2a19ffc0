"""What is known of a column before a pass over the rows, and what is counted after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from privaudit.model.profile import LONGEST_VALUE
from privaudit.model.rules import Pattern

CUT = LONGEST_VALUE
"""Characters of a value that are looked at."""

Row = list[str | None]
"""The cells of a row, one for each column."""


@dataclass(frozen=True)
class Known:
    """The forms that are counted one by one in a column."""

    whole: tuple[Pattern, ...] = ()
    inside: tuple[Pattern, ...] = ()
    texts: bool = False
    """Whether some values have a blank or are long.  Where none has, the first that does is told cell by cell."""

    def and_also(self, whole: Iterable[Pattern], inside: Iterable[Pattern], *, texts: bool = False) -> Known:
        """With these forms too."""
        within = tuple(dict.fromkeys((*self.inside, *inside)))
        return Known(tuple(dict.fromkeys((*self.whole, *whole))), within, self.texts or texts or bool(within))


@dataclass
class Counted:
    """One column after a pass."""

    values: int = 0
    longest: int = 0
    spaced: int = 0
    cut: int = 0
    hits: dict[str, int] = field(default_factory=dict)
    inside: dict[str, int] = field(default_factory=dict)
    health: int = 0
    """Texts with a word that speaks of health."""
    candidates: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Pattern id -> values to be held against the check digit."""
    pieces: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Pattern id -> pieces of texts, likewise."""

    def add(self, cell: str, whole: Iterable[Pattern], inside: Iterable[tuple[Pattern, str]]) -> None:
        """Counts the forms of a cell, and those that stand within it with their pieces."""
        for form in whole:
            self.hits[form.id] = self.hits.get(form.id, 0) + 1
            self.candidates[form.id].append(cell)
        for form, piece in inside:
            self.inside[form.id] = self.inside.get(form.id, 0) + 1
            self.pieces[form.id].append(piece)


@dataclass(frozen=True)
class Passed:
    """What a pass found."""

    rows: int
    columns: tuple[Counted, ...]
    rest: int
    """Rows that hold something that is not known."""
    some_of_rest: tuple[Row, ...]
    """Their open cells: of all of them, or of as many as were asked for."""
    some: tuple[Row, ...]
    """The cells of any rows."""
    odd: int = 0
    """Rows with a cell that is not of the shape of its column."""
    odd_rows: tuple[Row, ...] = ()
    """Their cells in the columns that have a shape, as they lie there: of all of them, or of as many as were asked for."""

    @property
    def told_all(self) -> bool:
        """Whether all rows came back that hold something that is not known."""
        return self.rest <= len(self.some_of_rest)
