"""Activities of a controller that do not say whose data they hold.

What it finds
    An activity of the role `controller` without `subjects`.  A processor's record need not name them (GDPR Art. 30(2)).

Why it matters
    The record names the categories of data subjects (GDPR Art. 30(1)(c)).  Who they are decides what they must be told, and
    whether there are children or staff among them.

Example
    The activity `support` lists the categories of its data, and has `subjects: []`.

How to resolve
    Name the kinds of persons, by their words in fideslang: `subjects: [customer, prospect]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.lints._by_role import of_controller
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.verdicts import Verdict


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One complaint per activity."""
    for activity in of_controller(context.register):
        if not activity.subjects:
            yield Problem(
                message=f"The activity {activity.id} does not say whose data it holds: add `subjects`, such as [customer].",
                verdict=Verdict.PROVEN,
                register=activity.id,
                place=activity.place,
            )


LINT = Lint(title="An activity without categories of persons", severity=Severity.MEDIUM, law=("GDPR 30(1)(c)",), run=run)
