"""The proof that nothing was missed: each personal column is reached, empty for this person, or not reachable with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.ownership import fits_a_table, tables_of
from privaudit.model.reasons import Reason, because
from privaudit.model.register import NO_CATEGORY, Activity, Register
from privaudit.model.rights import ColumnReach, Reached, Subject
from privaudit.model.verdicts import ColumnVerdict
from privaudit.rights.identity import Asked
from privaudit.rights.selection import Selection

_NOT_IN_RUN = because(Reason.NOT_IN_RUN)


def completeness(asked: Asked, register: Register, subject: Subject, selection: Selection) -> tuple[ColumnReach, ...]:
    """Every personal column of the run in its order, then what the register declares and the run does not hold.

    Tables that are held on behalf of other controllers are theirs to prove.
    """
    columns = [verdict for verdict in asked.inventory.columns if verdict.personal and not asked.foreign(verdict.table)]
    found = [_reach(asked, verdict, subject, selection) for verdict in columns]
    return (*found, *_missing(asked, register))


def _reach(asked: Asked, verdict: ColumnVerdict, subject: Subject, selection: Selection) -> ColumnReach:
    table, column = verdict.table, verdict.column
    category = verdict.category or verdict.also[0].category
    reason = subject.unreached.get((table.source, table.name))
    if reason is None and not column.in_rows:
        reason = because(Reason.NOT_IN_ROWS)
    if reason is not None and _holds_nothing(asked, verdict):
        return ColumnReach(table.name, column.name, category, Reached.EMPTY, 0)
    if reason is not None:
        return ColumnReach(table.name, column.name, category, Reached.NOT_REACHABLE, 0, reason)
    filled = selection.filled[id(table), column.name.lower()]
    why = selection.out.get((id(table), column.name.lower()))
    return ColumnReach(table.name, column.name, category, Reached.REACHED if filled else Reached.EMPTY, filled, why if filled else None)


def _holds_nothing(asked: Asked, verdict: ColumnVerdict) -> bool:
    """Whether all rows were looked at, and the column is filled in none: then it holds nothing of the person either."""
    profile = asked.inventory.profiles.get((verdict.table.source, verdict.table.name))
    if profile is None or profile.sample is not None or profile.rejected:
        return False
    column = profile.columns.get(verdict.column.name)
    return column is not None and column.values == 0


def _missing(asked: Asked, register: Register) -> Iterator[ColumnReach]:
    """The tables and columns that controllers' activities declare and that this run does not hold."""
    estate = asked.inventory.estate
    for activity in register.activities:
        if activity.role == "processor":
            continue
        if not tables_of(register, activity, estate):
            yield from _absent(activity)
            continue
        for declared in activity.data:
            for name in declared.columns if declared.category != NO_CATEGORY else ():
                if not any(table.column(name.column) is not None for table in estate.named(name.table)):
                    yield ColumnReach(name.table, name.column, declared.category, Reached.NOT_REACHABLE, 0, _NOT_IN_RUN)
        for where in activity.where:
            for glob in where.tables:
                if not fits_a_table(glob, estate):
                    yield ColumnReach(glob, "*", "user", Reached.NOT_REACHABLE, 0, _NOT_IN_RUN)


def _absent(activity: Activity) -> Iterator[ColumnReach]:
    """What an activity declares of which the run holds nothing at all."""
    categories = [declared.category for declared in activity.data if declared.category != NO_CATEGORY] or ["user"]
    for glob in dict.fromkeys(glob for where in activity.where for glob in where.tables):
        yield from (ColumnReach(glob, "*", category, Reached.NOT_REACHABLE, 0, _NOT_IN_RUN) for category in dict.fromkeys(categories))
