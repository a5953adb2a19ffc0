"""Findings that somebody answers for: which entry of the register accepts a finding."""

from __future__ import annotations

from datetime import date

from privaudit.model.findings import Finding
from privaudit.model.ownership import fits
from privaudit.model.register import Accepted, Register


def accepted_as(finding: Finding, register: Register, as_of: date) -> str | None:
    """Why the finding is accepted on that day, who answers for it and until when; None where it is not."""
    for entry in register.accepted:
        if concerns(entry, finding) and as_of <= entry.until and (entry.max_count is None or (finding.count or 0) <= entry.max_count):
            return f"{entry.reason} ({entry.owner}, until {entry.until.isoformat()})"
    return None


def concerns(entry: Accepted, finding: Finding) -> bool:
    """Whether an entry is about the finding, still in force or not."""
    return (
        entry.check == finding.check
        and (entry.table is None or fits(entry.table, finding.table))
        and (entry.column is None or entry.column.lower() == (finding.column or "").lower())
    )


def entry_id(entry: Accepted) -> str:
    """How a finding about the entry names it."""
    return f"accepted/{entry.check}/{entry.table or '*'}.{entry.column or '*'}"
