"""What the statements of a schema say, in their order: tables that come, change and go."""

from __future__ import annotations

from dataclasses import dataclass

from privaudit.model.estate import DEFAULT_SCHEMAS, Column, Declaration

TableKey = tuple[str, str, str]
"""What is equal for two spellings of the full name of a table."""


@dataclass(frozen=True, slots=True)
class Name:
    """The full name of a table; what was not said is empty."""

    database: str
    schema: str
    table: str
    exact: bool = False
    """Whether another table differs from it by capital letters alone, so that these count."""

    @property
    def shown_schema(self) -> str:
        """The schema, unless it is one that nobody writes."""
        return "" if self.schema.lower() in DEFAULT_SCHEMAS else self.schema

    @property
    def key(self) -> TableKey:
        """What is equal for two spellings of one name."""
        return (self.database.lower(), self.shown_schema.lower(), self.table if self.exact else self.table.lower())


@dataclass(frozen=True, slots=True)
class Key:
    """A foreign key; without `target_columns` it points to the primary key of its target."""

    columns: tuple[str, ...]
    target: Name
    target_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnList:
    """What stands between the brackets of a CREATE TABLE, or behind an ADD."""

    columns: tuple[Column, ...] = ()
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[Key, ...] = ()
    like: tuple[Name, ...] = ()
    """Tables whose columns are copied to here."""
    unread: tuple[int, ...] = ()
    """Lines of items that are neither a column nor a key nor anything known."""


@dataclass(frozen=True, slots=True)
class Created:
    """A table comes into being."""

    name: Name
    line: int
    content: ColumnList
    comment: str = ""
    unless_there: bool = False
    replaces: bool = False
    """Whether it says that it takes the place of a table of that name."""
    inherits: tuple[Name, ...] = ()
    partition_of: Name | None = None
    reason: str = ""
    """Why it has no columns of its own, where that can be said."""
    stored: str = ""
    """Its name as the server keeps it, where capital letters count there; else empty."""


@dataclass(frozen=True, slots=True)
class Added:
    """A table gets columns and keys."""

    name: Name
    line: int
    content: ColumnList


@dataclass(frozen=True, slots=True)
class ColumnDropped:
    """A table loses a column."""

    name: Name
    line: int
    column: str


@dataclass(frozen=True, slots=True)
class ColumnRenamed:
    """A column gets another name."""

    name: Name
    line: int
    column: str
    to: str


@dataclass(frozen=True, slots=True)
class ColumnRetyped:
    """A column gets another declaration; None leaves a part of it as it is."""

    name: Name
    line: int
    column: str
    to: str
    type: str | None = None
    nullable: bool | None = None
    comment: str = ""
    declared: tuple[Declaration, ...] = ()


@dataclass(frozen=True, slots=True)
class Commented:
    """A table, or a column of it, is described."""

    name: Name
    column: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Declared:
    """The data of a column are labelled."""

    name: Name
    column: str
    declaration: Declaration


@dataclass(frozen=True, slots=True)
class Undeclared:
    """A column loses its labels of a kind: that of one key, or without a key all of them."""

    name: Name
    column: str
    by: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A table gets another name."""

    name: Name
    to: Name


@dataclass(frozen=True, slots=True)
class Dropped:
    """A table goes."""

    name: Name


@dataclass(frozen=True, slots=True)
class Attached:
    """A table becomes a part of another: its rows are rows of that one."""

    name: Name
    whole: Name


@dataclass(frozen=True, slots=True)
class Detached:
    """A part of a table becomes a table of its own."""

    name: Name


@dataclass(frozen=True, slots=True)
class Viewed:
    """A view comes into being, or takes the place of one of its name."""

    name: Name
    line: int
    reads: tuple[Name, ...] = ()
    """The tables and views that it reads; empty where that is not known for certain."""


@dataclass(frozen=True, slots=True)
class ViewGone:
    """A view goes."""

    name: Name


@dataclass(frozen=True, slots=True)
class RowsChanged:
    """Rows that are there already are changed, or go."""

    tables: frozenset[str]
    """All names in lower case that may be those of the tables, without schemas."""


@dataclass(frozen=True, slots=True)
class Entered:
    """Bare names mean tables of this database from here on."""

    database: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was not understood, and is named for that."""

    what: str
    line: int
    reason: str
    is_sql: bool = True
    """False for a statement that is none of any dialect: nobody knows whether it is about a table."""


ColumnChange = ColumnDropped | ColumnRenamed | ColumnRetyped | Commented | Declared | Undeclared
Change = Added | ColumnChange | Renamed | Dropped | Attached | Detached
"""What befalls a table that is there already."""
Event = Created | Change | Viewed | ViewGone | RowsChanged | Entered | Unread
