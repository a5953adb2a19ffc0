"""The start of each row's clock: of several events, over foreign keys and links, never twice."""

from __future__ import annotations

from datetime import date

import pytest

from privaudit.facts import RowFacts
from privaudit.model.estate import Estate, ForeignKey, Reference, Table
from privaudit.model.facts import ClockCounts, DatedBy, Limit, PastRows, Ruled, TableColumn
from privaudit.model.register import Choice, ColumnName, Event, Link
from privaudit.model.ties import path
from tests.conftest import Rows, key_to

CUTOFF = date(2023, 11, 20)
"""Three years before the day of the audit."""


def ruled(table: Table, *dated_by: tuple[Table, str], choice: Choice = Choice.LATEST, links: tuple[Link, ...] = ()) -> Ruled:
    """The table, dated by these columns of itself or of tables that its rows reach."""
    estate = Estate(tuple({id(one): one for one in (table, *(holder for holder, _ in dated_by))}.values()))
    starts = []
    for holder, column in dated_by:
        way = path(estate, links, table, holder)
        assert way is not None
        starts.append(DatedBy(Event.LAST_CONTACT, TableColumn(holder, column), way))
    return Ruled(table, tuple(starts), choice)


def count(facts: RowFacts, ruled: Ruled, cutoff: date | None) -> ClockCounts:
    """How the rows stand to one cut-off."""
    return facts.clock(PastRows(ruled, Limit(cutoff)))


def test_rows_are_past_up_to_the_cutoff_and_the_oldest_is_named(facts: RowFacts, rows: Rows) -> None:
    table = rows("leads", "id,seen\n1,2023-11-20\n2,2023-11-21\n3,2019-05-31\n4,2026-01-01\n")
    assert count(facts, ruled(table, (table, "seen")), CUTOFF) == ClockCounts(4, 2, (date(2019, 5, 31),), 0)


def test_no_start_is_past_without_a_cutoff(facts: RowFacts, rows: Rows) -> None:
    table = rows("leads", "id,seen\n1,1900-01-01\n2,\n")
    assert count(facts, ruled(table, (table, "seen")), None) == ClockCounts(2, 0, (None,), 1)


def test_a_table_with_a_header_alone_has_no_rows(facts: RowFacts, rows: Rows) -> None:
    table = rows("leads", "id,seen\n")
    assert count(facts, ruled(table, (table, "seen")), CUTOFF) == ClockCounts(0, 0, (None,), 0)


def test_blank_unreadable_and_future_dates_count_as_not_filled(facts: RowFacts, rows: Rows) -> None:
    table = rows("leads", "id,seen\n1,\n2,   \n3,unknown\n4,31/02/2014\n5,2026-11-22\n6,2014-01-31\n7,2026-11-21\n")
    assert count(facts, ruled(table, (table, "seen")), CUTOFF) == ClockCounts(7, 1, (date(2014, 1, 31),), 5)


EVENTS = """\
id,ended,seen
1,2015-01-01,2026-01-01
2,2015-01-01,
3,,2014-02-02
4,2026-01-01,2013-03-03
5,never,2030-01-01
6,2012-04-04,2030-01-01
"""


@pytest.mark.parametrize(
    ("choice", "counts"),
    [
        (Choice.LATEST, ClockCounts(6, 3, (date(2012, 4, 4),), 1)),
        (Choice.EARLIEST, ClockCounts(6, 5, (date(2012, 4, 4),), 1)),
    ],
)
def test_of_several_starts_the_latest_or_earliest_that_is_filled_counts(
    facts: RowFacts, rows: Rows, choice: Choice, counts: ClockCounts
) -> None:
    table = rows("accounts", EVENTS)
    assert count(facts, ruled(table, (table, "ended"), (table, "seen"), choice=choice), CUTOFF) == counts


def test_three_starts_compare_by_the_calendar_whatever_their_form(facts: RowFacts, rows: Rows) -> None:
    table = rows("accounts", "a,b,c\n2015-06-30,01/07/2015,20150702\n31/12/2013,,2013-12-30T10:00:00\n")
    starts = ((table, "a"), (table, "b"), (table, "c"))
    assert count(facts, ruled(table, *starts), date(2015, 7, 1)) == ClockCounts(2, 1, (date(2013, 12, 31),), 0)
    assert count(facts, ruled(table, *starts, choice=Choice.EARLIEST), date(2015, 7, 1)).oldest == date(2013, 12, 30)


def test_rows_follow_the_row_that_they_point_to(facts: RowFacts, rows: Rows) -> None:
    accounts = rows("accounts", "id,ended\n1,2015-01-01\n2,2026-01-01\n3,\n")
    orders = rows("orders", "id,account\n10,1\n11,1\n12,2\n13,3\n", foreign_keys=(key_to("accounts", "id", via="account"),))
    assert count(facts, ruled(orders, (accounts, "ended")), CUTOFF) == ClockCounts(4, 2, (date(2015, 1, 1),), 1)


def test_rows_follow_two_foreign_keys(facts: RowFacts, rows: Rows) -> None:
    accounts = rows("accounts", "id,ended\n1,2015-01-01\n2,2026-01-01\n")
    orders = rows("orders", "id,account\n10,1\n11,2\n12,\n", foreign_keys=(key_to("accounts", "id", via="account"),))
    lines = rows("lines", "order\n10\n10\n11\n12\n", foreign_keys=(key_to("orders", "id", via="order"),))
    way = path(Estate((accounts, orders, lines)), (), lines, accounts)
    assert way is not None
    start = DatedBy(Event.CONTRACT_END, TableColumn(accounts, "ended"), way)
    assert count(facts, Ruled(lines, (start,), Choice.LATEST), CUTOFF) == ClockCounts(4, 2, (date(2015, 1, 1),), 1)


def test_orphans_have_no_start(facts: RowFacts, rows: Rows) -> None:
    accounts = rows("accounts", "id,ended\n1,2015-01-01\n,2010-01-01\n")
    orders = rows("orders", "id,account\n10,99\n11,\n12,1\n", foreign_keys=(key_to("accounts", "id", via="account"),))
    assert count(facts, ruled(orders, (accounts, "ended")), CUTOFF) == ClockCounts(3, 1, (date(2015, 1, 1),), 2)


def test_a_link_of_the_register_leads_to_the_start_too(facts: RowFacts, rows: Rows) -> None:
    accounts = rows("accounts", "id,ended\n1,2015-01-01\n")
    letters = rows("letters", "client\n 1 \n2\n")
    link = Link(ColumnName("letters", "client"), ColumnName("accounts", "id"))
    assert count(facts, ruled(letters, (accounts, "ended"), links=(link,)), CUTOFF) == ClockCounts(2, 1, (date(2015, 1, 1),), 1)


@pytest.mark.parametrize(("choice", "past"), [(Choice.LATEST, 1), (Choice.EARLIEST, 2)])
def test_a_row_takes_the_latest_or_earliest_of_the_many_that_point_to_it(facts: RowFacts, rows: Rows, choice: Choice, past: int) -> None:
    clients = rows("clients", "id\n1\n2\n3\n")
    calls = rows(
        "calls",
        "client,on\n1,2015-01-01\n1,2026-01-01\n2,2014-01-01\n2,2015-01-01\n2,unknown\n",
        foreign_keys=(key_to("clients", "id", via="client"),),
    )
    counts = count(facts, ruled(clients, (calls, "on"), choice=choice), CUTOFF)
    assert (counts.rows, counts.past, counts.without_start) == (3, past, 1)
    assert counts.oldest == (date(2015, 1, 1) if choice is Choice.LATEST else date(2014, 1, 1))


@pytest.mark.parametrize(("choice", "oldest"), [(Choice.LATEST, date(2015, 1, 1)), (Choice.EARLIEST, date(2014, 1, 1))])
def test_no_row_is_counted_twice_where_keys_repeat(facts: RowFacts, rows: Rows, choice: Choice, oldest: date) -> None:
    accounts = rows("accounts", "id,ended\n1,2015-01-01\n1,2014-01-01\n1,2015-01-01\n")
    orders = rows("orders", "id,account\n10,1\n10,1\n", foreign_keys=(key_to("accounts", "id", via="account"),))
    assert count(facts, ruled(orders, (accounts, "ended"), choice=choice), CUTOFF) == ClockCounts(2, 2, (oldest,), 0)


def test_a_key_of_two_columns_ties_only_rows_that_agree_in_both(facts: RowFacts, rows: Rows) -> None:
    shops = rows("shops", "chain,number,closed\na,1,2015-01-01\nb,1,2026-01-01\na,2,2026-01-01\n")
    key = ForeignKey(("chain", "shop"), Reference("shops", ("chain", "number")))
    sales = rows("sales", "chain,shop\na,1\nb,1\na,2\nb,2\na,\n", foreign_keys=(key,))
    assert count(facts, ruled(sales, (shops, "closed")), CUTOFF) == ClockCounts(5, 1, (date(2015, 1, 1),), 2)


def test_own_dates_and_those_of_other_tables_meet(facts: RowFacts, rows: Rows) -> None:
    accounts = rows("accounts", "id,ended\n1,2015-01-01\n2,2015-01-01\n")
    key = key_to("accounts", "id", via="account")
    orders = rows("orders", "account,paid\n1,2026-01-01\n2,2014-01-01\n9,2013-01-01\n9,\n", foreign_keys=(key,))
    counts = count(facts, ruled(orders, (accounts, "ended"), (orders, "paid")), CUTOFF)
    assert counts == ClockCounts(4, 2, (date(2013, 1, 1),), 1)


def test_hostile_names_of_tables_and_columns_are_only_names(facts: RowFacts, rows: Rows) -> None:
    table = rows('a"; DROP TABLE x; --', '"i""d","start","row"\n1,2015-01-01,2026-01-01\n')
    assert count(facts, ruled(table, (table, "start"), (table, "row"), choice=Choice.EARLIEST), CUTOFF).past == 1
