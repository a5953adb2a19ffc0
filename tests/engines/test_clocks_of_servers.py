"""Clocks over columns that a server holds as days: what is counted beside them is what a look at the dates alone gives."""

from __future__ import annotations

from datetime import date

import pytest

from privaudit.engines.several import Engines
from privaudit.facts import RowFacts
from privaudit.model.conditions import OneOf
from privaudit.model.facts import ClockCounts, DateCounts, DatedBy, Limit, PastRows, Ruled, TableColumn, Told
from privaudit.model.register import Choice, ColumnName, Event
from tests.conftest import AS_OF
from tests.engines.conftest import Database, only, tables_of

LIMIT = Limit(date(2023, 11, 20))
ROWS = (
    "('open', '2015-01-01', '2023-11-20 23:59:59')",
    "('open', NULL, '2023-11-21 00:00:00')",
    "('closed', '2026-11-21', NULL)",
    "('closed', '2015-01-02', '2016-02-29 12:00:00')",
)
LATER = "('closed', '2026-11-22', '2026-11-22 00:00:00')"
COLUMNS = "status varchar(9), held date, seen"
MOMENT = {"postgresql": "timestamp", "mysql": "datetime"}


def _facts(database: Database, engines: Engines, *rows: str) -> tuple[RowFacts, TableColumn, TableColumn]:
    """The facts about a table with these rows, and its columns of days and of moments."""
    database.run(f"CREATE TABLE visits ({COLUMNS} {MOMENT[database.kind]})", f"INSERT INTO visits VALUES {', '.join(rows)}")  # noqa: S608
    table = tables_of(engines, database.url)["visits"]
    return RowFacts(engines, AS_OF, "FR", ()), TableColumn(table, "held"), TableColumn(table, "seen")


def _past(choice: Choice, *columns: TableColumn, event: Event = Event.COLLECTION, closed: bool = False) -> PastRows:
    when = Told(OneOf(ColumnName("visits", "status"), ("closed",)), ()) if closed else None
    return PastRows(Ruled(columns[0].table, tuple(DatedBy(event, column, ()) for column in columns), choice, when), LIMIT)


@only(["postgresql", "mariadb", "mysql"])
@pytest.mark.parametrize("event", [Event.COLLECTION, Event.CONTRACT_END])
@pytest.mark.parametrize("rows", [ROWS, (*ROWS, LATER)], ids=["none ahead", "one ahead"])
def test_days_and_moments_are_counted_beside_their_clock(database: Database, engines: Engines, event: Event, rows: tuple[str, ...]) -> None:
    facts, held, seen = _facts(database, engines, *rows)
    ahead = len(rows) - len(ROWS)
    undated = ahead if event is Event.COLLECTION else 0
    assert facts.clock(_past(Choice.LATEST, held, seen, event=event)) == ClockCounts(len(rows), 2, (date(2016, 2, 29),), undated)
    assert facts.dates(held) == DateCounts(3 + ahead, 0, ahead)
    assert facts.dates(seen) == DateCounts(3 + ahead, 0, ahead)
    assert facts.clock(_past(Choice.EARLIEST, held, seen, event=event)).past == 2
    assert facts.clock(_past(Choice.LATEST, seen, event=event)) == ClockCounts(len(rows), 2, (date(2016, 2, 29),), 1 + undated)


@only(["postgresql", "mariadb", "mysql"])
def test_of_the_rows_that_a_clock_rules_they_are_counted_alone(database: Database, engines: Engines) -> None:
    facts, held, _ = _facts(database, engines, *ROWS, LATER)
    past = _past(Choice.LATEST, held, event=Event.CONTRACT_END, closed=True)
    assert facts.clock(past) == ClockCounts(5, 1, (date(2015, 1, 2),), 0)
    assert facts.dates(held, past.ruled) == DateCounts(3, 0, 1)
    assert facts.dates(held) == DateCounts(4, 0, 1)


@only(["postgresql"])
def test_days_that_are_none_of_iso_are_told_though_they_were_counted_beside(database: Database, engines: Engines) -> None:
    facts, held, seen = _facts(database, engines, "('open', 'infinity', '0999-12-31')", "('open', '2015-01-01', '2015-01-01')")
    assert facts.clock(_past(Choice.LATEST, held, seen)) == ClockCounts(2, 1, (date(2015, 1, 1),), 1)
    assert facts.dates(held) == DateCounts(2, 1, 0)
    assert facts.dates(seen) == DateCounts(2, 1, 0)


@only(["mariadb", "mysql"])
@pytest.mark.parametrize("kind", ["datetime", "varchar(20)"])
def test_a_date_of_zeros_is_none(database: Database, engines: Engines, kind: str) -> None:
    statements = (f"CREATE TABLE visits (held date NOT NULL, seen {kind} NOT NULL)", "SET sql_mode = ''")
    rows = "('0000-00-00', '0000-00-00 00:00:00'), ('2015-01-01', '2015-01-01 00:00:00'), ('2015-01-02', '0000-00-00')"
    database.run(*statements, f"INSERT INTO visits VALUES {rows}")  # noqa: S608
    table = tables_of(engines, database.url)["visits"]
    held, seen = TableColumn(table, "held"), TableColumn(table, "seen")
    facts = RowFacts(engines, AS_OF, "FR", ())
    assert facts.clock(_past(Choice.LATEST, held, seen)) == ClockCounts(3, 2, (date(2015, 1, 1),), 1)
    assert facts.dates(held) == DateCounts(2, 0, 0)
    assert facts.dates(seen) == DateCounts(1, 0, 0)
