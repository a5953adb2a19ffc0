"""The organisation, its recipients and the countries in which data lies, as the model has them."""

from __future__ import annotations

from datetime import date

from privaudit.model.column_name import ColumnName
from privaudit.model.estate import Place
from privaudit.model.organisation import Contact, Identifier, Officer, Organisation, Party, Right, Rights, ThirdParties
from privaudit.model.recipients import Recipient, Safeguard, SharingConsent, Storage
from privaudit.register.grammar import organisation as grammar
from privaudit.register.grammar import recipients
from privaudit.register.values import column_name


def day(text: str | None) -> date | None:
    """A day that may be left out."""
    return None if text is None else date.fromisoformat(text)


def column(text: str | None) -> ColumnName | None:
    """A column that may be left out."""
    return None if text is None else column_name(text)


def columns(texts: list[str] | None) -> tuple[ColumnName, ...]:
    """Several columns."""
    return tuple(column_name(text) for text in texts or ())


def organisation(entry: grammar.Organisation, place: Place, of_rights: Place) -> Organisation:
    """Whose register it is."""
    return Organisation(
        name=entry.name,
        country=entry.country,
        representative=None if entry.representative is None else _party(entry.representative),
        joint_controllers=tuple(_party(party) for party in entry.joint_controllers),
        contact=contact(entry.contact),
        dpo=officer(entry.dpo),
        rights=None if entry.rights is None else _rights(entry.rights, of_rights),
        professional_only=entry.professional_only,
        third_parties=None if entry.third_parties is None else ThirdParties(entry.third_parties),
        identifiers=tuple(Identifier(name, columns(of)) for name, of in entry.identifiers.items()),
        place=place,
    )


def _rights(entry: grammar.Rights, place: Place) -> Rights:
    return Rights(entry.contact, tuple(Right(word) for word in entry.offered), place)


def _party(entry: grammar.Party) -> Party:
    return Party(entry.name, contact(entry.contact))


def contact(entry: grammar.Contact | None) -> Contact | None:
    """How to reach somebody."""
    return None if entry is None else Contact(entry.email, entry.address)


def officer(entry: grammar.Officer | None) -> Officer | None:
    """A data protection officer."""
    return None if entry is None else Officer(entry.name, entry.email)


def storage(entry: str | recipients.StorageCountry) -> Storage:
    """A country in which data lies."""
    return Storage(entry) if isinstance(entry, str) else Storage(entry.country, _safeguard(entry.safeguard))


def recipient(entry: recipients.Recipient, place: Place) -> Recipient:
    """Somebody who receives personal data."""
    return Recipient(
        id=entry.id,
        name=entry.name,
        role=entry.role,
        country=entry.country,
        purpose=entry.purpose,
        place=place,
        safeguard=_safeguard(entry.safeguard),
        tables=tuple(entry.tables),
        contacts=columns(entry.contacts),
        consent=None if entry.consent is None else _sharing(entry.consent),
    )


def _sharing(entry: recipients.SharingConsent) -> SharingConsent:
    return SharingConsent(column_name(entry.given), column_name(entry.of), column(entry.withdrawn))


def _safeguard(entry: recipients.Safeguard | None) -> Safeguard | None:
    return None if entry is None else Safeguard(entry.kind, entry.reference, entry.certified)
