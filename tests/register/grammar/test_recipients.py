"""Recipients, countries and safeguards: what is wrong with each key, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.errors import PrivauditError

Changed = Callable[[str, str], PrivauditError]

CHANGES = [
    ("{kind: A46-2-c,", "{kind: SCC,", '`recipients[letters].safeguard.kind` is not a safeguard: "SCC"', "A46-2-c for standard clauses"),
    ("{kind: A46-2-c, reference", "{reference", "`recipients[letters].safeguard.kind` is missing", "write kind: A46-2-c"),
    (
        "safeguard: {kind: A45-3, certified: true}}\n  - id",
        "safeguard: {kind: A45-3, certified: 'yes'}}\n  - id",
        '`recipients[clouds].safeguard.certified` must be true or false, but is the text "yes"',
        "write certified: true",
    ),
    (
        "safeguard: {kind: A45-3, certified: true}}\n  - id",
        "safeguards: {kind: A45-3}}\n  - id",
        "`recipients[clouds].safeguards` is an unknown key",
        "did you mean `safeguard`?",
    ),
    (
        "storage: [FR, {country: US, safeguard: {kind: A45-3, certified: true}}]",
        "storage: [{safeguard: {kind: A45-3}}]",
        "`activities[residents].storage[#1].country` is missing",
        "write country: US",
    ),
    (
        "storage: [FR, {country: US, safeguard: {kind: A45-3, certified: true}}]",
        "storage: [EEA]",
        '`activities[residents].storage[#1]` is not a country code: "EEA"',
        "name each country",
    ),
    (
        "storage: [FR, {country: US, safeguard: {kind: A45-3, certified: true}}]",
        "storage: [7]",
        "`activities[residents].storage[#1]` must be a mapping of keys, but is the number 7",
        "write storage: [FR]",
    ),
    (
        "contacts: [partner_export.email]",
        'contacts: ["partner_*.email"]',
        '`recipients[partner].contacts[#1]` is a glob where one column must stand: "partner_*.email"',
        "name each column",
    ),
    (
        "given: residents.share_agreed_at, withdrawn",
        "withdrawn",
        "`recipients[partner].consent.given` is missing",
        "write given: accounts.share_agreed_at",
    ),
    (", of: residents.email}\n\nsecurity", "}\n\nsecurity", "`recipients[partner].consent.of` is missing", "write of: accounts.email"),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), CHANGES, ids=[new for _, new, _, _ in CHANGES])
def test_one_change_is_one_complaint_on_its_line(altered: Changed, old: str, new: str, message: str, hint: str) -> None:
    complaint = altered(old, new)
    assert complaint.message == message
    assert hint in complaint.hint
