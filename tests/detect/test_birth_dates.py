"""Dates of birth are told from other dates by how they lie, on invented columns of each kind."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterable

import pytest

from privaudit.detect.birth_dates import Likeness, births
from privaudit.model.profile import DateCounts

TODAY = dt.date(2026, 11, 21)
SEEDS = range(5)


def _random(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 invented dates, the same at every run


def _counts(days: Iterable[dt.date], *, with_time: int = 0) -> DateCounts:
    known = list(days)
    return DateCounts(
        years=Counter(day.year for day in known),
        days=len(set(known)),
        with_time=with_time,
        sundays=sum(day.isoweekday() == 7 for day in known),
        new_years=sum((day.month, day.day) == (1, 1) for day in known),
        firsts=sum(day.day == 1 and day.month != 1 for day in known),
    )


def _ago(random_years: Callable[[], float], number: int = 400) -> list[dt.date]:
    return [TODAY - dt.timedelta(days=round(365.25 * random_years())) for _ in range(number)]


def _workdays(days: Iterable[dt.date]) -> list[dt.date]:
    return [day - dt.timedelta(days=max(0, day.isoweekday() - 5)) for day in days]


def employees(rnd: random.Random) -> DateCounts:
    return _counts(_ago(lambda: rnd.uniform(18, 66)))


def customers(rnd: random.Random) -> DateCounts:
    # One in thirty did not want to say when.
    unknown = [dt.date(1900, 1, 1)] * 5 + [dt.date(1970, 1, 1)] * 8
    return _counts(_ago(lambda: min(96, max(17, rnd.gauss(48, 16)))) + unknown)


def retired(rnd: random.Random) -> DateCounts:
    return _counts(_ago(lambda: rnd.triangular(60, 100, 68)))


def patients(rnd: random.Random) -> DateCounts:
    return _counts(_ago(lambda: rnd.uniform(0.1, 95)))


def schoolchildren(rnd: random.Random) -> DateCounts:
    return _counts(_ago(lambda: rnd.uniform(6, 18)))


def students(rnd: random.Random) -> DateCounts:
    return _counts(_ago(lambda: rnd.triangular(18, 30, 20)))


def invoices(rnd: random.Random) -> DateCounts:
    return _counts(_workdays(_ago(lambda: rnd.uniform(0, 26))))


def orders(rnd: random.Random) -> DateCounts:
    days = _ago(lambda: rnd.expovariate(0.4))
    return _counts(days, with_time=len(days))


def archived_invoices(rnd: random.Random) -> DateCounts:
    return _counts(_workdays(_ago(lambda: rnd.uniform(16, 40))))


def hiring(rnd: random.Random) -> DateCounts:
    return _counts(day.replace(day=1) if rnd.random() < 0.6 else day for day in _ago(lambda: rnd.triangular(0, 40, 3)))


def foundations(rnd: random.Random) -> DateCounts:
    return _counts(_ago(lambda: rnd.uniform(6, 176)))


def young_companies(rnd: random.Random) -> DateCounts:
    return _counts(_ago(lambda: rnd.expovariate(1 / 18)))


def publication_years(rnd: random.Random) -> DateCounts:
    return _counts(dt.date(rnd.randint(1950, 2010), 1, 1) for _ in range(400))


def contract_ends(rnd: random.Random) -> DateCounts:
    return _counts(_ago(lambda: rnd.uniform(-5, 3)))


def periods(rnd: random.Random) -> DateCounts:
    return _counts(dt.date(rnd.randint(1960, 2005), rnd.randint(1, 12), 1) for _ in range(400))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("column", [employees, customers, retired])
def test_births_of_adults_tell_themselves(column: Callable[[random.Random], DateCounts], seed: int) -> None:
    assert births(column(_random(seed)), 2026)[0] is Likeness.TELLING


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("column", [patients, schoolchildren, students])
def test_births_of_the_young_agree_with_a_name(column: Callable[[random.Random], DateCounts], seed: int) -> None:
    assert births(column(_random(seed)), 2026)[0] is Likeness.LIKE


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    "column",
    [invoices, orders, archived_invoices, hiring, foundations, young_companies, publication_years, contract_ends, periods],
)
def test_other_dates_are_no_births(column: Callable[[random.Random], DateCounts], seed: int) -> None:
    assert births(column(_random(seed)), 2026)[0] is Likeness.UNLIKE


def test_the_evidence_says_why() -> None:
    assert births(orders(_random(1)), 2026)[1] == "400 of 400 dates have a time of day"
    assert births(contract_ends(_random(1)), 2026)[1] == "dates lie in years to come"
    assert births(employees(_random(1)), 2026)[1] == "eight in ten dates lie 22 to 61 years back, as those of births"


def test_few_dates_say_nothing() -> None:
    assert births(DateCounts({}), 2026)[0] is Likeness.UNLIKE
    assert births(DateCounts({1980: 500}, days=1), 2026) == (Likeness.UNLIKE, "too few dates to say")


def test_years_alone_are_read_too() -> None:
    years = Counter(list(range(1950, 2000)) * 10)
    assert births(DateCounts(years, days=50), 2026)[0] is Likeness.TELLING
    assert births(DateCounts(years, days=50, sundays=0), 2026) == (Likeness.UNLIKE, "only 0 of 500 dates are Sundays")
