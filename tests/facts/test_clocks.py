"""How rows stand to clocks: conditions, other periods, versions, fields, and clocks that keep rows longer."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from privaudit.facts import RowFacts
from privaudit.model.conditions import AllOf, AnyOf, Condition, IsNull, NotNull, OneOf
from privaudit.model.contact_kinds import ContactKind
from privaudit.model.cutoffs import cutoff
from privaudit.model.estate import Estate, Table
from privaudit.model.facts import (
    AskedBy,
    ClockCounts,
    DateCounts,
    DatedBy,
    Keeping,
    Limit,
    PastRows,
    RowsWithoutReadableDate,
    RowsWithoutStart,
    Ruled,
    TableColumn,
    Told,
    Version,
)
from privaudit.model.register import Choice, ColumnName, Event, Period
from privaudit.model.ruled import AllTold
from privaudit.model.ties import path
from privaudit.register.periods import period
from tests.conftest import AS_OF, Rows, key_to

CUTOFF = date(2023, 11, 20)
LIMIT = Limit(CUTOFF)
"""Three years before the day of the audit."""
STATUS, NOTE = ColumnName("t", "status"), ColumnName("t", "note")


def dated(table: Table, column: str, event: Event = Event.CONTRACT_END) -> DatedBy:
    """A date in the rows themselves."""
    return DatedBy(event, TableColumn(table, column), ())


def by(table: Table, column: str = "on", event: Event = Event.CONTRACT_END, when: Condition | None = None) -> Ruled:
    """Rows that are dated by one column of their own."""
    return Ruled(table, (dated(table, column, event),), Choice.LATEST, None if when is None else Told(when, ()))


def keys(facts: RowFacts, rows: PastRows | RowsWithoutStart | RowsWithoutReadableDate) -> list[str | int]:
    """The first column of the keys of rows."""
    return sorted(key.values[0] for key in facts.keys(rows, frozenset()) if key.values[0] is not None)


STATES = """\
id,status,note,on
1,Closed,x,2015-01-01
2, c l o s e d ,,2015-01-01
3,open,,2015-01-01
4,,x,2015-01-01
5,yes,x,2015-01-01
6,NON,  ,2015-01-01
7,7,x,2015-01-01
8,clos,x,2015-01-01
"""


@pytest.mark.parametrize(
    ("when", "meant"),
    [
        (OneOf(STATUS, ("closed",)), [1, 2]),
        (OneOf(STATUS, (" CLO sed", "7")), [1, 2, 7]),
        (OneOf(STATUS, (True,)), [5]),
        (OneOf(STATUS, (False, "open")), [3, 6]),
        (IsNull(STATUS), [4]),
        (NotNull(NOTE), [1, 4, 5, 7, 8]),
        (AllOf((NotNull(NOTE), OneOf(STATUS, ("closed", "7")))), [1, 7]),
        (AnyOf((IsNull(STATUS), OneOf(STATUS, ("open",)))), [3, 4]),
        (AllOf((AnyOf((IsNull(NOTE), IsNull(STATUS))), OneOf(STATUS, ("open", "closed")))), [2, 3]),
    ],
)
def test_a_clock_rules_the_rows_of_its_condition(facts: RowFacts, rows: Rows, when: Condition, meant: list[int]) -> None:
    table = rows("t", STATES, primary_key=("id",))
    past = PastRows(by(table, when=when), LIMIT)
    assert facts.clock(past) == ClockCounts(8, len(meant), (date(2015, 1, 1),), 0)
    assert keys(facts, past) == [str(key) for key in meant]


def test_a_condition_may_be_told_by_the_row_that_is_pointed_to(facts: RowFacts, rows: Rows) -> None:
    accounts = rows("accounts", "id,status,ended\n1,closed,2015-01-01\n2,open,2015-01-01\n")
    orders = rows("orders", "id,account\n1,1\n2,2\n3,\n4,9\n", foreign_keys=(key_to("accounts", "id", via="account"),))
    way = path(Estate((accounts, orders)), (), orders, accounts)
    assert way is not None
    start = DatedBy(Event.CONTRACT_END, TableColumn(accounts, "ended"), way)
    when = Told(OneOf(ColumnName("accounts", "status"), ("closed",)), way)
    assert facts.clock(PastRows(Ruled(orders, (start,), Choice.LATEST, when), LIMIT)) == ClockCounts(4, 1, (date(2015, 1, 1),), 0)


def test_what_is_said_of_the_rows_that_point_here_is_said_of_one_of_them(facts: RowFacts, rows: Rows) -> None:
    accounts = rows("accounts", "id,on,vip\n1,2015-01-01,no\n2,2015-01-01,no\n3,2015-01-01,yes\n", primary_key=("id",))
    calls = rows(
        "calls",
        "account,kind,done\n1,visit,\n1,phone,x\n2,phone,\n2,visit,x\n3,visit,x\n",
        foreign_keys=(key_to("accounts", "id", via="account"),),
    )
    way = path(Estate((accounts, calls)), (), accounts, calls)
    assert way is not None
    visited = AllOf((OneOf(ColumnName("calls", "kind"), ("visit",)), NotNull(ColumnName("calls", "done"))))
    plain = Told(OneOf(ColumnName("accounts", "vip"), (False,)), ())
    ruled = Ruled(accounts, (dated(accounts, "on"),), Choice.LATEST, AllTold((Told(visited, way), plain)))
    assert keys(facts, PastRows(ruled, LIMIT)) == ["2"]


def test_the_first_other_period_whose_condition_holds_counts(facts: RowFacts, rows: Rows) -> None:
    text = "id,dispute,minor,on\n1,no,no,2023-11-20\n2,yes,no,2015-01-01\n3,no,yes,2025-11-01\n4,yes,yes,2015-01-01\n5,yes,,2010-01-01\n"
    table = rows("t", text, primary_key=("id",))
    dispute, minor = (Told(OneOf(ColumnName("t", name), (True,)), ()) for name in ("dispute", "minor"))
    limit = Limit(CUTOFF, ((dispute, date(2011, 11, 20)), (minor, date(2025, 11, 20))))
    past = PastRows(by(table), limit)
    assert facts.clock(past) == ClockCounts(5, 3, (date(2010, 1, 1), date(2025, 11, 1), date(2023, 11, 20)), 0)
    assert keys(facts, past) == ["1", "3", "5"]


def test_ten_thousand_rows_with_other_periods_and_chains_agree_with_the_calendar(facts: RowFacts, rows: Rows) -> None:
    chance = random.Random(4)  # noqa: S311 test data, no secret
    waits = (period("P1M"), period("P30D"))
    periods = [period("P1Y"), period("P4Y"), period("P1M"), period("P10Y6M")]
    uneven = [date(2024, 2, 29), date(2022, 8, 31), date(2025, 8, 31), date(2016, 2, 29)]
    days = [chance.choice(uneven) + timedelta(days=chance.randint(-1, 1)) for _ in range(3_000)]
    days += [date(2010, 1, 1) + timedelta(days=chance.randint(0, 6_100)) for _ in range(7_000)]
    flags = [chance.choice("abcd") for _ in days]
    table = rows("t", "id,flag,on\n" + "".join(f"{at},{flag},{day}\n" for at, (flag, day) in enumerate(zip(flags, days, strict=True))))
    *others, own = (cutoff(one, AS_OF, waits) for one in periods)
    named = [Told(OneOf(ColumnName("t", "flag"), (flag,)), ()) for flag in "abc"]
    counts = facts.clock(PastRows(by(table), Limit(own, tuple(zip(named, others, strict=True)))))

    def is_past(flag: str, day: date) -> bool:
        chosen: Period = dict(zip("abcd", periods, strict=True))[flag]
        return day + waits[0].length + waits[1].length + chosen.length < AS_OF

    assert counts.past == sum(map(is_past, flags, days))
    assert 0 < counts.past < len(days)


def test_a_row_falls_under_the_version_of_its_day(facts: RowFacts, rows: Rows) -> None:
    text = (
        "id,made,seen\n1,2019-12-31,2020-02-02\n2,2020-01-01,2020-02-02\n3,2021-12-31,2020-02-02\n4,2022-01-01,2020-02-02\n5,,2020-02-02\n"
    )
    table = rows("t", text + "6,2027-01-01,2020-02-02\n7,never,2020-02-02\n", primary_key=("id",))
    made = dated(table, "made", Event.COLLECTION)

    def under(*, undated: bool) -> Ruled:
        version = Version(made, date(2020, 1, 1), date(2022, 1, 1), undated)
        return Ruled(table, (dated(table, "seen", Event.LAST_CONTACT),), Choice.LATEST, version=version)

    assert keys(facts, PastRows(under(undated=False), LIMIT)) == ["2", "3"]
    assert facts.clock(PastRows(under(undated=False), LIMIT)).without_start == 0
    assert facts.clock(PastRows(under(undated=True), LIMIT)) == ClockCounts(7, 2, (date(2020, 2, 2),), 3)
    assert keys(facts, RowsWithoutStart(under(undated=True))) == ["5", "6", "7"]


def test_only_rows_with_one_of_the_fields_filled_are_meant(facts: RowFacts, rows: Rows) -> None:
    text = "id,a,b,on\n1,x,,2015-01-01\n2,, ,2015-01-01\n3,,y,2015-01-01\n4,x,y,2026-01-01\n5,x,y,\n6,,,\n"
    table = rows("t", text, primary_key=("id",))
    ruled = Ruled(table, (dated(table, "on"),), Choice.LATEST, fields=("a", "b"))
    assert facts.clock(PastRows(ruled, LIMIT)) == ClockCounts(6, 2, (date(2015, 1, 1),), 1)
    assert keys(facts, PastRows(ruled, LIMIT)) == ["1", "3"]
    assert keys(facts, RowsWithoutStart(ruled)) == ["5"]


KEPT = """\
id,closed,contract,status
1,2026-01-01,2025-01-01,kept
2,2026-01-01,2010-01-01,kept
3,2026-01-01,,kept
4,2026-01-01,2025-01-01,free
5,,2010-01-01,kept
6,2026-11-21,2010-01-01,kept
"""


@pytest.mark.parametrize(("unbegun", "left"), [(True, ["2", "4"]), (False, ["2", "3", "4"])])
def test_rows_that_another_clock_still_keeps_are_no_breach(facts: RowFacts, rows: Rows, unbegun: bool, left: list[str]) -> None:
    table = rows("t", KEPT, primary_key=("id",))
    other = by(table, "contract", when=OneOf(STATUS, ("kept",)))
    past = PastRows(by(table, "closed"), Limit(AS_OF - timedelta(days=1)), (Keeping(other, Limit(date(2016, 11, 20)), unbegun=unbegun),))
    assert keys(facts, past) == left
    assert facts.clock(past).past == len(left)


REQUESTS = "id,email,asked\n1,Ann@X.org,2026-01-01\n2,ann@x.org,2026-02-02\n3,bob@x.org,2026-11-20\n4,,2026-01-01\n5,eve@x.org,2026-03-03\n"


def requests(rows: Rows) -> PastRows:
    """The requests of Ann and Eve are past."""
    table = rows("requests", REQUESTS)
    return PastRows(by(table, "asked", Event.DELETION_REQUEST), Limit(date(2026, 9, 21)))


def test_persons_are_found_by_any_column_that_names_them(facts: RowFacts, rows: Rows) -> None:
    text = "id,email,other\n1, ANN@x.org ,\n2,bob@x.org,\n3,,\n4,zoe@x.org,eve@X.ORG\n5,bob@x.org,ann@x.org\n"
    people = rows("people", text, primary_key=("id",))
    asked = AskedBy(requests(rows), "email", people, ("email", "other"), (), ContactKind.EMAIL)
    past = PastRows(Ruled(people, (asked,), Choice.EARLIEST), Limit(AS_OF))
    assert facts.clock(past) == ClockCounts(5, 3, (date(2026, 1, 1),), 2)
    assert keys(facts, past) == ["1", "4", "5"]


def test_rows_follow_the_person_whom_they_point_to(facts: RowFacts, rows: Rows) -> None:
    people = rows("people", "id,email\n1,ann@x.org\n2,bob@x.org\n")
    orders = rows("orders", "id,person\n1,1\n2,2\n3,1\n4,\n", primary_key=("id",), foreign_keys=(key_to("people", "id", via="person"),))
    way = path(Estate((people, orders)), (), orders, people)
    assert way is not None
    asked = AskedBy(requests(rows), "email", people, ("email",), way, ContactKind.KEY)
    assert keys(facts, PastRows(Ruled(orders, (asked,), Choice.EARLIEST), Limit(AS_OF))) == ["1", "3"]


def test_dates_of_the_rows_that_a_clock_rules(facts: RowFacts, rows: Rows) -> None:
    table = rows(
        "t", "id,status,on\n1,closed,never\n2,open,never\n3,closed,2030-01-01\n4,closed,\n5,open,2030-01-01\n", primary_key=("id",)
    )
    column, ruled = TableColumn(table, "on"), by(table, when=OneOf(STATUS, ("closed",)))
    assert facts.dates(column, ruled) == DateCounts(2, 1, 1)
    assert keys(facts, RowsWithoutReadableDate(column, of=ruled)) == ["1", "3"]
    assert keys(facts, RowsWithoutReadableDate(column, may_be_future=True, of=ruled)) == ["1"]


def test_the_days_of_a_log_from_one_day_on(facts: RowFacts, rows: Rows) -> None:
    table = rows("t", "at\n2026-03-03\n2026-03-03 10:00\n2026-01-01\n2025-12-31\nnever\n\n")
    assert facts.days(by(table, "at", Event.ITEM_DATE), date(2026, 1, 1)) == (date(2026, 1, 1), date(2026, 3, 3))


def test_dates_within_a_span(facts: RowFacts, rows: Rows) -> None:
    table = rows("t", "id,on\n1,2026-01-01\n2,2025-12-31\n3,2026-02-01\n4,31/01/2026\n5,never\n6,\n")
    assert facts.within(TableColumn(table, "on"), date(2026, 1, 1), date(2026, 2, 1)) == 2
