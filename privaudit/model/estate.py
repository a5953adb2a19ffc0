"""What the targets of one run hold: the estate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a path as the user would type it, and a 1-based line if there is one."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


class Topic(StrEnum):
    """What something that is said of a run is about."""

    UNREAD = "unread"
    """Not looked at, or not wholly."""
    ALLOWED = "allowed"
    """Left out because the user's rules say so, and rules that left nothing out."""
    CONTRADICTED = "contradicted"
    """Declared one way by the schema, and another by the values."""
    ASSUMED = "assumed"
    """Read one way, though it could be read in another."""
    SHOWN_TWICE = "shown twice"
    """Views that were left out, as the tables that they read were looked at."""

    @property
    def leaves_out(self) -> bool:
        """Whether what it says is that something is in no count, no package and no plan."""
        return self in {Topic.UNREAD, Topic.SHOWN_TWICE}


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not looked at, or not wholly, and why; or something else that the user should know of the run."""

    what: str
    reason: str
    topic: Topic = Topic.UNREAD


@dataclass(frozen=True, slots=True)
class Reference:
    """The target of a foreign key: a table as reported, and its columns in the order of the key."""

    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of a table that point to a row of another."""

    columns: tuple[str, ...]
    target: Reference


class DeclaredBy(StrEnum):
    """What in a schema says something of a column's data beside its type."""

    SECURITY_LABEL = "security label"
    CLASSIFICATION = "sensitivity classification"
    MASKING = "masking"
    TAG = "tag"
    DBT_META = "dbt meta"
    COMMENT = "comment"


DEFAULT_SCHEMAS = ("public", "dbo", "main")
"""Schemas that stand before no reported name."""
_LONGEST_TEXT = 100
_KEYED = re.compile(r"(?P<key>[\w$. -]+?)\s*[=:]\s*(?P<value>\S.*)")


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a schema says of a column's data: a label, a classification, a mask, a tag."""

    by: DeclaredBy
    text: str
    """As it was written, on one line and cut short; a key stands before its value: `pii=email`, `anon: NOT MASKED`."""
    place: Place | None = None

    @classmethod
    def written(cls, by: DeclaredBy, said: str, place: Place | None) -> Declaration:
        """A declaration whose text is fit to be shown: on one line, without control characters, not too long."""
        visible = "".join(char for char in " ".join(said.split()) if char.isprintable())
        return cls(by, visible if len(visible) <= _LONGEST_TEXT else visible[: _LONGEST_TEXT - 1] + "…", place)

    @property
    def key(self) -> str:
        """What stands before the value; empty where there is none."""
        found = _KEYED.match(self.text)
        return "" if found is None else found["key"].strip()

    @property
    def value(self) -> str:
        """What stands behind the key; all of the text where there is none."""
        found = _KEYED.match(self.text)
        return self.text if found is None else found["value"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column, as the schema declares it or as the export's header names it."""

    name: str
    type: str = "VARCHAR"
    """As declared; columns of an export without a schema are VARCHAR."""
    comment: str = ""
    nullable: bool = True
    place: Place | None = None
    in_rows: bool = True
    """False where only the schema has the column, and the rows of its table do not."""
    computed: bool = False
    """Whether the database computes it from other columns, so that nobody can write to it; known of servers and SQLite."""
    declared: tuple[Declaration, ...] = ()
    """What the schema says of its data, in the order of the statements; marks in the comment stay in the comment."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be read.  The reason never quotes the row."""

    line: int
    reason: str


class TableKind(StrEnum):
    """What stands behind the name of a table."""

    TABLE = "table"
    VIEW = "view"
    """It has no rows of its own, and shows those of other tables."""
    MATERIALIZED = "materialized view"
    """Its rows were copied from other tables, and stay there until it is refreshed, whatever becomes of those."""


@dataclass(frozen=True)
class Table:
    """One table, sheet or file of rows."""

    source: str
    """The target that it was read from, as the user would type it."""
    name: str
    """As reported: with its schema, unless that is the default one."""
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    comment: str = ""
    place: Place | None = None
    declared: tuple[Declaration, ...] = ()
    """What the schema says of the data of all its columns together."""
    series: str = ""
    """The first of the files that made it together with others, where they were several: migrations."""
    relation: str | None = None
    """The name under which the engine answers questions about its rows; None for a schema without rows."""

    numbered: bool = True
    """Whether its rows have numbers, and lines: those of a server have none."""
    kind: TableKind = TableKind.TABLE
    reads: tuple[str, ...] = ()
    """Of a view, materialized or not, all tables that its rows come from, as reported, through other views too.

    Empty where that is not known for certain.
    """
    narrowed: bool = False
    """Whether it has columns that the login may not see: nobody knows which."""
    inherited: bool = False
    """Whether other tables inherit from it: PostgreSQL counts their rows as its own too, unless told not to."""
    dialect: str = ""
    """Of the SQL of the database file that its rows lie in; empty for other files, and for servers, whose URL tells it."""

    @property
    def made_with(self) -> str:
        """What is the same for all tables that were made together, by the same people in the same language."""
        return self.series or self.source

    @property
    def has_rows(self) -> bool:
        """Whether questions about its rows have an answer."""
        return self.relation is not None

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name.lower(): column for column in self.columns}

    def column(self, name: str) -> Column | None:
        """The column of that name, ignoring case; None if there is none."""
        return self._by_name.get(name.lower())

    def lacks_values_of(self, name: str) -> bool:
        """Whether the table has rows, and they do not have this column."""
        column = self.column(name)
        return self.has_rows and (column is None or not column.in_rows)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a target that is listed and never opened: a store of the register names it."""

    name: str
    """Its path relative to the target."""
    shown: str
    """As the user would type it."""
    modified: date
    """The day, in UTC, on which it was last written."""


@dataclass(frozen=True, eq=False)
class Estate:
    """All tables of one run, in the order of the targets, and what could not be read.  Compared by identity."""

    tables: tuple[Table, ...]
    skipped: tuple[Skipped, ...] = ()
    unreadable: tuple[Skipped, ...] = ()
    """Targets or tables that could not be read at all: exit code 3."""
    files: tuple[StoredFile, ...] = ()
    """Those that stores of the register name."""

    def named(self, name: str) -> tuple[Table, ...]:
        """The tables of that name, ignoring case: several where several data sources hold one."""
        return self._by_name.get(name.lower(), ())

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Table, ...]]:
        found: dict[str, list[Table]] = {}
        for table in self.tables:
            found.setdefault(table.name.lower(), []).append(table)
        return {name: tuple(tables) for name, tables in found.items()}
