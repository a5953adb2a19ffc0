"""Values of none of the forms that a name promises: something else, or only written in a way that nobody knows."""

from __future__ import annotations

import pytest

from privaudit.model.profile import ColumnProfile, DateCounts, SignCounts
from privaudit.model.verdicts import Verdict
from tests.detect.test_value_evidence import EMAIL, PHONE, after, named


def _of(signs: SignCounts | None, dates: DateCounts | None = None) -> ColumnProfile:
    return ColumnProfile(100, signs=signs, dates=dates)


@pytest.mark.parametrize(
    ("signs", "verdict"),
    [
        (None, Verdict.NONE),
        (SignCounts(50, {EMAIL: 0}), Verdict.NONE),
        (SignCounts(50, {EMAIL: 20}), Verdict.NONE),
        (SignCounts(50, {EMAIL: 30}), Verdict.INDICATION),
        (SignCounts(0, {EMAIL: 0}), Verdict.INDICATION),
    ],
    ids=["nothing known", "something else", "mostly something else", "written otherwise", "n/a"],
)
def test_values_of_an_unknown_form_speak_against_a_name_only_where_they_say_something_else(
    signs: SignCounts | None, verdict: Verdict
) -> None:
    assert after(_of(signs), named(EMAIL))[EMAIL].verdict is verdict


def test_dates_are_no_phone_numbers_though_they_have_as_many_digits() -> None:
    dates = DateCounts({2020: 100}, 100, 0, 14, 0, 3, 2026)
    assert after(_of(SignCounts(50, {PHONE: 50}), dates), named(PHONE))[PHONE].verdict is Verdict.NONE
