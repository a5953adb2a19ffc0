"""How the rows of one table stand under one clock: how they reach its start, up to when they may be kept, and what keeps them longer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from privaudit.model.clock_fields import empties_fields, fields_of
from privaudit.model.column_name import ColumnName
from privaudit.model.conditions import columns_of
from privaudit.model.cutoffs import cutoff
from privaudit.model.estate import Estate, Table
from privaudit.model.findings import Context
from privaudit.model.ownership import fits, tables_of
from privaudit.model.register import Activity, Clock, End, Event, Period
from privaudit.model.row_conditions import resolved
from privaudit.model.ruled import DatedBy, Keeping, Limit, Ruled, TableColumn, Version
from privaudit.model.ties import Path, partner, path


class UnknownRowsError(Exception):
    """Nobody can tell how the rows stand; the text says why."""


def rows_under(context: Context, activity: Activity, clock: Clock, table: Table) -> Ruled | None:
    """The rows of a table as a clock rules them; None where it does not.  Raises UnknownRowsError."""
    reach = _Reach(context, clock, table)
    starts = tuple(reach.dated(start.event, start.column) for start in clock.starts)
    found = tuple(start for start in starts if start is not None)
    if len(found) < len(starts):
        return None
    fields = fields_of(context, clock, table).columns if empties_fields(clock) else None
    if fields == ():
        return None
    when = None if clock.when is None else resolved(clock.when, reach.way)
    ruled = Ruled(table, found, clock.choice, when, _version(reach, activity, clock), fields)
    answerable(table, ruled.paths)
    return ruled


def limits(context: Context, clock: Clock, table: Table) -> tuple[Limit, tuple[Period, ...]]:
    """Up to which start rows of a table are past, and by which period: those of the overrides, then that of all others."""
    if clock.max is None:
        return Limit(None), ()
    inside = in_archive(clock, table)
    if inside and clock.then is End.ARCHIVE:
        return Limit(None), ()
    after = None if inside or clock.archive is None else clock.archive.after
    return _limit(context, clock, table, clock.max, after)


def keepings(context: Context, clock: Clock, table: Table) -> Iterator[Keeping]:
    """The clocks that go before it and rule the same rows.  Raises UnknownRowsError."""
    own = fields_of(context, clock, table).columns if empties_fields(clock) else None
    for name in clock.excepted:
        for activity in context.register.activities:
            for other in activity.clocks:
                if f"{activity.id}/{other.id}" == name and narrowed(other, table):
                    yield from _keeping(context, activity, other, table, own)


def _keeping(context: Context, activity: Activity, other: Clock, table: Table, own: tuple[str, ...] | None) -> Iterator[Keeping]:
    if not any(one is table for one in tables_of(context.register, activity, context.inventory.estate)):
        return
    try:
        usable(context.inventory.estate, other)
        ruled = rows_under(context, activity, other, table)
        period = other.max or other.min
        if ruled is None or period is None:
            return
        limit, _ = _limit(context, other, table, period, None)
    except UnknownRowsError as unknown:
        raise UnknownRowsError(f"of {activity.id}/{other.id}, which goes before it, {unknown}") from None
    if own is None or ruled.fields is None or set(own) & set(ruled.fields):
        yield Keeping(ruled, limit, unbegun=not other.of_every_record and other.when is None)


def _limit(context: Context, clock: Clock, table: Table, period: Period, after: Period | None) -> tuple[Limit, tuple[Period, ...]]:
    reach = _Reach(context, clock, table)
    periods = [_sooner(context.as_of, clock, own, after) for own in (*(override.max for override in clock.overrides), period)]
    cutoffs = [cutoff(one, context.as_of, clock.waits) for one in periods]
    conditions = [resolved(override.when, reach.way) for override in clock.overrides]
    for condition in conditions:
        answerable(table, Ruled(table, (), clock.choice, condition).paths)
    return Limit(cutoffs[-1], tuple(zip(conditions, cutoffs[:-1], strict=True))), tuple(periods)


def _sooner(as_of: date, clock: Clock, period: Period, after: Period | None) -> Period:
    """The one that ends first: the period, or that after which a row must be in the archive."""
    if after is None:
        return period
    return max((period, after), key=lambda one: cutoff(one, as_of, clock.waits) or date.min)


def narrowed(clock: Clock, table: Table) -> bool:
    """Whether the clock's own `tables` leave this one in.  The archive is always in."""
    return clock.tables is None or any(fits(glob, table.name) for glob in clock.tables) or in_archive(clock, table)


def in_archive(clock: Clock, table: Table) -> bool:
    """Whether the table is one into which the clock's rows are moved."""
    return clock.archive is not None and any(fits(glob, table.name) for glob in clock.archive.into)


def usable(estate: Estate, clock: Clock) -> None:
    """Raises UnknownRowsError where the run lacks something that tells how rows stand under the clock."""
    for name, tells in deciding_columns(clock):
        named = estate.named(name.table)
        if not named:
            raise UnknownRowsError(f"table {name.table}, which {tells}, is not in this run")
        for table in named:
            if table.column(name.column) is None:
                raise UnknownRowsError(f"{table.name} has no column {name.column}, which {tells}")
        for table in named:
            if table.lacks_values_of(name.column):
                raise UnknownRowsError(f"the rows of {table.source} do not hold {name.column}, which {tells}")


def deciding_columns(clock: Clock) -> Iterator[tuple[ColumnName, str]]:
    """The columns that tell how rows stand under a clock, each with what it does."""
    for start in clock.starts:
        yield start.column, f"dates {start.event.value}"
    if clock.valid is not None:
        yield clock.valid.by, "dates the collection"
    if clock.when is not None:
        yield from ((name, "tells which rows it rules") for name in columns_of(clock.when))
    for override in clock.overrides:
        yield from ((name, "tells which rows have another period") for name in columns_of(override.when))


def answerable(table: Table, paths: tuple[Path, ...]) -> None:
    """Raises UnknownRowsError where the rows of a table or those on the ways from it cannot be asked."""
    for one in (table, *(hop.table for way in paths for hop in way)):
        if not one.has_rows:
            raise UnknownRowsError(f"{one.name} is a schema without rows")
    for way in paths:
        here = table
        for hop in way:
            for side, columns in ((here, hop.columns), (hop.table, hop.target_columns)):
                lacking = next((column for column in columns if side.lacks_values_of(column)), None)
                if lacking is not None:
                    tie = f"which ties {here.name} to {hop.table.name}"
                    raise UnknownRowsError(f"the rows of {side.source} do not hold {lacking}, {tie}")
            here = hop.table


class _Reach:
    """From a row of one table to what a clock names."""

    def __init__(self, context: Context, clock: Clock, table: Table) -> None:
        self._estate = context.inventory.estate
        self._links = context.register.links
        self._table = table
        self._archived = in_archive(clock, table)

    def dated(self, event: Event, name: ColumnName) -> DatedBy | None:
        """A date; None where nothing ties the table to it."""
        holder, way = self._holder(name)
        return None if holder is None or way is None else DatedBy(event, TableColumn(holder, name.column), way)

    def way(self, name: ColumnName) -> Path:
        """The way to a column.  Raises UnknownRowsError where there is none."""
        _, way = self._holder(name)
        if way is None:
            raise UnknownRowsError(f"nothing ties {self._table.name} to {name.table}, whose {name.column} decides")
        return way

    def _holder(self, name: ColumnName) -> tuple[Table | None, Path | None]:
        table = self._table
        if name.table.lower() == table.name.lower() or (self._archived and self._copied(name)):
            return table, ()
        holder = partner(self._estate, table, name.table)
        return holder, None if holder is None else path(self._estate, self._links, table, holder)

    def _copied(self, name: ColumnName) -> bool:
        """Whether the table is an archive of the named one: the last part of its name is the same, and it has the column."""
        same = self._table.name.lower().rpartition(".")[2] == name.table.lower().rpartition(".")[2]
        return same and self._table.column(name.column) is not None and not self._table.lacks_values_of(name.column)


def _version(reach: _Reach, activity: Activity, clock: Clock) -> Version | None:
    if clock.valid is None:
        return None
    reach.way(clock.valid.by)
    by = reach.dated(Event.COLLECTION, clock.valid.by)
    if by is None:
        return None
    return Version(by, clock.valid.since, clock.valid.until, undated=takes_undated(activity, clock))


def takes_undated(activity: Activity, clock: Clock) -> bool:
    """Whether rows that nobody can assign to a version are looked at under this clock: under the last version by the same column."""
    versions = [(other.valid.until or date.max, other.id) for other in activity.clocks if other.valid and _same_versions(other, clock)]
    return clock.valid is not None and max(versions) == (clock.valid.until or date.max, clock.id)


def _same_versions(one: Clock, other: Clock) -> bool:
    return one.valid is not None and other.valid is not None and str(one.valid.by).lower() == str(other.valid.by).lower()
