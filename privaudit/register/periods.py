"""Periods of ISO 8601 by the calendar: years, months, weeks and days."""

from __future__ import annotations

import re
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from privaudit.model.register import Period
from privaudit.words import fold
from privaudit.yaml_text.problems import quoted

EXAMPLE = "write P3Y for 3 years, P10Y6M, P2W or P30D (ISO 8601)"

_ISO = re.compile(
    r"P(?:(?P<weeks>\d{1,6})W|(?=\d)(?:(?P<years>\d{1,6})Y)?(?:(?P<months>\d{1,6})M)?(?:(?P<days>\d{1,6})D)?)",
    re.ASCII,
)
_SPOKEN = re.compile(r"\D{0,20}?(\d{1,4})[\s-]{0,3}([a-z]+)")
_UNITS = {
    "Y": {"y", "yr", "yrs", "year", "years", "an", "ans", "annee", "annees"},
    "M": {"m", "mo", "month", "months", "mois"},
    "W": {"w", "week", "weeks", "semaine", "semaines"},
    "D": {"d", "day", "days", "j", "jour", "jours"},
}
_LONGEST_YEARS = 1000
_DAYS = {"years": 366, "months": 31, "weeks": 7, "days": 1}


class PeriodError(ValueError):
    """A text that is no period; `hint` says what would be right."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@lru_cache(maxsize=1024)
def period(text: str) -> Period:
    """The period of an ISO 8601 text such as P3Y; weeks stand alone, zero (P0D) is a period.

    Raises PeriodError for anything else: hours, fractions, signs, words, and more than a thousand years,
    past which dates leave the calendar that computers know.
    """
    match = _ISO.fullmatch(text)
    if match is None:
        message = f"is not a period: {quoted(text)}"
        raise PeriodError(message, _hint(text))
    amounts = {unit: int(amount) for unit, amount in match.groupdict().items() if amount is not None}
    if sum(amount * _DAYS[unit] for unit, amount in amounts.items()) > _LONGEST_YEARS * _DAYS["years"]:
        message = f"is longer than a thousand years: {quoted(text)}"
        raise PeriodError(message, EXAMPLE)
    return Period(
        text,
        relativedelta(
            years=amounts.get("years", 0),
            months=amounts.get("months", 0),
            weeks=amounts.get("weeks", 0),
            days=amounts.get("days", 0),
        ),
    )


def _hint(text: str) -> str:
    capitals = text.strip().upper()
    if _ISO.fullmatch(capitals):
        return f"write {capitals}"
    if re.match(r"[+-]?P.*T", capitals) or re.search(r"\d\s*h", fold(text[:60])):
        return "clocks count days by the calendar, not hours: write P1D for 24 hours"
    if capitals.startswith("P") and re.search(r"[.,]", capitals):
        return "write whole numbers: P6M for half a year"
    spoken = _SPOKEN.fullmatch(fold(text[:60]).strip())
    if spoken is not None:
        for letter, names in _UNITS.items():
            if spoken[2] in names:
                return f"write P{int(spoken[1])}{letter}"
    return EXAMPLE
