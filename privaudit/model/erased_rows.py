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
from privaudit.model.rules import is_within_any
from privaudit.model.ties import above, is_pointed_to
from privaudit.model.verdicts import ColumnVerdict

_KEYS_THAT_TELL = tuple(root for root in DIRECT_IDENTIFIERS if root != "user.unique_id")
"""A number that is the key of a row tells of nobody by itself; a name or an address does."""


def personal_columns(context: Context, table: Table, dating: frozenset[str]) -> tuple[ColumnVerdict, ...]:
    """The columns that tell of a person; what dates a clock is none of them, unless it says by itself who it is about.

    `dating`: see `dating_columns`.
    """
    return tuple(
        verdict
        for verdict in context.inventory.of(table)
        if verdict.personal
        and verdict.column.in_rows
        and (f"{table.name}.{verdict.column.name}".lower() not in dating or is_within_any(verdict.category or "", DIRECT_IDENTIFIERS))
    )


def dating_columns(register: Register) -> frozenset[str]:
    """The columns (`table.column`, in lower case) that clocks read: when they start, and which rows they rule."""
    return frozenset(str(name).lower() for name in _dates(register))


def telling(context: Context, table: Table) -> tuple[Telling, ...]:
    """The columns that tell whose a row is, its own and those of the rows that it points to.

    Empty where no other table points to this one: its rows need not stay, and nobody clears them.
    """
    if not is_pointed_to(context.estate, table):
        return ()
    dating = dating_columns(context.register)
    holders = [(table, ()), *((holder, way) for holder, way in above(context.estate, table) if holder.has_rows)]
    found = (Telling(holder, _telling(context, holder, dating), way) for holder, way in holders)
    return tuple(one for one in found if one.columns)


def _telling(context: Context, table: Table, dating: frozenset[str]) -> tuple[str, ...]:
    keys = {name.lower() for name in table.primary_key} | {name.lower() for key in table.foreign_keys for name in key.columns}
    return tuple(
        verdict.column.name
        for verdict in personal_columns(context, table, dating)
        if verdict.column.name.lower() not in keys or is_within_any(verdict.category or "", _KEYS_THAT_TELL)
    )


def _dates(register: Register) -> Iterator[ColumnName]:
    for activity in register.activities:
        for clock in activity.clocks:
            yield from (name for name, _ in deciding_columns(clock))
            yield from clock.proof
            if clock.everywhere is not None:
                yield clock.everywhere.of
