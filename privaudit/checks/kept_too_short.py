"""Records that must be kept for a time, and begin later than that.

What it finds
    A table with a clock that has a minimum period (`min`), in which the oldest row is younger than the minimum asks for: on the
    first day of the period there were no rows yet, or they are gone.  That is an indication.  It is proven where `proof` columns
    (the dates of what the rows are a log of) show that something happened inside the period and before the oldest row.

    A log does not get a row every day.  One whose gap at the beginning is no longer than gaps further on is not reported, unless
    `proof` columns speak; a log of few days has no such rhythm.  Columns that a log must have are looked at by
    `mandatory-category-missing`.

Why it matters
    Where a law asks to keep something, to delete it too soon breaks that law (GDPR Art. 6(1)(c)), and nobody can answer later for
    what was done (Art. 5(2)).

Example
    Operations must be logged for one year; the log begins 4 months ago, and 12 dates of content lie before that.

How to resolve
    Lengthen the rotation of the log, and restore what backups still hold.  If there was nothing to log yet, accept the finding
    until the period is full.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from privaudit.model.clocks import RuledBy, clocks, ruled_by
from privaudit.model.cutoffs import first_inside
from privaudit.model.facts import Limit, PastRows, TableColumn
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.verdicts import Verdict

_RHYTHM = 10
"""So many different days tell how long the gaps of a log are."""
_DAY = timedelta(days=1)


def run(context: Context) -> Iterator[Outcome]:
    """One problem per table and clock."""
    for activity, clock in clocks(context):
        if clock.min is None:
            continue
        for by in ruled_by(context, activity, clock):
            if not isinstance(by, RuledBy):
                yield by
            elif not by.archived and any(not start.path for start in by.ruled.starts):
                yield from _begins_late(context, by)


def _begins_late(context: Context, by: RuledBy) -> Iterator[Outcome]:
    first = _first(context, by)
    oldest = context.facts.clock(PastRows(by.ruled, Limit(context.as_of))).oldest
    if first is None or (oldest is not None and oldest <= first):
        return
    earlier = 0
    for outcome in _proof(context, by, first, oldest or context.as_of + _DAY):
        if isinstance(outcome, NotChecked):
            yield outcome
        else:
            earlier += outcome
    if not earlier and oldest is not None and _usual(context, by, first, oldest):
        return
    table = by.ruled.table.name
    begins = "has no rows" if oldest is None else f"begins on {oldest.isoformat()}"
    proof = f", and {earlier:,} dates of what it is a log of lie in between" if earlier else ""
    yield Problem(
        message=f"{table} {begins}, though its rows must be kept for {_length(by)}: since {first.isoformat()}{proof}.",
        verdict=Verdict.PROVEN if earlier else Verdict.INDICATION,
        table=by.ruled.table,
        register=by.id,
    )


def _first(context: Context, by: RuledBy) -> date | None:
    """The day of the oldest rows that must still be there; None where none must."""
    if by.clock.min is None:
        return None
    first = first_inside(by.clock.min, context.as_of, by.clock.waits)
    version = by.ruled.version
    if version is not None and version.since is not None:
        first = max(first, version.since)
    if first > context.as_of or (version is not None and version.until is not None and version.until <= first):
        return None
    return first


def _proof(context: Context, by: RuledBy, first: date, begins: date) -> Iterator[int | NotChecked]:
    """How many dates of each column lie in the period and before the oldest row."""
    for name in by.clock.proof:
        tables = context.inventory.estate.named(name.table)
        if not tables:
            yield NotChecked(by.id, f"table {name.table}, which would prove it, is not in this run")
        for table in tables:
            if not table.has_rows:
                yield NotChecked(f"{by.id} on {name}", f"{table.name} is a schema without rows")
            elif table.column(name.column) is not None and not table.lacks_values_of(name.column):
                yield context.facts.within(TableColumn(table, name.column), first, begins)


def _usual(context: Context, by: RuledBy, first: date, oldest: date) -> bool:
    """Whether the gap before the oldest row is one as there are others."""
    days = context.facts.days(by.ruled, first)
    if len(days) < _RHYTHM:
        return False
    longest = max(later - earlier for earlier, later in pairwise(days))
    return oldest - (first - _DAY) <= longest


def _length(by: RuledBy) -> str:
    return " + ".join(period.text for period in (*by.clock.waits, by.clock.min) if period is not None)


CHECK = Check(
    title="Records that must be kept, and begin too late",
    severity=Severity.HIGH,
    law=("GDPR 6(1)(c)", "GDPR 5(2)"),
    run=run,
)
