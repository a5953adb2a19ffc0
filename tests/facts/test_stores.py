"""How old the rows of stores are, how long cookies live, and which tickets are closed."""

from __future__ import annotations

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from privaudit.facts import RowFacts
from privaudit.model.conditions import IsNull, OneOf
from privaudit.model.facts import RowKey
from privaudit.model.facts import Rows as FoundRows
from privaudit.model.register import ColumnName, Period
from privaudit.model.store_facts import AgeCounts, AgedRows, Closing, FilledRows, Lifetime, LifetimeCounts, Meant
from tests.conftest import Rows

YEAR = Period("P1Y", relativedelta(years=1))
KIND = OneOf(ColumnName("", "kind"), ("a",))


def _keys(facts: RowFacts, rows: FoundRows) -> list[RowKey]:
    return list(facts.keys(rows, frozenset()))


def test_rows_are_past_undated_or_fresh(facts: RowFacts, rows: Rows) -> None:
    table = rows(
        "t", "id,d,gone\n1,2026-01-31,\n2,01/02/2026,\n3,,\n4,soon,\n5,2026-11-22,\n6,2020-01-01,x\n7,2026-11-21,\n", primary_key=("id",)
    )
    meant = Meant(table, IsNull(ColumnName("", "gone")))
    cutoff = date(2026, 1, 31)
    assert facts.ages(meant, "d", cutoff) == AgeCounts(rows=6, past=1, oldest=cutoff, newest=date(2026, 11, 21), undated=3)
    assert facts.ages(Meant(table), "d", None) == AgeCounts(7, 0, date(2020, 1, 1), date(2026, 11, 21), 3)
    assert _keys(facts, AgedRows(meant, "d", cutoff)) == [RowKey(("id",), ("1",))]


def test_no_rows_have_no_age(facts: RowFacts, rows: Rows) -> None:
    assert facts.ages(Meant(rows("t", "id,d\n")), "d", date(2026, 1, 1)) == AgeCounts(0, 0, None, None, 0)


def test_cookies_outlive_their_promise_by_the_calendar(facts: RowFacts, rows: Rows) -> None:
    table = rows(
        "t", "id,kind,s,e\n1,a,2024-02-29,2025-02-28\n2,a,2024-02-29,2025-03-01\n3,b,2020-01-01,2030-01-01\n4,a,,2026-01-01\n5,a,x,y\n"
    )
    lifetime = Lifetime(Meant(table, KIND), "e", "s", YEAR)
    assert facts.lifetimes(lifetime) == LifetimeCounts(rows=4, outliving=1, latest=date(2025, 3, 1), without_start=1, unreadable=1)
    assert _keys(facts, lifetime) == [RowKey(None, (3,))]
    session = Lifetime(Meant(table, KIND), "e", None, None)
    assert facts.lifetimes(session) == LifetimeCounts(4, 3, date(2026, 1, 1), 0, 1)


_DAYS = st.dates(date(2000, 1, 1), date(2026, 11, 21))
_LENGTHS = st.builds(relativedelta, years=st.integers(0, 3), months=st.integers(0, 20), days=st.integers(0, 400))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_DAYS, st.integers(-2, 2)), min_size=1, max_size=40), _LENGTHS)
def test_the_end_of_a_life_is_that_of_dateutil(facts: RowFacts, rows: Rows, lives: list[tuple[date, int]], length: relativedelta) -> None:
    ends = [(start, start + length + relativedelta(days=more), more) for start, more in lives]
    table = rows("t", "s,e\n" + "".join(f"{start},{end}\n" for start, end, _ in ends))
    counts = facts.lifetimes(Lifetime(Meant(table), "e", "s", Period("P", length)))
    assert counts.outliving == sum(more > 0 for _, _, more in ends)


def test_filled_cells_are_counted_among_the_rows_that_are_meant(facts: RowFacts, rows: Rows) -> None:
    table = rows("t", "kind,v\na,x\na, \nb,y\na,z\n")
    filled = FilledRows(Meant(table, KIND), "v")
    assert facts.filled(filled) == 2
    assert _keys(facts, filled) == [RowKey(None, (2,)), RowKey(None, (5,))]


@pytest.mark.parametrize(
    ("ticket", "closing"),
    [
        ("T-1", Closing(closed=True, on=date(2026, 10, 2))),
        ("t_1", Closing(closed=True, on=date(2026, 10, 2))),
        ("t2", Closing(closed=False, on=None)),
        ("T-3", Closing(closed=True, on=None)),
        ("T-4", Closing(closed=False, on=None)),
        ("T-9", None),
        ("--", None),
    ],
)
def test_a_ticket_is_closed_where_all_its_rows_are(facts: RowFacts, rows: Rows, ticket: str, closing: Closing | None) -> None:
    table = rows("tickets", "id,closed\nT-1,2026-10-01\nT/1,2026-10-02\nT-2,\nT-3,done\nT-4,2026-01-01\nT-4,\n,\n")
    assert facts.closings(table, "id", "closed", (ticket,)).get(ticket) == closing
