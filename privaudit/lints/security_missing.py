"""A register without a word on how the data is protected.

What it finds
    A register whose `security` is empty, for whichever role its activities are.

Why it matters
    The record describes the technical and organisational measures in general words, where possible (GDPR Art. 30(1)(g) for
    controllers, Art. 30(2)(d) for processors).  As the law says "where possible", the complaint is a low one.

Example
    A register that ends with its activities, and says nothing under `security`.

How to resolve
    Say in a few words what is done: `security: [encryption at rest, access by role, daily backup]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.lints._by_role import of_controller, of_processor
from privaudit.model.estate import Place
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.verdicts import Verdict


def run(context: RegisterContext) -> Iterator[Outcome]:
    """At most one complaint."""
    register = context.register
    if register.security:
        return
    as_controller, as_processor = (any(of(register)) for of in (of_controller, of_processor))
    yield Problem(
        message="The register does not describe how the data is protected: say it in general words under `security`.",
        verdict=Verdict.PROVEN,
        place=Place(register.path, 1),
        law=("GDPR 30(1)(g)",) * as_controller + ("GDPR 30(2)(d)",) * as_processor,
    )


LINT = Lint(title="No word on security", severity=Severity.LOW, law=("GDPR 30(1)(g)", "GDPR 30(2)(d)"), run=run)
