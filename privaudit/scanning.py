"""From targets to the inventory of personal data: open them, profile, detect, and what can be told of that alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from privaudit import __version__, rulebook
from privaudit.allowing import allow
from privaudit.column_names import columns_named
from privaudit.contradictions import say_contradictions
from privaudit.engines.several import Engines
from privaudit.explanation import explain as explain_column
from privaudit.inventory import take_inventory
from privaudit.model.estate import Estate, Skipped, Table
from privaudit.model.explanation import ColumnsReport
from privaudit.model.profile import ColumnProfile
from privaudit.model.report import Run, ScanReport
from privaudit.model.rules import Rulebook
from privaudit.model.sources import SAMPLE, Cluster, ReadOptions
from privaudit.model.verdicts import ColumnVerdict, Inventory
from privaudit.opening import open_estate
from privaudit.profiling import Counted, Profiles, Progress, Unwatched, all_of_it
from privaudit.unread_names import say_unread_names

Wanted = Callable[[Estate, Engines], Sequence[Table]]
"""Which tables a run is about."""


@dataclass(frozen=True)
class Options:
    """What both scan and check take; the defaults are those of the command line."""

    read: ReadOptions = field(default_factory=ReadOptions)
    include: tuple[str, ...] = ()
    """Globs of tables; empty for all."""
    exclude: tuple[str, ...] = ()
    as_of: date | None = None
    """None: today, UTC."""
    progress: Progress = field(default_factory=Unwatched)
    rules: tuple[str | Path, ...] = ()
    """Folders of rules that add to ours."""
    sample: int | None = SAMPLE
    """About how many rows of each table of a database are looked at, to see what its columns hold; None for all."""
    cluster: Cluster | None = None
    """Where files are read and questions are answered; None: on this machine."""


def scan(targets: Sequence[str], options: Options | None = None) -> ScanReport:
    """The inventory of personal data in the targets: files, folders, globs, or `-` for standard input.

    A target that cannot be read stands in the report's `skipped`, and makes it `incomplete`.
    """
    options = options or Options()
    rules = rulebook.in_force(options.rules)
    with inventory_of(targets, options, rules) as (inventory, _):
        return ScanReport(run_of(options, rules), inventory.columns, inventory.skipped, incomplete=bool(inventory.estate.unreadable))


def explain(targets: Sequence[str], column: str, options: Options | None = None) -> ColumnsReport:
    """Why the column TABLE.COLUMN has its verdict; several where several tables have one of the name.  Only their rows are read.

    Raises UsageError where there is no such column, with the nearest names.
    """
    options = options or Options()
    rules = rulebook.in_force(options.rules)
    with inventory_of(targets, options, rules, lambda estate, _: [table for table, _ in columns_named(estate, column)]) as (inventory, _):
        named = columns_named(inventory.estate, column)
        verdicts = [verdict for verdict in inventory.columns if (verdict.table, verdict.column) in named]
        return ColumnsReport(
            run=run_of(options, rules),
            columns=tuple(explain_column(verdict, _profile_of(verdict, inventory), rules) for verdict in verdicts),
            skipped=tuple(said for said in inventory.skipped if _concerns(said, verdicts) or said in inventory.estate.unreadable),
            incomplete=bool(inventory.estate.unreadable),
        )


def _profile_of(verdict: ColumnVerdict, inventory: Inventory) -> ColumnProfile | None:
    profile_of_table = inventory.profiles.get((verdict.table.source, verdict.table.name))
    return None if profile_of_table is None else profile_of_table.columns.get(verdict.column.name)


def _concerns(said: Skipped, verdicts: Sequence[ColumnVerdict]) -> bool:
    return any(said.what in {verdict.table.source, f"{verdict.table.name}.{verdict.column.name}"} for verdict in verdicts)


@contextmanager
def inventory_of(  # noqa: PLR0913, PLR0917 what is read, and what of it is looked at
    targets: Sequence[str],
    options: Options,
    rules: Rulebook,
    wanted: Wanted | None = None,
    stored: Sequence[str] = (),
    counted: Counted = all_of_it,
) -> Iterator[tuple[Inventory, Engines]]:
    """The inventory, and the engine that can answer more questions as long as the context lasts.

    Only the rows of the `wanted` tables are read; the names of all others still tell which languages are spoken.  Files that the
    `stored` globs fit are listed and not opened.  What is not `counted`, once the rows of all but views were read, is left out.
    """
    named = [targets] if isinstance(targets, str) else targets
    with tempfile.TemporaryDirectory(prefix="privaudit-") as folder, Engines(Path(folder), options.cluster) as engine:
        estate = open_estate(named, options.read, options.include, options.exclude, engine, Path(folder), stored)
        read = estate.tables if wanted is None else wanted(estate, engine)
        estate, profiles = Profiles(engine, rules, options.progress, options.sample).of(estate, read, counted)
        inventory = take_inventory(estate, profiles, rules)
        yield allow(say_unread_names(say_contradictions(inventory, rules), rules), rules), engine


def run_of(options: Options, rules: Rulebook) -> Run:
    """What runs now, and for which day."""
    now = datetime.now(UTC)
    return Run(__version__, rules.version, options.as_of or now.date(), now)
