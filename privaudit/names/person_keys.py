"""Which columns point to persons by their name alone: those called as the keys of tables that are named after persons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from privaudit import words
from privaudit.declared_type import kind_of
from privaudit.model.estate import Table
from privaudit.model.rules import Role, Tokens
from privaudit.names.row_owners import Roles

_SHORT_KEY = re.compile("[a-z]{1,4}id|([a-z]{2,4})_id", re.IGNORECASE)
"""A name that can only be that of a key, where none is declared."""

_OF_RECORDS = frozenset({Role.PATIENT, Role.PUPIL, Role.CONVICT})
"""Roles of persons of whom records are kept that others have not."""


def keys_in(tables: Sequence[Table], roles: Roles) -> dict[str, frozenset[Role]]:
    """The columns, in lower case, whose name tells them from other keys: `pid`, not `id`; and whether to a patient, a pupil, a convict.

    Not what most tables call their own key, of persons and of things alike.
    """
    found: dict[str, frozenset[Role]] = {}
    among = Counter(column.name.lower() for table in tables for column in table.columns)
    numbers = {column.name.lower() for table in tables for column in table.columns if kind_of(column.type) == "number"}
    taken = Counter(key.lower() for table in tables for key in table.primary_key)
    persons = [table for table in tables if _is_of_persons(_label(table), roles)]
    own, theirs = _own_keys(tables), _own_keys(persons)
    for table in persons:
        label = _label(table)
        name = table.name.rpartition(".")[2].lower()
        who = _OF_RECORDS & frozenset().union(*(roles.get((token,), frozenset()) for token in label))
        declared = table.primary_key if len(table.primary_key) == 1 else ()
        short = (column.name for column in table.columns if _is_short(column.name, name) and not taken[column.name.lower()])
        for key in map(str.lower, (*declared, *short)):
            tells = not all(Role.KEY in roles.get((token,), ()) for token in words.tokens(key))
            if tells and among[key] > 1 and own[key] <= 2 * theirs[key]:
                found[key] = found.get(key, frozenset()) | who
        if len(label) == 1 and name in numbers:
            found[name] = who
    return found


def _is_short(column: str, table: str) -> bool:
    """Whether a name can only be that of the table's key: `sid`, or `pat_id`, which is short for `patients`."""
    found = _SHORT_KEY.fullmatch(column)
    return found is not None and (found[1] is None or table.startswith(found[1].lower()))


def _label(table: Table) -> Tokens:
    return words.tokens(table.name.rpartition(".")[2])


def _own_keys(tables: Iterable[Table]) -> Counter[str]:
    """How many tables have a key of one column of each name."""
    return Counter(table.primary_key[0].lower() for table in tables if len(table.primary_key) == 1)


def _is_of_persons(label: Tokens, roles: Roles) -> bool:
    """Whether a table is named after persons, and after neither things nor a list."""
    told = [roles.get((token,), frozenset()) for token in label]
    return any(Role.PERSON in of for of in told) and not any(of & {Role.THING, Role.REFERENCE} for of in told)
