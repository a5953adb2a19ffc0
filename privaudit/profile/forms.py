"""The forms of a single cell, told in Python: for the few cells that have to be told one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from privaudit.lists import health_words
from privaudit.model.rules import DIGITS, Pattern
from privaudit.profile.automaton import OTHER, Automaton
from privaudit.questions import WHITE

LONG = 60
"""Characters from which a value without a blank is searched within."""
LETTER = "A"
"""The first of the characters of which one at the beginning makes a text."""
LETTERS = "[^ -@]{2}"
"""What a text has elsewhere, and a number or a date has not."""
DIGIT_RUN = "[0-9][0-9 ./-]{6}[0-9]"
"""What every form has that needs digits."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a cell is."""

    whole: tuple[Pattern, ...] = ()
    inside: tuple[tuple[Pattern, str], ...] = ()
    """With the piece that is of the form."""
    health: bool = False
    """Whether it is a text with a word that speaks of health."""


_Fits = Callable[[str], re.Match[str] | None]


class _Likely(dict[int, list[tuple[int, Pattern, _Fits]]]):
    """By the code of the first character: the patterns that may fit, how long a text must be for that, and what tells whether one does.

    Each is compiled when the first cell comes that begins so.
    """

    def __init__(self, by_first: Sequence[Sequence[tuple[int, Pattern]]]) -> None:
        super().__init__()
        self._by_first = by_first

    def __missing__(self, code: int) -> list[tuple[int, Pattern, _Fits]]:
        found = self[code] = [(shortest, pattern, compiled(pattern.regex).fullmatch) for shortest, pattern in self._by_first[code]]
        return found


@dataclass(frozen=True, eq=False)
class Forms:
    """The patterns in force, in an order in which few are tried on a cell."""

    patterns: tuple[Pattern, ...]

    @cached_property
    def inside(self) -> tuple[Pattern, ...]:
        """Those that are looked for within texts."""
        return tuple(pattern for pattern in self.patterns if pattern.inside)

    @cached_property
    def _likely(self) -> _Likely:
        return _Likely(_by_first(self.patterns))

    @cached_property
    def _told(self) -> dict[str, Told]:
        return {}

    def tell(self, cell: str) -> Told:
        """The forms of a cell, as the engines see them."""
        told = self._told.get(cell)
        if told is None:
            told = self._told[cell] = self._tell(cell.strip(WHITE))
        return told

    def _tell(self, cell: str) -> Told:
        if not cell:
            return Told()
        first, length = min(ord(cell[0]), OTHER), len(cell)
        whole = tuple([pattern for shortest, pattern, fits in self._likely[first] if shortest <= length and fits(cell)])
        if any(pattern.proves for pattern in whole) or not is_text(cell):
            return Told(whole)
        return Told(whole, tuple(self._pieces(cell, whole)), health_words.speaks_of_health(cell))

    def _pieces(self, text: str, whole: Sequence[Pattern]) -> list[tuple[Pattern, str]]:
        digits = compiled(DIGIT_RUN).search(text) is not None
        pieces = []
        for pattern in self.inside:
            likely = digits if pattern.needs == DIGITS else pattern.needs in text
            if likely and pattern not in whole and (found := compiled(pattern.regex).search(text)):
                pieces.append((pattern, found.group()))
        return pieces


def is_text(cell: str) -> bool:
    """Whether a value is long enough to hold another, and has words."""
    return (" " in cell or len(cell) > LONG) and (cell >= LETTER or compiled(LETTERS).search(cell) is not None)


@lru_cache(maxsize=4)
def _by_first(patterns: tuple[Pattern, ...]) -> list[list[tuple[int, Pattern]]]:
    """By the code of the first character: the patterns that may fit, and how long a text must be for that."""
    automata = [(Automaton.of_one(pattern.regex), pattern) for pattern in patterns]
    known = [(automaton.firsts, automaton.shortest, pattern) for automaton, pattern in automata]
    return [[(shortest, pattern) for firsts, shortest, pattern in known if firsts >> code & 1] for code in range(OTHER + 1)]


@lru_cache(maxsize=1024)
def compiled(regex: str) -> re.Pattern[str]:
    """A pattern for Python."""
    return re.compile(regex)
