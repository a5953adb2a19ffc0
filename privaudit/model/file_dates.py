"""The day that the name of a file tells."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

_Y = "((?:19|20)[0-9]{2})"
_START, _END = "(?<![0-9])", "(?![0-9])"
_TIME = "(?:[0-9]{2}){0,3}(?:[0-9]{3})?"
"""Hours, minutes, seconds and thousandths that follow without a mark."""
_ISO = re.compile(f"{_START}{_Y}([-_. ])([0-9]{{1,2}})\\2([0-9]{{1,2}}){_END}")
_COMPACT = re.compile(f"{_START}{_Y}([0-9]{{2}})([0-9]{{2}}){_TIME}{_END}")
_YEAR_LAST = re.compile(f"{_START}([0-9]{{1,2}})([-_. ])([0-9]{{1,2}})\\2{_Y}{_END}")
_COMPACT_YEAR_LAST = re.compile(f"{_START}([0-9]{{2}})([0-9]{{2}}){_Y}{_END}")
_ORDINAL = re.compile(f"{_START}{_Y}-([0-9]{{3}}){_END}")
_WEEK = re.compile(f"{_START}{_Y}-?w([0-9]{{2}})(?:-?([1-7]))?{_END}", re.IGNORECASE)
_MONTH = re.compile(f"{_START}{_Y}[-_. ]?(0[1-9]|1[0-2]){_END}")
_EPOCH = re.compile(f"{_START}(1[0-9]{{9}})(?:[0-9]{{3}})?{_END}")
_MONTHS = (
    "jan|janv|januar|gen|ene|styczen",
    "feb|fev|fév|fevr|févr|lut",
    "mar|mars|maerz|märz|mrt|mrz|marzec",
    "apr|avr|abr|kwi",
    "may|mai|mag|mei|maj",
    "jun|juin|giu|cze",
    "jul|juil|lug|lip",
    "aug|aou|aoû|ago|sie",
    "sep|sept|set|wrz",
    "oct|okt|ott|out|paz",
    "nov|lis",
    "dec|déc|dez|dic|gru",
)
"""How the names of months begin in eight languages."""
_NAMED = "|".join(f"(?P<m{number}>(?:{names})[a-zà-ÿ]*)" for number, names in enumerate(_MONTHS, 1))
_MARK = "[-_. ,]{0,2}"
_DAY_WORD, _YEAR_WORD = "(?P<day>[0-9]{1,2})", "(?P<year>(?:19|20)[0-9]{2})"
_WORDED = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        f"{_START}{_DAY_WORD}(?:st|nd|rd|th|er)?{_MARK}(?:{_NAMED}){_MARK}{_YEAR_WORD}{_END}",
        f"{_START}{_YEAR_WORD}{_MARK}(?:{_NAMED}){_MARK}{_DAY_WORD}{_END}",
        f"(?<![a-zà-ÿ])(?:{_NAMED}){_MARK}{_DAY_WORD}{_MARK}{_YEAR_WORD}{_END}",
    )
)


def day_of_name(path: str, as_of: date, *, month_first: bool) -> date | None:
    """The day that a path tells; None where it tells none.

    The file's own name goes before those of its folders, the nearest first.  Of several days the latest that has come counts, and
    the first one of all where none has.  `month_first` tells how 03-04-2026 is read.  A month or a week is its last day.
    """
    *folders, name = path.split("/")
    for text in (name, *reversed(folders), "-".join(folders)):
        days = sorted(set(_days(text, month_first, as_of)))
        if days:
            return max((day for day in days if day <= as_of), default=days[0])
    return None


def _days(text: str, month_first: bool, as_of: date) -> list[date]:
    """The days of the surest form that the text has."""
    for days in (_whole_days(text, month_first), _named_days(text), _longer_spans(text, as_of), _epochs(text)):
        found = list(days)
        if found:
            return found
    return []


def _whole_days(text: str, month_first: bool) -> Iterator[date]:
    numbers = [(year, month, day) for year, _, month, day in _ISO.findall(text)] + _COMPACT.findall(text)
    for year, month, day in numbers:
        yield from _day(year, month, day)
    last = [(first, second, year) for first, _, second, year in _YEAR_LAST.findall(text)] + _COMPACT_YEAR_LAST.findall(text)
    for first, second, year in last:
        orders = ((first, second), (second, first)) if month_first else ((second, first), (first, second))
        yield from next((found for month, day in orders if (found := list(_day(year, month, day)))), [])


def _named_days(text: str) -> Iterator[date]:
    for match in (match for shape in _WORDED for match in shape.finditer(text)):
        month = next(number for number in range(1, 13) if match[f"m{number}"] is not None)
        yield from _day(match["year"], str(month), match["day"])


def _longer_spans(text: str, as_of: date) -> Iterator[date]:
    """Days by their number in the year, and the last days of weeks and months; as_of, where that lies within one."""
    for year, number in _ORDINAL.findall(text):
        day = date(int(year), 1, 1) + timedelta(days=int(number) - 1)
        if day.year == int(year):
            yield day
    for year, week, weekday in _WEEK.findall(text):
        try:
            first = date.fromisocalendar(int(year), int(week), int(weekday or 1))
        except ValueError:
            continue
        yield first if weekday else _end(first, first + timedelta(days=6), as_of)
    for year, month in _MONTH.findall(text):
        first = date(int(year), int(month), 1)
        yield _end(first, first.replace(day=monthrange(first.year, first.month)[1]), as_of)


def _end(first: date, last: date, as_of: date) -> date:
    return as_of if first <= as_of <= last else last


def _epochs(text: str) -> Iterator[date]:
    for seconds in _EPOCH.findall(text):
        yield datetime.fromtimestamp(int(seconds), UTC).date()


def _day(year: str, month: str, day: str) -> Iterator[date]:
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return
