from __future__ import annotations

from datetime import date

import pytest

from privaudit.errors import UsageError
from privaudit.rights.deadlines import EXTENDED, FIRST, Calendar, last_day


def ends(received: str, months: int = FIRST, place: str = "FR") -> str:
    return last_day(date.fromisoformat(received), months, Calendar(place)).isoformat()


def test_a_month_ends_on_the_date_of_the_receipt() -> None:
    assert ends("2026-03-05") == "2026-04-07"  # 5 April 2026 is Easter Sunday, 6 April Easter Monday
    assert ends("2026-06-15") == "2026-07-15"
    assert ends("2026-06-15", EXTENDED) == "2026-09-15"


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2026-08-31", "2026-09-30"),  # September has no 31st
        ("2027-01-29", "2027-03-01"),  # 28 February 2027 is a Sunday
        ("2028-01-30", "2028-02-29"),
        ("2026-11-30", "2026-12-30"),  # and not the last day of a month that is longer
        ("2026-12-31", "2027-02-01"),  # 31 January 2027 is a Sunday
    ],
)
def test_a_month_without_that_date_ends_with_its_last_day(received: str, last: str) -> None:
    assert ends(received) == last


def test_three_months_are_counted_from_the_receipt() -> None:
    assert ends("2026-11-30", EXTENDED) == "2027-03-01"  # 28 February is a Sunday
    assert ends("2026-01-31", EXTENDED) == "2026-04-30"


@pytest.mark.parametrize(
    ("received", "last"),
    [("2026-06-17", "2026-07-17"), ("2026-06-18", "2026-07-20"), ("2026-06-19", "2026-07-20"), ("2026-06-20", "2026-07-20")],
)
def test_a_weekend_moves_the_end_to_the_next_working_day(received: str, last: str) -> None:
    assert ends(received) == last


@pytest.mark.parametrize(
    ("place", "received", "last"),
    [
        ("FR", "2026-06-14", "2026-07-15"),  # the 14th of July
        ("DE", "2026-06-14", "2026-07-14"),
        ("DE", "2025-09-03", "2025-10-06"),  # the 3rd of October, a Friday: Monday is next
        ("FR", "2025-09-03", "2025-10-03"),
        ("IE", "2026-02-17", "2026-03-18"),  # the 17th of March
        ("DE", "2026-02-17", "2026-03-17"),
        ("IE", "2026-07-03", "2026-08-04"),  # the first Monday in August
        ("FR", "2026-07-03", "2026-08-03"),
        ("DE", "2026-11-24", "2026-12-24"),
        ("DE", "2026-11-25", "2026-12-28"),  # both days of Christmas, then a weekend
        ("FR", "2026-11-25", "2026-12-28"),  # Christmas on a Friday: a weekend follows
        ("DE", "2026-12-06", "2027-01-06"),
        ("DE-BY", "2026-12-06", "2027-01-07"),  # Epiphany is a holiday in Bavaria alone, and two other parts
    ],
)
def test_public_holidays_are_those_of_the_country_or_its_part(place: str, received: str, last: str) -> None:
    assert ends(received, place=place) == last


def test_nothing_ends_after_the_last_year() -> None:
    assert last_day(date(9999, 12, 15), FIRST, Calendar("FR")) == date.max


@pytest.mark.parametrize(("place", "said"), [("XX", "XX"), ("", "not known"), ("DE-ZZ", "no part ZZ")])
def test_a_place_of_which_nothing_is_known_is_refused(place: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Calendar(place)
