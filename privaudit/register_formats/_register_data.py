"""A register as the plain data of our own format; what is left out there is left out here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from privaudit.model.organisation import Contact, Officer, Organisation, Party, Rights
from privaudit.model.recipients import Recipient, Safeguard, SharingConsent, Storage
from privaudit.model.register import Accepted, Activity, Controller, Declared, Denial, Link, Publication, Register, Source, Where
from privaudit.register_formats._register_clocks import clock_data, condition_data
from privaudit.register_formats._register_rest import marketing_data, store_data

Data = dict[str, Any]


def said(**keys: object) -> Data:
    """The keys that say something: nothing, an empty list or text, and False say what leaving them out says.  A trailing _ falls off."""
    return {key.rstrip("_"): value for key, value in keys.items() if value not in (None, "", [], {}, False)}


def texts(things: Iterable[object]) -> list[str]:
    """Several columns, globs or words."""
    return [str(thing) for thing in things]


def register_data(register: Register) -> Data:
    """The whole register."""
    return {
        "privaudit": register.version,
        **said(reviewed=None if register.reviewed is None else register.reviewed.isoformat()),
        "organisation": _organisation(register.organisation),
        **said(
            links=[_link(link) for link in register.links],
            never_collected=[_denial(denial) for denial in register.denials],
            recipients=[_recipient(one) for one in register.recipients],
            security=list(register.security),
            stores=[store_data(store, _storage) for store in register.stores],
        ),
        "activities": [_activity(activity) for activity in register.activities],
        **said(accepted=[_accepted(one) for one in register.accepted]),
    }


def _organisation(organisation: Organisation) -> Data:
    return said(
        name=organisation.name,
        country=organisation.country,
        representative=_party(organisation.representative),
        joint_controllers=[_party(party) for party in organisation.joint_controllers],
        contact=_contact(organisation.contact),
        dpo=_officer(organisation.dpo),
        rights=_rights(organisation.rights),
        professional_only=organisation.professional_only,
        third_parties=None if organisation.third_parties is None else organisation.third_parties.value,
        identifiers={identifier.name: texts(identifier.columns) for identifier in organisation.identifiers},
    )


def _party(party: Party | None) -> Data | None:
    return None if party is None else said(name=party.name, contact=_contact(party.contact))


def _contact(contact: Contact | None) -> Data | None:
    return None if contact is None else said(email=contact.email, address=contact.address)


def _officer(officer: Officer | None) -> Data | None:
    return None if officer is None else said(name=officer.name, email=officer.email)


def _rights(rights: Rights | None) -> Data | None:
    return None if rights is None else said(contact=rights.contact, offered=[right.value for right in rights.offered])


def _link(link: Link) -> Data:
    return {"from": str(link.source), "to": str(link.target), **said(same=link.same)}


def _denial(denial: Denial) -> Data:
    return said(category=denial.category, text=denial.text, where=None if denial.tables == ("*",) else list(denial.tables))


def _recipient(one: Recipient) -> Data:
    return said(
        id=one.id,
        name=one.name,
        role=one.role,
        country=one.country,
        purpose=one.purpose,
        safeguard=_safeguard(one.safeguard),
        tables=list(one.tables),
        contacts=texts(one.contacts),
        consent=_sharing(one.consent),
    )


def _sharing(consent: SharingConsent | None) -> Data | None:
    if consent is None:
        return None
    return {"given": str(consent.given), **said(withdrawn=consent.withdrawn and str(consent.withdrawn)), "of": str(consent.of)}


def _safeguard(safeguard: Safeguard | None) -> Data | None:
    if safeguard is None:
        return None
    certified = {} if safeguard.certified is None else {"certified": safeguard.certified}
    return {"kind": safeguard.kind, **said(reference=safeguard.reference), **certified}


def _storage(storage: Storage) -> str | Data:
    return storage.country if storage.safeguard is None else {"country": storage.country, "safeguard": _safeguard(storage.safeguard)}


def _activity(activity: Activity) -> Data:
    return {
        "id": activity.id,
        **said(title=activity.title),
        "role": activity.role,
        **said(controllers=[_controller(one) for one in activity.controllers]),
        "purposes": list(activity.purposes),
        "basis": list(activity.basis),
        "subjects": list(activity.subjects),
        **said(source=[_source(one) for one in activity.source]),
        "where": [_where(where) for where in activity.where],
        "data": [_declared(declared) for declared in activity.data],
        **said(
            recipients=list(activity.recipients),
            storage=[_storage(one) for one in activity.storage],
            clocks=[clock_data(clock, activity.id) for clock in activity.clocks],
            marketing=[marketing_data(one) for one in activity.marketing],
            access=activity.access and {"log": str(activity.access.log), "approved": str(activity.access.approved)},
            foreign_contacts=texts(activity.foreign_contacts),
            publication=_publication(activity.publication),
        ),
    }


def _controller(one: Controller) -> Data:
    return said(id=one.id, name=one.name, contact=_contact(one.contact), dpo=_officer(one.dpo))


def _source(one: Source) -> str | Data:
    if not one.third_party:
        return one.kind
    return said(third_party=one.third_party, when=condition_data(one.when))


def _where(where: Where) -> Data:
    return said(tables=list(where.tables), columns=None if where.columns == ("*",) else list(where.columns))


def _declared(declared: Declared) -> Data:
    return said(category=declared.category, mandatory=declared.mandatory, columns=texts(declared.columns), reason=declared.reason)


def _publication(publication: Publication | None) -> Data | None:
    if publication is None:
        return None
    withdrawn = publication.withdrawn and str(publication.withdrawn)
    return {"published": str(publication.published), "consent": str(publication.consent), **said(withdrawn=withdrawn)}


def _accepted(one: Accepted) -> Data:
    return said(
        check=one.check,
        table=one.table,
        column=one.column,
        reason=one.reason,
        owner=one.owner,
        until=one.until.isoformat(),
        max_count=one.max_count,
    )
