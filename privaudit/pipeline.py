"""The whole story: open the targets, profile, detect, take the inventory, check, report."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from privaudit import __version__, rows_file, rulebook
from privaudit.checking import run_checks
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.errors import PrivauditError
from privaudit.facts import RowFacts
from privaudit.inventory import map_by_hand, take_inventory
from privaudit.model.estate import Estate, Skipped
from privaudit.model.findings import Context
from privaudit.model.profile import TableProfile
from privaudit.model.report import CheckReport, Run, ScanReport
from privaudit.model.rules import Rulebook
from privaudit.model.sources import ReadOptions
from privaudit.model.verdicts import Inventory
from privaudit.opening import open_estate
from privaudit.profile import profile
from privaudit.register import load
from privaudit.same_contact import mail_providers


class Progress(Protocol):
    """Somebody who watches a long run."""

    def begin(self, steps: int, part: Callable[[], float | None]) -> None:
        """So many tables are to be read; `part` tells how much of the running question is done."""

    def step(self, what: str) -> None:
        """The next step begins."""


class Unwatched:
    """Nobody watches."""

    def begin(self, steps: int, part: Callable[[], float | None]) -> None:
        """Say nothing."""

    def step(self, what: str) -> None:
        """Say nothing."""


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


@dataclass(frozen=True)
class CheckOptions(Options):
    """What check takes beside that."""

    select: tuple[str, ...] = ()
    """Ids of the checks to run; empty for all."""
    ignore: tuple[str, ...] = ()
    complete: bool = False
    strict: bool = False
    rows: Path | None = None
    """Where the keys of the rows that findings are about are written."""
    rows_with_values: bool = False


def scan(targets: Sequence[str], options: Options | None = None) -> ScanReport:
    """The inventory of personal data in the targets: files, folders, globs, or `-` for standard input.

    A target that cannot be read stands in the report's `skipped`, and makes it `incomplete`.
    """
    options = options or Options()
    with _inventory(targets, options) as (inventory, _, rules):
        return ScanReport(_run(options, rules), inventory.columns, inventory.skipped, incomplete=bool(inventory.estate.unreadable))


def check(targets: Sequence[str], register: str | Path, options: CheckOptions | None = None) -> CheckReport:
    """Where the targets and the register differ.

    Raises RegisterError with all complaints about the register, UsageError for options that make no sense.
    """
    options = options or CheckOptions()
    rules = rulebook.built_in()
    declared = load(Path(register), str(register), rules.categories)
    with _inventory(targets, options) as (taken, engine, _):
        inventory = map_by_hand(taken, declared, rules)
        run = _run(options, rules)
        facts = RowFacts(engine, run.as_of, declared.organisation.country, mail_providers())
        outcome = run_checks(Context(inventory, declared, rules, facts, run.as_of, options.complete), options.select, options.ignore)
        if options.rows is not None:
            rows_file.write(options.rows, outcome.findings, inventory, facts, with_values=options.rows_with_values)
    profiles = inventory.profiles.values()
    return CheckReport(
        run=run,
        findings=outcome.findings,
        not_checked=outcome.not_checked,
        skipped=inventory.skipped + outcome.missing,
        tables=len(inventory.estate.tables),
        columns=len(inventory.columns),
        rows=sum(found.rows for found in profiles) if profiles else None,
        incomplete=bool(inventory.estate.unreadable or outcome.missing or (options.strict and outcome.not_checked)),
    )


@contextmanager
def _inventory(targets: Sequence[str], options: Options) -> Iterator[tuple[Inventory, DuckDBEngine, Rulebook]]:
    """The inventory, and the engine that can answer more questions as long as the context lasts."""
    rules = rulebook.built_in()
    named = [targets] if isinstance(targets, str) else targets
    with tempfile.TemporaryDirectory(prefix="privaudit-") as folder, DuckDBEngine(Path(folder)) as engine:
        estate = open_estate(named, options.read, options.include, options.exclude, engine, Path(folder))
        estate, profiles = _profiles(estate, engine, rules, options.progress)
        yield take_inventory(estate, profiles, rules), engine, rules


def _profiles(
    estate: Estate, engine: DuckDBEngine, rules: Rulebook, progress: Progress
) -> tuple[Estate, dict[tuple[str, str], TableProfile]]:
    """The profile of each table with rows; a table whose rows cannot be read stays as a schema and is said."""
    tables = []
    unreadable: list[Skipped] = []
    profiles: dict[tuple[str, str], TableProfile] = {}
    progress.begin(sum(table.has_rows for table in estate.tables), engine.progress)
    for table in estate.tables:
        tables.append(table)
        if not table.has_rows:
            continue
        progress.step(table.name)
        try:
            profiles[table.source, table.name] = profile(engine, table, rules)
        except PrivauditError as problem:
            tables[-1] = replace(table, relation=None)
            unreadable.append(Skipped(table.source, str(problem)))
    return replace(estate, tables=tuple(tables), unreadable=estate.unreadable + tuple(unreadable)), profiles


def _run(options: Options, rules: Rulebook) -> Run:
    now = datetime.now(UTC)
    return Run(__version__, rules.version, options.as_of or now.date(), now)
