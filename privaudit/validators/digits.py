"""Sums over digits that several identifiers share."""

from __future__ import annotations

from collections.abc import Iterable

SEPARATORS = str.maketrans("", "", " -./")
_ICAO_WEIGHTS = (7, 3, 1)


def plain(text: str) -> str:
    """The text without blanks and marks, in capitals."""
    return text.translate(SEPARATORS).upper()


def weighted(digits: str, weights: Iterable[int]) -> int:
    """The sum of the digits, each times its weight."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def luhn(digits: str) -> bool:
    """Whether the last digit is the one that Luhn's sum asks for."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(map(int, digits[-1::-2]))) % 10 == 0


def icao(part: str) -> int:
    """The check digit of a part of a travel document: A is 10, the filler < is 0."""
    values = (0 if char == "<" else int(char, 36) for char in part)
    return sum(value * _ICAO_WEIGHTS[index % 3] for index, value in enumerate(values)) % 10
