"""Tables whose word alone does not say that they are of persons: files of patients, parties to a contract."""

from __future__ import annotations

from privaudit.model.rules import Role
from privaudit.names.named_columns import Named
from privaudit.names.table_names import TableNames

_FILES = ("user.content", "user.content.self_image")
_NAME = "user.name"
_MEETING = 2
"""Ways by which somebody is reached, paid or told from others, that make a party one of persons, if it has a name."""
_MANY = 3
"""... and without."""


def is_of_files(read: TableNames) -> bool:
    """Whether a table is called after files and after persons, and after no kind of either: `employee_documents`.

    Or after files alone, where a column points to those who are more than users of the system.
    """
    named = any(reading.word.category in _FILES for reading in read.names.readings(read.label))
    files = named or any(Role.FILE in word.roles for word in read.words)
    alone = all(word.roles & {Role.FILE, Role.QUALIFIER, Role.PREFIX} for word in read.words)
    theirs = read.of_persons or (alone and read.of_known_person)
    return files and theirs and not any(word.roles & {Role.REFERENCE, Role.COUNTER} for word in read.words)


def is_of_parties(named: Named) -> bool:
    """Whether the columns are those by which persons and organisations are reached or paid, and not those of any thing."""
    reached = len(named.contact - {_NAME}) + bool(named.addresses) + bool(named.accounts) + bool(named.alone)
    return reached >= _MEETING and (_NAME in named.contact or bool(named.alone) or reached >= _MANY)
