"""Personal data that the organisation says it never collects.

What it finds
    A column, or values inside a column, of a category that `never_collected` of the register denies: by name or by value, in
    any table of the run, unless the denial's `where` narrows it.  The group `special` stands for all of GDPR Art. 9,
    `criminal` for Art. 10.

Why it matters
    A denial is a public promise.  Data held against it is neither transparent (GDPR Art. 5(1)(a)) nor limited to what is
    necessary (Art. 5(1)(c)); of special categories it is forbidden unless one of the exceptions of Art. 9(2) holds.

Example
    The policy says that no sensitive data is collected; the table of support requests has a column `disability`.

How to resolve
    Find out why the column is there.  Erase it and stop collecting, or, where it is needed, change the promise, declare the
    category in its activity and name the basis.  A column that was taken for something it is not: map it by hand with
    `{category: none, columns: [...], reason: ...}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.findings import Check, Context, Outcome, Problem, Severity
from privaudit.model.judgement import Breach, judged
from privaudit.model.rules import CRIMINAL, SPECIAL

_LAW = {SPECIAL: ("GDPR 9(1)",), CRIMINAL: ("GDPR 10",)}


def run(context: Context) -> Iterator[Outcome]:
    """One problem per column and denied category."""
    for found in judged(context, Breach.DENIED_CATEGORY):
        denial = found.denial
        if denial is None:
            continue
        column = found.column
        yield Problem(
            message=f"{found.holds(context.rulebook)}, and the register says that "
            f"{denial.category} is never collected. Evidence: {column.why(found.category)}.",
            verdict=found.verdict,
            table=column.table,
            column=column.column.name,
            category=found.category,
            register=f"never_collected/{denial.category}",
            law=_LAW.get(context.rulebook.group_of(found.category) or "", ()),
        )


CHECK = Check(
    title="Personal data that is declared as never collected",
    severity=Severity.CRITICAL,
    law=("GDPR 5(1)(a)", "GDPR 5(1)(c)"),
    run=run,
)
