"""The register with every key: it has every key, it loads, and each part is where the model has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import yaml

from privaudit.model.conditions import OneOf
from privaudit.model.estate import Place
from privaudit.model.organisation import Identifier, ThirdParties
from privaudit.model.recipients import Recipient, Safeguard, SharingConsent, Storage
from privaudit.model.register import (
    Accepted,
    AccessLog,
    ColumnGlob,
    ColumnName,
    Contact,
    Controller,
    Link,
    Officer,
    Publication,
    Register,
    Source,
)
from privaudit.register.complaints import keys_at

Way = tuple[str, ...]


def ways_in(data: object, way: Way = ()) -> Iterator[Way]:
    """The places of all keys in a file, positions left out."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*way, key)
            yield from ways_in(value, (*way, key))
    elif isinstance(data, list):
        for value in data:
            yield from ways_in(value, way)


def test_every_key_of_the_grammar_stands_in_it(whole: str) -> None:
    used: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    for *mapping, key in ways_in(yaml.load(whole, yaml.BaseLoader)):  # noqa: S506 it builds nothing but text, lists and mappings
        used[keys_at(tuple(mapping))].add(key)
    used.pop(frozenset())  # the identifiers, whose names are the user's
    assert len(used) > 30
    assert {known - keys for known, keys in used.items()} == {frozenset()}


def line_of(text: str, part: str) -> int:
    (line,) = [number for number, line in enumerate(text.splitlines(), 1) if part in line]
    return line


def place(text: str, part: str) -> Place:
    return Place("register.yaml", line_of(text, part))


def test_the_organisation_keeps_its_promises_and_identifiers(declared: Register) -> None:
    organisation = declared.organisation
    assert (organisation.professional_only, organisation.third_parties) == (True, ThirdParties.WITH_CONSENT)
    assert organisation.identifiers == (
        Identifier("email", (ColumnName("residents", "email"), ColumnName("leads", "email"))),
        Identifier("phone", (ColumnName("residents", "phone"),)),
        Identifier("resident", (ColumnName("residents", "id"),)),
    )


def test_links_keep_the_identifier_by_which_they_compare(declared: Register) -> None:
    assert declared.links == (
        Link(ColumnName("washes", "resident_id"), ColumnName("residents", "id")),
        Link(ColumnName("letter_export", "email"), ColumnName("residents", "email"), "email"),
        Link(ColumnName("keys", "resident"), ColumnName("residents", "id"), "resident"),
    )


def test_recipients_keep_their_safeguards_and_consents(declared: Register, whole: str) -> None:
    _, _, letters, clouds, partner = declared.recipients
    assert letters.safeguard == Safeguard("A46-2-c", "SCC 2021/914, 2025-01-10")
    assert clouds.safeguard == Safeguard("A45-3", certified=True)
    assert partner == Recipient(
        "partner",
        "Savon Voisin",
        "third_party",
        "FR",
        "",
        place(whole, "- id: partner"),
        tables=("partner_*",),
        contacts=(ColumnName("partner_export", "email"),),
        consent=SharingConsent(
            ColumnName("residents", "share_agreed_at"), ColumnName("residents", "email"), ColumnName("residents", "share_withdrawn_at")
        ),
    )


def test_an_activity_keeps_its_sources_countries_and_accesses(declared: Register, whole: str) -> None:
    residents = declared.activities[0]
    agency = OneOf(ColumnName("residents", "entered_by"), ("agency",))
    assert residents.source == (Source("subject"), Source("third_party", "building agency", agency))
    assert residents.storage == (Storage("FR"), Storage("US", Safeguard("A45-3", certified=True)))
    assert residents.access == AccessLog(ColumnName("visits", "at"), ColumnName("visits", "approved_at"), place(whole, "    access:"))


def test_a_processor_keeps_its_controllers(declared: Register, whole: str) -> None:
    clients = declared.activities[3]
    alpha = Controller(
        "client-a",
        "Résidence Alpha",
        place(whole, "id: client-a"),
        Contact("privacy@alpha.example"),
        Officer(None, "dpo@alpha.example"),
    )
    assert clients.controllers == (alpha, Controller("client-b", "Résidence Beta", place(whole, "id: client-b")))
    assert clients.foreign_contacts == (ColumnGlob("client_*.contacts", "email"),)


def test_a_publication_keeps_its_consent(declared: Register, whole: str) -> None:
    assert declared.activities[5].publication == Publication(
        ColumnName("praise", "published"),
        ColumnName("praise", "agreed_at"),
        place(whole, "    publication:"),
        ColumnName("praise", "withdrawn_at"),
    )


def test_accepted_findings_are_kept(declared: Register, whole: str) -> None:
    migration, export = declared.accepted
    assert migration == Accepted(
        check="cleartext-password",
        table="legacy_users",
        column="pwd",
        reason="migration ends in March",
        owner="it@pervenche.example",
        until=date(2027, 3, 31),
        max_count=1200,
        place=place(whole, "check: cleartext-password"),
    )
    assert (export.table, export.column, export.max_count) == (None, None, None)
