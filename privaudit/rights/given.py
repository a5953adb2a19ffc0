"""What the user says of a person, read: `email=jane@example.org`, or the column that tells who it is, `customers.id=17`."""

from __future__ import annotations

from collections.abc import Iterable

from privaudit.errors import UsageError
from privaudit.model.column_name import ColumnName
from privaudit.model.rights import Given


def given_of(text: str) -> Given:
    """What `NAME=VALUE` says of a person.  Raises UsageError, without the value."""
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise UsageError("--subject is no NAME=VALUE", "Write it as email=jane@example.org.")
    return Given(name.strip(), value.strip())


def columns_of(given: Iterable[Given]) -> tuple[ColumnName, ...]:
    """The identifiers that are columns, each once."""
    split = (one.identifier.rpartition(".") for one in given)
    return tuple(dict.fromkeys(ColumnName(table, column) for table, dot, column in split if dot))
