"""Personal data that leaves the European Economic Area without a safeguard.

What it finds
    A recipient, or a country in which an activity or a store keeps data, outside the European Economic Area and the countries on
    which the Commission has decided that they protect data as well, where the register names no safeguard; and a safeguard A45-3
    (such a decision) where none is in force on the day of the audit, or the recipient is said to be outside its scope.  Where a
    decision covers only some recipients (Canada: commercial organisations) and nothing is said of this one, that is
    `undetermined`, and so is a claim of A45-3 without `certified`.  A recipient in the United States with no safeguard at all is
    an indication: only companies that have certified themselves are covered.  A department abroad is `undetermined`: data goes to
    somebody else only if it is a company of its own.  Storage in the organisation's own country is no transfer.  A recipient
    without a country stands under "not checked".

Why it matters
    A transfer to a third country needs a decision of the Commission, appropriate safeguards or a derogation (GDPR Art. 44-49),
    and the record names the country (Art. 30(1)(e), 30(2)(c)).

Example
    A service that counts visits, in a country without a decision, and nothing more is said of it:
    `{id: statistics, name: Counting Ltd, role: processor, country: IN}`.

How to resolve
    Agree on standard contractual clauses and say so: `safeguard: {kind: A46-2-c, reference: "SCC 2021/914, 2026-01-10"}`; or show
    that the recipient is certified: `safeguard: {kind: A45-3, certified: true}`; or choose one within the area.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from privaudit.model.adequacy import ADEQUACY
from privaudit.model.estate import Place
from privaudit.model.findings import Check, NotChecked, Outcome, Problem, RegisterContext, Severity
from privaudit.model.register import Activity, Recipient, Safeguard, Storage
from privaudit.model.verdicts import Verdict

_DEPARTMENT = "department"
_PROCESSOR = "processor"


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One problem per recipient, and one per activity and store for where they keep data."""
    register = context.register
    for recipient in register.recipients:
        yield from _recipient(context, recipient)
    for activity in register.activities:
        yield from _storage(context, activity.id, activity.storage, activity.place, (activity,))
    for store in register.stores:
        yield from _storage(context, store.id, store.storage, store.place, register.activities)


def _recipient(context: RegisterContext, recipient: Recipient) -> Iterator[Outcome]:
    own = recipient.role == _DEPARTMENT
    if recipient.country is None:
        if not own:
            yield NotChecked(f"recipient {recipient.id}", "its country is not declared")
        return
    if own and recipient.country == context.register.organisation.country:
        return
    found = _unsafe(context, recipient.country, recipient.safeguard)
    if found is None:
        return
    verdict, why = found
    users = [activity for activity in context.register.activities if recipient.id in activity.recipients]
    of = f" of {', '.join(activity.id for activity in users)}" if users else ""
    if own:
        verdict, why = Verdict.UNDETERMINED, f"{why}; a department is somebody else only where it is a company of its own"
    yield Problem(
        message=f"The recipient {recipient.name} ({recipient.role}{of}) is in {recipient.country}: {why}.",
        verdict=verdict,
        register=recipient.id,
        place=recipient.place,
        law=_record(users or context.register.activities),
    )


def _storage(context: RegisterContext, name: str, kept: Sequence[Storage], place: Place, users: Sequence[Activity]) -> Iterator[Problem]:
    """One problem for all countries: with the surest of the verdicts, and what is said of each country."""
    unsafe = []
    for storage in kept:
        found = None if storage.country == context.register.organisation.country else _unsafe(context, storage.country, storage.safeguard)
        if found is not None:
            unsafe.append((storage.country, *found))
    if unsafe:
        yield Problem(
            message=f"{name} keeps data in {'; and in '.join(f'{country}: {why}' for country, _, why in unsafe)}.",
            verdict=max(verdict for _, verdict, _ in unsafe),
            register=name,
            place=place,
            law=_record(users),
        )


def _unsafe(context: RegisterContext, country: str, safeguard: Safeguard | None) -> tuple[Verdict, str] | None:
    """How sure it is that nothing carries a transfer to the country, and why; None where something does."""
    if country in context.countries.eea or (safeguard is not None and safeguard.kind != ADEQUACY):
        return None
    decision = context.countries.decision(country, context.as_of)
    claimed = "the register names no safeguard" if safeguard is None else f"the register names {ADEQUACY}"
    if decision is None:
        ended = context.countries.ended(country, context.as_of)
        was = "" if ended is None or ended.until is None else f" since the end of {ended.decision} on {ended.until.isoformat()}"
        no_decision = f"no decision of the Commission on its adequacy is in force{was}"
        return Verdict.PROVEN, f"{no_decision}, and {claimed}" if safeguard is None else f"{claimed}, and {no_decision}"
    if safeguard is not None and safeguard.certified is False:
        return Verdict.PROVEN, f"{claimed}, and says that the recipient is outside the scope of {decision.decision}"
    if not decision.scope or (safeguard is not None and safeguard.certified):
        return None
    verdict = Verdict.INDICATION if safeguard is None and decision.certified else Verdict.UNDETERMINED
    return verdict, f"{decision.decision} covers only {decision.scope}, and {claimed}{'' if safeguard is None else ' without `certified`'}"


def _record(users: Sequence[Activity]) -> tuple[str, ...]:
    """The article under which the record names the transfer: that of a controller, that of a processor, or both."""
    roles = {activity.role == _PROCESSOR for activity in users}
    return ("GDPR 30(1)(e)",) * (False in roles) + ("GDPR 30(2)(c)",) * (True in roles)


CHECK = Check(
    title="A transfer without a safeguard",
    severity=Severity.HIGH,
    law=("GDPR 44", "GDPR 46"),
    run=run,
    lint=run,
)
