"""What a table is about: persons, things, closed lists, or what persons did.  The same word means another thing in each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from privaudit.model.estate import Table
from privaudit.model.rules import Role, Strength
from privaudit.naming import Names

_IDENTITY = (
    "user.name",
    "user.contact.email",
    "user.contact.phone_number",
    "user.demographic.date_of_birth",
    "user.demographic.gender",
    "user.government_id",
    "user.authorization.password",
    "user.account.username",
)
"""Categories that make a table one about persons, where several of them meet."""
_MEETING = 2
_ADDRESS = "user.contact.address"


class Kind(StrEnum):
    """What a table is about."""

    PERSON = "person"
    THING = "thing"
    REFERENCE = "reference"
    LOG = "log"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TableContext:
    """A table as its columns see it."""

    kind: Kind
    reason: str
    """Why it is of that kind, as evidence."""
    words: frozenset[str]
    """The words of its name: in a column's name they say nothing new."""
    address_parts: int
    """How many different parts of a postal address its columns name."""


def table_context(table: Table, names: Names) -> TableContext:
    """The kind of a table, from the words of its name and from the categories that its columns name."""
    label = table.name.rpartition(".")[2]
    roles = names.roles(label)
    identity, addresses = _named_categories(table, names)
    words = frozenset(token for phrase, _ in roles for token in phrase.split())
    kind, reason = _kind(table, dict(roles), identity, addresses)
    return TableContext(kind, reason, words, addresses)


def _named_categories(table: Table, names: Names) -> tuple[frozenset[str], int]:
    identity: set[str] = set()
    addresses: set[str] = set()
    for column in table.columns:
        for reading in names.readings(column.name)[:1]:
            category = reading.word.category
            if reading.leaves(Role.COUNTER, Role.THING, Role.REFERENCE):
                continue
            if category.startswith(_ADDRESS):
                addresses.add(category)
            elif reading.word.strength is Strength.STRONG:
                identity.update(root for root in _IDENTITY if category == root or category.startswith(f"{root}."))
    return frozenset(identity), len(addresses)


def _kind(table: Table, roles: dict[str, frozenset[Role]], identity: frozenset[str], addresses: int) -> tuple[Kind, str]:
    of = {role for found in roles.values() for role in found}
    about_things = bool(of & {Role.THING, Role.REFERENCE, Role.COUNTER})
    log = Kind.LOG, f"the table {table.name} is about what persons did"
    if Role.PERSON in of and not about_things:
        return log if Role.LOG in of else (Kind.PERSON, f"the table {table.name} is named after persons")
    if len(identity) >= _MEETING or (identity and addresses >= _MEETING and not about_things):
        kinds = len(identity) + addresses
        return Kind.PERSON, f"the table {table.name} has {kinds} kinds of columns that identify or locate persons"
    if Role.REFERENCE in of:
        return Kind.REFERENCE, f"the table {table.name} is a list of reference"
    if Role.LOG in of:
        return log
    return (Kind.THING, f"the table {table.name} is about things") if Role.THING in of else (Kind.UNKNOWN, "")
