"""National identification numbers where no activity declares them.

What it finds
    A column, or values inside a column, that holds national identification numbers (the French NIR, a social security or citizen's
    number of any country), and whose activity does not list them under `data`; whatever other activities declare.

Why it matters
    Each country says under which conditions its national number may be processed (GDPR Art. 87).  In France only the
    controllers and purposes that a decree lists may use the NIR (Law 78-17 Art. 30, Decree 2019-341).  The number joins files
    that were meant to stay apart.

Example
    Payroll declares the number and may; the table of the customer desk has a column `num_secu` that nobody declared.

How to resolve
    Find the law that allows the number for this purpose.  If there is one, declare
    `user.government_id.national_identification_number` in the activity and note the law; else stop asking for it and erase it, with its
    copies.  A column that was taken for something it is not: map it by hand with `{category: none, columns: [...], reason: ...}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.findings import Check, Context, Outcome, Problem, Severity
from privaudit.model.judgement import Breach, judged

_LAW = {"FR": ("Law 78-17 Art. 30", "Decree 2019-341")}
"""What a country asks beside Art. 87, by the country of the organisation."""


def run(context: Context) -> Iterator[Outcome]:
    """One problem per column."""
    for found in judged(context, Breach.NATIONAL_ID_UNDECLARED):
        column = found.column
        who = f"which activity {found.owner} does not declare" if found.owners else "and no activity owns this column of the table"
        yield Problem(
            message=f"{found.holds(context.rulebook)}, {who}. Evidence: {column.why(found.category)}.",
            verdict=found.verdict,
            table=column.table,
            column=column.column.name,
            category=found.category,
            register=found.owner,
            law=_LAW.get(context.register.organisation.country, ()),
        )


CHECK = Check(
    title="National identification numbers that are not declared",
    severity=Severity.HIGH,
    law=("GDPR 87", "GDPR 30(1)(c)"),
    run=run,
)
