"""Which tables of the run the clocks rule, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from privaudit.model.clock_fields import Fields, empties_fields, fields_of, identity_proof
from privaudit.model.clock_rows import (
    UnknownRowsError,
    deciding_columns,
    in_archive,
    keepings,
    limits,
    narrowed,
    rows_under,
    usable,
)
from privaudit.model.column_name import ColumnName
from privaudit.model.cutoffs import cutoff, overdue
from privaudit.model.erased_rows import telling
from privaudit.model.estate import Table
from privaudit.model.findings import Context, NotChecked
from privaudit.model.ownership import tables_of
from privaudit.model.register import Activity, Clock, Event, Period
from privaudit.model.ruled import PastRows, Ruled
from privaudit.model.verdicts import Verdict

__all__ = [
    "Overdue",
    "RuledBy",
    "clock_id",
    "clocks",
    "cutoff",
    "named_columns",
    "overdue",
    "overdue_as",
    "rows_of_clock",
    "ruled_by",
    "ruled_tables",
]


class Overdue(StrEnum):
    """The checks among which the clocks that have run out are shared out."""

    DELETION_REQUEST = "deletion-request-overdue"
    IDENTITY_PROOF = "identity-proof-kept"
    EXPIRED = "expired-records"


@dataclass(frozen=True, slots=True)
class RuledBy:
    """One table and the clock that rules it."""

    activity: Activity
    clock: Clock
    past: PastRows
    """The rows that are past it."""
    periods: tuple[Period, ...]
    """By which period they are: those of the limit's overrides, in order, then that of all others; empty where none can be past."""
    fields: Fields | None
    """What must be empty; None where the whole row must be gone."""
    archived: bool
    """Whether the table is the archive of the clock's rows."""
    sure: Verdict = Verdict.PROVEN
    """How sure it is that the rows are those of the clock."""

    @property
    def id(self) -> str:
        """As findings name it."""
        return clock_id(self.activity, self.clock)

    @property
    def ruled(self) -> Ruled:
        """The table and how its rows find their start."""
        return self.past.ruled


def clock_id(activity: Activity, clock: Clock) -> str:
    """As findings name a clock: activity/clock."""
    return f"{activity.id}/{clock.id}"


def overdue_as(context: Context, activity: Activity, clock: Clock) -> Overdue:
    """The one check that a clock which has run out falls under."""
    if clock.starts[0].event is Event.DELETION_REQUEST:
        return Overdue.DELETION_REQUEST
    return Overdue.IDENTITY_PROOF if identity_proof(context, activity, clock) else Overdue.EXPIRED


def clocks(context: Context) -> Iterator[tuple[Activity, Clock]]:
    """Each clock of each activity that is judged."""
    for activity in context.register.activities:
        if tables_of(context.register, activity, context.inventory.estate):
            for clock in activity.clocks:
                yield activity, clock


def ruled_tables(context: Context) -> Iterator[RuledBy | NotChecked]:
    """What all clocks rule."""
    for activity, clock in clocks(context):
        yield from ruled_by(context, activity, clock)


def ruled_by(context: Context, activity: Activity, clock: Clock) -> Iterator[RuledBy | NotChecked]:
    """The tables with rows that a clock rules by their own rows, and those that cannot be held against it, with the reason."""
    try:
        usable(context.inventory.estate, clock)
    except UnknownRowsError as unknown:
        yield NotChecked(clock_id(activity, clock), str(unknown))
        return
    for table in _tables(context, activity, clock):
        try:
            by = _ruled_by(context, activity, clock, table)
        except UnknownRowsError as unknown:
            yield NotChecked(f"{clock_id(activity, clock)} on {table.name}", str(unknown))
            continue
        if by is not None:
            yield by


def _ruled_by(context: Context, activity: Activity, clock: Clock, table: Table) -> RuledBy | None:
    ruled = rows_under(context, activity, clock, table)
    if ruled is None:
        if in_archive(clock, table):
            raise UnknownRowsError("it neither has the columns that start the clock nor is it tied to them")
        return None
    limit, periods = limits(context, clock, table)
    fields = fields_of(context, clock, table) if empties_fields(clock) else None
    nobodys = () if empties_fields(clock) else telling(context, table)
    past = PastRows(ruled, limit, tuple(keepings(context, clock, table)), nobodys)
    return RuledBy(activity, clock, past, periods, fields, in_archive(clock, table))


def _tables(context: Context, activity: Activity, clock: Clock) -> Iterator[Table]:
    """The tables that a clock may rule: those of its activity and its archive; where persons must be gone, their requests alone."""
    if clock.everywhere is not None:
        yield from context.inventory.estate.named(clock.everywhere.of.table)
        return
    own = {id(table) for table in tables_of(context.register, activity, context.inventory.estate)}
    for table in context.inventory.estate.tables:
        if in_archive(clock, table) or (id(table) in own and narrowed(clock, table)):
            yield table


def rows_of_clock(context: Context, activity: Activity, clock: Clock, table: Table) -> Ruled | None:
    """The rows of a table that a clock rules; None where it rules all of them, or nobody can tell."""
    if clock.when is None and clock.valid is None:
        return None
    try:
        usable(context.inventory.estate, clock)
        return rows_under(context, activity, clock, table)
    except UnknownRowsError:
        return None


def named_columns(clock: Clock) -> Iterator[tuple[ColumnName, str]]:
    """All columns that a clock names, each once and with what it does."""
    named = list(deciding_columns(clock))
    named += [(name, "must be empty when it has run out") for name in clock.applies_to.columns]
    if clock.everywhere is not None:
        named.append((clock.everywhere.of, "tells whose request it is"))
    named += [(name, "dates what its rows are a log of") for name in clock.proof]
    seen: set[str] = set()
    for name, does in named:
        if str(name).lower() not in seen:
            seen.add(str(name).lower())
            yield name, does
