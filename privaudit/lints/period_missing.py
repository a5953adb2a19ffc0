"""Activities of a controller that do not say how long they keep their data.

What it finds
    An activity of the role `controller` with tables to which nothing gives a period: it has no clock with a `max`, no other
    activity's clock rules these tables, and no store limits how long they live.  A minimum alone is no period.  One complaint for
    the activity; if it has a clock that leaves out some of its tables, that is `table-without-clock`.

Why it matters
    The record gives the periods after which each category of data is erased, where possible (GDPR Art. 30(1)(f)), and who asks is
    told them (Art. 15(1)(d)).  As the law says "where possible", the complaint is a low one; that data be kept no longer than it
    is needed (Art. 5(1)(e)) holds without that.  A processor's record need not give periods (Art. 30(2)).

Example
    The activity `web-logs` owns the table `web_logs`, and has no `clocks` at all.

How to resolve
    Add a clock: `clocks: [{id: after-visit, start: {event: item_date, column: web_logs.at}, max: P1Y}]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.lints._by_role import listed, of_controller
from privaudit.model.clock_reach import ClockReach, limits
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.verdicts import Verdict


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One complaint per activity."""
    reach = ClockReach(context)
    for activity in of_controller(context.register):
        if limits(activity):
            continue
        globs = [glob for glob, _ in reach.without_period(activity)]
        if globs:
            yield Problem(
                message=f"The activity {activity.id} does not say how long it keeps {listed(globs)}: add a clock with a `max`.",
                verdict=Verdict.PROVEN,
                register=activity.id,
                place=activity.place,
            )


LINT = Lint(title="An activity without a period", severity=Severity.LOW, law=("GDPR 30(1)(f)",), run=run)
