"""Activities that say nothing of what they are for.

What it finds
    An activity of a controller without `purposes`; one of a processor with neither `purposes` nor a `title`, so that nothing
    tells the category of processing.

Why it matters
    Data may be collected for specified purposes only (GDPR Art. 5(1)(b)), and a controller's record names them (Art. 30(1)(b)).
    A processor's record names the categories of processing for each controller instead (Art. 30(2)(b)).

Example
    The activity `fair-contacts` lists its tables and data, and has `purposes: []`.

How to resolve
    Name what the data is used for: `purposes: [marketing.communications.email]`.  If nobody can, stop the processing and erase
    the data.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.lints._by_role import of_controller, of_processor
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.verdicts import Verdict


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One complaint per activity."""
    for activity in of_controller(context.register):
        if not activity.purposes:
            yield Problem(
                message=f"The activity {activity.id} names no purpose: say in `purposes` what its data is used for.",
                verdict=Verdict.PROVEN,
                register=activity.id,
                place=activity.place,
                law=("GDPR 30(1)(b)", "GDPR 5(1)(b)"),
            )
    for activity in of_processor(context.register):
        if not activity.purposes and not activity.title:
            yield Problem(
                message=f"The activity {activity.id} does not say what is done for its controllers: add `purposes` or a `title`.",
                verdict=Verdict.PROVEN,
                register=activity.id,
                place=activity.place,
                law=("GDPR 30(2)(b)",),
            )


LINT = Lint(
    title="An activity without a purpose", severity=Severity.MEDIUM, law=("GDPR 30(1)(b)", "GDPR 5(1)(b)", "GDPR 30(2)(b)"), run=run
)
