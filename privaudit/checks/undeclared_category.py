"""Personal data of a category that the register does not declare for this table.

What it finds
    A column, or values inside a column, of a category that the activity which owns the column does not list under `data`.  A
    declared category stands for all below it: `user.name` covers `user.name.first`.

Why it matters
    The register lists the categories of personal data (GDPR Art. 30(1)(c)).  What it does not list was not weighed against
    the purpose (Art. 5(1)(c), minimisation), and nobody was told of it (Art. 13, 14).

Example
    Accounts declare name, e-mail address and company; the export has a column `birth_date` as well.

How to resolve
    Declare the category in the activity if the purpose needs it, else stop collecting and erase it.  A column that was taken
    for something it is not: map it by hand with `{category: none, columns: [...], reason: ...}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.findings import Check, Context, Outcome, Problem, Severity
from privaudit.model.judgement import Breach, Judged, judged


def run(context: Context) -> Iterator[Outcome]:
    """One problem per column and category."""
    for found in judged(context, Breach.UNDECLARED_CATEGORY):
        column = found.column
        yield Problem(
            message=f"{found.holds(context.rulebook)}, {_who(found)}. Evidence: {column.why(found.category)}.",
            verdict=found.verdict,
            table=column.table,
            column=column.column.name,
            category=found.category,
            register=found.owner,
        )


def _who(found: Judged) -> str:
    if not found.owners:
        return "and no activity owns this column of the table"
    return f"which activity {found.owner} does not declare"


CHECK = Check(
    title="Personal data of a category that is not declared",
    severity=Severity.MEDIUM,
    law=("GDPR 30(1)(c)", "GDPR 5(1)(c)"),
    run=run,
)
