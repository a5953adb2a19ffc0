"""Somebody whom the record must name with contact details, and who has none.

What it finds
    The organisation, its representative, a joint controller, the data protection officer, or a controller on whose behalf a
    processor acts, without a mail or postal address.  An organisation outside the European Economic Area without a representative
    is an indication: it needs one where it offers goods or services to people in the Union or watches them (GDPR Art. 3(2), 27),
    unless that is occasional.

Why it matters
    The record names them with their contact details (GDPR Art. 30(1)(a), 30(2)(a)); people and authorities turn to them.

Example
    The `dpo` has a name and no e-mail address, so nobody can write to the officer.

How to resolve
    Add it: `contact: {email: privacy@example.org, address: "1 rue de l'Exemple, 33000 Bordeaux"}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.lints._by_role import of_controller, of_processor
from privaudit.model.estate import Place
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.register import Contact, Controller, Officer, Organisation
from privaudit.model.verdicts import Verdict


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One complaint for each who lacks it."""
    register = context.register
    organisation = register.organisation
    place = organisation.place or Place(register.path, 1)
    law = ("GDPR 30(1)(a)",) * any(of_controller(register)) + ("GDPR 30(2)(a)",) * any(of_processor(register))
    for who, at in _unreachable(organisation):
        hint = "add a `contact` with an email or an address"
        if at == "dpo":
            hint = "add its `email`"
        yield Problem(
            message=f"{who} has no contact details: {hint}.", verdict=Verdict.PROVEN, register=f"organisation/{at}", place=place, law=law
        )
    if organisation.representative is None and organisation.country not in context.countries.eea:
        yield Problem(
            message=f"{organisation.name} is in {organisation.country}, outside the European Economic Area, and names no representative "
            "there: add `representative`, if it offers goods or services to people in the Union or watches them.",
            verdict=Verdict.INDICATION,
            register="organisation/representative",
            place=place,
            law=(*law, "GDPR 27(1)"),
        )
    for activity in of_processor(register):
        for controller in activity.controllers:
            if not _reachable(controller.contact) and not _named(controller.dpo):
                yield _without(activity.id, controller)


def _unreachable(organisation: Organisation) -> Iterator[tuple[str, str]]:
    """Who of the organisation's side has no address, with its key."""
    if not _reachable(organisation.contact):
        yield f"The organisation {organisation.name}", "contact"
    if organisation.representative is not None and not _reachable(organisation.representative.contact):
        yield f"The representative {organisation.representative.name}", "representative"
    for party in organisation.joint_controllers:
        if not _reachable(party.contact):
            yield f"The joint controller {party.name}", f"joint_controllers/{party.name}"
    if organisation.dpo is not None and not _named(organisation.dpo):
        yield "The data protection officer", "dpo"


def _without(activity: str, controller: Controller) -> Problem:
    return Problem(
        message=f"The controller {controller.name}, on whose behalf {activity} is done, has no contact details: "
        "add a `contact` with an email or an address.",
        verdict=Verdict.PROVEN,
        register=f"{activity}/controllers/{controller.id}",
        place=controller.place,
        law=("GDPR 30(2)(a)",),
    )


def _reachable(contact: Contact | None) -> bool:
    return contact is not None and bool(contact.email or contact.address)


def _named(officer: Officer | None) -> bool:
    return officer is not None and bool(officer.email)


LINT = Lint(
    title="Contact details that are missing", severity=Severity.MEDIUM, law=("GDPR 30(1)(a)", "GDPR 30(2)(a)", "GDPR 27(1)"), run=run
)
