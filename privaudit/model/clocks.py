"""What a clock rules, and when a period has passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from privaudit.model.estate import Estate, Table
from privaudit.model.facts import DatedBy, Ruled, TableColumn
from privaudit.model.findings import Context, NotChecked
from privaudit.model.ownership import fits, tables_of
from privaudit.model.register import Activity, Clock, Period, Register, Start
from privaudit.model.ties import partner, path

_MONTH_SHIFT = timedelta(days=4)
"""By how much, at most, adding a period and taking it off again can differ: from the end of a month to that of February and a day."""


@dataclass(frozen=True, slots=True)
class RuledBy:
    """One table and the clock that rules it."""

    activity: Activity
    clock: Clock
    ruled: Ruled

    @property
    def id(self) -> str:
        """As findings name it."""
        return clock_id(self.activity, self.clock)


def clock_id(activity: Activity, clock: Clock) -> str:
    """As findings name a clock: activity/clock."""
    return f"{activity.id}/{clock.id}"


def cutoff(period: Period, as_of: date) -> date | None:
    """The last start whose period has passed: start + period lies before as_of; the day itself is still inside.

    Not always as_of minus the period: of P1M at the 31st of March, the 28th of February has passed.  None where no start can.
    """
    try:
        day = min(as_of - period.length, date.max - _MONTH_SHIFT) + _MONTH_SHIFT
        while not _passed(day, period, as_of):
            day -= timedelta(days=1)
    except (OverflowError, ValueError):
        return None
    return day


def _passed(start: date, period: Period, as_of: date) -> bool:
    try:
        return start + period.length < as_of
    except (OverflowError, ValueError):
        return False


def overdue(oldest: date, period: Period, as_of: date) -> str:
    """How long ago the period of a start ended, in words: `2 years, 1 month`."""
    late = relativedelta(as_of, oldest + period.length)
    parts = [(late.years, "year"), (late.months, "month"), (late.days, "day")]
    return ", ".join(f"{number} {unit}{'s' if number > 1 else ''}" for number, unit in parts if number) or "0 days"


def clocks(context: Context) -> Iterator[tuple[Activity, Clock, tuple[Table, ...]]]:
    """Each clock of each activity that is judged, with the activity's tables of the run."""
    for activity in context.register.activities:
        tables = tables_of(context.register, activity, context.inventory.estate)
        if tables:
            for clock in activity.clocks:
                yield activity, clock, tables


def ruled_tables(context: Context) -> Iterator[RuledBy | NotChecked]:
    """The tables with rows that each clock rules, and the clocks that cannot be held against rows, with the reason."""
    for activity, clock, tables in clocks(context):
        estate = context.inventory.estate
        reason = _unusable(estate, clock)
        if reason:
            yield NotChecked(clock_id(activity, clock), reason)
            continue
        for table in tables:
            if not narrowed(clock, table):
                continue
            starts = _starts(estate, context.register, clock, table)
            if starts is None:
                continue
            ruled = Ruled(table, starts, clock.choice)
            reason = _unanswerable(ruled)
            if reason:
                yield NotChecked(f"{clock_id(activity, clock)} on {table.name}", reason)
            else:
                yield RuledBy(activity, clock, ruled)


def start_columns(context: Context, clock: Clock) -> Iterator[tuple[Table, Start]]:
    """The tables of the run that the clock's start columns name, each column once, whether they have it or not."""
    first: dict[str, Start] = {}
    for start in clock.starts:
        first.setdefault(str(start.column).lower(), start)
    for start in first.values():
        for table in context.inventory.estate.named(start.column.table):
            yield table, start


def narrowed(clock: Clock, table: Table) -> bool:
    """Whether the clock's own `tables` leave this one in."""
    return clock.tables is None or any(fits(glob, table.name) for glob in clock.tables)


def _unusable(estate: Estate, clock: Clock) -> str:
    for start in clock.starts:
        named = estate.named(start.column.table)
        if not named:
            return f"table {start.column.table}, which dates {start.event.value}, is not in this run"
        lacking = next((table for table in named if table.column(start.column.column) is None), None)
        if lacking is not None:
            return f"{lacking.name} has no column {start.column.column}, which dates {start.event.value}"
        without = next((table for table in named if table.lacks_values_of(start.column.column)), None)
        if without is not None:
            return f"the rows of {without.source} do not hold {start.column.column}, which dates {start.event.value}"
    return ""


def _unanswerable(ruled: Ruled) -> str:
    """Why the rows on the way to the starts cannot be asked; empty where they can."""
    hops = [hop for start in ruled.starts for hop in start.path]
    bare = next((table for table in (ruled.table, *(hop.table for hop in hops)) if not table.has_rows), None)
    if bare is not None:
        return f"{bare.name} is a schema without rows"
    for start in ruled.starts:
        here = ruled.table
        for hop in start.path:
            for table, columns in ((here, hop.columns), (hop.table, hop.target_columns)):
                lacking = next((column for column in columns if table.lacks_values_of(column)), None)
                if lacking is not None:
                    return f"the rows of {table.source} do not hold {lacking}, which ties {here.name} to {hop.table.name}"
            here = hop.table
    return ""


def _starts(estate: Estate, register: Register, clock: Clock, table: Table) -> tuple[DatedBy, ...] | None:
    """How a row of the table reaches each start; None where the table is not tied to all of them."""
    found: list[DatedBy] = []
    for start in clock.starts:
        holder = table if start.column.table.lower() == table.name.lower() else partner(estate, table, start.column.table)
        way = None if holder is None else path(estate, register.links, table, holder)
        if holder is None or way is None:
            return None
        found.append(DatedBy(start.event, TableColumn(holder, start.column.column), way))
    return tuple(found)
