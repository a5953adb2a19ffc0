"""Tables of an activity that none of its clocks rules.

What it finds
    A table of a controller's activity that has clocks, but none that reaches it: a clock rules the tables that its columns name
    and those tied to them by `links` or a foreign key, narrowed by its `tables`.  A table that a store limits, or that the clock
    of another activity rules, has its period there.  Without the schema among the targets nobody knows its foreign keys: then a
    table that only they could tie to a clock is `undetermined`, and fails no build.  An activity without any clock is
    `period-missing`.

Why it matters
    The rows of such a table are never past their period, whatever the register promises for the activity (GDPR Art. 5(1)(e)):
    `check` looks at none of them.

Example
    The activity `accounts` owns `accounts` and `call_notes`; its clock starts at `accounts.closed_on`, and nothing ties
    `call_notes` to it.

How to resolve
    Tie the table to that of the clock: `links: [{from: call_notes.account_id, to: accounts.id}]`; or give it a clock of its own.
    Where foreign keys tie it, name the schema: `privaudit register lint register.yaml schema.sql`.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.lints._by_role import listed, of_controller
from privaudit.model.clock_reach import ClockReach, Reach, limits
from privaudit.model.estate import Table
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.verdicts import Verdict


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One complaint per table."""
    reach = ClockReach(context)
    for activity in of_controller(context.register):
        clocks = listed(clock.id for clock in limits(activity))
        for glob, found in reach.without_period(activity) if clocks else ():
            yield Problem(
                message=f"No clock of the activity {activity.id} ({clocks}) rules the table {glob}: {_why(context, found)}. "
                "Tie it to the start of one with `links`, or give it a clock of its own.",
                verdict=Verdict.PROVEN if found is Reach.NO else Verdict.UNDETERMINED,
                table=Table("", glob, ()),
                register=activity.id,
                place=activity.place,
            )


def _why(context: RegisterContext, found: Reach) -> str:
    if found is Reach.UNKNOWN:
        return "nothing in the register ties it to the start of one; a foreign key may, and the schema is not among the targets"
    if context.estate is None:
        return "their `tables` leave it out"
    return "their `tables` leave it out, or neither a link nor a foreign key leads from it to their start"


LINT = Lint(title="A table that no clock rules", severity=Severity.MEDIUM, law=("GDPR 5(1)(e)",), run=run)
