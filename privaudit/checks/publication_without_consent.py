"""What is published without consent, or still is after its withdrawal.

What it finds
    Rows of an activity's `publication` that are published, by a flag or by a date that has come, while the consent is empty, says no
    or is dated in the future; and those whose consent was withdrawn, from the day of the withdrawal on, unless a consent is dated
    after it.  What is neither a date nor a plain yes or no counts as not published, or as consent, and is listed under what was not
    checked.

Why it matters
    A testimonial shows a person to everyone: that needs consent (GDPR Art. 6(1)(a)) that can be shown (Art. 7(1)) and withdrawn as
    easily as it was given (Art. 7(3)).

Example
    Two of 40 published testimonials have no date of consent, one more was withdrawn in March.

How to resolve
    Take them down, ask for consent before they go up again, and let the site show only rows whose consent holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.channels import apart, columns_beside, columns_with_rows
from privaudit.model.contacts import PublishedCounts, PublishedRows
from privaudit.model.facts import TableColumn
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.ownership import tables_of
from privaudit.model.register import Publication
from privaudit.model.verdicts import Verdict


def run(context: Context) -> Iterator[Outcome]:
    """One problem per activity and table."""
    for activity in context.register.activities:
        publication = activity.publication
        if publication is None or not tables_of(context.register, activity, context.estate):
            continue
        name = f"{activity.id}/publication"
        columns, unknown = apart(columns_with_rows(context.estate, publication.published, name))
        yield from unknown
        for column in columns:
            lacking = tuple(columns_beside(column, (publication.consent, publication.withdrawn), name, "a consent"))
            yield from lacking or _published(context, publication, column, name)


def _published(context: Context, publication: Publication, column: TableColumn, name: str) -> Iterator[Outcome]:
    table = column.table
    withdrawn = None if publication.withdrawn is None else TableColumn(table, publication.withdrawn.column)
    rows = PublishedRows(column, TableColumn(table, publication.consent.column), withdrawn)
    for one, taken in ((rows.published, "not published"), (rows.consent, "consent")):
        unclear = context.facts.said(one)
        if unclear.unclear:
            reason = f"{unclear.unclear:,} of {unclear.filled:,} values are neither a date nor a plain yes or no: taken for {taken}"
            yield NotChecked(f"{name}: {table.name}.{one.column}", reason)
    counts = context.facts.published(rows)
    number = counts.without + counts.withdrawn
    if number:
        yield Problem(
            message=f"{number:,} of {counts.published:,} published rows of {table.name} have no consent that holds: {_said(counts)}.",
            verdict=Verdict.PROVEN,
            table=table,
            column=column.column,
            register=name,
            count=number,
            rows=rows,
        )


def _said(counts: PublishedCounts) -> str:
    without = f"{counts.without:,} never had it" if counts.without else ""
    withdrawn = f"{counts.withdrawn:,} after its withdrawal" if counts.withdrawn else ""
    return ", ".join(filter(None, (without, withdrawn)))


CHECK = Check(
    title="Published without consent",
    severity=Severity.HIGH,
    law=("GDPR 6(1)(a)", "GDPR 7(1)", "GDPR 7(3)"),
    run=run,
)
