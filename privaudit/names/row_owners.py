"""Whose the rows of a table are that points to persons only by way of another: a lab result is of the visit, the visit of the patient."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from privaudit import words
from privaudit.model.estate import Table
from privaudit.model.rules import Role, Tokens

Roles = Mapping[Tokens, frozenset[Role]]
Owners = Mapping[Tokens, bool]
"""Tables whose rows are each of one person, by the words of their names; whether of a patient."""

_STEPS = 3
"""Tables on the way from a row to its person, at most."""


def label_of(table: str, prefix: str = "") -> Tokens:
    """The words of a table's name, without its schema and without the prefix that most tables have."""
    name = table.rpartition(".")[2]
    return words.tokens(name[len(prefix) :] if prefix and name.lower().startswith(prefix) else name)


def owner_of(table: Table, owners: Owners, roles: Roles, prefix: str = "") -> tuple[str, bool] | None:
    """The column that points to a row of one person, and whether that is a patient: `visit_id`, where visits have patients.

    A declared key tells, or a name that is the other table's and that of a key.  None where no column points so.
    """
    own = label_of(table.name, prefix)
    for column, target in _pointers(table, roles, prefix):
        if target in owners and target != own and not is_authors(column, roles):
            return column, owners[target]
    return None


def is_authors(column: str, roles: Roles) -> bool:
    """Whether a key points to who made or changed the row: `maker_uid`."""
    return any(Role.AUTHOR in roles.get((token,), ()) for token in words.tokens(column))


def _pointers(table: Table, roles: Roles, prefix: str) -> Iterator[tuple[str, Tokens]]:
    for key in table.foreign_keys:
        yield key.columns[0], label_of(key.target.table, prefix)
    yield from named_pointers(table, roles)


def named_pointers(table: Table, roles: Roles) -> Iterator[tuple[str, Tokens]]:
    """The columns whose names are that of a table and that of a key, if there is such a table, each with its words."""
    for column in table.columns:
        tokens = words.tokens(column.name)
        target = tuple(token for token in tokens if Role.KEY not in roles.get((token,), ()))
        if 0 < len(target) < len(tokens):
            yield column.name, target


def owners_in(tables: Sequence[Table], direct: Callable[[Table], bool | None], roles: Roles, prefix: str = "") -> Owners:
    """The tables about what persons did or what was done for them, each row of one person.

    `direct` says of a table whether its rows point to persons: True to patients, False to others, None not at all.  What points to
    such a row is of the same person, unless it is a thing or an entry of a list.
    """
    found: dict[Tokens, bool] = {}
    left = [table for table in tables if _may_be_owned(label_of(table.name, prefix), roles)]
    for table in left:
        patient = direct(table)
        if patient is not None:
            found[label_of(table.name, prefix)] = patient
    for _ in range(_STEPS):
        more = {label_of(table.name, prefix): owner_of(table, found, roles, prefix) for table in left}
        new = {label: owner[1] for label, owner in more.items() if owner is not None and label not in found}
        if not new:
            break
        found |= new
    return found


def _may_be_owned(label: Tokens, roles: Roles) -> bool:
    """Whether a table is called neither after things nor after a list, or first of all after what persons do."""
    told = [roles.get((token,), frozenset()) for token in label]
    whole = roles.get(label, frozenset())
    if Role.LOG in whole:
        return True
    return bool(label) and not any(of & {Role.THING, Role.REFERENCE, Role.PERSON} and Role.LOG not in of for of in told)
