"""Activities: what is wrong with each key, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.errors import PrivauditError
from privaudit.model.register import Register

Changed = Callable[[str, str], PrivauditError]
Complain = Callable[[str], list[PrivauditError]]

CLIENT_A = "{id: client-a, name: Résidence Alpha,"
SOURCE = "{third_party: building agency, when: {column: residents.entered_by, equals: agency}}"
CHANGES = [
    (
        "role: processor\n    controllers",
        "role: procesor\n    basis: []\n    subjects: []\n    controllers",
        '`activities[client-databases].role` is not a role: "procesor"',
        "did you mean `processor`?",
    ),
    (
        "role: processor\n    controllers:",
        "basis: []\n    subjects: []\n    controllers:",
        "`activities[client-databases].controllers` names on whose behalf a processor acts, and the role is controller",
        "write role: processor",
    ),
    (CLIENT_A, "{id: client-a,", "`activities[client-databases].controllers[client-a].name` is missing", "write name: Client A"),
    (CLIENT_A, "{id: client a, name: Alpha,", '`activities[client-databases].controllers[#1].id` is not an id: "client a"', "client-a"),
    (
        "subjects: [customer]\n    source: observed",
        "subjects:\n    source: observed",
        "`activities[usage-log].subjects` must be a list, but is empty",
        "write subjects: [customer]",
    ),
    (
        SOURCE,
        "{third_parties: agency}",
        "`activities[residents].source[#2].third_parties` is an unknown key",
        "did you mean `third_party`?",
    ),
    (SOURCE, "{third_party: ''}", "`activities[residents].source[#2].third_party` is an empty text", "write it"),
    (SOURCE, "[subject]", "`activities[residents].source[#2]` must be a mapping of keys, but is a list", "write source: subject"),
    (
        SOURCE,
        "{third_party: agency, when: {column: entered_by, equals: x}}",
        '`activities[residents].source[#2].when.column` names no table: "entered_by"',
        "table.column",
    ),
    (
        "access: {log: visits.at, approved: visits.approved_at}",
        "access: {log: visits.at}",
        "`activities[residents].access.approved` is missing",
        "write approved: interventions.approved_at",
    ),
    (
        'foreign_contacts: ["client_*.contacts.email"]',
        "foreign_contacts: [email]",
        '`activities[client-databases].foreign_contacts[#1]` names no table: "email"',
        "table.column",
    ),
    (
        'foreign_contacts: ["client_*.contacts.email"]',
        'foreign_contacts: ["client_*..email"]',
        '`activities[client-databases].foreign_contacts[#1]` is not a column: "client_*..email"',
        "table.column",
    ),
    ("consent: praise.agreed_at, ", "", "`activities[praise].publication.consent` is missing", "write consent: testimonials.consented_at"),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), CHANGES, ids=[new for _, new, _, _ in CHANGES])
def test_one_change_is_one_complaint_on_its_line(altered: Changed, old: str, new: str, message: str, hint: str) -> None:
    complaint = altered(old, new)
    assert complaint.message == message
    assert hint in complaint.hint


def test_a_processor_needs_neither_basis_nor_subjects(declared: Register) -> None:
    activity = declared.activities[3]
    assert (activity.role, activity.basis, activity.subjects) == ("processor", (), ())


@pytest.mark.parametrize(("key", "example"), [("basis: [A6-1-c]", "[A6-1-b]"), ("subjects: [customer]", "[customer]")])
def test_a_controller_needs_both(complain: Complain, whole: str, key: str, example: str) -> None:
    before, usage, after = whole.partition("  - id: usage-log\n")
    (complaint,) = complain(before + usage + after.replace(f"    {key}\n", "", 1))
    name = key.partition(":")[0]
    assert complaint.message == f"`activities[usage-log].{name}` is missing"
    assert complaint.hint == f"write {name}: {example}"
