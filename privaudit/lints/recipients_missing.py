"""Activities of a controller that do not say who receives their data.

What it finds
    An activity of the role `controller` without `recipients`.  The organisation's own departments count: data that stays in the
    house goes to somebody there.  A processor's record need not name recipients (GDPR Art. 30(2)).

Why it matters
    The record names the categories of recipients (GDPR Art. 30(1)(d)); who asks for access is told who they are (Art. 15(1)(c)),
    and they are told of rectifications and erasures (Art. 19).

Example
    The activity `orders` has `recipients: []`, though a host stores its tables.

How to resolve
    Declare the departments, processors and others at the top under `recipients`, and name their ids in the activity: `recipients:
    [sales, hosting]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.lints._by_role import of_controller
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.verdicts import Verdict


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One complaint per activity."""
    for activity in of_controller(context.register):
        if not activity.recipients:
            yield Problem(
                message=f"The activity {activity.id} names no recipient: list departments, processors and others under `recipients`.",
                verdict=Verdict.PROVEN,
                register=activity.id,
                place=activity.place,
            )


LINT = Lint(title="An activity without recipients", severity=Severity.MEDIUM, law=("GDPR 30(1)(d)",), run=run)
