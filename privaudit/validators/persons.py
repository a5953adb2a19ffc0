"""Numbers that a state gives to a person, where the library knows none or not all of the check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import import_module

from privaudit.validators.digits import luhn, plain, weighted

_CPR_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_TAJ_WEIGHTS = (3, 7, 3, 7, 3, 7, 3, 7)
_GERMAN_PENSION_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
_NINO_WITHOUT = frozenset({"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"})
_MONTHS = 12
_ORGANISATION = "4"
"""From this first digit on an Icelandic number is that of an organisation; from it on a Latvian one is of a company."""


def _nir_without_key(text: str) -> bool:
    number = plain(text)
    digits = number.replace("2A", "19", 1).replace("2B", "18", 1) if number[5:7] in {"2A", "2B"} else number
    if len(digits) != 13 or not digits.isdigit():  # noqa: PLR2004 a NIR without its key
        return False
    month, department = int(digits[3:5]), int(digits[5:7])
    named = 1 <= month <= _MONTHS or 20 <= month <= 42 or month >= 50  # noqa: PLR2004 the months of INSEE, and those of the unknown
    return digits[0] in "1234" and named and 1 <= department <= 99 and digits[7:] != "000000"  # noqa: PLR2004 two digits


def _nino(text: str) -> bool:
    number = plain(text)
    prefix, digits, suffix = number[:2], number[2:8], number[8:]
    return (
        len(digits) == 6  # noqa: PLR2004 two letters, six digits, one letter
        and digits.isdigit()
        and suffix in {"A", "B", "C", "D"}
        and prefix.isalpha()
        and not set(prefix) & set("DFIQUV")
        and prefix[1] != "O"
        and prefix not in _NINO_WITHOUT
    )


def _austrian(text: str) -> bool:
    """The social insurance number: a serial, the check digit, a day of birth; months beyond twelve are of days that ran out of serials."""
    number = plain(text)
    return 1 <= int(number[4:6]) <= 31 and 1 <= int(number[6:8]) <= 15 and _library("at.vnr", number)  # noqa: PLR2004 as it says


def _cpr_with_check(text: str) -> bool:
    """A Danish number with the check digit that all have that were given before October 2007."""
    return _library("dk.cpr", text) and weighted(plain(text), _CPR_WEIGHTS) % 11 == 0


def _german_pension(text: str) -> bool:
    """Two digits of the office, a day of birth, the letter of the name at birth, a serial, the check digit."""
    number = plain(text)
    letter = f"{ord(number[8]) - ord('A') + 1:02}"
    if len(number) != 12 or not 1 <= int(number[4:6]) <= _MONTHS:  # noqa: PLR2004 its length
        return False
    digits = number[:8] + letter + number[9:11]
    crossed = (sum(divmod(int(digit) * weight, 10)) for digit, weight in zip(digits, _GERMAN_PENSION_WEIGHTS, strict=True))
    return sum(crossed) % 10 == int(number[11])


def _german_health(text: str) -> bool:
    """The part of a German health insurance number that stays for life: a letter, eight digits, the check digit."""
    number = plain(text)
    digits = f"{ord(number[0]) - ord('A') + 1:02}" + number[1:9]
    crossed = (sum(divmod(int(digit) * (1 + index % 2), 10)) for index, digit in enumerate(digits))
    return len(number) == 10 and sum(crossed) % 10 == int(number[9])  # noqa: PLR2004 its length


def _hungarian(text: str) -> bool:
    """The personal number: a digit for sex and century, the date of birth, a serial, the check digit."""
    number = plain(text)
    if len(number) != 11 or not 1 <= int(number[3:5]) <= _MONTHS or not 1 <= int(number[5:7]) <= 31:  # noqa: PLR2004 its length, and days
        return False
    until_1996 = number[0] in "1256" and number[1:3] < "97"
    return weighted(number, range(1, 11) if until_1996 else range(10, 0, -1)) % 11 == int(number[10])


def _hungarian_health(text: str) -> bool:
    """The social security number (TAJ)."""
    number = plain(text)
    return len(number) == 9 and weighted(number, _TAJ_WEIGHTS) % 10 == int(number[8])  # noqa: PLR2004 its length


def _hungarian_tax(text: str) -> bool:
    """The tax number of a person: 8, the day of birth counted from 1867, a serial, the check digit."""
    number = plain(text)
    return len(number) == 10 and number[0] == "8" and weighted(number, range(1, 10)) % 11 == int(number[9])  # noqa: PLR2004 its length


def _icelandic(text: str) -> bool:
    return plain(text) < _ORGANISATION and _library("is_.kennitala", text)


def _latvian(text: str) -> bool:
    """The personal code; companies' numbers share the check but begin otherwise."""
    return plain(text) < _ORGANISATION and _library("lv.pvn", plain(text))


def _luxembourgish(text: str) -> bool:
    """The date of birth, a serial, then two check digits over both: Luhn's and Verhoeff's."""
    number = plain(text)
    dt.date(int(number[:4]), int(number[4:6]), int(number[6:8]))
    return len(number) == 13 and luhn(number[:12]) and _library("verhoeff", number[:11] + number[12])  # noqa: PLR2004 its length


def _library(module: str, text: str) -> bool:
    return bool(import_module(f"stdnum.{module}").is_valid(text))


PERSONS: dict[str, Callable[[str], bool]] = {
    "at_vnr": _austrian,
    "de_kvnr": _german_health,
    "de_svnr": _german_pension,
    "dk_cpr_checked": _cpr_with_check,
    "fr_nir_short": _nir_without_key,
    "gb_nino": _nino,
    "hu_personal": _hungarian,
    "hu_taj": _hungarian_health,
    "hu_tax": _hungarian_tax,
    "is_kennitala": _icelandic,
    "lu_national": _luxembourgish,
    "lv_personal": _latvian,
}
"""The checks, by name."""
