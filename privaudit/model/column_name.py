"""Columns as the register names them."""

from __future__ import annotations

from dataclasses import dataclass

from privaudit.model.estate import Place


@dataclass(frozen=True, slots=True)
class ColumnName:
    """A column as the register names it: `[schema.]table.column`.

    A store may name a column of its own by the name of the column alone: then `table` is empty.
    """

    table: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}" if self.table else self.column


@dataclass(frozen=True, slots=True)
class ColumnGlob:
    """Columns of several tables: `client_*.contacts.email`; both parts may hold wildcards."""

    table: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a register names a column, or a table by a glob."""

    named: ColumnName | str
    """A column; of a table the glob."""
    key: str
    """The way to it in the file: `activities[news].marketing[email].opt_out[#1].list`."""
    place: Place
    activity: str = ""
    """The id of the activity in which it stands; empty for none."""

    def __str__(self) -> str:
        return f"{self.place} `{self.key}`"
