"""Which activity of the register declares which table and column."""

from __future__ import annotations

from fnmatch import fnmatchcase

from privaudit.model.estate import Estate, Table
from privaudit.model.register import Activity, Denial, Register, Where
from privaudit.model.rules import GROUPS, Rulebook

_WILDCARDS = "*?["

Specificity = tuple[bool, int, bool, int]
"""Of a table glob and a column glob: whether it has no wildcard, and how many plain characters; larger wins."""


def fits(glob: str, name: str) -> bool:
    """Whether a glob of the register fits a table or column name, ignoring case."""
    return fnmatchcase(name.lower(), glob.lower())


def covers(declared: str, category: str, rulebook: Rulebook) -> bool:
    """Whether a declared or denied category stands for another: itself, one of its ancestors, or its group."""
    if declared in GROUPS:
        return rulebook.group_of(category) == declared
    return category == declared or category.startswith(f"{declared}.")


def owners(register: Register, table: Table, column: str) -> tuple[Activity, ...]:
    """The activities that own a column: those whose most specific glob fits it best, in the order of the register."""
    fitting = [
        (specificity, activity)
        for activity in register.activities
        if (specificity := max((_specificity(where, table.name, column) for where in activity.where), key=_or_least)) is not None
    ]
    best = max((specificity for specificity, _ in fitting), default=None)
    return tuple(activity for specificity, activity in fitting if specificity == best)


def table_owners(register: Register, table: Table) -> tuple[Activity, ...]:
    """The activities that own at least one column of a table, in the order of the register."""
    own = {activity.id for column in table.columns for activity in owners(register, table, column.name)}
    return tuple(activity for activity in register.activities if activity.id in own)


def tables_of(register: Register, activity: Activity, estate: Estate) -> tuple[Table, ...]:
    """The tables of the run that an activity owns, wholly or in part.  Empty: the activity is not judged."""
    return tuple(table for table in estate.tables if activity in table_owners(register, table))


def declares(activity: Activity, category: str, rulebook: Rulebook) -> bool:
    """Whether an activity declares a category."""
    return any(covers(declared.category, category, rulebook) for declared in activity.data)


def denial_of(register: Register, table: Table, category: str, rulebook: Rulebook) -> Denial | None:
    """The first promise that nothing of this category is found in the table; None if there is none."""
    for denial in register.denials:
        if covers(denial.category, category, rulebook) and any(fits(glob, table.name) for glob in denial.tables):
            return denial
    return None


def _specificity(where: Where, table: str, column: str) -> Specificity | None:
    tables = [_plainness(glob) for glob in where.tables if fits(glob, table)]
    columns = [_plainness(glob) for glob in where.columns if fits(glob, column)]
    return (*max(tables), *max(columns)) if tables and columns else None


def _plainness(glob: str) -> tuple[bool, int]:
    plain = not any(char in glob for char in _WILDCARDS)
    return plain, sum(char not in _WILDCARDS for char in glob)


def _or_least(specificity: Specificity | None) -> Specificity:
    return specificity if specificity is not None else (False, -1, False, -1)
