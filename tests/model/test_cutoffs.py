"""When a period has passed, by the calendar: held against python-dateutil."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import product

import pytest
from dateutil.relativedelta import relativedelta

from privaudit.model.cutoffs import cutoff, ends, first_inside, overdue
from privaudit.model.register import Period
from privaudit.register.periods import period

_UNEVEN_DAYS = (date(2024, 2, 29), date(2023, 2, 28), date(2023, 1, 31), date(2024, 1, 30), date(2023, 12, 31), date(2100, 2, 28))
"""Month ends and leap days, where adding a period and taking it off again differ."""


def a_length(chance: random.Random) -> relativedelta:
    """A length of time as registers have them."""
    days = chance.choice((0, 0, 1, 14, 30, 31, 60, 365, 800))
    return relativedelta(years=chance.choice((0, 0, 1, 3, 4, 10, 60)), months=chance.choice((0, 0, 1, 2, 11, 13, 40)), days=days)


def a_start(chance: random.Random) -> date:
    """Any day, or one at which months are uneven."""
    if chance.random() < 0.3:
        return chance.choice(_UNEVEN_DAYS) + timedelta(days=chance.randint(-1, 1))
    return date(1900, 1, 1) + timedelta(days=chance.randint(0, 110_000))


def test_cutoff_is_the_last_start_whose_chain_of_periods_ends_before_the_day() -> None:
    chance = random.Random(20261121)  # noqa: S311 test data, no secret
    for _ in range(10_000):
        start = a_start(chance)
        chain = [a_length(chance) for _ in range(chance.randint(1, 4))]
        end = start
        for length in chain:
            end += length
        as_of = end + timedelta(days=chance.randint(-5, 5))
        *waits, last = (Period("P", length) for length in chain)
        limit = cutoff(last, as_of, waits)
        assert limit is not None
        assert ends(start, last, waits) == end
        assert (start <= limit) == (end < as_of), (start, chain, as_of)
        assert first_inside(last, as_of, waits) == limit + timedelta(days=1)


def test_a_chain_is_added_step_by_step_and_not_in_one_go() -> None:
    chain = (period("P1M"), period("P1M"))
    assert ends(date(2026, 1, 31), period("P1M"), chain[:1]) == date(2026, 3, 28)
    assert ends(date(2026, 1, 31), period("P2M")) == date(2026, 3, 31)
    as_of = date(2026, 3, 29)
    assert cutoff(period("P1M"), as_of, chain[:1]) == date(2026, 1, 31)
    assert cutoff(period("P2M"), as_of) == date(2026, 1, 28)


def test_sixty_days_in_two_steps() -> None:
    asked, as_of = date(2026, 9, 21), date(2026, 11, 21)
    assert cutoff(period("P30D"), as_of, [period("P30D")]) == asked
    assert cutoff(period("P30D"), as_of - timedelta(days=1), [period("P30D")]) == asked - timedelta(days=1)
    assert overdue(asked, period("P30D"), as_of, [period("P30D")]) == "1 day"


def test_a_chain_longer_than_the_calendar_is_never_past() -> None:
    assert cutoff(period("P30D"), date(2026, 11, 21), [period("P1000Y"), period("P1000Y"), period("P1000Y")]) is None
    assert first_inside(period("P1000Y"), date(900, 1, 1)) == date.min


def test_cutoff_agrees_with_the_calendar_for_every_day_around_month_ends_and_leap_days() -> None:
    chance = random.Random(20261121)  # noqa: S311 test data, no secret
    days = [date(2024, 1, 1) + timedelta(days=offset) for offset in range(0, 1500, 7)]
    for text, as_of in product(("P1M", "P1Y", "P1M30D", "P2W", "P13M", "P4Y", "P0D"), days):
        length = period(text).length
        limit = cutoff(period(text), as_of)
        assert limit is not None
        for start in (limit, limit + timedelta(days=1), limit + timedelta(days=chance.randint(-40, 40))):
            assert (start <= limit) == (start + length < as_of), (text, as_of, start)


@pytest.mark.parametrize(
    ("text", "as_of", "last"),
    [
        ("P3Y", "2026-11-21", "2023-11-20"),
        ("P0D", "2026-11-21", "2026-11-20"),
        ("P1M", "2026-03-31", "2026-02-28"),
        ("P1M", "2026-03-01", "2026-01-31"),
        ("P1Y", "2025-03-01", "2024-02-29"),
        ("P1Y", "2025-02-28", "2024-02-27"),
        ("P4Y", "2028-03-01", "2024-02-29"),
        ("P1M1D", "2026-03-01", "2026-01-27"),
        ("P2W", "2026-11-21", "2026-11-06"),
    ],
)
def test_cutoff_by_example(text: str, as_of: str, last: str) -> None:
    assert cutoff(period(text), date.fromisoformat(as_of)) == date.fromisoformat(last)


@pytest.mark.parametrize(
    "length",
    [relativedelta(years=2026), relativedelta(years=3000), relativedelta(days=5_000_000), relativedelta(months=10**9)],
)
def test_no_start_can_be_past_a_period_longer_than_the_calendar(length: relativedelta) -> None:
    assert cutoff(Period("P", length), date(2026, 11, 21)) is None


def test_the_end_of_the_calendar_has_a_cutoff_too() -> None:
    assert cutoff(period("P1D"), date(9999, 12, 31)) == date(9999, 12, 29)


@pytest.mark.parametrize(
    ("oldest", "text", "as_of", "words"),
    [
        ("2020-10-21", "P3Y", "2026-11-21", "3 years, 1 month"),
        ("2023-11-20", "P3Y", "2026-11-21", "1 day"),
        ("2024-02-29", "P1Y", "2026-02-28", "1 year"),
        ("2022-09-01", "P3Y", "2026-11-21", "1 year, 2 months, 20 days"),
    ],
)
def test_overdue_counts_from_the_end_of_the_period(oldest: str, text: str, as_of: str, words: str) -> None:
    assert overdue(date.fromisoformat(oldest), period(text), date.fromisoformat(as_of)) == words
