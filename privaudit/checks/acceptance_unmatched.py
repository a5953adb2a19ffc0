"""Acceptances that no finding needs.

What it finds
    Entries under `accepted` that no finding of the run is about, although their check ran and a table that they name was there.

Why it matters
    What was accepted is gone, or the entry names it wrongly.  Left standing it would silently accept the next breach of the kind,
    and nobody could show that the rule is kept (GDPR Art. 5(2)).

Example
    A table was emptied of its clear-text passwords; the entry that accepted them is still there.

How to resolve
    Remove the entry, or correct its check, its table or its column, so that it says what is still accepted.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.acceptance import concerns, entry_id
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.ownership import fits
from privaudit.model.register import Accepted
from privaudit.model.verdicts import Verdict


def run(context: Context) -> Iterator[Outcome]:
    """One problem per entry."""
    for entry in context.register.accepted:
        if entry.check not in context.ran:
            yield NotChecked(entry_id(entry), f"the check {entry.check} did not run")
        elif not _within_reach(entry, context):
            yield NotChecked(entry_id(entry), f"no table of this run fits {entry.table}")
        elif not any(concerns(entry, finding) for finding in context.findings):
            message = f"No finding of {entry.check} needs the acceptance by {entry.owner}."
            yield Problem(message=message, verdict=Verdict.PROVEN, register=entry_id(entry), place=entry.place)


def _within_reach(entry: Accepted, context: Context) -> bool:
    names = (table.name for table in context.inventory.estate.tables)
    return entry.table is None or context.complete or any(fits(entry.table, name) for name in names)


CHECK = Check(title="Acceptances that no finding needs", severity=Severity.MEDIUM, law=("GDPR 5(2)",), run=run, last=True)
