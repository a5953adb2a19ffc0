"""Patterns that some cells suggest, for cells like them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from privaudit.profile.forms import LONG
from privaudit.questions import WHITE

_NO_LETTER = "\x01-\x1f -@\\[-`{-\x7f" + "".join(char for char in WHITE if not char.isascii())
LETTER = f"[^{_NO_LETTER}]"
"""A letter, or any other character that is neither ASCII nor white space."""
_LOWER = f"[^{_NO_LETTER}A-Z]"
_UPPER = "[A-Z]"
_DIGIT = "[0-9]"
_RUN = re.compile(f"(?P<digits>[0-9]+)|(?P<letters>{LETTER}+)|(?P<sign>.)", re.DOTALL)
_WORDS = (f"{LETTER}{{1,40}}", f"{LETTER}{{1,15}}", f"({LETTER}{{1,24}}['.-])?{LETTER}{{1,24}}", f"{_UPPER}?{_LOWER}{{1,40}}")
_SEVERAL_WORDS = f"{LETTER}{{1,14}}([ '.-]{LETTER}{{1,14}}){{0,3}}"
_SETS = ("0-9a-f", "0-9A-F", "0-9A-Z", "0-9a-z", "0-9A-Za-z", "0-9A-Za-z_-")
_KINDS = 3
"""Orders of digits, letters and signs that one pattern has, at most."""
_SELDOM = 0.01
"""The share of cells up to which an order is left out."""
_PIECES = 12
_PREFIX = 2
"""Characters that all cells begin with, from which they are part of the pattern."""
_GROWTH = (3, 2, 1, 0)
"""How many more digits and letters there may be than those that were seen: numbers grow."""


def outlines(cells: Sequence[str]) -> Iterator[str]:
    """Patterns of the portable subset that are likely to fit the cells, those first that would fit most other cells too.

    Each fits only texts of at most LONG characters that begin and end with visible ones.
    """
    yield from _WORDS
    yield _SEVERAL_WORDS
    kinds = _kinds(cells)
    for growth in _GROWTH:
        yield from _outline(kinds, growth)
    yield from _of_one_set(cells)
    yield from _outline(kinds, 0, exact=True)
    prefix = _common_start(cells)
    if len(prefix) >= _PREFIX and all(len(cell) > len(prefix) for cell in cells):
        yield from _outline(_kinds([cell[len(prefix) :] for cell in cells]), 0, prefix=prefix)


@dataclass(frozen=True)
class _Piece:
    """One run of several cells: a sign, or digits or letters."""

    sign: str
    """Empty for digits and letters."""
    texts: frozenset[str]

    @property
    def longest(self) -> int:
        return max(map(len, self.texts))

    def outline(self, growth: int, *, exact: bool) -> str:
        if self.sign:
            return _quoted(self.sign)
        if exact and len(self.texts) == 1:
            return _quoted(next(iter(self.texts)))
        least = 1 if growth else min(map(len, self.texts))
        return f"{self._characters()}{{{least},{self.longest + growth}}}"

    def _characters(self) -> str:
        together = "".join(self.texts)
        if together.isdigit():
            return _DIGIT
        if together.isascii() and together.isupper():
            return _UPPER
        return LETTER if any("A" <= char <= "Z" for char in together) else _LOWER


def _kinds(cells: Sequence[str]) -> list[list[_Piece]]:
    """The runs of those cells that are most frequent by the order of their digits, letters and signs."""
    found: dict[tuple[str, ...], list[list[str]]] = {}
    for cell in cells:
        runs = list(_RUN.finditer(cell))
        order = tuple(run["sign"] or run.lastgroup or "" for run in runs)
        found.setdefault(order, []).append([run.group() for run in runs])
    several = {order: runs for order, runs in found.items() if len(runs) > _SELDOM * len(cells)}
    frequent = sorted(several.items(), key=lambda item: -len(item[1]))[:_KINDS]
    return [
        [_Piece(kind if len(kind) == 1 else "", frozenset(texts)) for kind, texts in zip(order, zip(*runs, strict=True), strict=True)]
        for order, runs in frequent
    ]


def _outline(kinds: Sequence[Sequence[_Piece]], growth: int, *, exact: bool = False, prefix: str = "") -> Iterator[str]:
    for kind in kinds:
        longest = len(prefix) + sum(piece.longest + (0 if piece.sign else growth) for piece in kind)
        if longest > LONG or len(kind) > _PIECES or any(piece.sign and not piece.sign.isprintable() for piece in kind):
            return
    yield "|".join(_quoted(prefix) + "".join(piece.outline(growth, exact=exact) for piece in kind) for kind in kinds)


def _common_start(cells: Sequence[str]) -> str:
    first, last = min(cells), max(cells)
    different = (i for i, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    return first[: next(different, min(len(first), len(last)))]


def _of_one_set(cells: Sequence[str]) -> Iterator[str]:
    """Cells without any order of their own, as keys and tokens are."""
    lengths = [length for length, _ in groupby(sorted(map(len, cells)))]
    if lengths and lengths[-1] <= LONG:
        for characters in _SETS:
            yield f"[{characters}]{{{lengths[0]},{lengths[-1]}}}"


def _quoted(text: str) -> str:
    return "".join(f"\\{char}" if char in r"\^$.|?*+()[]{}-/" else char for char in text)
