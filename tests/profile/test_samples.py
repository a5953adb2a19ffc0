"""What some cells say that no pattern can."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit.profile.samples import closed, dates, names, signs

FIRST_NAMES = ["Marie", "Jean-Pierre", "Anna", "Peter", "Sofia"]
TOWNS = ["Lyon", "Paris", "Madrid", "Berlin", "Wien"]
RELIGIONS = ["catholic", "muslim", "jewish", "buddhist"]


def test_distinct_texts_are_looked_up_in_lists_of_names() -> None:
    counts = names([*FIRST_NAMES, *FIRST_NAMES])
    assert counts is not None
    assert (counts.texts, counts.first) == (5, 5)


def test_towns_are_counted_apart_from_names() -> None:
    counts = names([*TOWNS, "Zorkhausenville"])
    assert counts is not None
    assert (counts.texts, counts.city, counts.full) == (6, 5, 0)


@pytest.mark.parametrize(
    "cells",
    [
        [],
        FIRST_NAMES[:4],
        ["Marie"] * 50,
        ["A-1", "B-2", "C-3", "D-4", "E-5"],
        ["marie@example.com"] * 3 + FIRST_NAMES,
        [f"{name} {'x' * 60}" for name in FIRST_NAMES],
    ],
)
def test_codes_long_texts_and_a_few_words_are_no_names(cells: list[str]) -> None:
    assert names(cells) is None


def test_some_other_cells_among_names_do_no_harm() -> None:
    counts = names([*FIRST_NAMES, *FIRST_NAMES, "n/a 3"])
    assert counts is not None
    assert counts.texts == 5


def test_a_few_distinct_texts_are_held_against_closed_lists() -> None:
    counts = closed(RELIGIONS * 10)
    assert counts is not None
    assert (counts.texts, counts.known["user.demographic.religious_belief"]) == (4, 4)


def test_blood_groups_keep_their_signs() -> None:
    counts = closed(["A+", "O-", "AB+", "B+"])
    assert counts is not None
    assert counts.known["user.health_and_medical"] == 4


@pytest.mark.parametrize("cells", [[], ["catholic"] * 9, [f"word{number}" for number in range(201)], ["@x", "#y", "{z}"]])
def test_one_text_too_many_texts_and_signs_are_no_closed_list(cells: list[str]) -> None:
    assert closed(cells) is None


def days(*cells: str) -> list[int] | None:
    """Dates, distinct days, those with a time, first of January, first of another month."""
    found = dates(cells)
    return None if found is None else [found.dates, found.days, found.with_time, found.new_years, found.firsts]


ISO = ("1980-01-01", "1981-02-01", "1982-03-15", "1983-04-16", "1983-04-16")


def test_dates_are_counted_by_how_they_lie() -> None:
    assert days(*ISO) == [5, 4, 0, 1, 1]
    found = dates(ISO)
    assert found is not None
    assert found.years == {1980: 1, 1981: 1, 1982: 1, 1983: 2}


@pytest.mark.parametrize(
    "cells",
    [
        ("19800101", "19810201", "19820315", "19830416", "19830416"),
        ("1980/01/01", "1981/02/01", "1982/03/15", "1983/04/16", "1983.04.16"),
        ("01/01/1980", "01/02/1981", "15/03/1982", "16/04/1983", "16/04/1983"),
        ("1.1.1980", "1.2.1981", "15.3.1982", "16.4.1983", "16-04-1983"),
        ("1/1/1980", "2/1/1981", "3/15/1982", "4/16/1983", "4/16/1983"),
    ],
)
def test_dates_are_read_in_the_forms_that_people_write(cells: tuple[str, ...]) -> None:
    assert days(*cells) == days(*ISO)


def test_day_and_month_change_places_where_a_second_number_is_no_month() -> None:
    day_first = dates(["01/02/1980"] * 5)
    month_first = dates(["01/02/1980"] * 4 + ["01/31/1980"])
    assert day_first is not None
    assert month_first is not None
    assert (day_first.firsts, month_first.firsts) == (5, 0)


@pytest.mark.parametrize(
    ("time", "timed"),
    [
        ("", 0),
        (" 00:00:00", 0),
        ("T00:00:00.000Z", 0),
        (" 00:00:00+00:00", 0),
        (" 00:00", 0),
        (" 08:30:00", 5),
        ("T23:59:59Z", 5),
        (" 00:00:01", 5),
    ],
)
def test_midnight_is_no_time_of_day(time: str, timed: int) -> None:
    assert days(*(f"{day}{time}" for day in ISO)) == [5, 4, timed, 1, 1]


def test_sundays_are_counted() -> None:
    found = dates(["2026-11-22", "2026-11-15", "2026-11-21", "2026-11-20", "2026-11-19"])
    assert found is not None
    assert found.sundays == 2


@pytest.mark.parametrize(
    "cells",
    [
        (),
        ("1980-13-01", "1980-02-31", "1980-00-10", "1980-01-01", "1980-01-02"),
        ("tomorrow", "soon", "1980-01-01", "1980-01-02", "1980-01-03"),
        ("31/31/1980",) * 5,
        ("12345",) * 5,
    ],
)
def test_what_is_no_date_is_none(cells: tuple[str, ...]) -> None:
    assert days(*cells) is None


def test_some_other_cells_among_dates_do_no_harm() -> None:
    assert days(*ISO, *ISO, "unknown", "1980-02-31") == [10, 4, 0, 2, 2]


@given(st.lists(st.dates(), min_size=1, max_size=30))
def test_every_date_is_counted_once(found: list[object]) -> None:
    counts = dates([str(day) for day in found])
    assert counts is not None
    assert counts.dates == len(found)
    assert counts.days == len(set(found))


@given(st.lists(st.text(max_size=12), max_size=8))
def test_no_cell_breaks_it(cells: list[str]) -> None:
    for counts in (names(cells), closed(cells)):
        assert counts is None or counts.texts <= len(set(cells))
    found = dates(cells)
    assert found is None or found.dates <= len(cells)


def test_days_with_a_year_of_two_digits_are_dates_that_have_been() -> None:
    this = datetime.now(UTC).year
    counts = dates(["14.03.62", "01.12.99", f"31.01.{this % 100:02}", "05/06/70", "30.06.45"])
    assert counts is not None
    assert sorted(counts.years) == [1945, 1962, 1970, 1999, this]
    assert dates(["1.2.10", "1.3.11", "1.4.0", "2.0.1", "2.1.12"]) is None


def test_signs_are_looked_for_in_what_says_something() -> None:
    wanted = {"at": re.compile("@"), "digits": re.compile("[0-9]{4}")}
    found = signs(["a@b", "a@b", "N/A", "-", "", "none", "xx", "0612", "a@1234"], wanted)
    assert (found.texts, dict(found.found)) == (3, {"at": 2, "digits": 2})
    assert signs(["n/a", "--", "keine", "#N/A", "NULL", "?"], wanted).texts == 0
