"""Activities of a processor that do not say on whose behalf.

What it finds
    An activity of the role `processor` without `controllers`: nothing says for whom it is done.

Why it matters
    A processor's record names each controller on whose behalf it acts (GDPR Art. 30(2)(a)).  Without one there is nobody whose
    instructions it could follow (Art. 28(3)(a)), and who decides alone answers as a controller (Art. 28(10)).

Example
    The activity `client-databases` has `role: processor` and lists the tables of a client that it does not name.

How to resolve
    Name them: `controllers: [{id: client-a, name: Client A, contact: {email: dpo@client-a.example}}]`.  If the organisation
    decides on purposes and means itself, the role is `controller`.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.lints._by_role import of_processor
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.verdicts import Verdict


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One complaint per activity."""
    for activity in of_processor(context.register):
        if not activity.controllers:
            yield Problem(
                message=f"The activity {activity.id} is done as a processor and names no controller: add `controllers`, "
                "each with its id, name and contact.",
                verdict=Verdict.PROVEN,
                register=activity.id,
                place=activity.place,
            )


LINT = Lint(title="A processor without its controller", severity=Severity.MEDIUM, law=("GDPR 30(2)(a)",), run=run)
