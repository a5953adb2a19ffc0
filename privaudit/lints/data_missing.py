"""Activities of a controller that do not say which data they hold.

What it finds
    An activity of the role `controller` that lists no category under `data`; a denial (`category: none`) is none.  A processor's
    record need not name them (GDPR Art. 30(2)).

Why it matters
    The record names the categories of personal data (GDPR Art. 30(1)(c)), and without them nobody can tell whether each is needed
    (Art. 5(1)(c)): `check` calls every personal column of such an activity undeclared.

Example
    The activity `support` owns the table of tickets, and has `data: []`.

How to resolve
    List what the activity may hold: `data: [{category: user.contact.email}]`.  `privaudit register new` drafts it from the
    tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.lints._by_role import of_controller
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.register import NO_CATEGORY
from privaudit.model.verdicts import Verdict


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One complaint per activity."""
    for activity in of_controller(context.register):
        if all(declared.category == NO_CATEGORY for declared in activity.data):
            yield Problem(
                message=f"The activity {activity.id} lists no category of personal data: say under `data` what it may hold.",
                verdict=Verdict.PROVEN,
                register=activity.id,
                place=activity.place,
            )


LINT = Lint(title="An activity without categories of data", severity=Severity.MEDIUM, law=("GDPR 30(1)(c)",), run=run)
