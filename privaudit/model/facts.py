"""The questions that checks ask of rows, and what comes back: counts, dates and keys, never other values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from privaudit.model.contacts import ContactFacts, ContactRows, table_of_contacts
from privaudit.model.estate import Table
from privaudit.model.ruled import (
    AllTold,
    AnyTold,
    AskedBy,
    ClockCounts,
    DatedBy,
    Keeping,
    Limit,
    PastRows,
    RowCondition,
    RowsWithoutStart,
    Ruled,
    Standing,
    TableColumn,
    Telling,
    Told,
    Version,
)
from privaudit.model.rules import Pattern
from privaudit.model.store_facts import (
    AgedRows,
    FilledRows,
    Lifetime,
    PrivateContacts,
    StoreFacts,
    StoreRows,
    TellingRows,
    table_of_store_rows,
)

__all__ = [
    "AllTold",
    "AnyTold",
    "AskedBy",
    "ClockCounts",
    "DatedBy",
    "Keeping",
    "Limit",
    "PastRows",
    "RowCondition",
    "RowsWithoutStart",
    "Ruled",
    "Standing",
    "TableColumn",
    "Telling",
    "Told",
    "Version",
]
"""What stands in other modules and is part of the questions too."""


@dataclass(frozen=True, slots=True)
class DateCounts:
    """How the dates of a column read."""

    filled: int
    unreadable: int
    """Filled, but no calendar day."""
    future: int
    """After as_of."""


@dataclass(frozen=True, slots=True)
class FormCounts:
    """How the values of a column share out among forms."""

    values: int
    """Those that are not empty."""
    by_form: tuple[int, ...]
    """For each form, in order; a value counts under the first that it is of."""
    other: int
    """Of none of them."""
    distinct_other: int


@dataclass(frozen=True, slots=True)
class NumberCounts:
    """How many values of a column are a number with a check digit, or hold one within a text."""

    values: int
    """Those that are not empty."""
    found: int
    """Those with a number that passes."""
    numbers: int
    """Distinct numbers of the form; one that stands both alone and in a text counts twice."""
    valid: int
    """... that pass the check."""


@dataclass(frozen=True, slots=True)
class BlankCounts:
    """How many rows of a table have nothing in any of some columns."""

    rows: int
    blank: int


@dataclass(frozen=True, slots=True)
class RowsWithoutReadableDate:
    """The rows of a table whose date is filled but unreadable or, where it cannot lie in the future, in the future."""

    column: TableColumn
    may_be_future: bool = False
    of: Ruled | None = None
    """The rows that a clock rules; None for all."""


@dataclass(frozen=True, slots=True)
class RejectedRows:
    """The rows of a table that could not be read."""

    table: Table


@dataclass(frozen=True, slots=True)
class RowsOfForms:
    """The rows whose value is of one of the wanted forms: places in `forms`, of which a value has the first; their number means none."""

    column: TableColumn
    forms: tuple[str, ...]
    """Patterns of whole values."""
    wanted: frozenset[int]


@dataclass(frozen=True, slots=True)
class RowsWithNumber:
    """The rows whose value is, or holds, a number of the form that passes its check and is none of the `tests`."""

    column: TableColumn
    form: Pattern
    tests: tuple[str, ...]
    """Patterns of numbers that nobody has."""


@dataclass(frozen=True, slots=True)
class BlankRows:
    """The rows that have nothing in any of the columns."""

    table: Table
    columns: tuple[str, ...]


Rows = (
    PastRows
    | RowsWithoutStart
    | RowsWithoutReadableDate
    | RejectedRows
    | RowsOfForms
    | RowsWithNumber
    | BlankRows
    | ContactRows
    | StoreRows
)
"""Rows that a finding is about: whoever acts on it can have their keys."""


@dataclass(frozen=True, slots=True)
class RowKey:
    """What tells a row from the others of its table: its primary key, or the line of its file."""

    columns: tuple[str, ...] | None
    """The columns of the primary key; None where `values` holds the line, or None of a row that a server holds and nothing names."""
    values: tuple[str | int | None, ...]


def table_of(rows: Rows) -> Table:
    """The table that the rows are of."""
    match rows:
        case PastRows(ruled) | RowsWithoutStart(ruled):
            return ruled.table
        case RowsWithoutReadableDate(column) | RowsOfForms(column, _, _) | RowsWithNumber(column, _, _):
            return column.table
        case RejectedRows(table) | BlankRows(table, _):
            return table
        case AgedRows() | Lifetime() | FilledRows() | TellingRows() | PrivateContacts():
            return table_of_store_rows(rows)
        case _:
            return table_of_contacts(rows)


class Facts(ContactFacts, StoreFacts, Protocol):
    """Answers questions about rows where the rows are."""

    @property
    def as_of(self) -> date:
        """The day for which the audit holds."""

    def dates(self, column: TableColumn, of: Ruled | None = None) -> DateCounts:
        """How the dates of a column read, in all rows of its table or in those that a clock rules."""

    def clock(self, rows: PastRows) -> ClockCounts:
        """How the rows of a ruled table stand to a limit."""

    def days(self, ruled: Ruled, since: date) -> tuple[date, ...]:
        """The days on which clocks of a ruled table start, from one day on; each once, the earliest first."""

    def within(self, column: TableColumn, since: date, before: date) -> int:
        """How many dates of a column lie from one day on and before another."""

    def forms(self, column: TableColumn, forms: tuple[str, ...]) -> FormCounts:
        """How the values share out among forms, each a pattern of the whole trimmed value."""

    def numbers(self, rows: RowsWithNumber) -> NumberCounts:
        """How many values are a number with a check digit, or hold one: each candidate is held against its check."""

    def blank(self, rows: BlankRows) -> BlankCounts:
        """How many rows have nothing in any of the columns."""

    def keys(self, rows: Rows, personal: frozenset[str]) -> Iterator[RowKey]:
        """The keys of the rows.  A primary key with one of the `personal` columns (lower case) gives way to the line."""
