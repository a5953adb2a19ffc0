"""Numbers of payment cards and of accounts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from privaudit.validators.digits import luhn, plain

_CARD_LENGTHS = (
    # First digits from, to, and the lengths that the network issues.
    ("34", "34", (15,)),
    ("37", "37", (15,)),
    ("300", "305", (14, 16, 17, 18, 19)),
    ("36", "36", (14, 15, 16, 17, 18, 19)),
    ("3095", "3095", (14, 16, 17, 18, 19)),
    ("38", "39", (14, 16, 17, 18, 19)),
    ("3528", "3589", (16, 17, 18, 19)),
    ("4", "4", (13, 16, 19)),
    ("51", "55", (16,)),
    ("2221", "2720", (16,)),
    ("6011", "6011", (16, 19)),
    ("644", "659", (16, 19)),
    ("62", "62", (16, 17, 18, 19)),
    ("50", "50", tuple(range(12, 20))),
    ("56", "58", tuple(range(12, 20))),
    ("67", "67", tuple(range(12, 20))),
)
_RIB_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
_RIB_LENGTH = 23


def _card(text: str) -> bool:
    digits = plain(text)
    if not digits.isdigit() or len(set(digits)) == 1:
        return False
    issued = any(low <= digits[: len(low)] <= high and len(digits) in lengths for low, high, lengths in _CARD_LENGTHS)
    return issued and luhn(digits)


def _iban(text: str) -> bool:
    """Structure of the country and check digits; whether the bank within is known changes with every list of banks."""
    return bool(import_module("stdnum.iban").is_valid(text, check_country=False))


def _bban(country: str, text: str) -> bool:
    """The number of an account as it is written within its country, where the check digits are those of the IBAN."""
    return _iban(country + plain(text))


def _rib(text: str) -> bool:
    number = plain(text).translate(_RIB_LETTERS)
    return len(number) == _RIB_LENGTH and number.isdigit() and int(number) % 97 == 0


BANK: dict[str, Callable[[str], bool]] = {
    "card": _card,
    "fr_rib": _rib,
    "iban": _iban,
    "pl_nrb": partial(_bban, "PL"),
    "pt_nib": partial(_bban, "PT50"),
}
"""The checks, by name."""
