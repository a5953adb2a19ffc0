"""Columns as the register names them."""

from __future__ import annotations

from dataclasses import dataclass


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
