"""A register as resources of fideslang: an organisation, a system for each activity and recipient, datasets, added categories."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from privaudit.model.organisation import Contact, Organisation
from privaudit.model.recipients import Recipient
from privaudit.model.register import NO_CATEGORY, Activity, Register
from privaudit.model.register_format import Known, Written
from privaudit.model.rules import GROUPS
from privaudit.register_formats import _clock_words
from privaudit.register_formats import _fideslang_words as words
from privaudit.register_formats._fideslang_datasets import Datasets
from privaudit.register_formats._fideslang_lost import lost_in
from privaudit.register_formats._words import article, dotted
from privaudit.yaml_text.writing import block

Data = dict[str, Any]


def write(register: Register, known: Known) -> Written:
    """The resources as one file, and what could not be carried."""
    datasets = Datasets(register)
    extensions = list(_extensions(register, known))
    data = {
        **({"data_category": extensions} if extensions else {}),
        "organization": [_organization(register.organisation)],
        "dataset": list(datasets.data()),
        "system": [
            *(_system(activity, register, datasets, known) for activity in register.activities),
            *(_recipient(one, known) for one in register.recipients),
        ],
    }
    lost = (*lost_in(register), *datasets.lost)
    return Written(block(data), tuple(sorted(lost, key=lambda one: 0 if one.place is None else one.place.line or 0)))


def recipient_key(name: str) -> str:
    """The key of a recipient's system; a dot stands in no id of an activity."""
    return f"{words.RECIPIENT}.{name}"


def _extensions(register: Register, known: Known) -> Iterator[Data]:
    """The categories in use that fideslang does not have, each after the one that it belongs to."""
    needed: dict[str, None] = {}
    for declared in (one for activity in register.activities for one in activity.data):
        if declared.category not in {*GROUPS, NO_CATEGORY}:
            parts = declared.category.split(".")
            needed |= dict.fromkeys(".".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    for key in needed:
        if key not in words.CATEGORIES:
            title = known.categories[key].title if key in known.categories else dotted(key)
            yield {"fides_key": key, "parent_key": key.rpartition(".")[0], "name": title}


def _organization(own: Organisation) -> Data:
    data: Data = {"fides_key": words.ORGANISATION, "name": own.name}
    if contact := _contact(own.contact):
        data["controller"] = contact
    if own.dpo is not None and (officer := _filled(name=own.dpo.name, email=own.dpo.email)):
        data["data_protection_officer"] = officer
    if own.representative is not None:
        data["representative"] = {"name": own.representative.name, **_contact(own.representative.contact)}
    return data


def _contact(contact: Contact | None) -> Data:
    return {} if contact is None else _filled(email=contact.email, address=contact.address)


def _filled(**texts: str | None) -> Data:
    return {key: text for key, text in texts.items() if text}


def _system(activity: Activity, register: Register, datasets: Datasets, known: Known) -> Data:
    own = register.organisation
    references = datasets.of(activity)
    egress = [{"fides_key": recipient_key(name), "type": "system"} for name in activity.recipients]
    return {
        "fides_key": activity.id,
        "organization_fides_key": words.ORGANISATION,
        **_filled(name=activity.title),
        "system_type": "Processing activity",
        "responsibility": [words.RESPONSIBILITY[activity.role]],
        **_filled(
            joint_controller_info="; ".join(party.name for party in own.joint_controllers),
            data_security_practices="\n".join(register.security),
        ),
        **({"dataset_references": references} if references else {}),
        **({"egress": egress} if egress else {}),
        "privacy_declarations": list(_declarations(activity, register, known)),
    }


def _declarations(activity: Activity, register: Register, known: Known) -> Iterator[Data]:
    """One for each purpose and basis: the register rests all purposes on all bases, and a declaration has one of each."""
    ordinary = [basis for basis in activity.basis if basis in words.BASES]
    special = [basis for basis in activity.basis if basis in words.SPECIAL_BASES]
    kept = "; ".join(", ".join(_clock_words.clock(clock, known.categories)) for clock in activity.clocks)
    roles = {one.id: one.role for one in register.recipients}
    shared = any(roles.get(name) in {"third_party", "controller", "authority"} for name in activity.recipients)
    for purpose, basis, special_basis in product(activity.purposes, ordinary or [""], special or [""]):
        terms = " and ".join(article(term) for term in (basis, special_basis) if term)
        data: Data = {
            "name": f"{dotted(purpose)}, {terms}" if terms else dotted(purpose),
            "data_use": purpose,
            "data_categories": list(dict.fromkeys(one.category for one in activity.data if one.category not in {*GROUPS, NO_CATEGORY})),
            "data_subjects": list(activity.subjects),
        }
        if basis:
            data["legal_basis_for_processing"] = words.BASES[basis]
        if special_basis:
            data |= {"processes_special_category_data": True, "special_category_legal_basis": words.SPECIAL_BASES[special_basis]}
        data |= _filled(retention_period=kept)
        yield {**data, "data_shared_with_third_parties": True} if shared else data


def _recipient(one: Recipient, known: Known) -> Data:
    abroad = one.country is not None and one.country not in known.eea
    data: Data = {
        "fides_key": recipient_key(one.id),
        "organization_fides_key": words.ORGANISATION,
        "name": one.name,
        **_filled(description=one.purpose),
        "tags": [words.RECIPIENT, one.role],
        "system_type": "Recipient",
        "privacy_declarations": [],
    }
    if one.role in words.RESPONSIBILITY:
        data["responsibility"] = [words.RESPONSIBILITY[one.role]]
    if abroad or one.safeguard is not None:
        data["does_international_transfers"] = True
    if one.safeguard is not None:
        data["legal_basis_for_transfers"] = [words.TRANSFERS.get(one.safeguard.kind, one.safeguard.kind)]
    return data
