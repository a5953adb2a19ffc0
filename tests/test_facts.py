"""What rows answer to checks: how dates read, who opted out, which keys."""

from __future__ import annotations

from datetime import date

import pytest

from privaudit.engines.duckdb import DuckDBEngine
from privaudit.facts import RowFacts
from privaudit.model.estate import Skipped, Topic
from privaudit.model.facts import (
    DateCounts,
    DatedBy,
    FlagCounts,
    OptedOutRows,
    OptOutCounts,
    PastRows,
    RejectedRows,
    RowKey,
    RowsWithoutReadableDate,
    RowsWithoutStart,
    Ruled,
    TableColumn,
    Wish,
)
from privaudit.model.register import Choice, ColumnName, Event, OptOut
from privaudit.profile import profile
from privaudit.register.convert import YES
from privaudit.same_contact import mail_providers
from tests.conftest import AS_OF, RULES, Rows

NAME = ColumnName("any", "any")
FLAG = OptOut(flag=NAME, means=YES)
DATE = OptOut(date=NAME)
LIST = OptOut(list=NAME)
NOBODY: frozenset[str] = frozenset()


def test_dates_are_filled_unreadable_or_in_the_future(facts: RowFacts, rows: Rows) -> None:
    table = rows("t", "n,d\n1,2026-11-21\n2,2026-11-22\n3,\n4, \n5,30/02/2020\n6,soon\n7,2020-02-29T23:59:59\n")
    assert facts.dates(TableColumn(table, "d")) == DateCounts(filled=5, unreadable=2, future=1)


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
    assert facts.clock(Ruled(table, (DatedBy(Event.COLLECTION, column, ()),), Choice.LATEST), AS_OF).oldest == day


@pytest.mark.parametrize(("country", "day"), [("FR", date(2015, 4, 3)), ("GB", date(2015, 4, 3)), ("US", date(2015, 3, 4))])
def test_where_the_values_do_not_say_the_country_does(engine: DuckDBEngine, rows: Rows, country: str, day: date) -> None:
    table = rows("t", "d\n03/04/2015\n05/06/2015\n")
    facts = RowFacts(engine, AS_OF, country, ())
    ruled = Ruled(table, (DatedBy(Event.COLLECTION, TableColumn(table, "d"), ()),), Choice.LATEST)
    assert facts.clock(ruled, AS_OF).oldest == day


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


@pytest.mark.parametrize(
    ("means", "values", "counts"),
    [
        (YES, ("1", "0", "", "Oui", "no"), FlagCounts(4, 0)),
        (YES, ("1", "x", "ja", "1.0"), FlagCounts(4, 3)),
        (("0", "refused"), ("REFUSED", "1", "yes", "pending", "none"), FlagCounts(5, 2)),
    ],
)
def test_values_of_a_flag_that_nobody_can_tell(
    facts: RowFacts, rows: Rows, means: tuple[str, ...], values: tuple[str, ...], counts: FlagCounts
) -> None:
    table = rows("t", "n,stop\n" + "".join(f"{number},{value}\n" for number, value in enumerate(values)))
    assert facts.flag(TableColumn(table, "stop"), means) == counts


def test_each_column_has_its_own_order(facts: RowFacts, rows: Rows) -> None:
    table = rows("t", "a,b\n13/04/2015,04/13/2015\n14/04/2015,03/04/2015\n")
    assert facts.dates(TableColumn(table, "a")).unreadable == 0
    assert facts.dates(TableColumn(table, "b")).unreadable == 0


def test_a_flag_in_the_row_of_the_contact_compares_ignoring_case_and_spaces(facts: RowFacts, rows: Rows) -> None:
    table = rows("leads", "email,stop\na@x.org,Yes\nb@x.org, O U I \nc@x.org,no\nd@x.org,\ne@x.org,1\nf@x.org,yesterday\n")
    wish = Wish(FLAG, None, flag=TableColumn(table, "stop"))
    assert facts.opted_out(TableColumn(table, "email"), (wish,)) == OptOutCounts(6, 3, (3,))


def test_what_a_flag_means_is_what_the_register_says(facts: RowFacts, rows: Rows) -> None:
    table = rows("leads", "email,consent\na@x.org,0\nb@x.org,1\nc@x.org,refused\n")
    wish = Wish(OptOut(flag=NAME, means=("0", "refused")), None, flag=TableColumn(table, "consent"))
    assert facts.opted_out(TableColumn(table, "email"), (wish,)).opted_out == 2


def test_an_opt_out_date_counts_from_its_day_on_and_an_unreadable_one_counts(facts: RowFacts, rows: Rows) -> None:
    table = rows("leads", "email,left\na@x.org,2026-11-21\nb@x.org,2026-11-22\nc@x.org,\nd@x.org,31/02/2020\ne@x.org, \n")
    wish = Wish(DATE, None, date=TableColumn(table, "left"))
    assert facts.opted_out(TableColumn(table, "email"), (wish,)) == OptOutCounts(5, 2, (2,))


def test_a_wish_in_another_table_is_that_of_the_contact_beside_it(facts: RowFacts, rows: Rows) -> None:
    mailing = rows("mailing", "email\na@x.org\nA@X.ORG \nb@x.org\n\n")
    people = rows("people", "mail,stop\na@x.org,1\nb@x.org,0\nz@x.org,1\n")
    wish = Wish(FLAG, TableColumn(people, "mail"), flag=TableColumn(people, "stop"))
    assert facts.opted_out(TableColumn(mailing, "email"), (wish,)).opted_out == 2


def test_a_list_may_have_a_date_and_a_blank_one_counts(facts: RowFacts, rows: Rows) -> None:
    mailing = rows("mailing", "email\na@x.org\nb@x.org\nc@x.org\nd@x.org\n")
    gone = rows("gone", "email,since\na@x.org,2020-01-01\nb@x.org,2027-01-01\nc@x.org,\nd@x.org,?\n")
    dated = Wish(LIST, TableColumn(gone, "email"), date=TableColumn(gone, "since"))
    undated = Wish(LIST, TableColumn(gone, "email"))
    assert facts.opted_out(TableColumn(mailing, "email"), (dated, undated)) == OptOutCounts(4, 4, (3, 4))


def test_no_contact_is_counted_twice_however_often_it_said_no(facts: RowFacts, rows: Rows) -> None:
    mailing = rows("mailing", "email\na@x.org\nb@x.org\n")
    gone = rows("gone", "email\na@x.org\na@x.org\nA@x.org\n")
    wishes = (Wish(LIST, TableColumn(gone, "email")), Wish(LIST, TableColumn(gone, "email")))
    assert facts.opted_out(TableColumn(mailing, "email"), wishes) == OptOutCounts(2, 1, (1, 1))


def test_blank_addresses_are_nobody(facts: RowFacts, rows: Rows) -> None:
    mailing = rows("mailing", "id,email\n1,\n2, \n")
    gone = rows("gone", "id,email\n1,\n2, \n")
    assert facts.opted_out(TableColumn(mailing, "email"), (Wish(LIST, TableColumn(gone, "email")),)).opted_out == 0


def test_rows_are_told_apart_by_their_primary_key(facts: RowFacts, rows: Rows) -> None:
    table = rows("leads", "id,seen\n7,2015-01-01\n8,2026-01-01\n9,2014-01-01\n", primary_key=("id",))
    past = PastRows(Ruled(table, (DatedBy(Event.LAST_CONTACT, TableColumn(table, "seen"), ()),), Choice.LATEST), date(2023, 11, 20))
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
    rows_left = OptedOutRows(TableColumn(table, "Email"), (Wish(LIST, TableColumn(gone, "email")),))
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


def test_providers_of_one_mailbox_are_known(facts: RowFacts, rows: Rows) -> None:
    assert facts.providers == mail_providers()
    mailing = rows("mailing", "email\nJ.Doe+news@googlemail.com\nj.doe@example.org\n")
    gone = rows("gone", "email\njdoe@gmail.com\njdoe@example.org\n")
    assert facts.opted_out(TableColumn(mailing, "email"), (Wish(LIST, TableColumn(gone, "email")),)).opted_out == 1
