"""Which phone numbers are of mobile phones, by the numbering plans that phonenumbers keeps."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

_WITHIN = {"FR": ("RE", "GP", "MQ", "GF", "YT")}
"""Regions with a code of their own whose numbers are dialled within a country like its own: 0692 in France is a mobile of La Réunion."""


def mobile_in(country: str) -> Callable[[str], bool]:
    """Whether a number as written within a country (ISO 3166 alpha-2) is one of a mobile phone.

    Where a plan gives both kinds the same numbers, as in the United States, nothing tells: then it is none.
    """
    phonenumbers = import_module("phonenumbers")

    def is_mobile_of(text: str, region: str) -> bool:
        try:
            parsed = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            return False
        return bool(phonenumbers.is_valid_number(parsed) and phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE)

    def is_mobile(text: str) -> bool:
        return any(is_mobile_of(text, region) for region in (country, *_WITHIN.get(country, ())))

    return is_mobile
