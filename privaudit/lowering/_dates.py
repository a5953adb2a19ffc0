"""How dates are written down: patterns that PostgreSQL, PCRE, ICU and Python read alike.

Days are told and compared as ISO text.  A cast would fail at the first 31 February on some servers, and give 0000-00-00 on others.
"""

from __future__ import annotations

YEAR = "[1-9][0-9]{3}"
_MONTH = "1[0-2]|0?[1-9]"
_DAY = "[12][0-9]|3[01]|0?[1-9]"
_CENTURY = "(?:[2468][048]|[13579][26])"
_LEAP = f"(?:[1-9][0-9](?:0[48]|[2468][048]|[13579][26])|{_CENTURY}00)"
_LONG = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
_SHORT = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
_FEBRUARY = "02-(?:0[1-9]|1[0-9]|2[0-8])"
CALENDAR = f"(?:{YEAR}-(?:{_LONG}|{_SHORT}|{_FEBRUARY})|{_LEAP}-02-29)"
"""Every ISO day of the calendar from 1000 to 9999, and nothing else."""
_CLOCK = "[T ]+(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9]){1,2}(?:[.,][0-9]+)?"
BY_POSITION = {
    "dmy": (
        "(?:(?:0[1-9]|[12][0-9]|3[01])[-/.](?:0[13578]|1[02])|(?:0[1-9]|[12][0-9]|30)[-/.](?:0[469]|11)|(?:0[1-9]|1[0-9]|2[0-8])[-/.]02)"
    ),
    "mdy": (
        "(?:(?:0[13578]|1[02])[-/.](?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)[-/.](?:0[1-9]|[12][0-9]|30)|02[-/.](?:0[1-9]|1[0-9]|2[0-8]))"
    ),
}
"""The same of days and months that are written in two digits each, before a year; without leap days."""
TIME = f"(?:{_CLOCK}(?: ?(?:Z|z|UTC|[+-]00(?::?00)?))?)?"
"""A time of day in UTC, or of nobody knows where; or none."""
_ISO = f"({YEAR})[-/]({_MONTH})[-/]({_DAY}){TIME}"
_DIGITS = f"({YEAR})([0-9]{{2}})([0-9]{{2}})"
_OFFSET = "[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?"
_MOMENT = f"[1-8][0-9]{{3}}[-/](?:{_MONTH})[-/](?:{_DAY})[T ]+"
_HOUR = "(?:[01]?[0-9]|2[0-3]):[0-5][0-9]|24:00"
_SECONDS = "(?::[0-5][0-9])?(?:[.,][0-9]+)?"

MOVED = f"{_MOMENT}(?:{_HOUR}){_SECONDS} ?{_OFFSET}"
"""A moment with an offset from UTC.  Years from 9000 on are left out: a day more may have no four digits for its year."""
MOVED_DAY = f"({YEAR})[-/]({_MONTH})[-/]({_DAY})[T ].*"
MOVED_HOUR = f"{_MOMENT}({_HOUR}){_SECONDS} ?{_OFFSET}"
MOVED_OFFSET = f"{_MOMENT}(?:{_HOUR}){_SECONDS} ?({_OFFSET})"
"""The same, with its parts in groups."""


def shapes(order: str) -> str:
    """All ways to write a day, in UTC: nine groups, three for each way, of which one is filled."""
    first, second = (_DAY, _MONTH) if order == "dmy" else (_MONTH, _DAY)
    return f"(?:{_ISO}|{_DIGITS}|({first})[-/.]({second})[-/.]({YEAR}){TIME})"


def parts(order: str) -> tuple[str, str, str]:
    """The groups of `shapes` that hold the year, the month and the day."""
    return ("149", "258", "367") if order == "dmy" else ("149", "257", "368")
