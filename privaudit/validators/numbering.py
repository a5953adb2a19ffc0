"""How phone numbers are dialled in a country, from the numbering plans that phonenumbers keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class NumberingPlan:
    """How a number is written within a country.  All texts are digits; patterns are of whole texts, in the portable subset."""

    calling_code: str
    """Of the country; empty where it has none."""
    out: str
    """What is dialled before the code of another country; empty where a number without `+` cannot tell."""
    trunks: tuple[str, ...]
    """What is dialled before a number within the country, and is not part of it."""
    national: str
    """A pattern of the numbers of the country, without code and trunk."""
    trunk_zero: str
    """A pattern of the codes of other countries within which a 0 is dialled first, which is no part of the number."""


@cache
def numbering_plan(country: str) -> NumberingPlan:
    """The plan of a country (ISO 3166 alpha-2)."""
    phonenumbers = import_module("phonenumbers")
    own = phonenumbers.PhoneMetadata.metadata_for_region(country)
    if own is None:
        return NumberingPlan("", "00", (), "", _trunk_zero(phonenumbers, ""))
    code = str(own.country_code)
    return NumberingPlan(code, _out(own.international_prefix), _trunks(own), _portable(own), _trunk_zero(phonenumbers, code))


def _out(pattern: str | None) -> str:
    if pattern is None:
        return ""
    return "00" if pattern.startswith("00") else pattern if pattern.isdigit() else ""


def _trunks(plan: Any) -> tuple[str, ...]:  # noqa: ANN401 imported late, the library has no types here
    pattern = plan.national_prefix_for_parsing or ""
    if pattern.isdigit():
        return (pattern,)
    if re.fullmatch(r"\[[0-9]+\]", pattern):
        return tuple(pattern[1:-1])
    return (plan.national_prefix,) if plan.national_prefix else ()


def _portable(plan: Any) -> str:  # noqa: ANN401 as above
    pattern: str = plan.general_desc.national_number_pattern
    return pattern.replace(r"\d", "[0-9]")


def _trunk_zero(phonenumbers: Any, own: str) -> str:  # noqa: ANN401 as above
    codes = []
    for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        plan = phonenumbers.PhoneMetadata.metadata_for_region(regions[0])
        if str(code) != own and plan is not None and plan.national_prefix == "0" and not _begins_with_zero(_portable(plan)):
            codes.append(str(code))
    return "|".join(sorted(codes))


def _begins_with_zero(pattern: str) -> bool:
    """Whether a country has numbers that begin with one zero of their own."""
    return any(re.fullmatch(pattern, f"0{digit * length}") for digit in "123456789" for length in range(4, 14))
