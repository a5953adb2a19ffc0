"""What the cells of a column look like, as a pattern that settles which forms they have.

A shape is made from some of the cells, and then held against the forms themselves: either every text of the shape has a form that
proves, or none has and none holds one.  So a cell of the shape needs no other look, unless it is a text that may speak of health; and
every cell that is not of it gets one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from privaudit.model.rules import Pattern
from privaudit.profile.automaton import Automaton, common, within
from privaudit.profile.forms import Forms, compiled
from privaudit.profile.outlines import LETTER, outlines

FEWEST = 20
"""Cells from which a shape is made."""
FITTING = 0.99
"""The share of them that must be of it: each of another shape makes its whole row one that is looked at cell by cell."""

_ANY = "[^\x01]"
_BLANK = f"{_ANY}* {_ANY}*"
_HAS_BLANK = Automaton.of([_BLANK])
_BLANK_FOR_SURE = Automaton.of([_BLANK], wide=False)
_HAS_LETTER = Automaton.of([f"{_ANY}*{LETTER}{_ANY}*"])


@dataclass(frozen=True)
class Shape:
    """A pattern of cells, and what is known of every cell of it."""

    regex: str
    closed: bool
    """Whether each has a form that proves."""
    spaced: bool
    """Whether each has a blank."""
    text: bool
    """Whether some may have one, and words, without a form that proves."""
    has: frozenset[Pattern]
    """The counted forms that each has."""
    may_have: frozenset[Pattern]
    """The counted forms that some have and some may not have."""

    def fits(self, cell: str) -> bool:
        """Whether a cell is of the shape."""
        return compiled(self.regex).fullmatch(cell) is not None


@dataclass(frozen=True, eq=False)
class Shapes:
    """Makes shapes that agree with the patterns in force."""

    forms: Forms

    def of(self, cells: Sequence[str], counted: Collection[Pattern]) -> Shape | None:
        """The shape of a column, from some of its cells and the forms that are counted there; None where none settles enough."""
        if len(cells) < FEWEST:
            return None
        best: Shape | None = None
        # A narrower shape for cells of several lengths would leave out those that are still longer or shorter.
        one_length = len({len(cell) for cell in cells}) == 1
        for regex in chain(outlines(cells), (form.regex for form in sorted(counted, key=lambda form: form.proves))):
            if _share(regex, cells) >= FITTING and (shape := self._settled(regex, counted)):
                if not shape.may_have and (best is None or one_length):
                    return shape
                if best is None or (one_length and len(shape.may_have) < len(best.may_have)):
                    best = shape
        return best

    def _settled(self, regex: str, counted: Collection[Pattern]) -> Shape | None:
        """The shape of that pattern; None where it leaves open whether a cell has a form that proves, or is a text to be searched."""
        shape = Automaton.of_one(regex)
        has = frozenset(form for form in counted if within(shape, Automaton.of_one(form.regex, wide=False)))
        closed = any(form.proves for form in has)
        if not closed and not _is_dull(regex, self.forms.patterns):
            return None
        others = [form for form in counted if form not in has]
        may_have = frozenset(others[i] for i in common(shape, Automaton.of(form.regex for form in others)))
        return Shape(regex, closed, within(shape, _BLANK_FOR_SURE), not closed and _is_text(regex), has, may_have)


@lru_cache(maxsize=1024)
def _is_dull(regex: str, patterns: tuple[Pattern, ...]) -> bool:
    """Whether no text of the shape has a form that proves, and none holds another."""
    shape = Automaton.of_one(regex)
    return not common(shape, _proofs(patterns)) and not (_is_text(regex) and common(shape, _held(patterns)))


@lru_cache(maxsize=1024)
def _is_text(regex: str) -> bool:
    shape = Automaton.of_one(regex)
    spaced = within(shape, _BLANK_FOR_SURE)
    return bool(common(shape, _HAS_BLANK) and (not spaced or common(shape, _HAS_LETTER)))


@lru_cache(maxsize=4)
def _proofs(patterns: tuple[Pattern, ...]) -> Automaton:
    return Automaton.of(pattern.regex for pattern in patterns if pattern.proves)


@lru_cache(maxsize=4)
def _held(patterns: tuple[Pattern, ...]) -> Automaton:
    """What a text looks like that holds a form."""
    return Automaton.of(f"{_ANY}*({pattern.regex}){_ANY}*" for pattern in patterns if pattern.inside)


def _share(regex: str, cells: Sequence[str]) -> float:
    pattern = compiled(regex)
    return sum(pattern.fullmatch(cell) is not None for cell in cells) / len(cells)
