"""Clocks: what is wrong with each key, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.errors import PrivauditError

Changed = Callable[[str, str], PrivauditError]

RESIDENTS = "activities[residents].clocks"
ONE_START = "must be one event with its column, or `latest`, or `earliest`"
CHANGES = [
    # start.after
    (
        "{after: {period: P1M, from",
        "{after: {period: 1 month, from",
        f'`{RESIDENTS}[erasure-asked].start.after.from.after.period` is not a period: "1 month"',
        "write P1M",
    ),
    (
        "from: {event: deletion_request, column",
        "from: {evnt: deletion_request, column",
        f"`{RESIDENTS}[erasure-asked].start.after.from.after.from.evnt` is an unknown key",
        "did you mean `event`?",
    ),
    (
        "{event: deletion_request, column: requests.asked_at}",
        "{}",
        f"`{RESIDENTS}[erasure-asked].start.after.from.after.from` {ONE_START}",
        "write {event: contract_end",
    ),
    (
        "start: {after: {period: P30D,",
        "start: {event: request, after: {period: P30D,",
        f"`{RESIDENTS}[erasure-asked].start` {ONE_START}",
        "",
    ),
    # applies_to
    (
        "applies_to: {rows: all}",
        "applies_to: {}",
        f"`{RESIDENTS}[after-contract].applies_to` must be `rows`, `categories` or `columns`",
        "write {rows: all}",
    ),
    (
        "applies_to: {rows: all}",
        "applies_to: {rows: all, columns: [residents.ref]}",
        f"`{RESIDENTS}[after-contract].applies_to` must be `rows`, `categories` or `columns`",
        "",
    ),
    (
        "columns: [requests.id_document]",
        "columns: []",
        "`activities[rights-requests].clocks[proof-of-identity].applies_to.columns` is an empty list",
        "write columns: [requests.id_document]",
    ),
    (
        "columns: [requests.id_document]",
        "columns: [id_document]",
        '`activities[rights-requests].clocks[proof-of-identity].applies_to.columns[#1]` names no table: "id_document"',
        "table.column",
    ),
    (
        "{categories: [user.contact.phone_number]}",
        "{categories: [user.phone]}",
        f'`{RESIDENTS}[phone-numbers].applies_to.categories[#1]` is not a known category: "user.phone"',
        "",
    ),
    # periods
    ("max: P2Y", "then: delete", f"`{RESIDENTS}[phone-numbers].max` is missing", "write max: P3Y"),
    ("min: P6M", "min: 6", "`activities[usage-log].clocks[at-least].min` is a number without a unit: 6", "write P3Y"),
    (
        "min: P6M",
        "min: P6M, override: [{when: {column: usage_log.kind, equals: x}, max: P9M}]",
        "`activities[usage-log].clocks[at-least].override` is about a maximum, and there is a `min` alone",
        "add max",
    ),
    (
        "min: P6M",
        "min: P6M, archive: {after: P1M, into: [old]}",
        "`activities[usage-log].clocks[at-least].archive` is about a maximum, and there is a `min` alone",
        "add max",
    ),
    (
        "min: P1Y, max: P1Y, proof",
        "max: P1Y, proof",
        "`activities[usage-log].clocks[year].proof` shows that old rows must exist, and no `min` says how old",
        "add min",
    ),
    # archive and end
    (
        'archive: {after: P5Y, into: ["archive.*"], reason: accounting}',
        'archive: {into: ["archive.*"]}',
        f"`{RESIDENTS}[after-contract].archive` does not say when: it has no `after`",
        "after: P5Y",
    ),
    (
        'archive: {after: P5Y, into: ["archive.*"], reason: accounting}',
        "archive: {after: P5Y}",
        f"`{RESIDENTS}[after-contract].archive.into` is missing",
        'write into: ["archive.*"]',
    ),
    (
        "\n        archive: {into: [archive.washes]}",
        "",
        f"`{RESIDENTS}[to-archive].then` is archive, and nothing says where that is",
        "add archive",
    ),
    ("then: anonymise", "then: anonymize", f'`{RESIDENTS}[on-closure].then` is not an end: "anonymize"', "did you mean `anonymise`?"),
    # override, exception, valid, everywhere
    (
        "max: P15Y, law: limitation",
        "max: P15Y, laws: limitation",
        f"`{RESIDENTS}[after-contract].override[#1].laws` is an unknown key",
        "did you mean `law`?",
    ),
    ("is_null: true}]}, max: P1Y}", "is_null: true}]}}", f"`{RESIDENTS}[after-contract].override[#2].max` is missing", "write max: P15Y"),
    (
        "reason: A17-3-b",
        "reason: accounting",
        f'`{RESIDENTS}[after-contract].exception.reason` is not an exception of GDPR Art. 17(3): "accounting"',
        "A17-3-b law or public task",
    ),
    (
        "from: 2024-01-01, until: 2026-01-01",
        "until: 1/1/2026",
        f'`{RESIDENTS}[after-contract].valid.until` is not a date: "1/1/2026"',
        "2026-01-31",
    ),
    (
        ", from: 2024-01-01, until: 2026-01-01",
        "",
        f"`{RESIDENTS}[after-contract].valid` has neither `from` nor `until`",
        "from: 2024-01-01",
    ),
    (
        "from: 2024-01-01, until: 2026-01-01",
        "from: 2026-01-01, until: 2026-01-01",
        f"`{RESIDENTS}[after-contract].valid.until` leaves no day: it is not later than `from`",
        "the day after the last one",
    ),
    (
        "of: requests.email, but: [requests, unsubscribes]",
        "but: [requests]",
        f"`{RESIDENTS}[erasure-asked].everywhere.of` is missing",
        "write of: requests.email",
    ),
    (
        "except: [residents/after-contract]",
        "except: [residents/After]",
        f'`{RESIDENTS}[erasure-asked].except[#1]` is not the name of a clock: "residents/After"',
        "residents/after",
    ),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), CHANGES, ids=[new for _, new, _, _ in CHANGES])
def test_one_change_is_one_complaint_on_its_line(altered: Changed, old: str, new: str, message: str, hint: str) -> None:
    complaint = altered(old, new)
    assert complaint.message == message
    assert hint in complaint.hint
