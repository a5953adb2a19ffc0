"""How the dates of a column read."""

from __future__ import annotations

from datetime import date

import pytest

from privaudit.engines.duckdb import DuckDBEngine
from privaudit.facts import RowFacts
from privaudit.model.conditions import IsNull
from privaudit.model.estate import Skipped, Topic
from privaudit.model.facts import (
    ClockCounts,
    DateCounts,
    DatedBy,
    Limit,
    PastRows,
    Ruled,
    TableColumn,
    Told,
)
from privaudit.model.register import Choice, ColumnName, Event
from privaudit.questions import DAY, DAY_FIRST, MOMENT, MONTH_FIRST
from tests.conftest import AS_OF, Rows


def test_dates_are_filled_unreadable_or_in_the_future(facts: RowFacts, rows: Rows) -> None:
    table = rows("t", "n,d\n1,2026-11-21\n2,2026-11-22\n3,\n4, \n5,30/02/2020\n6,soon\n7,2020-02-29T23:59:59\n")
    assert facts.dates(TableColumn(table, "d")) == DateCounts(filled=5, unreadable=2, future=1)


def test_what_mysql_writes_for_no_date_is_none(facts: RowFacts, rows: Rows) -> None:
    table = rows("t", "n,d\n1,0000-00-00\n2,0000-00-00 00:00:00\n3,0000-00-00 00:00:00.000000\n4,2020-01-02\n5,2020-00-00\n6,\n")
    column = TableColumn(table, "d")
    assert facts.dates(column) == DateCounts(filled=2, unreadable=1, future=0)
    ruled = Ruled(table, (DatedBy(Event.COLLECTION, column, ()),), Choice.LATEST)
    assert facts.clock(PastRows(ruled, Limit(AS_OF))) == ClockCounts(6, 1, (date(2020, 1, 2),), 5)
    open_ones = Ruled(table, ruled.starts, Choice.LATEST, Told(IsNull(ColumnName("t", "d")), ()))
    assert facts.clock(PastRows(open_ones, Limit(AS_OF))) == ClockCounts(6, 0, (None,), 4)
    assert facts.dates(column, open_ones) == DateCounts(0, 0, 0)


@pytest.mark.parametrize(
    ("values", "day", "unreadable"),
    [
        (("13/04/2015", "03/04/2015"), date(2015, 4, 3), 0),
        (("04/13/2015", "03/04/2015"), date(2015, 3, 4), 0),
        (("04/13/2015", "04/14/2015", "13/04/2016", "03/04/2015"), date(2015, 3, 4), 1),
        (("2015-04-13", "03/04/2015"), date(2015, 4, 3), 0),
    ],
)
def test_the_columns_own_values_say_whether_the_day_comes_first(
    facts: RowFacts, rows: Rows, values: tuple[str, ...], day: date, unreadable: int
) -> None:
    table = rows("t", "\n".join(("d", *values)) + "\n")
    column = TableColumn(table, "d")
    assert facts.dates(column).unreadable == unreadable
    assert facts.clock(PastRows(Ruled(table, (DatedBy(Event.COLLECTION, column, ()),), Choice.LATEST), Limit(AS_OF))).oldest == day


@pytest.mark.parametrize(("country", "day"), [("FR", date(2015, 4, 3)), ("GB", date(2015, 4, 3)), ("US", date(2015, 3, 4))])
def test_where_the_values_do_not_say_the_country_does(engine: DuckDBEngine, rows: Rows, country: str, day: date) -> None:
    table = rows("t", "d\n03/04/2015\n05/06/2015\n")
    facts = RowFacts(engine, AS_OF, country, ())
    ruled = Ruled(table, (DatedBy(Event.COLLECTION, TableColumn(table, "d"), ()),), Choice.LATEST)
    assert facts.clock(PastRows(ruled, Limit(AS_OF))).oldest == day


@pytest.mark.parametrize(
    ("country", "values", "said"),
    [
        ("FR", ("03/04/2015", "05/06/2015", "2015-07-08"), "2 dates are read with the day first, as usual in FR"),
        ("US", ("03/04/2015",), "1 dates are read with the month first, as usual in US"),
        ("FR", ("03/04/2015", "13/04/2015"), ""),
        ("FR", ("03/03/2015", "2015-04-03"), ""),
    ],
)
def test_what_the_country_decided_is_said_once(engine: DuckDBEngine, rows: Rows, country: str, values: tuple[str, ...], said: str) -> None:
    facts = RowFacts(engine, AS_OF, country, ())
    column = TableColumn(rows("t", "\n".join(("d", *values)) + "\n"), "d")
    facts.dates(column)
    facts.dates(column)
    reason = f"no value tells whether day or month comes first: {said}"
    assert facts.assumed == ((Skipped("t.d", reason, Topic.ASSUMED),) if said else ())


def test_each_column_has_its_own_order(facts: RowFacts, rows: Rows) -> None:
    table = rows("t", "a,b\n13/04/2015,04/13/2015\n14/04/2015,03/04/2015\n")
    assert facts.dates(TableColumn(table, "a")).unreadable == 0
    assert facts.dates(TableColumn(table, "b")).unreadable == 0


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (("2015-04-13", "", "2015-04-14"), DAY),
        (("2015-04-13", "2015-04-13 10:30:00", "2015-04-14T23:59:59Z"), MOMENT),
        (("2015-04-13", " 2015-04-14"), "dmy"),
        (("2015-04-13", "2015/04/14"), "dmy"),
        (("2015-04-13", "2015-04-31"), "dmy"),
        (("2015-04-13", "2015-04-13T23:30:00-02:00"), "dmy"),
        (("04/13/2015", "2015-04-14"), "mdy"),
        (("03/04/2015", "13/04/2015 10:30", ""), DAY_FIRST),
        (("04.13.2015", "04/14/2015"), MONTH_FIRST),
        (("3/04/2015", "13/04/2015"), "dmy"),
        (("13/04/2015", "2015-04-13"), "dmy"),
        (("", " "), "dmy"),
    ],
)
def test_a_column_that_is_written_in_one_way_need_not_be_read(facts: RowFacts, rows: Rows, values: tuple[str, ...], order: str) -> None:
    table = rows("t", "n,d\n" + "".join(f"{number},{value}\n" for number, value in enumerate(values)))
    assert facts.order(TableColumn(table, "d")) == order


@pytest.mark.parametrize("late", ["2026-11-22", "2026-11-22 00:00:00"])
def test_iso_days_are_days_up_to_as_of(facts: RowFacts, rows: Rows, late: str) -> None:
    last = late.replace("-22", "-21").replace("00:00:00", "23:59:59")
    table = rows("t", f"n,d\n1,{late}\n2,{last}\n3,\n4,\u00a0\n5,{last.replace('2026', '2020')}\n")
    ruled = Ruled(table, (DatedBy(Event.COLLECTION, TableColumn(table, "d"), ()),), Choice.LATEST)
    assert facts.clock(PastRows(ruled, Limit(AS_OF))) == ClockCounts(5, 2, (date(2020, 11, 21),), 3)
    assert facts.clock(PastRows(ruled, Limit(None))) == ClockCounts(5, 0, (None,), 3)
