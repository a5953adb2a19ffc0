"""The keys of rows."""

from __future__ import annotations

from datetime import date

from privaudit.engines.duckdb import DuckDBEngine
from privaudit.facts import RowFacts
from privaudit.model.contacts import OptedOutRows, Wish
from privaudit.model.facts import (
    DatedBy,
    Limit,
    PastRows,
    RejectedRows,
    RowKey,
    RowsWithoutReadableDate,
    RowsWithoutStart,
    Ruled,
    TableColumn,
)
from privaudit.model.register import Choice, ColumnName, Event, OptOut
from privaudit.profile import profile
from privaudit.yes_no import YES
from tests.conftest import RULES, Rows, emails

NAME = ColumnName("any", "any")
FLAG = OptOut(flag=NAME, means=YES)
DATE = OptOut(date=NAME)
LIST = OptOut(list=NAME)
NOBODY: frozenset[str] = frozenset()


def test_rows_are_told_apart_by_their_primary_key(facts: RowFacts, rows: Rows) -> None:
    table = rows("leads", "id,seen\n7,2015-01-01\n8,2026-01-01\n9,2014-01-01\n", primary_key=("id",))
    past = PastRows(Ruled(table, (DatedBy(Event.LAST_CONTACT, TableColumn(table, "seen"), ()),), Choice.LATEST), Limit(date(2023, 11, 20)))
    assert sorted(facts.keys(past, NOBODY), key=str) == [RowKey(("id",), ("7",)), RowKey(("id",), ("9",))]


def test_rows_are_told_apart_by_a_key_of_several_columns(facts: RowFacts, rows: Rows) -> None:
    table = rows("sales", "shop,number,on\na,1,\nb,1,2020-01-01\nb,2,?\n", primary_key=("shop", "number"))
    ruled = Ruled(table, (DatedBy(Event.ITEM_DATE, TableColumn(table, "on"), ()),), Choice.LATEST)
    assert list(facts.keys(RowsWithoutStart(ruled), NOBODY)) == [
        RowKey(("shop", "number"), ("a", "1")),
        RowKey(("shop", "number"), ("b", "2")),
    ]


def test_rows_without_a_key_are_told_apart_by_the_line_of_their_file(facts: RowFacts, rows: Rows) -> None:
    table = rows("notes", 'text,on\n"two\nlines",2020-01-01\nplain,?\n"three\n\nlines",2030-01-01\nlast,\n')
    unreadable = RowsWithoutReadableDate(TableColumn(table, "on"))
    assert list(facts.keys(unreadable, NOBODY)) == [RowKey(None, (4,)), RowKey(None, (5,))]


def test_a_personal_key_gives_way_to_the_line(facts: RowFacts, rows: Rows) -> None:
    table = rows("mailing", "Email\nb@x.org\na@x.org\n", primary_key=("Email",))
    gone = rows("gone", "email\na@x.org\n")
    rows_left = OptedOutRows(emails(table, "Email"), (Wish(LIST, TableColumn(gone, "email")),))
    assert list(facts.keys(rows_left, frozenset({"email"}))) == [RowKey(None, (3,))]
    assert list(facts.keys(rows_left, NOBODY)) == [RowKey(("Email",), ("a@x.org",))]


def test_a_key_that_the_rows_do_not_hold_gives_way_to_the_line(facts: RowFacts, rows: Rows) -> None:
    table = rows("notes", "text,on\nplain,?\n", primary_key=("id",))
    assert list(facts.keys(RowsWithoutReadableDate(TableColumn(table, "on")), NOBODY)) == [RowKey(None, (2,))]


def test_rows_that_could_not_be_read_have_their_line_alone(facts: RowFacts, engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("notes", "id,on\n1,2020-01-01\n2,2020-01-01,x\n3,2020-01-01\n", primary_key=("id",))
    profile(engine, table, RULES)
    assert [rejected.line for rejected in engine.rejected(table)] == [3]
    assert list(facts.keys(RejectedRows(table), NOBODY)) == [RowKey(None, (3,))]
