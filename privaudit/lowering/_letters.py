"""Letters for servers whose own idea of them depends on how they were installed: capitals, accents, what is a letter at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

_ALPHABETS = ((0xC0, 0x590), (0x10A0, 0x1100), (0x1E00, 0x2000), (0x24B6, 0x24D0), (0x2C00, 0x2D30), (0xFF21, 0xFF3B))
"""Where the letters stand that have a capital."""
_MARKS = ((0x300, 0x36F), (0x483, 0x489), (0x591, 0x5BD), (0x610, 0x61A), (0x64B, 0x65F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF))
_LAST = 0x10000
_DECOMPOSED = 2
_SCRIPTS = 0x3100
"""Behind it, what has marks is no letter of an alphabet."""


@cache
def capitals() -> tuple[str, str]:
    """All capitals beyond ASCII, and in the same order their small letters."""
    pairs = [(chr(code), chr(code).lower()) for start, end in _ALPHABETS for code in range(start, end)]
    told = [(capital, small) for capital, small in pairs if capital != small and len(small) == 1]
    return "".join(capital for capital, _ in told), "".join(small for _, small in told)


@cache
def marks() -> str:
    """A class of the marks that stand on letters, when these are taken to pieces."""
    return f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in _MARKS)}]"


@cache
def marked_small_letters() -> tuple[tuple[str, str], ...]:
    """Letter without marks -> a class of the small letters that are it with marks; for servers that cannot take them to pieces."""
    found: dict[str, list[str]] = {}
    for start, end in _ALPHABETS:
        for letter in map(chr, range(start, end)):
            base = unicodedata.normalize("NFD", letter)
            if len(base) >= _DECOMPOSED and letter.lower() == letter and all(map(unicodedata.combining, base[1:])):
                found.setdefault(base[0], []).append(letter)
    return tuple((base, f"[{''.join(letters)}]") for base, letters in found.items())


@cache
def plain_letters() -> tuple[str, str]:
    """Small letters with marks, and in the same order those that they are without."""
    pairs = []
    for letter in map(chr, range(0x80, _SCRIPTS)):
        bare = "".join(char for char in unicodedata.normalize("NFD", letter) if not unicodedata.category(char).startswith("M"))
        if bare != letter and len(bare) == 1 and letter.lower() == letter:
            pairs.append((letter, bare))
    return "".join(letter for letter, _ in pairs), "".join(bare for _, bare in pairs)


@cache
def small_letters() -> str:
    """The ranges of a class: all letters but capitals."""
    return _ranges("L", without="Lu")


@cache
def numbers() -> str:
    """The ranges of a class: all digits and other signs that are numbers."""
    return _ranges("N")


def _ranges(category: str, without: str = "") -> str:
    return "".join(f"{chr(first)}-{chr(last)}" if last > first else chr(first) for first, last in _runs(category, without))


def _runs(category: str, without: str) -> Iterator[tuple[int, int]]:
    first: int | None = None
    for code in range(_LAST + 1):
        of = unicodedata.category(chr(code))
        within = code < _LAST and of.startswith(category) and of != without
        if within and first is None:
            first = code
        elif not within and first is not None:
            yield first, code - 1
            first = None
