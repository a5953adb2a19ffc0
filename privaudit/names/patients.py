"""Which persons of a schema are patients, and who cares for them: `person` is one where visits, drugs and diagnoses point to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from privaudit import words
from privaudit.model.estate import Table
from privaudit.model.rules import Role, Strength, Tokens, Word
from privaudit.names.naming import Reading
from privaudit.names.row_owners import Roles, label_of

_OF_CARE = ("user.health_and_medical", "user.health_and_medical.prescription", "user.biometric.health")
_RECORD_NUMBER = "user.health_and_medical.record_id"
_SEVERAL = 3
"""Tables about health that point to the same word for persons, from which those are patients."""


def carers_in(tables: Sequence[Table], roles: Roles, prefix: str) -> Roles:
    """The words for those who care for patients, as persons, if a table is one of patients; else nothing."""
    if not _names_patients(tables, roles, prefix):
        return {}
    return {phrase: of - {Role.COUNTER} | {Role.PERSON} for phrase, of in roles.items() if Role.CARER in of}


def subjects_in(tables: Sequence[Table], said: Mapping[Tokens, Word], roles: Roles, prefix: str) -> Roles:
    """The words for persons to whom several tables about health point, as patients: `person_id` of drugs, visits, diagnoses.

    Nothing where a table is one of patients: there the others are those who care for them.
    """
    pointed: Counter[str] = Counter()
    if _names_patients(tables, roles, prefix):
        return {}
    for table in tables:
        label = label_of(table.name, prefix)
        if any(said[token,].category in _OF_CARE for token in label if (token,) in said):
            pointed.update({token for column in table.columns for token in _persons(words.tokens(column.name), roles)})
    return {(token,): roles[token,] | {Role.PATIENT} for token, count in pointed.items() if count >= _SEVERAL}


def _names_patients(tables: Sequence[Table], roles: Roles, prefix: str) -> bool:
    labels = (label_of(table.name, prefix) for table in tables)
    return any({Role.PATIENT, Role.PERSON} <= roles.get(label[-1:], frozenset()) for label in labels)


def _persons(name: Tokens, roles: Roles) -> Tokens:
    """The words for persons in a name that is a key; those who treat and those who write are not meant."""
    of = [roles.get((token,), frozenset()) for token in name]
    if not any(Role.KEY in one for one in of) or any(Role.AUTHOR in one or Role.CARER in one for one in of):
        return ()
    return tuple(token for token, one in zip(name, of, strict=True) if Role.PERSON in one)


def is_record_number(reading: Reading) -> bool:
    """Whether a column is the number by which a hospital knows a patient: `mrn`, `patnr`."""
    return reading.exact and reading.strength is Strength.STRONG and reading.word.category == _RECORD_NUMBER
