"""A register as the sheets of the CNIL's simplified one: a list of the processings, and a sheet for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from privaudit.model.organisation import Contact, Officer, Party
from privaudit.model.recipients import Recipient, Safeguard
from privaudit.model.register import NO_CATEGORY, Activity, Clock, Declared, Register, Source
from privaudit.model.register_format import Known
from privaudit.model.rules import is_within
from privaudit.register_formats._cnil_clocks import kept
from privaudit.register_formats._cnil_words import LISTED, DataRow, labels, vocabulary

_ADDED = frozenset({"professional", "other", "special"})
"""Rows that the CNIL's sheet does not have: they are written where they hold something."""
_PROCESSOR = "processor"


class Kind(Enum):
    """What a row is."""

    TITLE = "title"
    HEAD = "head"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a page."""

    cells: tuple[str, ...] = ()
    kind: Kind = Kind.PLAIN


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet to be written."""

    name: str
    rows: tuple[Row, ...]


def pages(register: Register, known: Known) -> Iterator[Page]:
    """The list, then the sheets in the order of the activities."""
    yield Page("Liste des traitements", tuple(_list(register)))
    for number, activity in enumerate(register.activities, 1):
        yield Page(f"Fiche {number}", tuple(_sheet(activity, register, known)))


def _head(part: str, *columns: str) -> Row:
    words = vocabulary()
    return Row((words.sections.labels[part], *(words.columns.labels[column] for column in columns)), Kind.HEAD)


def _title(activity: Activity) -> str:
    return activity.title or activity.id


def _list(register: Register) -> Iterator[Row]:
    names = vocabulary().rows.labels
    yield Row(("Registre des activités de traitement",), Kind.TITLE)
    heads = (names["name"], names["reference"], names["created"], names["updated"], "Finalité du traitement", "Données sensibles ?")
    yield Row(heads, Kind.HEAD)
    for activity in register.activities:
        sensitive = any(vocabulary().row_of(one.category) in vocabulary().sensitive_rows for one in _held(activity))
        first = labels(vocabulary().purposes, activity.purposes[:1])
        yield Row((_title(activity), activity.id, "", _day(register), *(first or [""]), "Oui" if sensitive else "Non"))


def _day(register: Register) -> str:
    return "" if register.reviewed is None else register.reviewed.isoformat()


def _sheet(activity: Activity, register: Register, known: Known) -> Iterator[Row]:
    names = vocabulary().rows.labels
    yield Row(("Fiche de registre",), Kind.TITLE)
    yield _head("description")
    yield Row((names["name"], _title(activity)))
    yield Row((names["reference"], activity.id))
    yield Row((names["created"], ""))
    yield Row((names["updated"], _day(register)))
    if activity.role == _PROCESSOR:
        yield Row((names["role"], vocabulary().roles.labels[_PROCESSOR]))
    for label in labels(vocabulary().bases, activity.basis):
        yield Row((names["basis"], label))
    for source in activity.source:
        yield Row((names["source"], _source(source)))
    yield Row()
    yield from _actors(activity, register)
    yield Row()
    yield _head("purposes")
    for place, label in enumerate(labels(vocabulary().purposes, activity.purposes)):
        yield Row((f"{names['subpurpose']} {place}" if place else names["purpose"], label))
    yield Row()
    yield from _data(activity)
    yield from _subjects(activity)
    yield from _recipients(activity, register, known)
    yield from _security(register)


def _source(source: Source) -> str:
    label = vocabulary().sources.labels[source.kind]
    return f"{label} : {source.third_party}" if source.third_party else label


def _actors(activity: Activity, register: Register) -> Iterator[Row]:
    names, own = vocabulary().actors.labels, register.organisation
    yield _head("actors", "name", "address", "postcode", "city", "country", "phone", "email")
    country = vocabulary().countries.labels[own.country]
    yield _actor(names[activity.role], own.name, own.contact, country)
    for one in activity.controllers:
        yield _actor(names["controller"], one.name, one.contact)
    yield _officer(names["dpo"], own.dpo)
    yield _party(names["representative"], own.representative)
    for party in own.joint_controllers or (None,):
        yield _party(names["joint"], party)


def _actor(label: str, name: str, contact: Contact | None, country: str = "") -> Row:
    address, email = ("", "") if contact is None else (contact.address or "", contact.email or "")
    return Row((label, name, address, "", "", country, "", email))


def _officer(label: str, officer: Officer | None) -> Row:
    return Row((label,)) if officer is None else _actor(label, officer.name or "", Contact(officer.email))


def _party(label: str, party: Party | None) -> Row:
    return Row((label,)) if party is None else _actor(label, party.name, party.contact)


def _held(activity: Activity) -> list[Declared]:
    return [one for one in activity.data if one.category != NO_CATEGORY]


def _data(activity: Activity) -> Iterator[Row]:
    words = vocabulary()
    for part, rows in (("data", words.data_rows), ("sensitive", words.sensitive_rows)):
        yield _head(part, "description", "retention")
        for row in sorted(rows, key=lambda one: _ORDER.index(one.id)) if part == "data" else rows:
            yield from _data_row(activity, row)
        yield Row()


_ORDER = ("identity", "personal", "professional", "economic", "connexion", "location", "nir", "other")
"""As the CNIL's sheet has them."""


def _data_row(activity: Activity, row: DataRow) -> Iterator[Row]:
    own = list(dict.fromkeys(one.category for one in _held(activity) if vocabulary().row_of(one.category) is row))
    if own or row.id not in _ADDED:
        periods = dict.fromkeys(kept(clock) for clock in activity.clocks if own and rules(clock, activity, row))
        yield Row((row.label, LISTED.join(labels(vocabulary().categories, own)), " ; ".join(filter(None, periods))))


def rules(clock: Clock, activity: Activity, row: DataRow) -> bool:
    """Whether a clock is about the data of a row."""
    own = [one for one in _held(activity) if vocabulary().row_of(one.category) is row]
    if clock.applies_to.rows:
        return bool(own)
    if clock.applies_to.columns:
        return any(set(one.columns) & set(clock.applies_to.columns) for one in own)
    return any(is_within(one.category, key) or is_within(key, one.category) for one in own for key in clock.applies_to.categories)


def _subjects(activity: Activity) -> Iterator[Row]:
    yield _head("subjects", "description", "details")
    for number, label in enumerate(labels(vocabulary().subjects, activity.subjects), 1):
        yield Row((f"Catégorie {number}", label))
    yield Row()


def _recipients(activity: Activity, register: Register, known: Known) -> Iterator[Row]:
    words = vocabulary()
    own = [one for name in activity.recipients for one in register.recipients if one.id == name]
    yield _head("recipients", "type", "details", "purpose", "country", "reference")
    for number, one in enumerate(own, 1):
        country = words.countries.labels.get(one.country or "", "")
        yield Row((f"Destinataire {number}", words.recipients.labels[one.role], one.name, one.purpose, country, one.id))
    yield Row()
    yield _head("transfers", "name", "country", "guarantee", "document", "reference")
    for number, one in enumerate((one for one in own if _is_abroad(one, known)), 1):
        country = words.countries.labels.get(one.country or "", "")
        yield Row((f"Organisme {number}", one.name, country, *_guarantee(one.safeguard), one.id))
    yield Row()
    yield _head("storage", "country", "guarantee", "document")
    for number, storage in enumerate(activity.storage, 1):
        yield Row((f"Lieu {number}", words.countries.labels[storage.country], *_guarantee(storage.safeguard)))
    yield Row()


def _is_abroad(one: Recipient, known: Known) -> bool:
    return one.safeguard is not None or (one.country is not None and one.country not in known.eea)


def _guarantee(safeguard: Safeguard | None) -> tuple[str, str]:
    if safeguard is None:
        return "", ""
    label = vocabulary().safeguards.labels[safeguard.kind]
    if safeguard.certified is not None:
        label += f" ({vocabulary().certified.labels['yes' if safeguard.certified else 'no']})"
    return label, safeguard.reference


def _security(register: Register) -> Iterator[Row]:
    yield _head("security", "type", "details")
    for number, measure in enumerate(register.security, 1):
        yield Row((f"Mesure {number}", vocabulary().own_measure, measure))
