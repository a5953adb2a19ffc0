"""Data that is still there though its deletion was asked for.

What it finds
    Rows past a clock whose first event is `deletion_request`: the day of the request, plus the periods that pass first (`after`),
    plus `max`, lies before the day of the audit; the day itself is still inside.  With `everywhere` the person must be gone from
    every table of the run but those named: rows are found by the e-mail address, phone number or other identifier of the request,
    compared as the same contact, and by the foreign keys and `links` that lead to such a row.  Rows that another clock still keeps
    (`except`) are no breach.

Why it matters
    Who asks for deletion has a right to it without undue delay (GDPR Art. 17(1)); the controller answers within one month
    (Art. 12(3)).

Example
    Ten persons asked to be deleted more than 60 days ago; 3 rows of `prospects` are still about them.

How to resolve
    Erase the rows (`--rows` lists their keys).  What a law asks to keep, declare as a clock of its own and name it under `except`.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.checks._overdue import overdue_under
from privaudit.model.clocks import Overdue
from privaudit.model.findings import Check, Context, Outcome, Severity


def run(context: Context) -> Iterator[Outcome]:
    """One problem per table and clock."""
    yield from overdue_under(context, Overdue.DELETION_REQUEST)


CHECK = Check(
    title="Data that is still there though its deletion was asked for",
    severity=Severity.HIGH,
    law=("GDPR 17(1)", "GDPR 12(3)"),
    run=run,
)
