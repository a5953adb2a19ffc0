"""Rows that could not be read.

What it finds
    Rows of a file that do not have the columns of the others, hold bytes that are not of the file's encoding, or open a quote
    that never closes.  Nothing was checked in them.

Why it matters
    An audit vouches only for what it has seen (GDPR Art. 5(2)); a row that is skipped in silence may be the one that matters.

Example
    2 rows of `orders.csv` have more cells than the header: lines 17 and 301.

How to resolve
    Look at the lines named; export the file again with its cells quoted, or say how to read it with `--delimiter` and
    `--encoding`.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.estate import Rejected
from privaudit.model.facts import RejectedRows
from privaudit.model.findings import Check, Context, Outcome, Problem, Severity
from privaudit.model.verdicts import Verdict

_SHOWN = 10
"""Lines named in the message; `--rows` has all of them."""


def run(context: Context) -> Iterator[Outcome]:
    """One problem per table."""
    for table in context.inventory.estate.tables:
        profile = context.inventory.profiles.get((table.source, table.name))
        if profile is None or not profile.rejected:
            continue
        number = len(profile.rejected)
        yield Problem(
            message=f"{number:,} row{'s' if number > 1 else ''} of {table.source} could not be read: {_lines(profile.rejected)}. "
            f"The other {profile.rows:,} were.",
            verdict=Verdict.PROVEN,
            table=table,
            count=number,
            rows=RejectedRows(table),
        )


def _lines(rejected: tuple[Rejected, ...]) -> str:
    named = ", ".join(f"line {row.line} ({row.reason})" for row in rejected[:_SHOWN])
    return named if len(rejected) <= _SHOWN else f"{named} and {len(rejected) - _SHOWN:,} more"


CHECK = Check(
    title="Rows that could not be read",
    severity=Severity.MEDIUM,
    law=("GDPR 5(2)",),
    run=run,
)
