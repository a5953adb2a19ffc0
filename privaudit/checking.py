"""Runs the checks and stamps what they find with who found it, how grave it is, and what it is over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache

from privaudit import catalogue, checks, lints
from privaudit.errors import SourceError, UsageError
from privaudit.misnamed import in_no_table, lacking
from privaudit.model.acceptance import accepted_as
from privaudit.model.estate import Estate, Place, Skipped, Table
from privaudit.model.findings import Check, Context, Finding, Lint, Missing, NotChecked, Problem, RegisterContext, fingerprint
from privaudit.model.ownership import fits_a_table, tables_of
from privaudit.model.path_globs import fits_path
from privaudit.model.report import NotCheckedBy


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What all checks together came to."""

    findings: tuple[Finding, ...]
    not_checked: tuple[NotCheckedBy, ...]
    missing: tuple[Skipped, ...]
    """What was asked for and could not be looked at: exit code 3."""


@cache
def known_checks() -> Mapping[str, Check]:
    """The checks, by id."""
    return catalogue.load(checks, "CHECK", Check)


@cache
def known_lints() -> dict[str, Check | Lint]:
    """What `register lint` gives, by id: the complaints that need no data, and the checks that tell something of the register alone."""
    found: dict[str, Check | Lint] = {name: check for name, check in known_checks().items() if check.lint is not None}
    return dict(sorted({**found, **catalogue.load(lints, "LINT", Lint)}.items()))


def run_lints(context: RegisterContext, select: Sequence[str], ignore: Sequence[str]) -> Outcomes:
    """Holds a register against the law and against itself, as run_checks does with the data."""
    findings: list[Finding] = []
    not_checked: list[NotCheckedBy] = []
    for name in _chosen(known_lints(), select, ignore):
        lint = known_lints()[name]
        run = lint.run if isinstance(lint, Lint) else lint.lint
        for outcome in run(context) if run is not None else ():
            match outcome:
                case Problem():
                    found = _stamp(name, lint, outcome)
                    findings.append(replace(found, accepted=accepted_as(found, context.register, context.as_of)))
                case NotChecked(what, reason) | Missing(what, reason):
                    not_checked.append(NotCheckedBy(name, what, reason))
    return Outcomes(tuple(sorted(findings, key=_gravest_first)), tuple(dict.fromkeys(not_checked)), ())


def run_checks(context: Context, select: Sequence[str], ignore: Sequence[str]) -> Outcomes:
    """Runs the selected checks, all if none is selected, but the ignored ones.

    Raises UsageError for a check that does not exist, and where none is left.
    """
    ran = sorted(_chosen(known_checks(), select, ignore), key=lambda name: known_checks()[name].last)
    findings: list[Finding] = []
    not_checked = [*_unmatched_globs(context), *in_no_table(context)]
    missing: list[Skipped] = []
    names = _TablesOfRun(context.inventory.estate)
    for name in ran:
        check = known_checks()[name]
        try:
            for outcome in check.run(replace(context, findings=tuple(findings), ran=tuple(ran))):
                match outcome:
                    case Problem():
                        found = _stamp(name, check, outcome, names.told_apart(outcome.table))
                        findings.append(replace(found, accepted=accepted_as(found, context.register, context.as_of)))
                    case NotChecked(what, reason):
                        not_checked.append(NotCheckedBy(name, what, reason))
                    case Missing(what, reason):
                        missing.append(Skipped(what, reason))
        except SourceError as problem:
            missing.append(Skipped(f"check {name}", problem.message))
    findings.sort(key=_gravest_first)
    return Outcomes(tuple(findings), tuple(dict.fromkeys(not_checked)), lacking(missing, context))


def _gravest_first(found: Finding) -> tuple[bool, int, str, str, str, str, str]:
    """What is undetermined stands behind all else: how grave it would be is known, and not whether it is so."""
    return not found.verdict.personal, -found.severity, found.table, found.column or "", found.check, found.register, found.fingerprint


def _chosen(known: Collection[str], select: Sequence[str], ignore: Sequence[str]) -> list[str]:
    for name in (*select, *ignore):
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Checks: {', '.join(known)}."
            raise UsageError(f"there is no check {name}", hint)
    chosen = [name for name in known if (not select or name in select) and name not in ignore]
    if not chosen:
        raise UsageError("--select and --ignore leave no check", "Select another one, or ignore fewer.")
    return chosen


def _stamp(name: str, check: Check | Lint, problem: Problem, told_apart: str = "") -> Finding:
    table = problem.table
    column = table.column(problem.column) if table is not None and problem.column is not None else None
    place = problem.place or (column.place if column is not None else None)
    if place is None and table is not None:
        place = table.place or Place(table.source)
    source = table.source if table is not None else ""
    return Finding(
        check=name,
        severity=check.severity,
        verdict=problem.verdict,
        source=source,
        table=table.name if table is not None else "",
        column=problem.column,
        categories=problem.categories or ((problem.category,) if problem.category else ()),
        register=problem.register,
        place=place,
        count=problem.count,
        message=problem.message,
        law=(problem.law or check.law) if isinstance(check, Lint) else check.law + problem.law,
        fingerprint=fingerprint(name, problem, told_apart),
        rows=problem.rows,
    )


class _TablesOfRun:
    """Which tables of a run their names alone do not tell apart."""

    def __init__(self, estate: Estate) -> None:
        self._sources = Counter(name for _, name in {(table.source, table.name.lower()) for table in estate.tables if table.has_rows})
        self._spellings = Counter((source, name.lower()) for source, name in {(table.source, table.name) for table in estate.tables})

    def told_apart(self, table: Table | None) -> str:
        """What tells a table from another of its name: its source, or where that holds both its capital letters; empty without another."""
        if table is None:
            return ""
        name = table.name.lower()
        source = table.source if self._sources[name] > 1 else ""
        return source + table.name if self._spellings[table.source, name] > 1 else source


def _unmatched_globs(context: Context) -> Iterator[NotCheckedBy]:
    """The globs of the register that match no table of the run, with the nearest name."""
    estate = context.inventory.estate
    for what, glob, rest in _globs(context):
        if not fits_a_table(glob, estate):
            yield NotCheckedBy(None, what, f"its glob {glob} matches no table of this run{_nearest(glob, estate)}{rest}")
    for store in context.register.stores:
        if store.temporary is not None:
            continue  # that it is empty is as it should be: its check says what is not known
        for glob in store.tables:
            if not fits_a_table(glob, estate):
                yield NotCheckedBy(None, f"store {store.id}", f"its glob {glob} matches no table of this run{_nearest(glob, estate)}")
        for glob in store.files:
            if not any(fits_path(glob, file.name) for file in estate.files):
                yield NotCheckedBy(None, f"store {store.id}", f"its glob {glob} matches no file of this run")


def _globs(context: Context) -> Iterator[tuple[str, str, str]]:
    """The globs of activities and denials, each with what it is of, and with what else follows where it matches none."""
    for activity in context.register.activities:
        judged = bool(tables_of(context.register, activity, context.inventory.estate))
        rest = "" if judged else "; none of the activity is judged"
        yield from ((f"activity {activity.id}", glob, rest) for where in activity.where for glob in where.tables)
        yield from ((f"clock {activity.id}/{clock.id}", glob, "") for clock in activity.clocks for glob in clock.tables or ())
    for denial in context.register.denials:
        yield from ((f"never_collected {denial.category}", glob, "") for glob in denial.tables)


def _nearest(glob: str, estate: Estate) -> str:
    near = get_close_matches(glob.strip("*").lower(), [table.name.lower() for table in estate.tables], n=1)
    return f" (the nearest is {near[0]})" if near else ""
