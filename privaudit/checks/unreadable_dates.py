"""Dates of a retention clock that are no dates, or lie in the future.

What it finds
    Values in a clock's start column that are filled and cannot be read as a day of the calendar (31/02/2014, `unknown`), or
    that lie after the day of the audit although what they date has happened by its nature (a collection, a last contact).  They
    count as not filled: never as fresh.  An end that is yet to come (of a contract, of an event) is a date like any other.

Why it matters
    A wrong date hides a record from every purge (GDPR Art. 5(1)(e)), and is inaccurate data itself (Art. 5(1)(d)).

Example
    17 of 5,000 values of `accounts.last_contact_on` are no dates, 3 lie in the future.

How to resolve
    Correct the values; give the column a date type so that no new ones come in.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.clocks import clock_id, clocks, start_columns
from privaudit.model.facts import RowsWithoutReadableDate, TableColumn
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.verdicts import Verdict


def run(context: Context) -> Iterator[Outcome]:
    """One problem per clock and column."""
    for activity, clock, _ in clocks(context):
        clock_name = clock_id(activity, clock)
        for table, start in start_columns(context, clock):
            if table.lacks_values_of(start.column.column) or table.column(start.column.column) is None:
                continue
            if not table.has_rows:
                yield NotChecked(f"{clock_name} on {start.column}", f"{table.name} is a schema without rows")
                continue
            column = TableColumn(table, start.column.column)
            counts = context.facts.dates(column)
            may_be_future = not start.event.of_every_record
            future = 0 if may_be_future else counts.future
            if counts.unreadable or future:
                said = f" and {future:,} lie in the future" if future else ""
                yield Problem(
                    message=f"Of {counts.filled:,} values of {table.name}.{column.column}, which starts the clock {clock_name}, "
                    f"{counts.unreadable:,} cannot be read as a date{said}.",
                    verdict=Verdict.PROVEN,
                    table=table,
                    column=column.column,
                    register=clock_name,
                    count=counts.unreadable + future,
                    rows=RowsWithoutReadableDate(column, may_be_future),
                )


CHECK = Check(
    title="Dates of a clock that are no dates, or lie in the future",
    severity=Severity.MEDIUM,
    law=("GDPR 5(1)(d)", "GDPR 5(1)(e)"),
    run=run,
)
