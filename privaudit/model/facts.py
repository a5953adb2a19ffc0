"""The questions that checks ask of rows, and what comes back: counts, dates and keys, never other values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from privaudit.model.estate import Table
from privaudit.model.register import Choice, Event, OptOut
from privaudit.model.rules import Pattern
from privaudit.model.ties import Path


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table of the run."""

    table: Table
    column: str


@dataclass(frozen=True, slots=True)
class DatedBy:
    """One start event as a row of a ruled table reaches it."""

    event: Event
    column: TableColumn
    path: Path
    """From the ruled table to the one that holds the column; empty where that is the same."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table whose rows a clock rules, and how each row finds its start."""

    table: Table
    starts: tuple[DatedBy, ...]
    choice: Choice


@dataclass(frozen=True, slots=True)
class ClockCounts:
    """How the rows of a ruled table stand to a cut-off."""

    rows: int
    past: int
    """Rows whose start is on or before the cut-off."""
    oldest: date | None
    """The earliest start among the rows that are past."""
    without_start: int


@dataclass(frozen=True, slots=True)
class DateCounts:
    """How the dates of a column read."""

    filled: int
    unreadable: int
    """Filled, but no calendar day."""
    future: int
    """After as_of."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One declared opt-out, with the columns of the run that hold it."""

    opt_out: OptOut
    contact: TableColumn | None
    """Whose wish it is; None where it stands in the row of the contact."""
    flag: TableColumn | None = None
    date: TableColumn | None = None


@dataclass(frozen=True, slots=True)
class FlagCounts:
    """How the values of a flag read."""

    filled: int
    unclear: int
    """Neither what the register says that the flag means, nor a plain yes or no."""


@dataclass(frozen=True, slots=True)
class OptOutCounts:
    """How many rows of a marketing export are contacts who opted out."""

    rows: int
    opted_out: int
    by_wish: tuple[int, ...]
    """For each wish, in order; a contact may have said so more than once."""


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
class PastRows:
    """The rows of a ruled table whose start is on or before the cut-off."""

    ruled: Ruled
    cutoff: date


@dataclass(frozen=True, slots=True)
class RowsWithoutStart:
    """The rows of a ruled table that no start event dates."""

    ruled: Ruled


@dataclass(frozen=True, slots=True)
class RowsWithoutReadableDate:
    """The rows of a table whose date is filled but unreadable or, where it cannot lie in the future, in the future."""

    column: TableColumn
    may_be_future: bool = False


@dataclass(frozen=True, slots=True)
class OptedOutRows:
    """The rows of a marketing export whose contact opted out."""

    contacts: TableColumn
    wishes: tuple[Wish, ...]


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
    | OptedOutRows
    | RejectedRows
    | RowsOfForms
    | RowsWithNumber
    | BlankRows
)
"""Rows that a finding is about: whoever acts on it can have their keys."""


@dataclass(frozen=True, slots=True)
class RowKey:
    """What tells a row from the others of its table: its primary key, or the line of its file."""

    columns: tuple[str, ...] | None
    """The columns of the primary key; None where `values` holds the line."""
    values: tuple[str | int | None, ...]


def table_of(rows: Rows) -> Table:
    """The table that the rows are of."""
    match rows:
        case PastRows(ruled, _) | RowsWithoutStart(ruled):
            return ruled.table
        case RowsWithoutReadableDate(column, _) | OptedOutRows(column, _) | RowsOfForms(column, _, _) | RowsWithNumber(column, _, _):
            return column.table
        case RejectedRows(table) | BlankRows(table, _):
            return table


class Facts(Protocol):
    """Answers questions about rows where the rows are."""

    @property
    def as_of(self) -> date:
        """The day for which the audit holds."""

    def dates(self, column: TableColumn) -> DateCounts:
        """How the dates of a column read."""

    def clock(self, ruled: Ruled, cutoff: date | None) -> ClockCounts:
        """How the rows of a ruled table stand to a cut-off; None: no start can be past."""

    def opted_out(self, contacts: TableColumn, wishes: tuple[Wish, ...]) -> OptOutCounts:
        """How many rows hold a contact who opted out, by the rules of `the same contact`."""

    def flag(self, flag: TableColumn, means: tuple[str, ...]) -> FlagCounts:
        """How the values of a flag read, `means` being those that it is set by: in lower case, without blanks."""

    def forms(self, column: TableColumn, forms: tuple[str, ...]) -> FormCounts:
        """How the values share out among forms, each a pattern of the whole trimmed value."""

    def numbers(self, rows: RowsWithNumber) -> NumberCounts:
        """How many values are a number with a check digit, or hold one: each candidate is held against its check."""

    def blank(self, rows: BlankRows) -> BlankCounts:
        """How many rows have nothing in any of the columns."""

    def keys(self, rows: Rows, personal: frozenset[str]) -> Iterator[RowKey]:
        """The keys of the rows.  A primary key with one of the `personal` columns (lower case) gives way to the line."""
