"""The whole story: what the targets hold is held against a register, and reported."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from privaudit import rows_file, rulebook
from privaudit.checking import run_checks, run_lints
from privaudit.engines.several import Engines
from privaudit.inventory import map_by_hand
from privaudit.lists.adequacy import known_countries
from privaudit.model.estate import Estate
from privaudit.model.findings import Context, Declarations
from privaudit.model.mentions import mentioned
from privaudit.model.register import Register
from privaudit.model.register_changes import RegistersReport
from privaudit.model.report import CheckReport, Run
from privaudit.model.rules import Rulebook
from privaudit.model.store_contents import file_globs
from privaudit.model.verdicts import Inventory
from privaudit.model.views import counted_once
from privaudit.opening import open_estate
from privaudit.register import load
from privaudit.scanning import Options, Wanted, inventory_of, run_of

if TYPE_CHECKING:
    from privaudit.facts import RowFacts
    from privaudit.proposal import RegisterProposal


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
    from privaudit.register_changes import Known, changes_between, placed  # noqa: PLC0415 nobody else compares registers

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


def propose_register(targets: Sequence[str], options: Options | None = None, organisation: str = "", country: str = "") -> RegisterProposal:
    """A first draft of a register that declares all that the targets hold, with questions where people must decide.

    `country` is a code of ISO 3166; where it is empty, the data tells, or nothing does and the draft says so.
    """
    from privaudit.proposal import propose  # noqa: PLC0415 nobody else drafts one
    from privaudit.proposal.text import Named  # noqa: PLC0415 as above

    options = options or Options()
    rules = rulebook.in_force(options.rules)
    with inventory_of(targets, options, rules, counted=counted_once) as (inventory, _):
        return propose(inventory, rules, Named(organisation, country))


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
    from privaudit.facts import RowFacts  # noqa: PLC0415 a complaint about the register itself asks nothing of rows
    from privaudit.facts.same_contact import mail_providers  # noqa: PLC0415 as above

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
