"""What a clock means for the rows of one table: how each row reaches its start, which rows are meant, and up to when they may be kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from privaudit.model.clock_declarations import Choice, Event
from privaudit.model.conditions import Condition
from privaudit.model.contact_kinds import ContactKind
from privaudit.model.estate import Table
from privaudit.model.ties import Path


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table of the run."""

    table: Table
    column: str


@dataclass(frozen=True, slots=True)
class DatedBy:
    """One start event as a row of a ruled table reaches it."""

    event: Event
    column: TableColumn
    path: Path
    """From the ruled table to the one that holds the column; empty where that is the same."""


@dataclass(frozen=True, slots=True)
class AskedBy:
    """The earliest of the past requests of the person that a row is about, as the row reaches it."""

    asked: PastRows
    """The requests."""
    of: str
    """Whose they are: a column of their table."""
    table: Table
    """Where the persons are known by `columns`."""
    columns: tuple[str, ...]
    path: Path
    """From the ruled table to that one; empty where it is the same."""
    kind: ContactKind
    """How two values are the same."""


@dataclass(frozen=True, slots=True)
class Told:
    """A condition whose columns are all of one table, as a row reaches that: true where it is of one of the rows there."""

    condition: Condition
    path: Path


@dataclass(frozen=True, slots=True)
class AllTold:
    """Each of the parts holds, over several tables."""

    parts: tuple[RowCondition, ...]


@dataclass(frozen=True, slots=True)
class AnyTold:
    """At least one of the parts holds, over several tables."""

    parts: tuple[RowCondition, ...]


RowCondition = Told | AllTold | AnyTold


def paths_of(condition: RowCondition) -> Iterator[Path]:
    """The ways that a condition takes."""
    match condition:
        case Told(_, path):
            yield path
        case AllTold(parts) | AnyTold(parts):
            for part in parts:
                yield from paths_of(part)


@dataclass(frozen=True, slots=True)
class Version:
    """The rows of one version of a policy, by the day of their collection."""

    by: DatedBy
    since: date | None
    until: date | None
    """The day after the last one."""
    undated: bool
    """Whether rows without a readable day are looked at under this version: they have no start, whatever else is filled."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table whose rows a clock rules, and how each row finds its start."""

    table: Table
    starts: tuple[DatedBy | AskedBy, ...]
    choice: Choice
    when: RowCondition | None = None
    """The rows that it rules; None for all."""
    version: Version | None = None
    fields: tuple[str, ...] | None = None
    """Only rows with one of these columns filled are meant; None for all."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """The ways from its rows to others."""
        ways = [start.path for start in self.starts]
        if self.version is not None:
            ways.append(self.version.by.path)
        return (*ways, *(() if self.when is None else paths_of(self.when)))


@dataclass(frozen=True, slots=True)
class Limit:
    """Up to which start rows are past."""

    cutoff: date | None
    """The last start that is past; None where none can be."""
    overrides: tuple[tuple[RowCondition, date | None], ...] = ()
    """Other cut-offs; the first one counts whose condition holds."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Another clock that still keeps rows of the table: those are no breach."""

    ruled: Ruled
    limit: Limit
    unbegun: bool
    """Whether it keeps rows without a start too: its events are ends, and have not come."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Columns that tell of a person, in a row or in the row that it points to."""

    table: Table
    columns: tuple[str, ...]
    path: Path
    """From the ruled table to that one; empty where it is the same."""


@dataclass(frozen=True, slots=True)
class PastRows:
    """The rows of a ruled table whose start is on or before their cut-off, but for those that other clocks keep."""

    ruled: Ruled
    limit: Limit
    keeping: tuple[Keeping, ...] = ()
    telling: tuple[Telling, ...] = ()
    """A row in which these hold the marks of an erasure, and nothing else, is nobody's any more, and not past; empty: nobody looks."""


@dataclass(frozen=True, slots=True)
class RowsWithoutStart:
    """The rows of a ruled table that no start event dates."""

    ruled: Ruled


@dataclass(frozen=True, slots=True)
class Standing:
    """How one row stands to a limit."""

    start: date | None
    """None: nothing dates it."""
    meant: bool
    """Whether the clock rules it."""
    past: bool
    limit: int
    """Which period counts: the place of the override whose condition holds; behind the last one, that of all others."""


@dataclass(frozen=True, slots=True)
class ClockCounts:
    """How the rows of a ruled table stand to a limit."""

    rows: int
    """All of the table."""
    past: int
    oldest_by: tuple[date | None, ...]
    """The earliest start among the rows that are past: of those of each override, in order, then of all others."""
    without_start: int
    """Rows that the clock rules and nothing dates."""

    @property
    def oldest(self) -> date | None:
        """The earliest start among the rows that are past."""
        return min((day for day in self.oldest_by if day is not None), default=None)
