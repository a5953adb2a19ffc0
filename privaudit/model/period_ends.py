"""Which of two lengths of time is longer, by the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from privaudit.model.register import Clock, Period

_STARTS = (date(2023, 1, 1), date(2023, 1, 31), date(2023, 6, 30), date(2024, 2, 29))
"""Days from which months and years of all lengths follow, so that two periods that can end on different days do so for one of them."""


def ends(periods: Sequence[Period]) -> tuple[date, ...]:
    """When periods that follow each other have passed, from each of a few days."""
    return tuple(_end(start, periods) for start in _STARTS)


def can_outlast(longer: Sequence[Period], shorter: Sequence[Period]) -> bool:
    """Whether the first periods, one after the other, can end later than the second ones."""
    return any(one > other for one, other in zip(ends(longer), ends(shorter), strict=True))


def is_zero(period: Period) -> bool:
    """Whether it is no time at all: P0D."""
    return ends((period,)) == _STARTS


def maximum(clock: Clock) -> tuple[Period, ...] | None:
    """What passes from the start to the end of a clock; None where it has no end."""
    return None if clock.max is None else (*clock.waits, clock.max)


def _end(start: date, periods: Sequence[Period]) -> date:
    day = start
    try:
        for period in periods:
            day = day + period.length
    except (OverflowError, ValueError):
        return date.max
    return day
