"""Numbers of vehicles, whose check the library has not."""

from __future__ import annotations

from collections.abc import Callable

_VIN_LETTERS = zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
_VIN_VALUES = dict(_VIN_LETTERS) | {str(digit): digit for digit in range(10)}
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def _vin(text: str) -> bool:
    """A vehicle's number with the check digit that North America asks for and many others write too."""
    number = text.strip().upper()
    rest = sum(_VIN_VALUES[char] * weight for char, weight in zip(number, _VIN_WEIGHTS, strict=True)) % 11
    return number[8] == "0123456789X"[rest]


THINGS: dict[str, Callable[[str], bool]] = {"vin": _vin}
"""The checks, by name."""
