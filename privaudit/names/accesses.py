"""Tables in which each row is a person's visit to a system or a place: sign-ins, sessions, who is online, who is present."""

from __future__ import annotations

from privaudit.model.rules import Role, Strength
from privaudit.names.table_names import TableNames

_TRACES = (
    "user.account.username",
    "user.authorization.credentials",
    "user.device.ip_address",
    "user.telemetry",
)
"""What a system writes down of a visit."""
_LOGIN = "user.account.username"
_SEVERAL = 3
"""Kinds of traces that make any log one of visits."""
_OF_ACCOUNTS = "user.authorization.password"
_OWN = {Role.THING, Role.REFERENCE}


def is_of_accesses(read: TableNames) -> bool:
    """Whether rows that point to persons are their visits: by the table's name, or by the traces that a system writes down.

    A table with passwords is one of accounts.
    """
    roles = {role for word in read.words for role in word.roles}
    if Role.LOG not in roles or not _belongs(read):
        return False
    said = [reading.word for _, reading in read.best if reading.strength is Strength.STRONG or reading.exact]
    if any(word.category == _OF_ACCOUNTS for word in said) or (_OWN & read.head and Role.LOG not in read.head):
        return False
    traces = {root for root in _TRACES if any(word.category.startswith(root) for word in said)}
    return Role.ACCESS in roles or len(traces) >= _SEVERAL


def _belongs(read: TableNames) -> bool:
    """Whether a column points to a person, or is called after one and nothing else: `user`, `login`."""
    named = (read.roles(column) for column in read.table.columns)
    called = any(words and all(Role.PERSON in word.roles for word in words) for words in named)
    return read.link is not None or called or any(reading.exact and reading.word.category == _LOGIN for _, reading in read.best)
