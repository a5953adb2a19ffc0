"""Records whose retention clock has no start.

What it finds
    Rows of a table that a clock rules, and for which none of its start events is filled, where the clock names an event that
    every record has from its birth (collection, item_date, last_contact, delivery, request, consent ...).  Where a clock
    names ends alone (contract_end, account_deletion ...), an empty date means that it has not begun, and the row is silent, unless
    the clock's `when` holds for it: a closed account without the day on which it was closed.  Rows of which nobody can tell the
    version of the policy (`valid`) are counted under the last version.

Why it matters
    A row without a date is never deleted by a rule about dates: it is kept for ever (GDPR Art. 5(1)(e)).

Example
    120 prospects have neither a date of collection nor one of a last contact.

How to resolve
    Find the dates elsewhere and fill them, or treat the rows as expired.  Make the column mandatory.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.clocks import RuledBy, ruled_tables
from privaudit.model.facts import Limit, PastRows, RowsWithoutStart
from privaudit.model.findings import Check, Context, Outcome, Problem, Severity
from privaudit.model.verdicts import Verdict


def run(context: Context) -> Iterator[Outcome]:
    """One problem per table and clock."""
    for by in ruled_tables(context):
        if not isinstance(by, RuledBy):
            yield by
        elif by.clock.of_every_record or by.clock.when is not None:
            yield from _without(context, by)


def _without(context: Context, by: RuledBy) -> Iterator[Problem]:
    counts = context.facts.clock(PastRows(by.ruled, Limit(None)))
    if not counts.without_start:
        return
    table = by.ruled.table
    columns = ", ".join(str(start.column) for start in by.clock.starts)
    version = by.ruled.version
    collected = f", or in {by.clock.valid.by} for its version" if by.clock.valid and version and version.undated else ""
    yield Problem(
        message=f"{counts.without_start:,} of {counts.rows:,} rows of {table.name} have no start for the clock {by.id}: "
        f"no readable date in {columns}{collected}.",
        verdict=Verdict.PROVEN if by.fields is None else by.fields.verdict,
        table=table,
        register=by.id,
        count=counts.without_start,
        rows=RowsWithoutStart(by.ruled),
    )


CHECK = Check(
    title="Records whose retention clock has no start",
    severity=Severity.MEDIUM,
    law=("GDPR 5(1)(e)",),
    run=run,
)
