"""What a register says and its record in the Data Privacy Vocabulary does not, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.recipients import Safeguard
from privaudit.model.register import NO_CATEGORY, Activity, Register
from privaudit.model.register_format import Lost
from privaudit.register_formats import _dpv_words as words

_NO_PLACE = "has no place in a record of DPV"


def lost_in(register: Register) -> list[Lost]:
    """All of it, by its lines."""
    found = [*_of_organisation(register), *_of_rest(register)]
    found += [lost for activity in register.activities for lost in _of_activity(activity)]
    return sorted(found, key=lambda one: 0 if one.place is None else one.place.line or 0)


def _of_organisation(register: Register) -> Iterator[Lost]:
    own = register.organisation
    said = {
        "professional_only": own.professional_only,
        "third_parties": own.third_parties is not None,
        "identifiers": bool(own.identifiers),
        "rights.contact": own.rights is not None and bool(own.rights.contact) and not own.rights.offered,
    }
    for key in (key for key, present in said.items() if present):
        yield Lost(f"organisation.{key}", _NO_PLACE, own.place)
    for right in () if own.rights is None else own.rights.offered:
        if right not in words.RIGHTS:
            yield Lost(f"organisation.rights.offered[{right.value}]", "is no right of the GDPR", own.place)


def _of_rest(register: Register) -> Iterator[Lost]:
    for link in register.links:
        yield Lost(f"links[{link.source}]", _NO_PLACE)
    for denial in register.denials:
        yield Lost(f"never_collected[{denial.category}]", _NO_PLACE, denial.place)
    for one in register.recipients:
        path = f"recipients[{one.id}]"
        said = {"tables": bool(one.tables), "contacts": bool(one.contacts), "consent": one.consent is not None}
        said["safeguard.certified"] = _certified(one.safeguard)
        for key in (key for key, present in said.items() if present):
            yield Lost(f"{path}.{key}", _NO_PLACE, one.place)
        if one.role == "joint_controller":
            yield Lost(f"{path}.role", "is carried as that of a controller", one.place)
    for store in register.stores:
        yield Lost(f"stores[{store.id}]", _NO_PLACE, store.place)
    for accepted in register.accepted:
        yield Lost(f"accepted[{accepted.check}]", _NO_PLACE, accepted.place)


def _certified(safeguard: Safeguard | None) -> bool:
    return safeguard is not None and safeguard.certified is not None


def _of_activity(activity: Activity) -> Iterator[Lost]:
    path = f"activities[{activity.id}]"
    kinds = {one.kind for one in activity.source}
    said = {
        "where": bool(activity.where),
        "source.when": any(one.when is not None for one in activity.source),
        "storage.safeguard.certified": any(_certified(one.safeguard) for one in activity.storage),
        "access": activity.access is not None,
        "foreign_contacts": bool(activity.foreign_contacts),
        "publication": activity.publication is not None,
    }
    for key in (key for key, present in said.items() if present):
        yield Lost(f"{path}.{key}", _NO_PLACE, activity.place)
    for kind in sorted(kinds - words.SOURCES.keys()):
        if len(kinds) > 1 or not activity.data:
            yield Lost(f"{path}.source[{kind}]", "is of some of the data, and nobody can tell of which", activity.place)
    for one in activity.data:
        own, place = f"{path}.data[{one.category}]", one.place or activity.place
        if one.category == NO_CATEGORY:
            yield Lost(own, _NO_PLACE, place)
            continue
        for key in (key for key, present in {"columns": bool(one.columns), "reason": bool(one.reason)}.items() if present):
            yield Lost(f"{own}.{key}", _NO_PLACE, place)
    for clock in activity.clocks:
        yield Lost(f"{path}.clocks[{clock.id}]", "is carried as its period and words, which nobody can check", clock.place)
    for marketing in activity.marketing:
        yield Lost(f"{path}.marketing[{marketing.channel}]", _NO_PLACE, marketing.place)
