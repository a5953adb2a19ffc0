"""What is not of a person, though its words or values are of a special category: catalogues, churches, and names of companies."""

from __future__ import annotations

from privaudit.detect.candidate import INDICATED, UNDETERMINED, Candidate, Candidates
from privaudit.detect.value_evidence import SHARE_OF_HEALTH, TEXTS_OF_HEALTH
from privaudit.model.estate import Column
from privaudit.model.profile import ColumnProfile
from privaudit.model.rules import SPECIAL, Role, Rulebook, is_within
from privaudit.model.verdicts import EvidenceKind, Verdict, Within
from privaudit.names.table_kind import Kind, TableContext

OF_NAMES = 0.2
"""The share below which words of health in what something is called are but its name: `Cancer Research`."""
_HEALTH = "user.health_and_medical"
_TEXTS = "user.content"
_TITLE = "user.demographic.gender"
"""The category of a title of courtesy, which the one of a ticket is called as well."""
_IN_DOUBT = (INDICATED + UNDETERMINED) / 2


def doubt_of_things(candidates: Candidates, column: Column, context: TableContext, rulebook: Rulebook) -> None:
    """Leaves undetermined values of a special category beside things or in a list: the religions of churches, the codes of illnesses.

    They are somebody's only where the name says whose, the rows belong to persons, or the schema declares it.
    """
    for category, candidate in candidates.items():
        if rulebook.group_of(category) != SPECIAL or candidate.score < INDICATED or _is_declared(candidate) or not _is_valued(candidate):
            continue
        if context.of_things and context.linked is None and _is_told_of_things(candidate, context):
            _doubt(candidate, f"nothing says whose it is, and {context.reason}")
        elif _is_called_thing(column, context) and not _is_named(candidate):
            _doubt(candidate, "the name is that of a thing")


def speaks_of_health(own: str | None, column: Column, found: ColumnProfile, context: TableContext) -> tuple[Within, ...]:
    """That texts of a column speak of somebody's health: an indication, in texts about persons.

    Not in addresses, in texts about things, nor where a few of them do in what companies, streets or goods are called.
    """
    of_persons = is_within(own, _TEXTS) if own is not None else not context.of_things and not _is_called_thing(column, context)
    if not of_persons or not found.health or found.health < min(TEXTS_OF_HEALTH, SHARE_OF_HEALTH * found.values):
        return ()
    if found.called and found.health < OF_NAMES * found.values:
        return ()
    return (Within(_HEALTH, Verdict.INDICATION, round(found.health / found.values, 4), found.health, special=True),)


def _doubt(candidate: Candidate, said: str) -> None:
    candidate.add(EvidenceKind.CONTEXT, round(_IN_DOUBT - candidate.score, 4), said)


def _is_declared(candidate: Candidate) -> bool:
    return any(one.kind is EvidenceKind.COMMENT and one.weight > 0 for one in candidate.evidence)


def _is_valued(candidate: Candidate) -> bool:
    return any(one.kind is EvidenceKind.VALUE and one.weight > 0 for one in candidate.evidence)


def _is_named(candidate: Candidate) -> bool:
    return any(one.kind is EvidenceKind.NAME for one in candidate.evidence)


def _is_told_of_things(candidate: Candidate, context: TableContext) -> bool:
    """Whether the table spoke against it already, or only its values say what it is."""
    heard = any(one.kind is EvidenceKind.AGAINST and one.text == context.reason for one in candidate.evidence)
    return heard or all(one.kind in {EvidenceKind.VALUE, EvidenceKind.AGAINST} for one in candidate.evidence)


def _is_called_thing(column: Column, context: TableContext) -> bool:
    """Whether a column's name is that of a thing or a company: `product_name`, `supplier`, a `title`; not that of a person or a text."""
    words = context.names.roles(column)
    if context.kind is not Kind.PERSON and len(words) == 1 and words[0].category == _TITLE:
        return Role.REFERENCE in words[0].roles
    other = {Role.PERSON, Role.MIXED, Role.LOG, Role.COUNTER, Role.FILE}
    return any(Role.THING in word.roles for word in words) and not any(
        word.roles & other or is_within(word.category or "", _TEXTS) for word in words
    )
