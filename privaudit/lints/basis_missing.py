"""Processing without the basis that the law asks for.

What it finds
    An activity of the role `controller` whose `basis` holds none of A6-1-a ...  A6-1-f (GDPR Art. 6(1)).  A special category
    under `data` without a condition A9-2-a ...  A9-2-j beside it: a legitimate interest, or any other basis of Art. 6, does not
    carry it alone (Art. 9(2)).  As indications: data on offences where the basis is neither a legal obligation nor a public task
    (Art. 10), and consent that nothing in the register shows, no `opt_in`, no `publication`, no clock that starts at `consent`,
    no `consent` of a recipient, no column of `user.privacy_preferences` (Art. 7(1)).  A processor needs no basis of its own.

Why it matters
    Processing is lawful only on one of the bases of Art. 6(1), and the controller must be able to show which (Art. 5(2)).

Example
    The activity `canteen` lists `user.demographic.religious_belief` and rests on A6-1-f, a legitimate interest, alone.

How to resolve
    Name the basis that really holds: `basis: [A6-1-b]`, `basis: [A6-1-a, A9-2-a]`; for consent, the column where it is written.
    Without one, stop and erase.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.lints._by_role import of_controller
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.ownership import fits
from privaudit.model.register import NO_CATEGORY, Activity, ColumnName, Event, Register
from privaudit.model.rules import CRIMINAL, SPECIAL, is_within
from privaudit.model.verdicts import Verdict

_ARTICLE_6, _ARTICLE_9 = "A6-1-", "A9-2-"
_CONSENT = ("A6-1-a", "A9-2-a")
_OF_LAW = ("A6-1-c", "A6-1-e")
"""Where official authority or the law of the Union or a Member State can stand behind it."""
_WISHES = "user.privacy_preferences"


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One complaint per activity for its basis, and one for each category that needs more."""
    evidence = frozenset(column.table for column in _evidence(context.register))
    for activity in of_controller(context.register):
        if not _has(activity, _ARTICLE_6):
            yield _without_basis(activity)
        elif any(basis in _CONSENT for basis in activity.basis) and not _shown(context.register, activity, evidence):
            yield _unproven_consent(activity)
        yield from _categories(context, activity)


def _has(activity: Activity, article: str) -> bool:
    return any(basis.startswith(article) for basis in activity.basis)


def _without_basis(activity: Activity) -> Problem:
    return Problem(
        message=f"The activity {activity.id} names no basis of Art. 6(1): add one of A6-1-a (consent), A6-1-b (contract), "
        "A6-1-c (legal obligation), A6-1-d (vital interests), A6-1-e (public task), A6-1-f (legitimate interests) to `basis`.",
        verdict=Verdict.PROVEN,
        register=activity.id,
        place=activity.place,
        law=("GDPR 6(1)", "GDPR 5(2)"),
    )


def _unproven_consent(activity: Activity) -> Problem:
    named = " and ".join(basis for basis in activity.basis if basis in _CONSENT)
    return Problem(
        message=f"The activity {activity.id} rests on consent ({named}), and the register names no column that shows it: declare "
        "an `opt_in` with its `evidence`, a `publication`, or the column as user.privacy_preferences.",
        verdict=Verdict.INDICATION,
        register=activity.id,
        place=activity.place,
        law=("GDPR 7(1)", "GDPR 5(2)"),
    )


def _categories(context: RegisterContext, activity: Activity) -> Iterator[Problem]:
    told = {NO_CATEGORY}
    for declared in activity.data:
        group = None if declared.category in told else context.rulebook.group_of(declared.category)
        told.add(declared.category)
        if group == SPECIAL and not _has(activity, _ARTICLE_9):
            yield Problem(
                message=f"The activity {activity.id} holds {declared.category}, a special category, and names no condition of Art. 9(2): "
                "add one of A9-2-a (explicit consent) ... A9-2-j to `basis`.",
                verdict=Verdict.PROVEN,
                category=declared.category,
                register=activity.id,
                place=declared.place or activity.place,
                law=("GDPR 9(1)", "GDPR 9(2)", "GDPR 5(2)"),
            )
        elif group == CRIMINAL and not any(basis in _OF_LAW for basis in activity.basis):
            yield Problem(
                message=f"The activity {activity.id} holds {declared.category}, data on offences, which only official authority or a law "
                "may allow, and its basis is neither A6-1-c nor A6-1-e.",
                verdict=Verdict.INDICATION,
                category=declared.category,
                register=activity.id,
                place=declared.place or activity.place,
                law=("GDPR 10", "GDPR 5(2)"),
            )


def _shown(register: Register, activity: Activity, evidence: frozenset[str]) -> bool:
    """Whether something in the register shows the consent: in the activity, a recipient of it, or another one about a table of its own."""
    if activity.publication is not None or any(marketing.opt_in for marketing in activity.marketing):
        return True
    if any(start.event is Event.CONSENT for clock in activity.clocks for start in clock.starts):
        return True
    if any(is_within(declared.category, _WISHES) for declared in activity.data):
        return True
    if any(one.consent is not None and one.id in activity.recipients for one in register.recipients):
        return True
    globs = [glob for where in activity.where for glob in where.tables]
    return any(fits(glob, table) for table in evidence for glob in globs)


def _evidence(register: Register) -> Iterator[ColumnName]:
    """The columns of the register in which consent is written."""
    for activity in register.activities:
        yield from (marketing.opt_in.column for marketing in activity.marketing if marketing.opt_in is not None)
        if activity.publication is not None:
            yield activity.publication.consent
    yield from (recipient.consent.given for recipient in register.recipients if recipient.consent is not None)


LINT = Lint(
    title="Processing without a legal basis",
    severity=Severity.MEDIUM,
    law=("GDPR 6(1)", "GDPR 5(2)", "GDPR 7(1)", "GDPR 9(2)", "GDPR 10"),
    run=run,
)
