"""When a period has passed, and which tables a clock rules."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import product

import pytest
from dateutil.relativedelta import relativedelta

from privaudit.model.clocks import cutoff, overdue
from privaudit.model.register import Period
from privaudit.register.periods import period


def test_cutoff_is_the_last_start_whose_period_ends_before_the_day() -> None:
    chance = random.Random(20261121)  # noqa: S311 test data, no secret
    for _ in range(5_000):
        start = date(1900, 1, 1) + timedelta(days=chance.randint(0, 110_000))
        length = relativedelta(years=chance.randint(0, 60), months=chance.randint(0, 40), days=chance.choice((0, 1, 14, 30, 31, 365, 800)))
        as_of = start + length + timedelta(days=chance.randint(-5, 5))
        limit = cutoff(Period("P", length), as_of)
        assert limit is not None
        assert (start <= limit) == (start + length < as_of), (start, length, as_of)


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
