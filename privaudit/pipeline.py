"""The whole story: open the targets, profile, detect, take the inventory, check, report."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from privaudit import __version__, rows_file, rulebook
from privaudit.allowing import allow
from privaudit.checking import run_checks, run_lints
from privaudit.column_names import columns_named
from privaudit.contradictions import say_contradictions
from privaudit.engines.several import Engines
from privaudit.explanation import explain as explain_column
from privaudit.inventory import map_by_hand, take_inventory
from privaudit.lists.adequacy import known_countries
from privaudit.model.estate import Estate, Skipped, Table
from privaudit.model.explanation import ColumnsReport
from privaudit.model.findings import Context, Declarations
from privaudit.model.mentions import mentioned
from privaudit.model.profile import ColumnProfile
from privaudit.model.register import Register
from privaudit.model.register_changes import RegistersReport
from privaudit.model.report import CheckReport, Run, ScanReport
from privaudit.model.rules import Rulebook
from privaudit.model.sources import SAMPLE, Cluster, ReadOptions
from privaudit.model.store_contents import file_globs
from privaudit.model.verdicts import ColumnVerdict, Inventory
from privaudit.model.views import counted_once
from privaudit.opening import open_estate
from privaudit.profiling import Counted, Profiles, Progress, Unwatched, all_of_it

if TYPE_CHECKING:
    from privaudit.facts import RowFacts
    from privaudit.proposal import RegisterProposal


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


@dataclass(frozen=True)
class LintOptions(Options):
    """What lint takes beside that."""

    select: tuple[str, ...] = ()
    """Ids of the complaints to look for; empty for all."""
    ignore: tuple[str, ...] = ()


def scan(targets: Sequence[str], options: Options | None = None) -> ScanReport:
    """The inventory of personal data in the targets: files, folders, globs, or `-` for standard input.

    A target that cannot be read stands in the report's `skipped`, and makes it `incomplete`.
    """
    options = options or Options()
    rules = rulebook.in_force(options.rules)
    with inventory_of(targets, options, rules) as (inventory, _):
        return ScanReport(run_of(options, rules), inventory.columns, inventory.skipped, incomplete=bool(inventory.estate.unreadable))


def check(targets: Sequence[str], register: str | Path, options: CheckOptions | None = None) -> CheckReport:
    """Where the targets and the register differ.

    Raises RegisterError with all complaints about the register, UsageError for options that make no sense.
    """
    options = options or CheckOptions()
    with audited(targets, register, options) as (run, rules, declared, inventory, facts):
        context = Context(inventory, declared, rules, facts, run.as_of, options.complete, countries=known_countries())
        outcome = run_checks(context, options.select, options.ignore)
        if options.rows is not None:
            rows_file.write(options.rows, outcome.findings, inventory, facts, with_values=options.rows_with_values)
    profiles = inventory.profiles.values()
    return CheckReport(
        run=run,
        findings=outcome.findings,
        not_checked=outcome.not_checked,
        skipped=inventory.skipped + facts.assumed + outcome.missing,
        tables=len(inventory.estate.tables),
        columns=len(inventory.columns),
        rows=sum(found.rows for found in profiles) if profiles else None,
        incomplete=bool(inventory.estate.unreadable or outcome.missing or (options.strict and outcome.not_checked)),
    )


def lint(register: str | Path, targets: Sequence[str] = (), options: LintOptions | None = None) -> CheckReport:
    """What the law, or the register itself, has against a register.  The targets tell which tables there are, and their foreign keys.

    Raises RegisterError with all errors of the register's form, UsageError for options that make no sense.
    """
    from privaudit.register import load  # noqa: PLC0415 as in check

    options = options or LintOptions()
    rules = rulebook.in_force(options.rules)
    declared = load(Path(register), str(register), rules.categories)
    run = run_of(options, rules)
    with _tables(targets, options, declared) as estate:
        context = Declarations(declared, rules, run.as_of, known_countries(), estate)
        outcome = run_lints(context, options.select, options.ignore)
    return CheckReport(
        run=run,
        findings=outcome.findings,
        not_checked=outcome.not_checked,
        skipped=() if estate is None else estate.skipped + estate.unreadable,
        tables=0 if estate is None else len(estate.tables),
        columns=0 if estate is None else sum(len(table.columns) for table in estate.tables),
        rows=None,
        incomplete=estate is not None and bool(estate.unreadable),
    )


def compare_registers(old: str | Path, new: str | Path, rules: Sequence[str | Path] = ()) -> RegistersReport:
    """What changed from one register to another.

    Raises RegisterError with all errors of the form of the first that has some.
    """
    from privaudit.register_changes import Known, changes_between, placed  # noqa: PLC0415 as in check

    options = Options(rules=tuple(rules))
    in_force = rulebook.in_force(options.rules)
    known = Known(in_force, known_countries().eea)
    before, after = (placed(Path(path), str(path), in_force.categories) for path in (old, new))
    return RegistersReport(run_of(options, in_force), str(old), str(new), changes_between(before, after, known))


@contextmanager
def _tables(targets: Sequence[str], options: Options, declared: Register) -> Iterator[Estate | None]:
    """What the targets hold, without a look at their rows; None without targets."""
    if not targets:
        yield None
        return
    named = [targets] if isinstance(targets, str) else targets
    with tempfile.TemporaryDirectory(prefix="privaudit-") as folder, Engines(Path(folder), options.cluster) as engine:
        stored = file_globs(declared)
        estate = open_estate(named, options.read, options.include, options.exclude, engine, Path(folder), stored)
        yield counted_once(estate, declared)


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


def propose_register(targets: Sequence[str], options: Options | None = None, organisation: str = "", country: str = "") -> RegisterProposal:
    """A first draft of a register that declares all that the targets hold, with questions where people must decide.

    `country` is a code of ISO 3166; where it is empty, the data tells, or nothing does and the draft says so.
    """
    from privaudit.proposal import propose  # noqa: PLC0415 its country codes belong to the register, whose grammar a scan does without
    from privaudit.proposal.text import Named  # noqa: PLC0415 as above

    options = options or Options()
    rules = rulebook.in_force(options.rules)
    with inventory_of(targets, options, rules, counted=counted_once) as (inventory, _):
        return propose(inventory, rules, Named(organisation, country))


def _profile_of(verdict: ColumnVerdict, inventory: Inventory) -> ColumnProfile | None:
    profile_of_table = inventory.profiles.get((verdict.table.source, verdict.table.name))
    return None if profile_of_table is None else profile_of_table.columns.get(verdict.column.name)


def _concerns(said: Skipped, verdicts: Sequence[ColumnVerdict]) -> bool:
    return any(said.what in {verdict.table.source, f"{verdict.table.name}.{verdict.column.name}"} for verdict in verdicts)


class Audited(NamedTuple):
    """Data and register side by side, as long as questions can be asked."""

    run: Run
    rules: Rulebook
    register: Register
    inventory: Inventory
    """With what the register maps by hand."""
    facts: RowFacts


@contextmanager
def audited(targets: Sequence[str], register: str | Path, options: Options, wanted: Wanted | None = None) -> Iterator[Audited]:
    """The targets, read to be held against the register; of the rows only those of the `wanted` tables, as in `inventory_of`."""
    from privaudit.facts import RowFacts  # noqa: PLC0415 a scan asks no more questions
    from privaudit.facts.same_contact import mail_providers  # noqa: PLC0415 as above
    from privaudit.register import load  # noqa: PLC0415 its grammar takes a third of the time in which a scan starts

    rules = rulebook.in_force(options.rules)
    declared = load(Path(register), str(register), rules.categories)
    run = run_of(options, rules)

    def counted(estate: Estate) -> Estate:
        return counted_once(estate, declared)

    with inventory_of(targets, options, rules, wanted, file_globs(declared), counted) as (taken, engine):
        inventory = map_by_hand(taken, declared, rules)
        for table, column in mentioned(declared, inventory.estate):
            engine.expect(table, column)
        facts = RowFacts(engine, run.as_of, declared.organisation.country, mail_providers())
        yield Audited(run, rules, declared, inventory, facts)


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
        yield allow(say_contradictions(take_inventory(estate, profiles, rules), rules), rules), engine


def run_of(options: Options, rules: Rulebook) -> Run:
    """What runs now, and for which day."""
    now = datetime.now(UTC)
    return Run(__version__, rules.version, options.as_of or now.date(), now)
