"""The day that the name of a file tells."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit.model.file_dates import day_of_name

AS_OF = date(2026, 11, 21)
THE_DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "name",
    [
        "db-2026-11-20.dump",
        "db_2026_11_20_02-00-00.sql.gz",
        "db_20261120.sql.gz",
        "db-20261120T020000Z.dump",
        "db.20261120020000.bak",
        "prod_1042_20261120-0200.dump",
        "20-11-2026.sql",
        "20112026.sql",
        "db_20nov2026.tar",
        "20 novembre 2026.zip",
        "Nov-20-2026.dump",
        "November 20th, 2026.dump",
        "2026-Nov-20.x",
        "1795132800.dump",
        "1795132800000.dump",
        "b-2026-324.sql",
        "2026-W47-5.sql",
        "2026-11-20/full.dump",
        "2026/11/20/full.dump",
        "full/20261120/db/part1.dump",
        "2026-01-01/db-2026-11-20.dump",
        "db_2026-11-01_to_2026-11-20.gz",
        "db_2026-11-20_until_2027-01-01.gz",
    ],
)
def test_the_day_is_read_in_many_forms(name: str) -> None:
    path = name.replace("th,", ",")
    assert day_of_name(path, AS_OF, month_first=False) == THE_DAY


@pytest.mark.parametrize(
    "name", ["db.dump", "backup-monday.sql", "v2.3.1.dump", "db-31-02-2026.sql", "4711.dump", "db-2026-13-40.dump", "12345678901.x"]
)
def test_a_name_may_tell_none(name: str) -> None:
    assert day_of_name(name, AS_OF, month_first=False) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-10.dump", date(2026, 10, 31)),
        ("2024-02/full.dump", date(2024, 2, 29)),
        ("2026-11.dump", AS_OF),
        ("2026-W46.dump", date(2026, 11, 15)),
        ("2026w47.dump", AS_OF),
        ("2026-12.dump", date(2026, 12, 31)),
    ],
)
def test_a_month_or_week_is_its_last_day_that_has_come(name: str, day: date) -> None:
    assert day_of_name(name, AS_OF, month_first=False) == day


def test_the_country_tells_which_of_two_numbers_is_the_month() -> None:
    assert day_of_name("03-04-2026.sql", AS_OF, month_first=False) == date(2026, 4, 3)
    assert day_of_name("03-04-2026.sql", AS_OF, month_first=True) == date(2026, 3, 4)
    assert day_of_name("03-14-2026.sql", AS_OF, month_first=False) == date(2026, 3, 14)


def test_a_day_to_come_is_told_where_there_is_no_other() -> None:
    assert day_of_name("2027-01-01.dump", AS_OF, month_first=False) == date(2027, 1, 1)


@given(
    st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%d%b%Y", "%Y_%m_%d", "%Y%m%d%H%M%S"]),
)
def test_every_day_is_read_back(day: date, form: str) -> None:
    assert day_of_name(f"db-{day.strftime(form)}.dump", date.max, month_first=False) == day


@given(st.text(max_size=60))
def test_no_name_makes_it_fail(name: str) -> None:
    day_of_name(name, AS_OF, month_first=False)
