"""Long texts that are called after what was done with somebody, and by no word for notes: `txt_atendimento` in the visits of a person."""

from __future__ import annotations

from privaudit.declared_type import has_room
from privaudit.detect.candidate import INDICATED, Candidate, Candidates
from privaudit.detect.word_strength import A_TEXT
from privaudit.model.estate import Column
from privaudit.model.rules import Role
from privaudit.model.verdicts import EvidenceKind
from privaudit.names.table_kind import TableContext

_WRITTEN = "user.content.private"
_TEXTS = {Role.VALUE, Role.PREFIX, Role.QUALIFIER}
_ABOUT = {Role.KEY, Role.AUTHOR, Role.DATE, Role.FILE, Role.REFERENCE}

WEIGHT = 0.55
"""To what it lifts the score of a private text."""


def hear_told_text(candidates: Candidates, column: Column, context: TableContext) -> None:
    """Hears a long text in a record of what was done with a known person, whose name says text and the doing: `descripcion_visita`."""
    if not has_room(column.type, A_TEXT) or any(one.score >= INDICATED for one in candidates.values()):
        return
    if not context.names.of_doings or not context.names.of_known_person:
        return
    words = context.names.roles(column)
    done = any(Role.LOG in word.roles for word in words)
    texts = [word for word in words if Role.LOG not in word.roles]
    plain = all((word.roles & _TEXTS or word.category == _WRITTEN) and not word.roles & _ABOUT for word in texts)
    said = any(Role.VALUE in word.roles or word.category == _WRITTEN for word in texts)
    if done and said and plain:
        candidate = candidates.setdefault(_WRITTEN, Candidate(_WRITTEN))
        candidate.add(EvidenceKind.CONTEXT, candidate.lacks(WEIGHT), "it is a text on what was done with the person of the row")
