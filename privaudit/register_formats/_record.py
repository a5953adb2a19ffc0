"""The record of processing activities (GDPR Art. 30) as headings, facts and tables, before it is put on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from privaudit.model.organisation import ThirdParties
from privaudit.model.recipients import Recipient
from privaudit.model.register import Accepted, Denial, Link, Register
from privaudit.model.register_format import Known
from privaudit.register_formats import _words as words
from privaudit.register_formats._record_activity import activity_section
from privaudit.register_formats._record_parts import Grid, Section, facts
from privaudit.register_formats._record_stores import store_facts

__all__ = ["Record", "record"]

_THIRD_PARTIES = {
    ThirdParties.NONE: "data goes to nobody but processors",
    ThirdParties.LISTED: "data goes to the listed recipients only",
    ThirdParties.WITH_CONSENT: "data goes to the listed recipients, of each person who agreed",
}


@dataclass(frozen=True, slots=True)
class Record:
    """The whole of it."""

    title: str
    lead: str
    sections: tuple[Section, ...]


def record(register: Register, known: Known) -> Record:
    """What a register says, for people."""
    lead = "Kept under Art. 30 GDPR."
    if register.reviewed is not None:
        lead += f" Last reviewed on {register.reviewed.isoformat()}."
    sections = (_organisation(register), *_activities(register, known), *_rest(register, known))
    return Record(f"Record of processing activities: {register.organisation.name}", lead, sections)


def _organisation(register: Register) -> Section:
    own = register.organisation
    rights = own.rights
    return Section(
        "Organisation",
        (
            facts(
                ("Name", own.name),
                ("Country", own.country),
                ("Contact", words.contact(own.contact)),
                ("Data protection officer", words.officer(own.dpo)),
                ("Representative", () if own.representative is None else (words.party(own.representative),)),
                ("Joint controllers", tuple(map(words.party, own.joint_controllers))),
                ("Rights offered", () if rights is None else tuple(words.spoken(right.value) for right in rights.offered)),
                ("Rights exercised at", None if rights is None else rights.contact),
                ("Contacts", "of people at their work only" if own.professional_only else None),
                ("Third parties", None if own.third_parties is None else _THIRD_PARTIES[own.third_parties]),
                ("Persons are known by", tuple(f"{one.name}: {words.listed(map(str, one.columns))}" for one in own.identifiers)),
            ),
        ),
    )


def _activities(register: Register, known: Known) -> Iterator[Section]:
    parts = (
        ("controller", "Activities as controller", "What Art. 30(1) GDPR asks."),
        ("processor", "Activities as processor", "What Art. 30(2) GDPR asks: categories of processing for other controllers."),
    )
    for role, title, note in parts:
        own = [activity for activity in register.activities if activity.role == role]
        if own:
            yield Section(title, (), note, tuple(activity_section(activity, register, known) for activity in own))


def _rest(register: Register, known: Known) -> Iterator[Section]:
    if register.recipients:
        yield Section("Recipients", (_recipients(register.recipients, known),), "Art. 30(1)(d) and (e), 30(2)(c) GDPR.")
    if register.security:
        yield Section("Security measures", (facts(("Measures", register.security)),), "Art. 30(1)(g), 30(2)(d) and 32 GDPR.")
    if register.denials:
        yield Section("Never collected", (Grid(("Data", "Where", "Promise"), tuple(_denial(one, known) for one in register.denials)),))
    if register.stores:
        yield Section("Stores", (), "", tuple(Section(store.id, (store_facts(store, known.eea),)) for store in register.stores))
    if register.links:
        yield Section("Rows that belong together", (Grid(("From", "To", "Compared as"), tuple(map(_link, register.links))),))
    if register.accepted:
        head = ("Check", "Where", "Reason", "Who answers for it", "Until", "Rows at most")
        yield Section("Accepted findings", (Grid(head, tuple(map(_accepted, register.accepted))),))


def _recipients(recipients: Iterable[Recipient], known: Known) -> Grid:
    head = ("Name", "Role", "Country", "Purpose", "Safeguard", "Given")
    rows = [
        (
            one.name,
            words.spoken(one.role),
            words.country(one.country, known.eea) if one.country is not None or one.role != "department" else "",
            one.purpose,
            "" if one.safeguard is None else words.safeguard(one.safeguard),
            "; ".join(_given(one)),
        )
        for one in recipients
    ]
    return Grid(head, tuple(rows))


def _given(one: Recipient) -> Iterator[str]:
    if one.tables:
        yield f"tables {words.listed(one.tables)}"
    if one.contacts:
        yield f"contacts in {words.listed(map(str, one.contacts))}"
    if one.consent is not None:
        withdrawn = "" if one.consent.withdrawn is None else f", withdrawn in {one.consent.withdrawn}"
        yield f"with the consent in {one.consent.given} of {one.consent.of}{withdrawn}"


def _denial(one: Denial, known: Known) -> tuple[str, ...]:
    everywhere = set(one.tables) <= {"*", "*.*"}
    return (words.category(one.category, known.categories), "everywhere" if everywhere else words.listed(one.tables), one.text)


def _link(one: Link) -> tuple[str, ...]:
    return (str(one.source), str(one.target), one.same or "equal values")


def _accepted(one: Accepted) -> tuple[str, ...]:
    where = ".".join(filter(None, (one.table, one.column))) or "anywhere"
    return (one.check, where, one.reason, one.owner, one.until.isoformat(), "any" if one.max_count is None else f"{one.max_count:,}")
