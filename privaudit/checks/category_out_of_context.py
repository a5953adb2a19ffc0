"""Personal data of a category that belongs to another activity than the one that holds it.

What it finds
    A column, or values inside a column, of a category that the activity which owns the column does not list under `data`, though
    another activity of the register does.  An activity that declares `user` as a whole gives no category a context.

Why it matters
    What is collected for one purpose may not be used for another that is not compatible with it (GDPR Art. 5(1)(b)), and each
    purpose gets only what it needs (Art. 5(1)(c)).  A copy in the wrong place also outlives the period of the right one.

Example
    Postal addresses are declared for prospecting; the table of the contact form, which belongs to another activity, holds them too.

How to resolve
    Erase the column where it does not belong, or link to the table that may hold it.  If this activity needs the category, declare
    it there, with the purpose.  A column that was taken for something it is not: map it by hand with
    `{category: none, columns: [...], reason: ...}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.findings import Check, Context, Outcome, Problem, Severity
from privaudit.model.judgement import Breach, judged


def run(context: Context) -> Iterator[Outcome]:
    """One problem per column and category."""
    for found in judged(context, Breach.CATEGORY_OUT_OF_CONTEXT):
        column = found.column
        yield Problem(
            message=f"{found.holds(context.rulebook)}, which activity {found.owner} does "
            f"not declare, and {_named(found.elsewhere)}. Evidence: {column.why(found.category)}.",
            verdict=found.verdict,
            table=column.table,
            column=column.column.name,
            category=found.category,
            register=found.owner,
        )


def _named(activities: tuple[str, ...]) -> str:
    return f"{', '.join(activities)} {'does' if len(activities) == 1 else 'do'}"


CHECK = Check(
    title="Personal data of a category that is declared for another activity",
    severity=Severity.MEDIUM,
    law=("GDPR 5(1)(b)", "GDPR 5(1)(c)"),
    run=run,
)
