"""A register that lacks nothing is silent; each complaint comes of one change; all of them come at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from privaudit import rulebook
from privaudit.checking import known_lints
from privaudit.register import load
from tests.lints.conftest import COMPLETE, Complaints, OneComplaint, line_of, linted

ACCOUNTS, NEWSLETTER, CIRCLE, LIBRARIES = "- id: accounts", "- id: newsletter", "- id: reading-circle", "- id: libraries"
CLOCK = "{id: after-contract, start: {event: contract_end, column: accounts.ended_on}, max: P10Y}"
LETTERS = "{id: letters, name: Letterbird, role: processor, country: CH"
DATA = "data: [{category: user.name}, {category: user.contact.email}]"
HEALTH = "data: [{category: user.name}, {category: user.health_and_medical.disability}"
EXPIRED = "accepted: [{check: partial-read, reason: the old export, owner: it@mirabelle.example, until: 2026-11-20}]\n\nactivities:"

ONE_CHANGE = {
    "purpose-missing": ("accounts", ACCOUNTS, "purposes: [essential.service]", "purposes: []"),
    "subjects-missing": ("newsletter", NEWSLETTER, "subjects: [customer, prospect]", "subjects: []"),
    "data-missing": ("accounts", ACCOUNTS, DATA, "data: []"),
    "basis-missing": ("accounts", ACCOUNTS, "basis: [A6-1-b]", "basis: []"),
    "recipients-missing": ("accounts", ACCOUNTS, "recipients: [shop, host]", "recipients: []"),
    "security-missing": ("", "# A register", "security: [encryption at rest, access by role, daily backup]", "security: []"),
    "period-missing": ("reading-circle", CIRCLE, "max: P1M}", "min: P1M}"),
    "contact-missing": ("organisation/dpo", "organisation:", ", email: dpo@mirabelle.example", ""),
    "table-without-clock": ("accounts", ACCOUNTS, "max: P10Y}", "max: P10Y, tables: [accounts]}"),
    "category-without-clock": ("accounts", DATA, "max: P10Y}", "max: P10Y, applies_to: {categories: [user.name]}}"),
    "processor-without-controller": ("libraries", LIBRARIES, "controllers: [{id: valmont", "# [{id: valmont"),
    "right-not-offered": ("rights/portability", "rights:", "portability, ", ""),
    "clocks-contradict": (
        "accounts/second",
        CLOCK,
        CLOCK,
        f"{CLOCK}\n      - {CLOCK.replace('after-contract', 'second').replace('10', '5')}",
    ),
    "overlapping-globs": ("", NEWSLETTER, "tables: [readers]", "tables: [readers, orders]"),
    "impossible-period": ("accounts/after-contract", CLOCK, "max: P10Y}", "max: P10Y, min: P11Y}"),
    "acceptance-expired": ("accepted/partial-read/*.*", "activities:", "activities:", EXPIRED),
    "transfer-without-safeguard": ("letters", LETTERS, LETTERS, LETTERS.replace("CH", "IN")),
    "third-party-recipient": ("letters", LETTERS, LETTERS, LETTERS.replace("processor", "third_party")),
}
"""For each complaint: what it is about, a text of the line to which it points, and the change of the complete register."""

LATER = {"clocks-contradict": 1}
"""Lines by which a change moves what the complaint points to."""


def test_a_register_that_lacks_nothing_is_silent(complaints: Complaints) -> None:
    assert complaints() == ()


def test_there_is_a_change_for_every_complaint() -> None:
    assert sorted(ONE_CHANGE) == list(known_lints())


@pytest.mark.parametrize("name", sorted(ONE_CHANGE))
def test_one_change_gives_one_complaint_on_its_line(complaint: OneComplaint, name: str) -> None:
    register, at, old, new = ONE_CHANGE[name]
    found = complaint((old, new))
    assert (found.check, found.register) == (name, register)
    assert (found.severity, set(found.law) <= set(known_lints()[name].law) | {"GDPR 30(1)(e)"}) == (known_lints()[name].severity, True)
    assert found.place is not None
    assert (found.place.path, found.place.line) == ("register.yaml", line_of(at) + LATER.get(name, 0))
    assert found.fails


def test_all_complaints_come_at_once(complaints: Complaints) -> None:
    apart = {
        "period-missing",
        "clocks-contradict",
        "table-without-clock",
        "category-without-clock",
        "third-party-recipient",
        "data-missing",
    }
    found = complaints(*((old, new) for name, (_, _, old, new) in ONE_CHANGE.items() if name not in apart))
    assert {one.check for one in found} >= set(ONE_CHANGE) - apart
    assert [one.severity for one in found] == sorted((one.severity for one in found), reverse=True)


def test_each_complaint_has_an_identity_of_its_own(complaints: Complaints) -> None:
    found = complaints(
        ("offered: [access, rectification, erasure, ", "offered: ["), ("basis: [A6-1-b]", "basis: []"), ("basis: [A6-1-a]", "basis: []")
    )
    assert len({one.fingerprint for one in found}) == len(found) == 5


def test_a_register_of_300_activities_has_as_little_against_it(tmp_path: Path) -> None:
    head, _, activities = COMPLETE.partition("activities:\n")
    names = re.compile(r"\b(accounts|orders|newsletter|readers|reading-circle|circle|libraries|library)")
    many = [names.sub(rf"\g<1>{number}", activities) for number in range(75)]
    (link,) = (line for line in head.splitlines() if line.startswith("  - {from: orders"))
    links = [names.sub(rf"\g<1>{number}", link) for number in range(75)]
    path = tmp_path / "register.yaml"
    path.write_text(head.replace(link, "\n".join(links)) + "activities:\n" + "".join(many), encoding="utf-8")
    categories = rulebook.built_in().categories
    register = load(path, "register.yaml", categories)
    assert linted(register).findings == ()
    assert len(register.activities) == 300
