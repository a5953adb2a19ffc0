"""Special categories of personal data without a declared basis of Art. 9(2).

What it finds
    A column of a special category (health, religion, ethnic origin, political opinion, trade-union membership, sex life,
    genetic and biometric data) in a table whose activity names no basis A9-2-a ... A9-2-j.

Why it matters
    Processing special categories is forbidden unless one of the conditions of GDPR Art. 9(2) holds, beside the basis of
    Art. 6.  Without it every other safeguard comes too late.

Example
    The activity `members` has the basis A6-1-b alone, and its table has a column `blood_type`.

How to resolve
    Name the condition that really holds (explicit consent is A9-2-a, employment law A9-2-b ...) in `basis` of the activity, or
    erase the column.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.findings import Check, Context, Outcome, Problem, Severity
from privaudit.model.judgement import Breach, judged


def run(context: Context) -> Iterator[Outcome]:
    """One problem per column and special category."""
    for found in judged(context, Breach.SPECIAL_CATEGORY_WITHOUT_BASIS):
        column = found.column
        who = f"activity {found.owner} names no basis of Art. 9(2)" if found.owner else "no activity owns the column"
        yield Problem(
            message=f"{found.holds(context.rulebook)}, a special category, and {who}. Evidence: {column.why(found.category)}.",
            verdict=found.verdict,
            table=column.table,
            column=column.column.name,
            category=found.category,
            register=found.owner,
        )


CHECK = Check(
    title="Special categories without a basis of Art. 9(2)",
    severity=Severity.CRITICAL,
    law=("GDPR 9(1)", "GDPR 9(2)"),
    run=run,
)
