from __future__ import annotations

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from privaudit.register.periods import EXAMPLE, PeriodError, period


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("P3Y", relativedelta(years=3)),
        ("P10Y6M", relativedelta(years=10, months=6)),
        ("P30D", relativedelta(days=30)),
        ("P2W", relativedelta(days=14)),
        ("P0D", relativedelta()),
        ("P1Y2M3D", relativedelta(years=1, months=2, days=3)),
        ("P1000Y", relativedelta(years=1000)),
    ],
)
def test_periods_are_of_the_calendar(text: str, length: relativedelta) -> None:
    assert period(text).length == length
    assert period(text).text == text


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("3 years", "write P3Y"),
        ("3 ans", "write P3Y"),
        ("max. 18 mois", "write P18M"),
        ("10-year", "write P10Y"),
        ("30 jours", "write P30D"),
        ("2 weeks", "write P2W"),
        ("6m", "write P6M"),
        ("p3y", "write P3Y"),
        (" P3Y ", "write P3Y"),
        ("PT24H", "clocks count days by the calendar, not hours: write P1D for 24 hours"),
        ("P1DT12H", "clocks count days by the calendar, not hours: write P1D for 24 hours"),
        ("48 hours", "clocks count days by the calendar, not hours: write P1D for 24 hours"),
        ("P0.5Y", "write whole numbers: P6M for half a year"),
        ("P", EXAMPLE),
        ("", EXAMPLE),
        ("P3", EXAMPLE),
        ("-P3Y", "write P3Y"),
        ("P6M1Y", EXAMPLE),
        ("P1Y2W", EXAMPLE),
        ("P٣Y", "write P3Y"),
        ("forever", EXAMPLE),
        ("P1001Y", EXAMPLE),
        ("P999999D", EXAMPLE),
    ],
)
def test_what_is_no_period_is_told_what_would_be(text: str, hint: str) -> None:
    with pytest.raises(PeriodError) as caught:
        period(text)
    assert caught.value.hint == hint


@given(years=st.integers(0, 300), months=st.integers(0, 3000), days=st.integers(0, 30000))
def test_each_amount_counts_as_written(years: int, months: int, days: int) -> None:
    length = period(f"P{years}Y{months}M{days}D").length
    assert length == relativedelta(years=years, months=months, days=days)
    assert date(2026, 1, 31) + length >= date(2026, 1, 31)


def answer(text: str) -> str:
    try:
        return period(text).text
    except PeriodError as error:
        return error.hint


@given(st.text(max_size=30) | st.from_regex(r"-?P[0-9A-Z.,-]{0,9}", fullmatch=True))
def test_any_other_text_is_an_error_with_a_hint(text: str) -> None:
    assert answer(text)
