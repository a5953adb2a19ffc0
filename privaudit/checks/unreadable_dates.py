"""Dates of a retention clock that are no dates, or lie in the future.

What it finds
    Values in a clock's start column that are filled and cannot be read as a day of the calendar (31/02/2014, `unknown`), or
    that lie after the day of the audit although what they date has happened by its nature (a collection, a last contact).  They
    count as not filled: never as fresh.  An end that is yet to come (of a contract, an event, an accounting year) is a date like any
    other.  So do the dates that tell under which version of the policy a row was collected.  Rows that the clock does not rule
    (`when`, `valid`) are left out, and so is 0000-00-00, which MySQL writes where there is no date.

Why it matters
    A wrong date hides a record from every purge (GDPR Art. 5(1)(e)), and is inaccurate data itself (Art. 5(1)(d)).

Example
    17 of 5,000 values of `accounts.last_contact_on` are no dates, 3 lie in the future.

How to resolve
    Correct the values; give the column a date type so that no new ones come in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from privaudit.model.clock_rows import takes_undated
from privaudit.model.clocks import clock_id, clocks, rows_of_clock
from privaudit.model.facts import RowsWithoutReadableDate, TableColumn
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.register import Activity, Clock, ColumnName, Event
from privaudit.model.ruled import Ruled
from privaudit.model.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class _Dated:
    """A column with dates of a clock, and the rows that the clock rules: None for all."""

    clock: str
    does: str
    column: TableColumn
    event: Event
    ruled: Ruled | None


def run(context: Context) -> Iterator[Outcome]:
    """One problem per column; several where clocks rule different rows of it."""
    found: list[_Dated] = []
    for activity, clock in clocks(context):
        for name, event in _dates(activity, clock):
            for table in context.inventory.estate.named(name.table):
                if table.lacks_values_of(name.column) or table.column(name.column) is None:
                    continue
                if not table.has_rows:
                    yield NotChecked(f"{clock_id(activity, clock)} on {name}", f"{table.name} is a schema without rows")
                    continue
                column, starts = TableColumn(table, name.column), {start.column.column.lower() for start in clock.starts}
                does = "starts" if name.column.lower() in starts else "tells the version for"
                found.append(_Dated(clock_id(activity, clock), does, column, event, rows_of_clock(context, activity, clock, table)))
    for first, others in _together(found):
        yield from _unreadable(context, first, others)


def _together(found: Sequence[_Dated]) -> Iterator[tuple[_Dated, int]]:
    """Each column with the first clock that is about all rows that the others are about too, and how many others there are."""
    groups: list[list[_Dated]] = []
    for dated in sorted(found, key=lambda one: one.ruled is not None):
        same = (group for group in groups if _covers(group[0], dated))
        group = next(same, None)
        if group is None:
            groups.append([dated])
        else:
            group.append(dated)
    yield from ((group[0], len(group) - 1) for group in groups)


def _covers(first: _Dated, other: _Dated) -> bool:
    """Whether what is wrong for the other clock is wrong for the first one too."""
    column = (first.column.table.source, first.column.table.name, first.column.column.lower())
    if column != (other.column.table.source, other.column.table.name, other.column.column.lower()):
        return False
    return first.event.may_lie_ahead == other.event.may_lie_ahead and first.ruled in (None, other.ruled)


def _dates(activity: Activity, clock: Clock) -> Iterator[tuple[ColumnName, Event]]:
    """The columns with dates of a clock, each once."""
    found: dict[str, tuple[ColumnName, Event]] = {}
    for start in clock.starts:
        found.setdefault(str(start.column).lower(), (start.column, start.event))
    if clock.valid is not None and takes_undated(activity, clock):
        found.setdefault(str(clock.valid.by).lower(), (clock.valid.by, Event.COLLECTION))
    yield from found.values()


def _unreadable(context: Context, dated: _Dated, others: int) -> Iterator[Problem]:
    column = dated.column
    counts = context.facts.dates(column, dated.ruled)
    future = 0 if dated.event.may_lie_ahead else counts.future
    if not counts.unreadable and not future:
        return
    more = f" and {others} more" if others else ""
    said = f" and {future:,} lie in the future" if future else ""
    yield Problem(
        message=f"Of {counts.filled:,} values of {column.table.name}.{column.column}, which {dated.does} the clock {dated.clock}{more}, "
        f"{counts.unreadable:,} cannot be read as a date{said}.",
        verdict=Verdict.PROVEN,
        table=column.table,
        column=column.column,
        register=dated.clock,
        count=counts.unreadable + future,
        rows=RowsWithoutReadableDate(column, dated.event.may_lie_ahead, dated.ruled),
    )


CHECK = Check(
    title="Dates of a clock that are no dates, or lie in the future",
    severity=Severity.MEDIUM,
    law=("GDPR 5(1)(d)", "GDPR 5(1)(e)"),
    run=run,
)
