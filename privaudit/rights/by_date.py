"""Tables of which so many rows are past their clock that nobody holds them: a date of theirs tells all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from privaudit.declared_type import kind_of
from privaudit.model.clocks import RuledBy
from privaudit.model.erasure import Dated, HeldRows
from privaudit.model.estate import Table
from privaudit.model.findings import Context
from privaudit.model.register import Clock, End
from privaudit.model.rights import TableLink
from privaudit.model.ruled import DatedBy, TableColumn
from privaudit.rights.row_clocks import RowClocks
from privaudit.rights.suppression import wishes_in

MANY = 5_000
"""Rows from which they are not held one by one."""
_TYPED = ("postgres", "cockroachdb", "mysql", "mariadb")
"""How the URLs of servers begin that hold a date as what it is declared to be."""
_OFFSET = ("zone", "tz", "time(", "interval", "year")
"""Types with an offset from UTC, which sessions show in their own ways, and those that are no day."""


def dated_rows(context: Context, clocks: RowClocks, links: Sequence[TableLink], overdue: Sequence[RuledBy]) -> Mapping[int, HeldRows]:
    """The rows past a clock of each table that one date tells, by the identity of the table; other tables are left out.

    So it is where one clock alone rules the table, by a date of its own, nothing keeps a row longer, and no table points to it.
    """
    often = Counter(id(by.ruled.table) for by in overdue)
    found: dict[int, HeldRows] = {}
    for by in overdue:
        table = by.ruled.table
        column = _date_of(by)
        if column is None or often[id(table)] > 1 or any(link.parent is table for link in links) or not _alone(context, clocks, by):
            continue
        cutoff = by.past.limit.cutoff
        number = context.facts.clock(by.past).past
        if cutoff is not None and number >= MANY:
            held = tuple(one.name for one in table.columns if one.in_rows)
            found[id(table)] = HeldRows(table, held, (), Dated(column, cutoff, number))
    return found


def _date_of(by: RuledBy) -> str | None:
    """The one column that says which rows are past; None where more than that does."""
    ruled = by.ruled
    more = (ruled.when, ruled.version, ruled.fields, *by.past.limit.overrides, *by.past.keeping)
    if any(one is not None for one in more) or len(ruled.starts) != 1 or not _deletes(by.clock):
        return None
    (start,) = ruled.starts
    return start.column.column if isinstance(start, DatedBy) and not start.path and _is_plain_date(start.column) else None


def _deletes(clock: Clock) -> bool:
    return clock.then is End.DELETE and clock.archive is None and clock.min is None and clock.everywhere is None


def _is_plain_date(at: TableColumn) -> bool:
    column = at.table.column(at.column)
    kind = "" if column is None else column.type.lower()
    typed = at.table.source.startswith(_TYPED) and kind_of(kind) == "date"
    return typed and kind != "time" and ("without" in kind or not any(word in kind for word in _OFFSET))


def _alone(context: Context, clocks: RowClocks, by: RuledBy) -> bool:
    """Whether no other clock and no wish has a say about the rows."""
    table: Table = by.ruled.table
    return len(clocks.ruling(table)) == 1 and not any(clocks.unknown(table)) and not wishes_in(context.register, table)
