"""The numbers by which persons are known: of a member, of the staff, of a patient, in the rows that are these persons."""

from __future__ import annotations

from collections.abc import Sequence

from privaudit.declared_type import kind_of
from privaudit.detect.candidate import INDICATED, Candidate, Candidates
from privaudit.model.estate import Column
from privaudit.model.rules import Role, is_within_any
from privaudit.model.verdicts import EvidenceKind
from privaudit.names import whose
from privaudit.names.naming import Beside
from privaudit.names.table_kind import Kind, TableContext

_GIVEN = "user.unique_id"
_HEALTH = "user.health_and_medical"
_TRAITS = ("user.name", "user.demographic")
_SEVERAL = 2
"""Kinds of columns that tell who somebody is, from which a row is that person."""
_SHORTEST = 3
"""Letters to which the table's word may be cut short."""
_NAMED_KEY = 3
"""Words of a key that says in which system it is one."""
_A_SYSTEM = 10
"""Letters of a system's name, at most."""

WEIGHT = 0.55
"""What a row that is a person adds to the score of its number."""


def hear_given_number(candidates: Candidates, column: Column, context: TableContext) -> None:
    """Hears the number by which the persons of a table are known: a bare `number` or `code`, or `student_id` as a text that is no key."""
    of_patients = context.topic == _HEALTH and context.linked == column.name
    leads = column == context.names.table.columns[0] and (of_patients or _is_of_persons_themselves(context))
    if (context.kind is not Kind.PERSON and not (of_patients and leads)) or any(one.score >= INDICATED for one in candidates.values()):
        return
    kind = kind_of(column.type)
    if kind not in {"text", "number", ""} or column.name in context.names.pointing:
        return
    words = context.names.roles(column)
    short = {word.text for word in words if _is_table_cut_short(word, context)}
    persons = {word.text for word in words if Role.PERSON in word.roles} | short
    # A file may be called anything: where its name does not say who the rows are, its first column does.
    called = {*context.names.tokens, *(persons if leads else short)} - _done_by_persons(context)
    own = bool(persons) if leads else bool(persons & called) and whose.is_called_after_persons(context.names)
    plain = all(word.roles & {Role.NUMBER, Role.KEY, Role.CODE, Role.PREFIX} or word.text in called for word in words)
    number = any(Role.NUMBER in word.roles or word.category == _GIVEN for word in words)
    number = number or (kind == "text" and any(Role.CODE in word.roles for word in words))
    key = own and kind == "text" and any(Role.KEY in word.roles for word in words)
    if kind == "text" and context.kind is Kind.PERSON and _is_of_another_system(words):
        plain = key = True
    house = context.address_parts > 1 and not any(word.text in called or Role.CODE in word.roles for word in words)
    if plain and not house and (number or key):
        candidate = candidates.setdefault(_GIVEN, Candidate(_GIVEN))
        candidate.add(EvidenceKind.CONTEXT, candidate.lacks(WEIGHT), "it is the number of a row that is a person")


def _is_table_cut_short(word: Beside, context: TableContext) -> bool:
    """Whether a word that nobody knows is the beginning of the table's, which is one for persons: `medl_nr` of `medlemmer`."""
    unheard = not word.roles and not word.category and len(word.text) >= _SHORTEST
    persons = context.names.words if unheard and whose.is_called_after_persons(context.names) else ()
    return any(Role.PERSON in table.roles and table.text.startswith(word.text) for table in persons)


def _is_of_another_system(words: Sequence[Beside]) -> bool:
    """Whether a key is the one that another system gave the person, whose short name stands before: `crm_customer_id`."""
    if len(words) != _NAMED_KEY:
        return False
    system, person, key = words
    unheard = not system.roles and not system.category and system.text.isalpha() and len(system.text) <= _A_SYSTEM
    return unheard and Role.PERSON in person.roles and person.roles <= {Role.PERSON, Role.QUALIFIER} and Role.KEY in key.roles


def _done_by_persons(context: TableContext) -> set[str]:
    """The words of the table's name for what persons do: the number of an order is not that of who ordered."""
    return {word.text for word in context.names.words if Role.LOG in word.roles and Role.PERSON not in word.roles}


def _is_of_persons_themselves(context: TableContext) -> bool:
    """Whether each row is another person: the table is not called after what one has several of, or its columns tell who they are."""
    names = context.names
    of_theirs = any(word.category is not None and Role.PERSON not in word.roles for word in names.words)
    traits = {reading.word.category for _, reading in names.best if is_within_any(reading.word.category, _TRAITS)}
    return not of_theirs or len(traits) >= _SEVERAL
