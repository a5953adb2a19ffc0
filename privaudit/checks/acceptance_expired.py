"""Acceptances of findings whose time is over.

What it finds
    Entries under `accepted` whose `until` lies before the day of the audit.  The day itself still counts.

Why it matters
    Somebody answered for a breach until that day.  Since then nobody does, and what was accepted counts again (GDPR Art. 5(2)).

Example
    Clear-text passwords of a table that was to be migrated by March are still accepted in June.

How to resolve
    End the breach and remove the entry, or have its owner decide anew, with a new date and reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.acceptance import entry_id
from privaudit.model.findings import Check, Outcome, Problem, RegisterContext, Severity
from privaudit.model.verdicts import Verdict


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One problem per entry."""
    for entry in context.register.accepted:
        if entry.until < context.as_of:
            message = f"{entry.check} was accepted until {entry.until.isoformat()} by {entry.owner}: {entry.reason}."
            yield Problem(message=message, verdict=Verdict.PROVEN, register=entry_id(entry), place=entry.place)


CHECK = Check(title="Acceptances whose time is over", severity=Severity.MEDIUM, law=("GDPR 5(2)",), run=run, lint=run)
