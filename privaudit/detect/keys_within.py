"""What the keys of JSON in cells say: they are read as the names of columns of a table of its own."""

from __future__ import annotations

from collections.abc import Iterable

from privaudit.model.estate import Column, Table
from privaudit.model.profile import ColumnProfile
from privaudit.model.verdicts import ColumnVerdict, Verdict, Within


def table_of_keys(table: Table, found: ColumnProfile) -> Table:
    """A table that is called as the one in which the cells are, with a column for each key."""
    return Table(table.source, table.name, tuple(Column(key, "") for key in found.keys))


def told_by_keys(own: str | None, told: Iterable[ColumnVerdict], found: ColumnProfile, known: Iterable[Within]) -> tuple[Within, ...]:
    """The categories that keys speak of, beside the column's `own` one and those that are `known`: a name proves nothing."""
    besides = {own, *(one.category for one in known)}
    shares: dict[str, tuple[float, bool]] = {}
    for one in told:
        if one.verdict.personal and one.category is not None and one.category not in besides:
            share = found.keys[one.column.name]
            shares[one.category] = max((share, one.special), shares.get(one.category, (0.0, False)))
    return tuple(
        Within(category, Verdict.INDICATION, round(share, 4), max(1, round(share * found.values)), special=special)
        for category, (share, special) in sorted(shares.items())
    )
