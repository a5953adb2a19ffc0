"""The organisation and the top of the file: what is wrong with each key, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.errors import PrivauditError

Changed = Callable[[str, str], PrivauditError]

CHANGES = [
    (
        "professional_only: true",
        "professional_only: mostly",
        '`organisation.professional_only` must be true or false, but is the text "mostly"',
        "write professional_only: true",
    ),
    (
        "third_parties: with-consent",
        "third_parties: never",
        '`organisation.third_parties` is not a promise about third parties: "never"',
        "one of: listed, none, with-consent",
    ),
    ("phone: [residents.phone],", "Phone: [residents.phone],", '`organisation.identifiers.Phone` is not an id: "Phone"', "phone"),
    ("phone: [residents.phone],", "phone: [],", "`organisation.identifiers.phone` is an empty list", ""),
    (
        "phone: [residents.phone],",
        "phone: residents.phone,",
        '`organisation.identifiers.phone` must be a list, but is the text "residents.phone"',
        "",
    ),
    ("phone: [residents.phone],", "phone: [phone],", '`organisation.identifiers.phone[#1]` names no table: "phone"', "table.column"),
    # accepted findings
    ("{check: partial-read, reason", "{reason", "`accepted[#2].check` is missing", "write check: cleartext-password"),
    ("{check: partial-read,", "{check: Partial read,", '`accepted[#2].check` is not an id: "Partial read"', "partial-read"),
    ("until: 2026-12-31}", "until: 2026-12-32}", '`accepted[#2].until` is not a day of the calendar: "2026-12-32"', "2026-01-31"),
    (", owner: Camille Roche, until", ", until", "`accepted[#2].owner` is missing", "write owner: it@example.org"),
    ("max_count: 1200", "max_count: 0", "`accepted[#1].max_count` must be 1 or more, but is the number 0", "remove the entry"),
    (
        "max_count: 1200",
        "max_count: many",
        '`accepted[#1].max_count` must be a whole number, but is the text "many"',
        "write max_count: 1200",
    ),
    (
        "max_count: 1200",
        "max_count: 12.5",
        "`accepted[#1].max_count` must be a whole number, but is the number 12.5",
        "write max_count: 1200",
    ),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), CHANGES, ids=[new for _, new, _, _ in CHANGES])
def test_one_change_is_one_complaint_on_its_line(altered: Changed, old: str, new: str, message: str, hint: str) -> None:
    complaint = altered(old, new)
    assert complaint.message == message
    assert hint in complaint.hint
