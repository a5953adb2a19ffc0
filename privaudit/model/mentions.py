"""The columns that a register names, wherever it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from privaudit.model.column_name import ColumnName
from privaudit.model.estate import Estate, Table
from privaudit.model.register import Register


def mentioned(register: Register, estate: Estate) -> Iterator[tuple[Table, str]]:
    """Each column with rows that the register names, with its table, once."""
    for name in dict.fromkeys(_names((register.activities, register.links, register.stores))):
        for table in estate.named(name.table):
            column = table.column(name.column)
            if table.has_rows and column is not None and column.in_rows:
                yield table, column.name


def _names(declared: object) -> Iterator[ColumnName]:
    if isinstance(declared, ColumnName):
        yield declared
    elif isinstance(declared, tuple):
        for one in declared:
            yield from _names(one)
    elif is_dataclass(declared):
        for field in fields(declared):
            yield from _names(getattr(declared, field.name))
