"""Which columns tell of a person, and by which of them rows show that they were erased and had to stay: they are nobody's any more.

What does not relate to an identifiable person is no personal data (GDPR Art. 4(1), recital 26), and may be kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.clock_fields import DIRECT_IDENTIFIERS
from privaudit.model.clock_rows import deciding_columns
from privaudit.model.column_name import ColumnName
from privaudit.model.estate import Table
from privaudit.model.findings import Context
from privaudit.model.register import Register
from privaudit.model.ruled import Telling
from privaudit.model.rules import is_within
from privaudit.model.ties import partner, path
from privaudit.model.verdicts import ColumnVerdict

_KEYS_THAT_TELL = tuple(root for root in DIRECT_IDENTIFIERS if root != "user.unique_id")
"""A number that is the key of a row tells of nobody by itself; a name or an address does."""


def personal_columns(context: Context, table: Table) -> tuple[ColumnVerdict, ...]:
    """The columns that tell of a person; what dates a clock is none of them, unless it says by itself who it is about."""
    dates = {str(name).lower() for name in _dates(context.register)}
    return tuple(
        verdict
        for verdict in context.inventory.of(table)
        if verdict.personal
        and verdict.column.in_rows
        and (f"{table.name}.{verdict.column.name}".lower() not in dates or _within(verdict, DIRECT_IDENTIFIERS))
    )


def telling(context: Context, table: Table) -> tuple[Telling, ...]:
    """The columns that tell whose a row is, its own and those of the rows that it points to.

    Empty where no other table points to this one: its rows need not stay, and nobody clears them.
    """
    estate = context.inventory.estate
    if not any(_points(context, other, table) for other in estate.tables):
        return ()
    found = [Telling(table, columns, ())] if (columns := _telling(context, table)) else []
    for holder in estate.tables:
        way = None if holder is table else path(estate, (), table, holder)
        if way and holder.has_rows and all(hop.up for hop in way) and (columns := _telling(context, holder)):
            found.append(Telling(holder, columns, way))
    return tuple(found)


def _points(context: Context, one: Table, other: Table) -> bool:
    return any(partner(context.inventory.estate, one, key.target.table) is other for key in one.foreign_keys)


def _telling(context: Context, table: Table) -> tuple[str, ...]:
    keys = {name.lower() for name in table.primary_key} | {name.lower() for key in table.foreign_keys for name in key.columns}
    return tuple(
        verdict.column.name
        for verdict in personal_columns(context, table)
        if verdict.column.name.lower() not in keys or _within(verdict, _KEYS_THAT_TELL)
    )


def _dates(register: Register) -> Iterator[ColumnName]:
    """The columns that clocks read: when they start, and which rows they rule."""
    for activity in register.activities:
        for clock in activity.clocks:
            yield from (name for name, _ in deciding_columns(clock))
            yield from clock.proof
            if clock.everywhere is not None:
                yield clock.everywhere.of


def _within(verdict: ColumnVerdict, roots: tuple[str, ...]) -> bool:
    return any(is_within(verdict.category or "", root) for root in roots)
