"""Accesses that nobody had approved.

What it finds
    Rows of an access log that have no approval, or one of a later day than the access.  An approval of the same day counts as
    earlier.  Accesses that are yet to come are left out; an approval that is filled and whose day cannot be compared is listed under
    what was not checked.

Why it matters
    A processor acts only on the documented instructions of its client (GDPR Art. 28(3)(a), 29): to open the client's database
    without leave is processing that nobody asked for.

Example
    3 of 410 interventions have no `approved_at`, one was approved two days later.

How to resolve
    Tell the client, find out what was looked at, and have the tool that opens the database ask for the approval first.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.channels import apart, columns_beside, columns_with_rows
from privaudit.model.contacts import AccessCounts, UnapprovedRows
from privaudit.model.facts import TableColumn
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.ownership import tables_of
from privaudit.model.verdicts import Verdict


def run(context: Context) -> Iterator[Outcome]:
    """One problem per activity and log."""
    for activity in context.register.activities:
        access = activity.access
        if access is None or not tables_of(context.register, activity, context.estate):
            continue
        columns, unknown = apart(columns_with_rows(context.estate, access.log, activity.id))
        yield from unknown
        for column in columns:
            lacking = tuple(columns_beside(column, (access.approved,), activity.id, "an approval"))
            yield from lacking or _unapproved(context, column, access.approved.column, activity.id)


def _unapproved(context: Context, at: TableColumn, approved: str, name: str) -> Iterator[Outcome]:
    rows = UnapprovedRows(at, TableColumn(at.table, approved))
    counts = context.facts.accesses(rows)
    if counts.unclear:
        reason = f"{counts.unclear:,} of {counts.accesses:,} accesses have an approval, and nobody can tell whether it was earlier"
        yield NotChecked(f"{name}: {at.table.name}.{approved}", reason)
    number = counts.without + counts.late
    if number:
        yield Problem(
            message=f"{number:,} of {counts.accesses:,} accesses of {at.table.name} have no earlier approval: {_said(counts)}.",
            verdict=Verdict.PROVEN,
            table=at.table,
            column=at.column,
            register=name,
            count=number,
            rows=rows,
        )


def _said(counts: AccessCounts) -> str:
    without = f"{counts.without:,} have none" if counts.without else ""
    late = f"{counts.late:,} were approved later" if counts.late else ""
    return ", ".join(filter(None, (without, late)))


CHECK = Check(
    title="Accesses that nobody had approved",
    severity=Severity.HIGH,
    law=("GDPR 28(3)(a)", "GDPR 29"),
    run=run,
)
