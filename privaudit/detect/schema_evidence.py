"""What the schema says of a column beside its name and type: its comment, and labels that declare what it holds."""

from __future__ import annotations

import re

from privaudit.declarations import Meaning, what_is_declared, what_is_declared_of_all
from privaudit.declared_type import has_room, is_whole
from privaudit.detect.candidate import UNDETERMINED, Candidate, Candidates
from privaudit.detect.key_evidence import is_chosen
from privaudit.detect.name_evidence import hear_type
from privaudit.model.estate import Column, Table
from privaudit.model.rules import Role, Rulebook, Strength, is_within
from privaudit.model.verdicts import EvidenceKind
from privaudit.names.comments import readings_of
from privaudit.names.naming import Reading
from privaudit.names.table_kind import Kind, TableContext

_COUNTED = re.compile(r"\b(number|count|amount) of ([\w-]+ ){0,3}[\w-]+[^s\W]s\b", re.IGNORECASE)
"""Several of a thing: `number of e-mails`, where `number of the passport` is one."""
_NAME = "user.name"
_A_NAME = 20
"""Characters from which a column has room for names, and not only for keys."""
ANYTHING = "user"
"""The root of the categories: personal data of whatever sort."""

WEIGHTS = {
    "comment": 0.2,
    "comment alone": 0.55,
    "declared": 0.9,
    "declared as not personal": -0.5,
    "guarded": 0.15,
    "table declared": 0.15,
    "table declared as not personal": -0.3,
}
"""What each sign adds to the score; a declaration lifts it to its weight."""


def hear_comment(candidates: Candidates, column: Column, context: TableContext, rulebook: Rulebook) -> None:
    """Hears the comment, where it speaks of a category and does not only count its values."""
    if _COUNTED.search(column.comment):
        return
    for reading in readings_of(column.comment, context.names.names, rulebook):
        category = reading.word.category
        if reading.word.strength is Strength.WEAK or reading.leaves(Role.COUNTER, Role.THING, Role.REFERENCE):
            continue
        said = f"the comment speaks of {rulebook.title_of(category)}"
        if category in candidates:
            # It tells what the column is about, which the name told already; not whose it is.
            agrees = WEIGHTS["comment"] if not context.of_things or reading.of_person else 0.0
            candidates[category].add(EvidenceKind.COMMENT, agrees, said)
        elif (context.of_things and not reading.of_person) or _is_a_key(column, reading, context):
            return
        elif len(reading.left) <= 3:  # noqa: PLR2004 a longer comment speaks of other things too
            candidate = Candidate(category)
            candidate.add(EvidenceKind.COMMENT, WEIGHTS["comment alone"], said)
            hear_type(candidate, column, rulebook)
            candidates[category] = candidate
        return


def _is_a_key(column: Column, reading: Reading, context: TableContext) -> bool:
    """Whether a column is a key by its name, or a whole number of which the comment says so: the `code of the insurance`."""
    speech = context.names.names.speech
    keyed = bool(reading.leaves(Role.KEY)) or any(Role.KEY in speech.roles_of(token) for token in reading.word.tokens)
    return any(Role.KEY in beside.roles for beside in context.names.roles(column)) or (
        keyed and is_whole(column.type) and not is_chosen(reading, context)
    )


def hear_role(candidates: Candidates, column: Column, context: TableContext) -> None:
    """Hears a comment that names a person and nothing else, where the name of a text says nothing: `contactel`, the contact."""
    if candidates or not column.comment or context.kind is not Kind.PERSON or not has_room(column.type, _A_NAME):
        return
    words = context.names.names.roles(column.comment)
    persons = words and all(Role.PERSON in word.roles and not word.roles & {Role.THING, Role.REFERENCE} for word in words)
    silent = not any(word.roles for word in context.names.roles(column))
    if persons and silent and column.name not in context.names.pointing:
        candidate = candidates.setdefault(_NAME, Candidate(_NAME))
        candidate.add(EvidenceKind.COMMENT, WEIGHTS["comment alone"], "the comment says who it is, and texts of that length are names")


def hear_declarations(candidates: Candidates, column: Column, context: TableContext, rulebook: Rulebook) -> None:
    """Hears the labels, tags, masks and marks that declare what the column holds: somebody's word, that proves it."""
    for declaration, meaning in what_is_declared(column, rulebook, context.names.names):
        said = f"{declaration.by} in the schema: {declaration.text}"
        if meaning.personal:
            candidate = _declared(candidates, meaning)
            candidate.proven = True
            candidate.add(EvidenceKind.COMMENT, candidate.lacks(WEIGHTS["declared"]), said)
            continue
        if meaning.personal is None and meaning.category is not None:
            # A sum of money is somebody's or a company's: it is named, and not more.
            candidate = candidates.setdefault(meaning.category, Candidate(meaning.category))
            candidate.add(EvidenceKind.COMMENT, candidate.lacks(UNDETERMINED), said)
            continue
        weight = WEIGHTS["guarded"] if meaning.personal is None else WEIGHTS["declared as not personal"]
        for candidate in candidates.values():
            candidate.add(EvidenceKind.COMMENT, weight, said)


def hear_table(candidates: Candidates, table: Table, context: TableContext, rulebook: Rulebook) -> None:
    """Hears what is declared of the whole table: it tells not which of its columns is meant, so it proves none."""
    for declaration, meaning in what_is_declared_of_all(table, rulebook, context.names.names):
        said = f"{declaration.by} of the table: {declaration.text}"
        weight = WEIGHTS["table declared as not personal" if meaning.personal is False else "table declared"]
        for category, candidate in candidates.items():
            if candidate.score > 0 and (meaning.category is None or is_within(category, meaning.category)):
                candidate.add(EvidenceKind.COMMENT, weight, said)


def _declared(candidates: Candidates, meaning: Meaning) -> Candidate:
    """The candidate that a declaration means: the likeliest of what it names, else what it names itself."""
    branch = meaning.category or ANYTHING
    below = [one for name, one in candidates.items() if is_within(name, branch) and one.score > 0]
    if below:
        return max(below, key=lambda one: one.score)
    return candidates.setdefault(branch, Candidate(branch))
