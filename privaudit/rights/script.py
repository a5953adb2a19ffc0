"""A plan as SQL text in the dialect of its target."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from privaudit import catalogue
from privaudit.errors import UsageError
from privaudit.messages import number
from privaudit.model.erasure import ErasurePlan, Fate
from privaudit.model.estate import Table
from privaudit.rights import scripts
from privaudit.rights.scripts._changes import Script, changes, comment
from privaudit.urls import is_url

_ALSO = {"postgres": "postgresql", "mariadb": "mysql", "redshift": "postgresql", "cockroachdb": "postgresql"}
"""Other names of a dialect, or of what reads it."""


@cache
def known_scripts() -> Mapping[str, Script]:
    """The dialects, by id."""
    return catalogue.load(scripts, "SCRIPT", Script)


def script(plan: ErasurePlan, dialect: str | None) -> str:
    """The plan as one transaction, which is undone where a number of rows differs from the plan.

    The dialect is that of the database, on a server or in a file; of files the user may name it.  Raises UsageError where none is known.
    """
    changing = [step.table for step in plan.steps if step.fate in {Fate.DELETE, Fate.ANONYMISE}]
    databases = {table.source: _spoken(table, dialect) for table in changing if _spoken(table, dialect)}
    if len(databases) > 1:
        raise UsageError("the plan touches several databases, and a transaction has one", "Make a plan for each.")

    def wanted(table: Table) -> bool:
        return not databases or table.source in databases

    lines = [*_head(plan), *_elsewhere(plan, wanted)]
    if not changing:
        return "\n".join([*lines, comment("Nothing is to be changed."), ""])
    known = _dialect(next(iter(databases.values()), dialect or ""))
    return known.first + "\n".join([*lines, ""]) + known.render(list(changes(plan, known.dialect, wanted)))


def _spoken(table: Table, named: str | None) -> str:
    """What the database speaks that a table lies in; empty for files, and for databases in files where the user names another."""
    if is_url(table.source):
        return table.source.partition(":")[0].partition("+")[0]
    return "" if named else table.dialect


def _dialect(spoken: str) -> Script:
    asked = _ALSO.get(spoken.lower(), spoken.lower())
    if asked in known_scripts():
        return known_scripts()[asked]
    names = ", ".join(known_scripts())
    if not asked:
        raise UsageError("the plan is for files, and nobody says in which dialect to write it", f"Name it with --dialect: {names}.")
    raise UsageError(f"there is no script for {asked}", f"Dialects: {names}.")


def _head(plan: ErasurePlan) -> list[str]:
    about = "one person" if plan.about.value == "subject" else "all rows past their clock"
    day = plan.run.as_of.isoformat()
    return [
        comment(f"Erasure of {about}, as planned by privaudit {plan.run.version} for {day}."),
        comment("Read it before you run it, and make a backup. It holds the keys of the rows: keep it as safe as the rows."),
        comment(f"{number(plan.rows(Fate.DELETE), 'row')} deleted, {plan.rows(Fate.ANONYMISE):,} cleared, {plan.rows(Fate.KEEP):,} kept."),
    ]


def _elsewhere(plan: ErasurePlan, wanted: Callable[[Table], bool]) -> list[str]:
    """What the script does not do."""
    said = []
    for step in plan.steps:
        if step.fate is Fate.ARCHIVE:
            said.append(comment(f"BY HAND: {step.table.name}: move {number(step.count, 'row')}: {step.grounds.reason}"))
        elif step.fate is not Fate.KEEP and not wanted(step.table):
            what = f"{step.fate.value} {number(step.count, 'row')} of {step.table.name} in {step.table.source}"
            said.append(comment(f"BY HAND, as it lies in a file: {what}"))
    return said + [comment(f"BY HAND: {entry.what}: {entry.reason}") for entry in plan.warnings]
