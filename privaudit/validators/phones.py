"""Phone numbers, by the numbering plans that phonenumbers keeps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

_REGIONS = (
    *("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IS", "IT", "LT", "LU", "LV"),
    *("MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "US"),
)
"""Of the European Union, the United Kingdom, Switzerland, Norway, Iceland and the United States."""


def _phone(region: str | None, text: str) -> bool:
    phonenumbers = import_module("phonenumbers")
    number = text.strip()
    if region is None and number.startswith("00"):
        number = "+" + number[2:]
    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(number, region)))
    except phonenumbers.NumberParseException:
        return False


_CLASSES = {
    "phone_zero": ("FR", "DE", "GB", "IT", "NL", "BE", "RO", "SE", "AT", "CH", "HU", "BG", "IE", "FI", "SK", "HR", "SI", "LT"),
    "phone_eight": ("DK", "NO", "LV", "EE", "MT", "CY", "LU"),
    "phone_nine": ("PL", "ES", "PT", "CZ"),
    "phone_ten": ("GR", "IT"),
}
"""Countries whose numbers look alike as dialled within them: with a zero before, or by their digits."""


def _phone_without_plus(text: str) -> bool:
    return _phone(None, "+" + text)


def _phone_of_any(regions: tuple[str, ...], text: str) -> bool:
    return any(_phone(region, text) for region in regions)


PHONES: dict[str, Callable[[str], bool]] = {
    "phone_e164": partial(_phone, None),
    "phone_e164_bare": _phone_without_plus,
    **{f"phone_{region.lower()}": partial(_phone, region) for region in _REGIONS},
    **{name: partial(_phone_of_any, regions) for name, regions in _CLASSES.items()},
}
"""The checks, by name: with the country's code, as dialled within one country, or within any of several that are alike."""
