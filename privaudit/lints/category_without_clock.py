"""Categories of an activity that none of its clocks covers.

What it finds
    A category under `data` of a controller's activity whose clocks are each for some categories or columns, or for some tables,
    and none of them for this one.  Where a clock empties columns and the category has no columns mapped by hand, the register
    alone cannot tell whether they are of it: `undetermined`.  An activity without any clock is `period-missing`.

Why it matters
    The periods are given for each category of data (GDPR Art. 30(1)(f)), and what none of them covers is kept without an end
    (Art. 5(1)(e)).

Example
    A contract's billing data has a clock of ten years, its contact details one of five; the activity lists `user.government_id`
    as well.

How to resolve
    Add the category to the `applies_to` of a clock, give it a clock of its own, or end with one for whole rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.lints._by_role import listed, of_controller
from privaudit.model.clock_reach import limits
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.ownership import covers, fits
from privaudit.model.register import NO_CATEGORY, Activity, Clock, ColumnName, Declared
from privaudit.model.rules import Rulebook
from privaudit.model.verdicts import Verdict


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One complaint per activity and category."""
    for activity in of_controller(context.register):
        clocks = limits(activity)
        told: set[str] = set()
        for declared in activity.data if clocks else ():
            verdict = None if declared.category in {NO_CATEGORY, *told} else _uncovered(declared, clocks, context.rulebook)
            if verdict is not None:
                told.add(declared.category)
                yield _problem(activity, declared, clocks, verdict)


def _problem(activity: Activity, declared: Declared, clocks: tuple[Clock, ...], verdict: Verdict) -> Problem:
    perhaps = "" if verdict is Verdict.PROVEN else " by its name, and no column of it is mapped by hand"
    return Problem(
        message=f"No clock of the activity {activity.id} ({listed(clock.id for clock in clocks)}) covers {declared.category}{perhaps}. "
        "Add it to the `applies_to` of one, or give it a clock of its own.",
        verdict=verdict,
        category=declared.category,
        register=activity.id,
        place=declared.place or activity.place,
    )


def _uncovered(declared: Declared, clocks: tuple[Clock, ...], rulebook: Rulebook) -> Verdict | None:
    """How sure it is that no clock covers the category; None where one does."""
    if any(covers(named, declared.category, rulebook) for clock in clocks for named in clock.applies_to.categories):
        return None
    of_rows = [clock for clock in clocks if clock.applies_to.rows]
    emptied = {str(column).lower() for clock in clocks for column in clock.applies_to.columns}
    if declared.columns:
        ended = all(str(column).lower() in emptied or _ruled(column, of_rows) for column in declared.columns)
        return None if ended else Verdict.PROVEN
    if of_rows:
        return None
    return Verdict.UNDETERMINED if emptied else Verdict.PROVEN


def _ruled(column: ColumnName, of_rows: list[Clock]) -> bool:
    """Whether a clock for whole rows may rule the column's table."""
    return any(clock.tables is None or any(fits(glob, column.table) for glob in clock.tables) for clock in of_rows)


LINT = Lint(title="A category that no clock covers", severity=Severity.MEDIUM, law=("GDPR 5(1)(e)", "GDPR 30(1)(f)"), run=run)
