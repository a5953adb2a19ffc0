"""A table with personal data that no activity of the register declares.

What it finds
    A table with at least one column that counts as personal (proven or indicated), and that no `where` of any activity
    matches.  It is reported once, with all its categories, instead of each of its columns.

Why it matters
    The register must describe all processing (GDPR Art. 30(1)); a table that it does not know has no declared purpose, no
    basis and no period (Art. 5(1)(b), 5(1)(e)), and is forgotten when somebody asks for access or erasure.

Example
    `event_guests.csv` with names and e-mail addresses, exported once for a fair and kept since.

How to resolve
    Add the table to the `where` of the activity that it belongs to, or declare a new activity; erase it if nobody needs it.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.findings import Check, Context, Outcome, Problem, Severity
from privaudit.model.judgement import Breach, Judged, judged


def run(context: Context) -> Iterator[Outcome]:
    """One problem per table."""
    tables: dict[int, list[Judged]] = {}
    for found in judged(context, Breach.UNDECLARED_TABLE):
        if found.verdict.personal:
            tables.setdefault(id(found.column.table), []).append(found)
    for columns in tables.values():
        table = columns[0].column.table
        categories = tuple(sorted({found.category for found in columns}))
        names = list(dict.fromkeys(found.column.column.name for found in columns))
        yield Problem(
            message=f"No activity declares the table {table.name}, and it holds personal data in {_columns(len(names))}: "
            f"{', '.join(names)}.",
            verdict=min(found.verdict for found in columns),
            table=table,
            categories=categories,
        )


def _columns(number: int) -> str:
    return f"{number} column{'s' if number > 1 else ''}"


CHECK = Check(
    title="A table with personal data that no activity declares",
    severity=Severity.HIGH,
    law=("GDPR 30(1)", "GDPR 5(1)(b)"),
    run=run,
)
