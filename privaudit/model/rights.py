"""A person's rights: who is meant, which rows are theirs, what was left out of an export, and whether anything was missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from privaudit.model.contact_kinds import ContactKind
from privaudit.model.estate import Table
from privaudit.model.reasons import Because


class LinkKind(StrEnum):
    """Who says that the rows of two tables belong together."""

    FOREIGN_KEY = "foreign key"
    DECLARED = "link of the register"
    SUGGESTED = "suggested by names"
    """Followed only where somebody confirms it."""


@dataclass(frozen=True, slots=True, eq=False)
class TableLink:
    """Columns of a table that point to rows of another, or of the same."""

    child: Table
    child_columns: tuple[str, ...]
    parent: Table
    parent_columns: tuple[str, ...]
    """In the same order."""
    kind: LinkKind

    def __str__(self) -> str:
        return f"{self.child.name}.{', '.join(self.child_columns)} -> {self.parent.name}.{', '.join(self.parent_columns)}"


class KnownBy(StrEnum):
    """Who says that a column tells persons apart."""

    DECLARED = "identifier of the register"
    LINKED = "link of the register"
    MARKETED = "marketing of the register"
    """Whom messages are sent to, who wants none, and to whom one went."""
    DETECTED = "detected"
    NAMED = "named by the user"
    SUGGESTED = "suggested by what it holds"
    """The register names other columns for the identifier: searched only where somebody confirms it."""


@dataclass(frozen=True, slots=True, eq=False)
class IdentityColumn:
    """A column by which persons are known."""

    table: Table
    column: str
    identifier: str
    """email, phone, a name of the organisation's own, or `table.column`."""
    kind: ContactKind
    """By which rules two values are the same."""
    known_by: KnownBy

    def __str__(self) -> str:
        return f"{self.table.name}.{self.column}"


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of a person: `email=jane@example.org`.  The value never shows in messages."""

    identifier: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its values, in the order of the columns that the table has in its rows."""

    values: tuple[object, ...] = field(repr=False)
    keys: tuple[str | None, ...] = field(repr=False, default=())
    """For each identity column of the table, in order: by what it compares; None where it holds nobody."""


@dataclass(frozen=True, slots=True)
class SubjectRows:
    """The rows of one table that are a person's."""

    table: Table
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    """Equal rows of a table without a key stand as often as the table holds them."""
    reached_by: tuple[str, ...]
    """Identity columns and links by which they were found."""
    is_person: bool = False
    """Whether each row is the person, and not something of theirs."""

    def position(self, column: str) -> int:
        """The place of a column in the values of a row.  Raises ValueError where the rows do not hold it."""
        return [name.lower() for name in self.columns].index(column.lower())

    def keys(self) -> tuple[tuple[object, ...], ...] | None:
        """The primary key of each row, in order; None where the table has none in its rows."""
        held = {name.lower() for name in self.columns}
        if not self.table.primary_key or any(name.lower() not in held for name in self.table.primary_key):
            return None
        places = [self.position(name) for name in self.table.primary_key]
        return tuple(tuple(row.values[place] for place in places) for row in self.rows)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not in an export, and why."""

    table: str
    column: str | None
    """None: whole rows."""
    rows: int | None
    """How many are concerned; None where nobody counted."""
    reason: Because
    law: str = ""


class Reached(StrEnum):
    """Whether an export can be said to hold what a column has of the person."""

    REACHED = "reached"
    EMPTY = "empty"
    """The way to the rows is known, and it holds nothing of the person."""
    NOT_REACHABLE = "not reachable"


@dataclass(frozen=True, slots=True)
class ColumnReach:
    """The proof for one personal column."""

    table: str
    column: str
    category: str
    reached: Reached
    rows: int
    """Rows of the person in which it is filled."""
    reason: Because | None = None
    """Why it is not reachable, or not in the package though it was reached."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several persons fit what was given: their rows, by key alone."""

    rows: tuple[tuple[str, str], ...]
    """Each a table and the key of a row: the first ones."""
    more: int = 0
    """How many rows there are beside them."""


@dataclass(frozen=True, slots=True)
class Nobody:
    """Nobody fits what was given."""

    identifiers: tuple[str, ...]
    """Those that nobody has, by name."""
    searched: tuple[str, ...]
    """The columns that were searched."""
    not_searched: tuple[str, ...] = ()
    """Columns that seem to hold such identifiers, and that nobody confirmed."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, with all rows that are theirs."""

    given: tuple[Given, ...]
    tables: tuple[SubjectRows, ...]
    """In the order of the estate."""
    links: tuple[TableLink, ...]
    """All that were followed, whether they led to rows or not."""
    not_followed: tuple[TableLink, ...]
    """Suggested ones that nobody confirmed."""
    not_searched: tuple[IdentityColumn, ...]
    """As well."""
    left_out: tuple[LeftOut, ...]
    """Rows that were met and are not the person's, or not surely."""
    unreached: Mapping[tuple[str, str], Because]
    """Source and name of each table to which no way leads, with the reason."""
    known: Mapping[str, frozenset[str]] = field(repr=False, default_factory=dict)
    """What the person is known by, for each identifier, as the keys of rows compare it."""
    names: frozenset[frozenset[str]] = field(repr=False, default=frozenset())
    """The words of the names that their own rows bear."""

    def of(self, table: Table) -> SubjectRows | None:
        """Their rows of a table; None where there are none."""
        return next((found for found in self.tables if found.table is table), None)


SubjectOutcome = Subject | Ambiguous | Nobody
