"""When persons came and went: the dates of sign-ins, sessions and presences, though they are called `date`, `start`, `end`."""

from __future__ import annotations

from privaudit.declared_type import kind_of
from privaudit.detect.candidate import INDICATED, Candidate, Candidates
from privaudit.model.estate import Column
from privaudit.model.rules import Role
from privaudit.model.verdicts import EvidenceKind
from privaudit.names.table_kind import TableContext

_BEHAVIOR = "user.behavior"

WEIGHT = 0.55
"""What the table adds to the score of a date that stands in it."""


def hear_access(candidates: Candidates, column: Column, context: TableContext) -> None:
    """Hears a date of a row that is a person's visit, unless it says that it is about the row itself: `created_at`, `expires`."""
    if not context.of_accesses or any(one.score >= INDICATED for one in candidates.values()):
        return
    words = context.names.roles(column)
    about = any(word.roles & {Role.AUTHOR, Role.KEY} or (Role.COUNTER in word.roles and Role.DATE not in word.roles) for word in words)
    kind = kind_of(column.type)
    dated = kind == "date" or (kind in {"number", ""} and any(Role.DATE in word.roles for word in words))
    if dated and not about:
        candidate = candidates.setdefault(_BEHAVIOR, Candidate(_BEHAVIOR))
        candidate.add(EvidenceKind.CONTEXT, candidate.lacks(WEIGHT), "the rows of the table are when persons came and went")
