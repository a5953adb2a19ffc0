"""What one part says about another: ids, clocks, identifiers, tickets, categories."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.errors import PrivauditError

Changed = Callable[[str, str], PrivauditError]
Complain = Callable[[str], list[PrivauditError]]

RESIDENTS = "activities[residents].clocks"
CHANGES = [
    (
        "recipients: [letters]",
        "recipients: [letter]",
        '`activities[letters].recipients[#1]` is not a declared recipient: "letter"',
        "did you mean `letters`?",
    ),
    (
        "id: client-b,",
        "id: client-a,",
        '`activities[client-databases].controllers[client-a].id` stands twice among the controllers: "client-a"',
        "give each its own id",
    ),
    (
        "same: resident}",
        "same: person}",
        '`links[#3].same` is neither email, phone nor one of the organisation\'s identifiers: "person"',
        "one of: email, phone, resident",
    ),
    (
        "same: resident}",
        "same: residents}",
        '`links[#3].same` is neither email, phone nor one of the organisation\'s identifiers: "residents"',
        "did you mean `resident`?",
    ),
    # tickets
    (
        'tables: ["support_{ticket}.*"]',
        'tables: ["support_*.*"]',
        '`stores[support-copies].tables[#1]` does not say of which ticket it is: "support_*.*"',
        'write "support_{ticket}.*"',
    ),
    (
        'files: ["support/{ticket}.sql"]',
        "files: [support.sql]",
        '`stores[support-copies].files[#1]` does not say of which ticket it is: "support.sql"',
        'write "support/{ticket}.sql"',
    ),
    (
        'tables: ["stats_*"]',
        'tables: ["stats_{ticket}"]',
        '`stores[figures].tables[#1]` is of a ticket, and the store has no `temporary`: "stats_{ticket}"',
        "add temporary",
    ),
    # except
    (
        "except: [after-contract, usage-log/year]",
        "except: [after-contrat]",
        f'`{RESIDENTS}[on-closure].except[#1]` is not a declared clock: "after-contrat"',
        "did you mean `after-contract`?",
    ),
    (
        "except: [after-contract, usage-log/year]",
        "except: [usage-log/month]",
        f'`{RESIDENTS}[on-closure].except[#1]` is not a declared clock: "usage-log/month"',
        "one of: after-contract",
    ),
    (
        "except: [after-contract, usage-log/year]",
        "except: [year]",
        f'`{RESIDENTS}[on-closure].except[#1]` is not a declared clock: "year"',
        "",
    ),
    (
        "except: [after-contract, usage-log/year]",
        "except: [inactive]",
        f'`{RESIDENTS}[on-closure].except[#1]` is not a declared clock: "inactive"',
        "",
    ),
    (
        "except: [after-contract, usage-log/year]",
        "except: [on-closure]",
        f'`{RESIDENTS}[on-closure].except[#1]` is the clock itself: "on-closure"',
        "clocks that go before it",
    ),
    (
        "except: [residents/after-contract]",
        "except: [residents/erasure-asked]",
        f'`{RESIDENTS}[erasure-asked].except[#1]` is the clock itself: "residents/erasure-asked"',
        "",
    ),
    # categories of a clock
    (
        "{categories: [user.contact.phone_number]}",
        "{categories: [user.device]}",
        f'`{RESIDENTS}[phone-numbers].applies_to.categories[#1]` is no category of the activity\'s `data`: "user.device"',
        "declare it there",
    ),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), CHANGES, ids=[new for _, new, _, _ in CHANGES])
def test_one_change_is_one_complaint_on_its_line(altered: Changed, old: str, new: str, message: str, hint: str) -> None:
    complaint = altered(old, new)
    assert complaint.message == message
    assert hint in complaint.hint


@pytest.mark.parametrize("category", ["user.contact", "user.contact.phone_number", "user", "special"])
def test_a_clock_is_for_categories_above_or_below_those_of_its_activity(complain: Complain, whole: str, category: str) -> None:
    assert complain(whole.replace("categories: [user.contact.phone_number]", f"categories: [{category}]")) == []


def test_email_and_phone_are_known_without_being_declared(complain: Complain, whole: str) -> None:
    text = whole.replace(
        "identifiers: {email: [residents.email, leads.email], phone: [residents.phone], resident", "identifiers: {resident"
    )
    assert text != whole
    assert complain(text) == []


def test_two_clocks_of_a_channel_with_one_id(complain: Complain, whole: str) -> None:
    line = next(line for line in whole.splitlines(keepends=True) if "id: inactive" in line)
    (complaint,) = complain(whole.replace(line, line + line))
    assert complaint.message == '`activities[letters].marketing[email].clocks[inactive].id` stands twice among the clocks: "inactive"'
