"""The columns that a register names, wherever it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from privaudit.model.column_name import ColumnName
from privaudit.model.estate import Estate, Table
from privaudit.model.register import Register


def mentioned(register: Register, estate: Estate) -> Iterator[tuple[Table, str]]:
    """Each column with rows that the register names, with its table, once."""
    for name in dict.fromkeys(names_in((register.activities, register.links, register.stores))):
        for table in estate.named(name.table):
            column = table.column(name.column)
            if table.has_rows and column is not None and column.in_rows:
                yield table, column.name


def names_in(declared: object) -> Iterator[ColumnName]:
    """Each column that a part of a register names, as often as it does; of a tuple those of all its parts."""
    if isinstance(declared, ColumnName):
        yield declared
    elif isinstance(declared, tuple):
        for one in declared:
            yield from names_in(one)
    elif is_dataclass(declared):
        for field in fields(declared):
            yield from names_in(getattr(declared, field.name))
