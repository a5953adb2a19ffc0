"""What checks ask of the rows and files of stores, and what comes back: counts, days and keys, never other values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from privaudit.model.clock_declarations import Period
from privaudit.model.conditions import Condition
from privaudit.model.estate import Table


@dataclass(frozen=True, slots=True)
class Meant:
    """The rows of a table that a store means."""

    table: Table
    when: Condition | None = None
    """All its columns are of the table; None for all rows."""


@dataclass(frozen=True, slots=True)
class AgedRows:
    """The rows whose date is on or before a cut-off."""

    meant: Meant
    column: str
    cutoff: date


@dataclass(frozen=True, slots=True)
class AgeCounts:
    """How old the rows of a store are."""

    rows: int
    past: int
    """Those on or before the cut-off."""
    oldest: date | None
    """The earliest date of all that are not in the future."""
    newest: date | None
    undated: int
    """Empty, no calendar day, or a day after as_of."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """The columns that tell how long a cookie lives."""

    meant: Meant
    expires: str
    set_at: str | None
    max: Period | None
    """None: it ends with the session, and has no date of expiry."""


@dataclass(frozen=True, slots=True)
class LifetimeCounts:
    """How the cookies of a store stand to what is promised of them."""

    rows: int
    outliving: int
    latest: date | None
    """The latest expiry among those."""
    without_start: int
    """Those that expire, and of which nothing tells whether that is too late: the day on which they were set is not known."""
    unreadable: int
    """Those whose expiry is filled and no calendar day."""


@dataclass(frozen=True, slots=True)
class FilledRows:
    """The rows in which a column is filled."""

    meant: Meant
    column: str


class Told(StrEnum):
    """What the value of a cookie tells of a person."""

    EMAIL = "email"
    """An address, as it stands."""
    ENCODED_EMAIL = "encoded_email"
    """An address, URL-encoded or in base64."""
    ID = "id"
    """An account's id."""
    NUMBER = "number"
    """A short number that is an account's id, and is called so."""
    NAME = "name"
    """The name of a known person."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Columns of one table that hold names of persons: first and last name, or the whole name (`last` is empty)."""

    table: Table
    first: str
    last: str = ""


@dataclass(frozen=True, slots=True)
class CookieValues:
    """The values of cookies, and what they must not hold."""

    meant: Meant
    value: str
    name: str | None
    """The column of the cookies' names."""
    email: str
    """The pattern of an address within a text."""
    ids: tuple[tuple[Table, str], ...] = ()
    """Columns of account ids."""
    names: tuple[KnownNames, ...] = ()


@dataclass(frozen=True, slots=True)
class CookieCounts:
    """How many values tell something of a person; one that tells several things counts for each."""

    rows: int
    """With a value."""
    of: Mapping[Told, int]


@dataclass(frozen=True, slots=True)
class TellingRows:
    """The rows whose cookie tells one of these things."""

    values: CookieValues
    told: frozenset[Told]


@dataclass(frozen=True, slots=True)
class PrivateContacts:
    """A column of e-mail addresses, and one of phone numbers in the same rows."""

    table: Table
    email: str
    phone: str | None = None
    """None: the addresses alone; else the mobile numbers beside an address that is at a consumer provider."""


@dataclass(frozen=True, slots=True)
class PrivateCounts:
    """How many rows hold a private contact."""

    rows: int
    """With an address."""
    private: int


@dataclass(frozen=True, slots=True)
class Closing:
    """What is known of a ticket."""

    closed: bool
    on: date | None
    """The day; None where it is open, or where the day cannot be read."""


StoreRows = AgedRows | Lifetime | FilledRows | TellingRows | PrivateContacts
"""Rows that a finding about a store is about."""


def table_of_store_rows(rows: StoreRows) -> Table:
    """The table that the rows are of."""
    match rows:
        case TellingRows(values, _):
            return values.meant.table
        case PrivateContacts(table):
            return table
        case _:
            return rows.meant.table


class StoreFacts(Protocol):
    """Answers about the rows of stores."""

    def ages(self, meant: Meant, column: str, cutoff: date | None) -> AgeCounts:
        """How old the rows are; None: none can be past."""

    def lifetimes(self, lifetime: Lifetime) -> LifetimeCounts:
        """How many cookies outlive what is promised of them, to the day."""

    def filled(self, rows: FilledRows) -> int:
        """In how many of the rows the column is filled."""

    def telling(self, values: CookieValues) -> CookieCounts:
        """How many cookies hold an address, an id or a name: plain, URL-encoded or in base64."""

    def private_contacts(self, contacts: PrivateContacts) -> PrivateCounts:
        """How many addresses are at consumer providers, or how many mobile numbers stand beside one."""

    def closings(self, table: Table, ticket: str, closed: str, wanted: tuple[str, ...]) -> Mapping[str, Closing]:
        """What is known of the wanted tickets; ids compare by their letters and digits alone.  One without a row is left out."""
