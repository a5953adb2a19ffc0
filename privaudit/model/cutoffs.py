"""When a period has passed, by the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from privaudit.model.clock_declarations import Period

_MONTH_SHIFT = timedelta(days=4)
"""By how much, at most, adding a period and taking it off again can differ: from the end of a month to that of February and a day."""
_DAY = timedelta(days=1)


def cutoff(period: Period, as_of: date, waits: Sequence[Period] = ()) -> date | None:
    """The last start whose periods have passed: start + waits + period lies before as_of; the day itself is still inside.

    Each period is added by the calendar, one after the other.  Not always as_of minus the period: of P1M at the 31st of March, the
    28th of February has passed.  None where no start can.
    """
    last = _last(period, as_of)
    for wait in reversed(waits):
        if last is None:
            return None
        last = _last(wait, last + _DAY)
    return last


def first_inside(period: Period, as_of: date, waits: Sequence[Period] = ()) -> date:
    """The first start whose periods have not passed."""
    last = cutoff(period, as_of, waits)
    return date.min if last is None else last + _DAY


def ends(start: date, period: Period, waits: Sequence[Period] = ()) -> date:
    """The last day of the periods of a start.  A start on or before the cut-off has one."""
    for part in (*waits, period):
        start += part.length
    return start


def overdue(oldest: date, period: Period, as_of: date, waits: Sequence[Period] = ()) -> str:
    """How long ago the periods of a start ended, in words: `2 years, 1 month`."""
    late = relativedelta(as_of, ends(oldest, period, waits))
    parts = [(late.years, "year"), (late.months, "month"), (late.days, "day")]
    return ", ".join(f"{number} {unit}{'s' if number > 1 else ''}" for number, unit in parts if number) or "0 days"


def _last(period: Period, before: date) -> date | None:
    """The last start whose period ends before a day."""
    try:
        day = min(before - period.length, date.max - _MONTH_SHIFT) + _MONTH_SHIFT
        while not _passed(day, period, before):
            day -= _DAY
    except (OverflowError, ValueError):
        return None
    return day


def _passed(start: date, period: Period, as_of: date) -> bool:
    try:
        return start + period.length < as_of
    except (OverflowError, ValueError):
        return False
