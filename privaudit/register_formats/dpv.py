"""The record of Art. 30 as linked data: JSON-LD in the terms of the W3C Data Privacy Vocabulary (DPV) 2."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from privaudit.model.organisation import Contact, Officer, Organisation, Party
from privaudit.model.recipients import Recipient, Safeguard
from privaudit.model.register import NO_CATEGORY, Activity, Controller, Declared, Register, Storage
from privaudit.model.register_format import Known, RegisterFormat, Written
from privaudit.model.rules import SPECIAL, is_within_any
from privaudit.register_formats import _clock_words
from privaudit.register_formats import _dpv_words as words
from privaudit.register_formats._dpv_lost import lost_in
from privaudit.register_formats._ids import plain_id
from privaudit.register_formats._words import category as category_title
from privaudit.register_formats._words import dotted, spoken

Data = dict[str, Any]
_WEEKS = re.compile(r"P(\d+)W")
_PROCESSOR = "processor"


def _write(register: Register, known: Known) -> Written:
    """The record as one document that needs no other one to be read."""
    made = _Document(register, known)
    return Written(json.dumps(made.data(), ensure_ascii=False, indent=2) + "\n", tuple(lost_in(register)))


def _said(**keys: object) -> Data:
    """The properties that say something; `__` stands for the colon of a term, `at_` for its @."""
    named = {key.replace("at_", "@", 1) if key.startswith("at_") else key.replace("__", ":"): value for key, value in keys.items()}
    return {key: value for key, value in named.items() if value not in (None, "", [], {})}


class _Document:
    def __init__(self, register: Register, known: Known) -> None:
        self._register = register
        self._known = known
        self._base = f"urn:privaudit:{plain_id(register.organisation.name)}"
        self._own = {"@id": f"{self._base}:organisation"}

    def data(self) -> Data:
        """All of it."""
        register = self._register
        reviewed = None if register.reviewed is None else {"@type": "xsd:date", "@value": register.reviewed.isoformat()}
        return {
            "@context": words.PREFIXES,
            "@graph": [
                _said(
                    at_id=f"{self._base}:record",
                    at_type="dpv:ROPA",
                    dct__modified=reviewed,
                    dpv__hasResponsibleEntity=self._own,
                    dpv__hasProcess=[{"@id": self._name("activity", one.id)} for one in register.activities],
                ),
                self._organisation(register.organisation),
                *(self._recipient(one) for one in register.recipients),
                *(self._process(one) for one in register.activities),
            ],
        }

    def _name(self, kind: str, own: str) -> str:
        return f"{self._base}:{kind}:{own}"

    def _organisation(self, own: Organisation) -> Data:
        roles = {one.role for one in self._register.activities} or {"controller"}
        return _said(
            at_id=self._own["@id"],
            at_type=[f"dpv:Data{role.capitalize()}" for role in sorted(roles)],
            dpv__hasName=own.name,
            **_contact(own.contact),
            dpv__hasCountry=_country(own.country),
            dpv__hasDataProtectionOfficer=_officer(own.dpo),
            dpv__hasRepresentative=_party(own.representative, "dpv:Representative"),
        )

    def _recipient(self, one: Recipient) -> Data:
        abroad = one.country is not None and one.country not in self._known.eea
        return _said(
            at_id=self._name("recipient", one.id),
            at_type=words.RECIPIENTS[one.role][1],
            dct__identifier=one.id,
            dpv__hasName=one.name,
            dct__description=one.purpose,
            dpv__hasCountry=None if one.country is None or abroad else _country(one.country),
            dpv__hasThirdCountry=_country(one.country) if one.country is not None and abroad else None,
            dpv__hasLegalBasis=_safeguard(one.safeguard),
        )

    def _process(self, activity: Activity) -> Data:
        own = self._register.organisation
        processor = activity.role == _PROCESSOR
        controllers = [_controller(one) for one in activity.controllers]
        data = _said(
            at_id=self._name("activity", activity.id),
            at_type="dpv:Process",
            dct__identifier=activity.id,
            dct__title=activity.title,
            dpv__hasDataController=controllers if processor else self._own,
            dpv__hasJointDataControllers=[] if processor else [_party(one, "dpv:DataController") for one in own.joint_controllers],
            dpv__hasPurpose=[_term(words.purpose(key), key, dotted(key)) for key in activity.purposes],
            dpv__hasLegalBasis=[{"@id": f"eu-gdpr:{term}"} for term in activity.basis],
            dpv__hasDataSubject=[_term(words.subject(key), key, spoken(key)) for key in activity.subjects],
            dpv__hasPersonalData=list(self._personal_data(activity)),
            dpv__hasDataSource=list(_sources(activity)),
            dpv__hasStorageCondition=[*self._kept(activity), *(self._stored(one) for one in activity.storage)],
            dpv__hasTechnicalOrganisationalMeasure=[
                {"@type": "dpv:TechnicalOrganisationalMeasure", "dct:description": one} for one in self._register.security
            ],
            dpv__hasRight=list(_rights(own)),
        )
        return {**data, **self._receivers(activity)}

    def _receivers(self, activity: Activity) -> Data:
        roles = {one.id: one.role for one in self._register.recipients}
        found: dict[str, list[Data]] = {"dpv:hasDataProcessor": [self._own]} if activity.role == _PROCESSOR else {}
        for name in activity.recipients:
            found.setdefault(words.RECIPIENTS[roles[name]][0], []).append({"@id": self._name("recipient", name)})
        return dict(found)

    def _personal_data(self, activity: Activity) -> Iterator[Data]:
        kinds = {source.kind for source in activity.source}
        provenance = [words.PROVENANCE[kind] for kind in kinds if len(kinds) == 1 and kind in words.PROVENANCE]
        mandatory = {one.category for one in activity.data if one.mandatory}
        for key in dict.fromkeys(one.category for one in activity.data if one.category != NO_CATEGORY):
            special = [words.SPECIAL_DATA] if self._is_special(key) else []
            term = self._data_term(key)
            types = list(dict.fromkeys([*([] if term == words.SPECIAL_DATA else [term]), *special, *provenance]))
            yield _said(
                at_id=self._data_name(activity, key),
                at_type=types,
                dct__identifier=key,
                dct__title=category_title(key, self._known.categories),
                dpv__hasNecessity={"@id": "dpv:Required"} if key in mandatory else None,
            )

    def _data_name(self, activity: Activity, key: str) -> str:
        return f"{self._name('activity', activity.id)}:data:{key}"

    def _data_term(self, key: str) -> str:
        """The class of a category: its own, or that of the nearest one above it."""
        if key in words.GROUPS:
            return words.GROUPS[key]
        while key:
            known = self._known.categories.get(key)
            if known is not None and (known.dpv.startswith("pd:") or known.dpv in words.DATA):
                return known.dpv
            key = key.rpartition(".")[0]
        return words.PERSONAL_DATA

    def _is_special(self, key: str) -> bool:
        while key:
            known = self._known.categories.get(key)
            if key == SPECIAL or (known is not None and known.group == SPECIAL):
                return True
            key = key.rpartition(".")[0]
        return False

    def _kept(self, activity: Activity) -> Iterator[Data]:
        for clock in activity.clocks:
            period = clock.max or clock.min
            length = None if period is None else {"@type": "xsd:duration", "@value": _in_days(period.text)}
            about = [one for one in activity.data if _ruled(one, clock.applies_to.categories, clock.applies_to.columns)]
            yield _said(
                at_type="dpv:StorageDuration",
                dct__identifier=f"{activity.id}/{clock.id}",
                dct__description="; ".join(_clock_words.clock(clock, self._known.categories)),
                dpv__hasDuration=_said(at_type="dpv:TemporalDuration", rdf__value=length),
                dpv__hasPersonalData=[{"@id": name} for name in dict.fromkeys(self._data_name(activity, one.category) for one in about)],
            )

    def _stored(self, storage: Storage) -> Data:
        place = "dpv:hasCountry" if storage.country in self._known.eea else "dpv:hasThirdCountry"
        own = {"@type": "dpv:StorageLocation", place: _country(storage.country)}
        return {**own, **_said(dpv__hasLegalBasis=_safeguard(storage.safeguard))}


def _ruled(one: Declared, categories: tuple[str, ...], columns: tuple[object, ...]) -> bool:
    """Whether a clock is about some data of its activity, and not about whole records."""
    if one.category == NO_CATEGORY:
        return False
    return is_within_any(one.category, categories) or bool(set(one.columns) & set(columns))


def _term(kind: str, key: str, title: str) -> Data:
    return {"@type": kind, "dct:identifier": key, "dct:title": title}


def _country(code: str) -> Data:
    return {"@id": f"loc:{code}"}


def _contact(contact: Contact | None) -> Data:
    return {} if contact is None else {"dpv__hasContact": contact.email, "dpv__hasAddress": contact.address}


def _controller(one: Controller) -> Data:
    officer = _officer(one.dpo)
    return _said(
        at_type="dpv:DataController",
        dct__identifier=one.id,
        dpv__hasName=one.name,
        **_contact(one.contact),
        dpv__hasDataProtectionOfficer=officer,
    )


def _officer(officer: Officer | None) -> Data | None:
    if officer is None:
        return None
    return _said(at_type="dpv:DataProtectionOfficer", dpv__hasName=officer.name, dpv__hasContact=officer.email)


def _party(party: Party | None, kind: str) -> Data | None:
    return None if party is None else _said(at_type=kind, dpv__hasName=party.name, **_contact(party.contact))


def _safeguard(safeguard: Safeguard | None) -> Data | None:
    if safeguard is None:
        return None
    return {"@type": f"eu-gdpr:{safeguard.kind}", **_said(dct__description=safeguard.reference)}


def _sources(activity: Activity) -> Iterator[Data]:
    for one in activity.source:
        if one.kind in words.SOURCES:
            yield {"@type": words.SOURCES[one.kind], **_said(dct__description=one.third_party)}


def _rights(own: Organisation) -> Iterator[Data]:
    if own.rights is not None:
        at = _said(dpv__hasContact=own.rights.contact)
        for article in (article for right in own.rights.offered for article in words.RIGHTS.get(right, ())):
            yield {"@type": f"eu-gdpr:{article}", **_said(dpv__isExercisedAt=at)}


def _in_days(period: str) -> str:
    """A period as XML Schema has it, which knows no weeks."""
    weeks = _WEEKS.fullmatch(period)
    return f"P{int(weeks[1]) * 7}D" if weeks else period


FORMAT = RegisterFormat("the record of Art. 30 as JSON-LD, in the terms of the W3C Data Privacy Vocabulary", _write)
