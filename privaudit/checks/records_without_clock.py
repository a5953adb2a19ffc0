"""Records whose retention clock has no start.

What it finds
    Rows of a table that a clock rules, and for which none of its start events is filled, where the clock names an event that
    every record has from its birth (collection, item_date, last_contact, delivery, request, consent ...).  Where a clock
    names ends alone (contract_end, account_deletion ...), an empty date means that it has not begun, and the row is silent.

Why it matters
    A row without a date is never deleted by a rule about dates: it is kept for ever (GDPR Art. 5(1)(e)).

Example
    120 prospects have neither a date of collection nor one of a last contact.

How to resolve
    Find the dates elsewhere and fill them, or treat the rows as expired.  Make the column mandatory.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.clocks import RuledBy, cutoff, ruled_tables
from privaudit.model.facts import RowsWithoutStart
from privaudit.model.findings import Check, Context, Outcome, Problem, Severity
from privaudit.model.verdicts import Verdict


def run(context: Context) -> Iterator[Outcome]:
    """One problem per table and clock."""
    for by in ruled_tables(context):
        if not isinstance(by, RuledBy):
            yield by
        elif by.clock.of_every_record:
            counts = context.facts.clock(by.ruled, cutoff(by.clock.max, context.as_of))
            if counts.without_start:
                table = by.ruled.table
                columns = ", ".join(str(start.column) for start in by.clock.starts)
                yield Problem(
                    message=f"{counts.without_start:,} of {counts.rows:,} rows of {table.name} have no start for the clock {by.id}: "
                    f"no readable date in {columns}.",
                    verdict=Verdict.PROVEN,
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
