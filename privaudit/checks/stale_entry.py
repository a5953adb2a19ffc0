"""A category that the register declares and that is found nowhere.

What it finds
    A category under `data` of an activity of which no column of the activity's tables holds anything, neither by name nor by
    value.  Only activities with at least one table in the run are judged; with `--complete` all are.  A mandatory category of an
    activity with tables is for `mandatory-category-missing`.

Why it matters
    A register that lists what is no longer there misleads whoever answers a request for access, and makes the reader doubt
    the rest (GDPR Art. 5(2), 30).

Example
    Accounts declare a fax number; the column was dropped two releases ago.

How to resolve
    Remove the entry.  If the data is there under a name that says nothing, map the column by hand:
    `{category: ..., columns: [table.column]}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.estate import Table
from privaudit.model.findings import Check, Context, Missing, NotChecked, Outcome, Problem, Severity
from privaudit.model.ownership import covers, owners, tables_of
from privaudit.model.register import NO_CATEGORY, Activity, Declared
from privaudit.model.verdicts import Verdict


def run(context: Context) -> Iterator[Outcome]:
    """One problem per activity and category; a mapped column that its table lacks is missing."""
    for activity in context.register.activities:
        tables = tables_of(context.register, activity, context.inventory.estate)
        if not tables and not context.complete:
            continue
        found = {category for table in tables for category in _found(context, activity, table)}
        for declared in activity.data:
            yield from _missing(context, declared)
            if declared.category == NO_CATEGORY or (declared.mandatory and tables):
                continue
            if any(covers(declared.category, category, context.rulebook) for category in found):
                continue
            if unseen := [table.name for table in tables if table.narrowed]:
                yield NotChecked(f"{activity.id}: {declared.category}", f"the login may not see all columns of {', '.join(unseen)}")
                continue
            yield Problem(
                message=f"Activity {activity.id} declares {declared.category}, and no column of its tables in this run holds it.",
                verdict=Verdict.INDICATION,
                category=declared.category,
                register=activity.id,
                place=declared.place,
            )


def _found(context: Context, activity: Activity, table: Table) -> Iterator[str]:
    """The categories in the columns of a table that an activity owns."""
    for verdict in context.inventory.of(table):
        if activity in owners(context.register, table, verdict.column.name):
            yield from (category for category, _ in verdict.found)


def _missing(context: Context, declared: Declared) -> Iterator[Missing]:
    for name in declared.columns:
        for table in context.inventory.estate.named(name.table):
            if table.column(name.column) is None:
                yield Missing(str(name), f"the register maps this column ({declared.category}), and {table.name} does not have it")


CHECK = Check(
    title="A declared category that is found nowhere",
    severity=Severity.LOW,
    law=("GDPR 30(1)", "GDPR 5(2)"),
    run=run,
)
