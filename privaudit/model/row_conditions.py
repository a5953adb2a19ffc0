"""How the rows of a table reach the columns that a condition reads."""

from __future__ import annotations

from collections.abc import Callable

from privaudit.model.column_name import ColumnName
from privaudit.model.conditions import AllOf, AnyOf, Condition, columns_of
from privaudit.model.ruled import AllTold, AnyTold, RowCondition, Told
from privaudit.model.ties import Path

Way = Callable[[ColumnName], Path]
"""How a row reaches the table of a column."""


def resolved(condition: Condition, way: Way) -> RowCondition:
    """The condition, as the rows of a table reach it.

    What is said of the columns of one table is said of one and the same row there.
    """
    tables = {column.table.lower(): column for column in columns_of(condition)}
    if len(tables) == 1:
        (column,) = tables.values()
        return Told(condition, way(column))
    match condition:
        case AllOf(parts):
            return AllTold(tuple(resolved(part, way) for part in _of_one_row(parts)))
        case AnyOf(parts):
            return AnyTold(tuple(resolved(part, way) for part in parts))
        case _:
            raise TypeError("a condition on one column is of one table")


def _of_one_row(parts: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """The parts, those on one table put together."""
    grouped: dict[str, list[Condition]] = {}
    mixed: list[Condition] = []
    for part in parts:
        tables = {column.table.lower() for column in columns_of(part)}
        if len(tables) == 1:
            grouped.setdefault(tables.pop(), []).append(part)
        else:
            mixed.append(part)
    return (*(AllOf(tuple(group)) if len(group) > 1 else group[0] for group in grouped.values()), *mixed)
