"""Records that are kept longer than declared.

What it finds
    Rows whose clock has run out: the start event plus `max` lies before the day of the audit; the day itself is still inside.
    Of several start events the latest or earliest that is filled counts, as declared.  Rows of other tables of the activity
    follow the row that they point to by foreign keys or `links`.  Every row is looked at, by the calendar: 29 February plus
    one year is 28 February.

Why it matters
    Personal data may be kept no longer than its purpose needs (GDPR Art. 5(1)(e)), and the register states how long that is
    (Art. 30(1)(f)).

Example
    Prospects are kept for three years after the last contact; 42 rows are older, the oldest by 1 year and 2 months.

How to resolve
    Erase or anonymise the rows (`--rows` lists their keys), and find out why the purge did not.  If the law asks for longer,
    declare the longer period.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.clocks import RuledBy, cutoff, overdue, ruled_tables
from privaudit.model.facts import PastRows
from privaudit.model.findings import Check, Context, Outcome, Problem, Severity
from privaudit.model.verdicts import Verdict


def run(context: Context) -> Iterator[Outcome]:
    """One problem per table and clock."""
    for ruled in ruled_tables(context):
        if isinstance(ruled, RuledBy):
            yield from _past(context, ruled)
        else:
            yield ruled


def _past(context: Context, by: RuledBy) -> Iterator[Problem]:
    limit = cutoff(by.clock.max, context.as_of)
    counts = context.facts.clock(by.ruled, limit)
    if limit is None or counts.oldest is None:
        return
    late = overdue(counts.oldest, by.clock.max, context.as_of)
    table = by.ruled.table
    yield Problem(
        message=f"{counts.past:,} of {counts.rows:,} rows of {table.name} are past {by.clock.max.text} after {_events(by)}: "
        f"the oldest starts on {counts.oldest.isoformat()} and is overdue by {late}.",
        verdict=Verdict.PROVEN,
        table=table,
        register=by.id,
        count=counts.past,
        rows=PastRows(by.ruled, limit),
    )


def _events(by: RuledBy) -> str:
    names = [start.event.value for start in by.clock.starts]
    return names[0] if len(names) == 1 else f"the {by.clock.choice.value} of {', '.join(names)}"


CHECK = Check(
    title="Records that are kept longer than declared",
    severity=Severity.HIGH,
    law=("GDPR 5(1)(e)",),
    run=run,
)
