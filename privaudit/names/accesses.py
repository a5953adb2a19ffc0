"""Tables in which each row is a person's visit to a system or a place: sign-ins, sessions, who is online, who is present."""

from __future__ import annotations

from collections.abc import Iterable

from privaudit.declared_type import kind_of
from privaudit.model.rules import Role, Strength, Word
from privaudit.names.table_names import TableNames

_TRACES = (
    "user.account.username",
    "user.authorization.credentials",
    "user.device.ip_address",
    "user.telemetry",
)
"""What a system writes down of a visit."""
_ADDRESS = "user.device.ip_address"
_PROGRAMS = ("user.device", "user.telemetry")
_WRITTEN = "user.content.private"
_BOTH_ENDS = 2
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
    plain = (reading for _, reading in read.best if not reading.unknown)
    said = [reading.word for reading in plain if reading.strength is Strength.STRONG or reading.exact]
    if any(word.category == _OF_ACCOUNTS for word in said) or (_OWN & read.head and Role.LOG not in read.head):
        return False
    traces = {root for root in _TRACES if any(word.category.startswith(root) for word in said)}
    return Role.ACCESS in roles or len(traces) >= _SEVERAL or _lasts(read, said)


def _lasts(read: TableNames, said: Iterable[Word]) -> bool:
    """Whether a row has two dates of its own, a beginning and an end, beside the address and the program of a device, and no text."""
    categories = {word.category for word in said}
    device = _ADDRESS in categories and any(category in _PROGRAMS for category in categories)
    own = (column for column in read.table.columns if kind_of(column.type) == "date")
    dates = [column for column in own if not any(word.roles & {Role.AUTHOR, Role.COUNTER} for word in read.roles(column))]
    return device and _WRITTEN not in categories and len(dates) == _BOTH_ENDS


def _belongs(read: TableNames) -> bool:
    """Whether a column points to a person, or is called after one and nothing else: `user`, `login`."""
    named = (read.roles(column) for column in read.table.columns)
    called = any(words and all(Role.PERSON in word.roles for word in words) for words in named)
    return read.link is not None or called or any(reading.exact and reading.word.category == _LOGIN for _, reading in read.best)
