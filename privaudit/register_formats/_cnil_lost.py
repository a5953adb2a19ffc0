"""What a register says and the CNIL's sheets cannot, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.register import NO_CATEGORY, Activity, Register
from privaudit.model.register_format import Lost
from privaudit.register_formats._cnil_words import vocabulary
from privaudit.register_formats._cnil_write import rules
from privaudit.register_formats._ids import Ids

_NO_PLACE = "has no place in the CNIL's sheets"


def lost_in(register: Register) -> list[Lost]:
    """All of it, by its lines."""
    found = [*_of_organisation(register), *_of_recipients(register), *_of_rest(register)]
    found += [lost for activity in register.activities for lost in _of_activity(activity)]
    return sorted(found, key=lambda one: 0 if one.place is None else one.place.line or 0)


def _of_organisation(register: Register) -> Iterator[Lost]:
    own = register.organisation
    said = {
        "rights": own.rights is not None,
        "professional_only": own.professional_only,
        "third_parties": own.third_parties is not None,
        "identifiers": bool(own.identifiers),
    }
    for key, present in said.items():
        if present:
            yield Lost(f"organisation.{key}", _NO_PLACE, own.place)


def _of_recipients(register: Register) -> Iterator[Lost]:
    used = {name for activity in register.activities for name in activity.recipients}
    for one in register.recipients:
        path = f"recipients[{one.id}]"
        if one.id not in used:
            yield Lost(path, "receives data of no activity, and the CNIL's sheets name those of activities alone", one.place)
        else:
            said = {"tables": bool(one.tables), "contacts": bool(one.contacts), "consent": one.consent is not None}
            for key in (key for key, present in said.items() if present):
                yield Lost(f"{path}.{key}", _NO_PLACE, one.place)


def _of_rest(register: Register) -> Iterator[Lost]:
    for link in register.links:
        yield Lost(f"links[{link.source}]", _NO_PLACE)
    for denial in register.denials:
        yield Lost(f"never_collected[{denial.category}]", _NO_PLACE, denial.place)
    for store in register.stores:
        yield Lost(f"stores[{store.id}]", _NO_PLACE, store.place)
    for one in register.accepted:
        yield Lost(f"accepted[{one.check}]", _NO_PLACE, one.place)


def _of_activity(activity: Activity) -> Iterator[Lost]:
    path = f"activities[{activity.id}]"
    said = {
        "where": bool(activity.where),
        "source.when": any(one.when is not None for one in activity.source),
        "access": activity.access is not None,
        "foreign_contacts": bool(activity.foreign_contacts),
        "publication": activity.publication is not None,
    }
    for key in (key for key, present in said.items() if present):
        yield Lost(f"{path}.{key}", _NO_PLACE, activity.place)
    ids = Ids()
    for one in activity.controllers:
        if ids.give(one.name) != one.id:
            yield Lost(f"{path}.controllers[{one.id}].id", _NO_PLACE, one.place)
        if one.dpo is not None:
            yield Lost(f"{path}.controllers[{one.id}].dpo", _NO_PLACE, one.place)
    yield from _of_data(activity, path)
    rows = (*vocabulary().data_rows, *vocabulary().sensitive_rows)
    for clock in activity.clocks:
        carried = any(rules(clock, activity, row) for row in rows)
        says = "is carried as words, which nobody can check" if carried else "is about no data that the activity declares"
        yield Lost(f"{path}.clocks[{clock.id}]", says, clock.place)
    for marketing in activity.marketing:
        yield Lost(f"{path}.marketing[{marketing.channel}]", _NO_PLACE, marketing.place)


def _of_data(activity: Activity, path: str) -> Iterator[Lost]:
    for one in activity.data:
        own, place = f"{path}.data[{one.category}]", one.place or activity.place
        if one.category == NO_CATEGORY:
            yield Lost(own, _NO_PLACE, place)
            continue
        for key, present in {"mandatory": one.mandatory, "columns": bool(one.columns), "reason": bool(one.reason)}.items():
            if present:
                yield Lost(f"{own}.{key}", _NO_PLACE, place)
