"""What a register says and fideslang cannot, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.recipients import Recipient
from privaudit.model.register import Activity, Register
from privaudit.model.register_format import Lost

_NO_PLACE = "has no place in fideslang"


def lost_in(register: Register) -> Iterator[Lost]:
    """All of it but what concerns tables and columns."""
    yield from _of_organisation(register)
    if register.reviewed is not None:
        yield Lost("reviewed", _NO_PLACE)
    for denial in register.denials:
        yield Lost(f"never_collected[{denial.category}]", _NO_PLACE, denial.place)
    for recipient in register.recipients:
        yield from _of_recipient(recipient)
    for measure in register.security:
        if len(measure.splitlines()) > 1:
            yield Lost("security", "has a line break within a measure, and is parted there")
    for store in register.stores:
        yield Lost(f"stores[{store.id}]", _NO_PLACE, store.place)
    for activity in register.activities:
        yield from _of_activity(activity)
    for one in register.accepted:
        yield Lost(f"accepted[{one.check}]", _NO_PLACE, one.place)


def _of_organisation(register: Register) -> Iterator[Lost]:
    own = register.organisation
    yield Lost("organisation.country", _NO_PLACE, own.place)
    if own.rights is not None:
        yield Lost("organisation.rights", "are of data subjects in fideslang, not of an organisation", own.place)
    for party in own.joint_controllers:
        if party.contact is not None or ";" in party.name:
            yield Lost("organisation.joint_controllers", "are one text of names in fideslang, parted by semicolons", own.place)
    if own.professional_only:
        yield Lost("organisation.professional_only", _NO_PLACE, own.place)
    if own.third_parties is not None:
        yield Lost("organisation.third_parties", _NO_PLACE, own.place)


def _of_recipient(one: Recipient) -> Iterator[Lost]:
    said = {
        "country": one.country is not None,
        "safeguard.reference": one.safeguard is not None and bool(one.safeguard.reference),
        "safeguard.certified": one.safeguard is not None and one.safeguard.certified is not None,
        "tables": bool(one.tables),
        "contacts": bool(one.contacts),
        "consent": one.consent is not None,
    }
    for key, present in said.items():
        if present:
            yield Lost(f"recipients[{one.id}].{key}", _NO_PLACE, one.place)


def _of_activity(activity: Activity) -> Iterator[Lost]:
    path = f"activities[{activity.id}]"
    said = {
        "source": bool(activity.source),
        "controllers": bool(activity.controllers),
        "storage": bool(activity.storage),
        "access": activity.access is not None,
        "foreign_contacts": bool(activity.foreign_contacts),
        "publication": activity.publication is not None,
    }
    for key, present in said.items():
        if present:
            yield Lost(f"{path}.{key}", _NO_PLACE, activity.place)
    for clock in activity.clocks:
        says = (
            "is carried as words, which nobody can check"
            if activity.purposes
            else "is of no purpose, and fideslang keeps for purposes alone"
        )
        yield Lost(f"{path}.clocks[{clock.id}]", says, clock.place)
    for marketing in activity.marketing:
        yield Lost(f"{path}.marketing[{marketing.channel}]", _NO_PLACE, marketing.place)
    if not activity.purposes:
        without = {"data": bool(activity.data), "basis": bool(activity.basis), "subjects": bool(activity.subjects)}
        for key in (key for key, present in without.items() if present):
            yield Lost(f"{path}.{key}", "is of no purpose, and fideslang declares purposes alone", activity.place)
