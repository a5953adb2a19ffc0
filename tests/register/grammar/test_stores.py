"""Stores: what is wrong with each key, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.errors import PrivauditError

Changed = Callable[[str, str], PrivauditError]

CHANGES = [
    ("id: figures,", "id: Figures,", '`stores[#5].id` is not an id: "Figures"', "figures"),
    ("id: figures,", "id: backups,", '`stores[backups].id` stands twice among the stores: "backups"', "give each its own id"),
    ('id: figures, tables: ["stats_*"],', "id: figures,", "`stores[figures]` has neither `tables` nor `files`", "write tables"),
    # the age of a copy
    (
        "dated_by: name, max: P30D, rolling: true",
        "max: P30D",
        "`stores[backups].max` is an age, and no `dated_by` tells it",
        "add dated_by",
    ),
    (
        "dated_by: name, max: P30D, rolling: true",
        "dated_by: name",
        "`stores[backups].dated_by` tells an age, and no `max` limits it",
        "add max: P30D",
    ),
    (
        "dated_by: name, max: P30D, rolling: true",
        "rolling: true",
        "`stores[backups].rolling` is a window without an end: there is no `max`",
        "add max: P30D",
    ),
    ("dated_by: name", "dated_by: filename", '`stores[backups].dated_by` is not a date of files: "filename"', "one of: modified, name"),
    ("dated_by: name", "dated_by: 3", "`stores[backups].dated_by` must be a mapping of keys, but is the number 3", "write dated_by: name"),
    (
        "dated_by: name",
        "dated_by: {column: taken_at}",
        "`stores[backups].dated_by` is about rows, and no `tables` hold any",
        "write dated_by: name or modified",
    ),
    (
        "{column: taken_at}",
        "modified",
        "`stores[backup-rows].dated_by` is about files, and there are none",
        "write dated_by: {column: taken_at}",
    ),
    (
        "{column: taken_at}",
        "{column: backups.*}",
        '`stores[backup-rows].dated_by.column` is a glob where one column must stand: "backups.*"',
        "name each column",
    ),
    ("{column: taken_at}", "{colum: taken_at}", "`stores[backup-rows].dated_by.colum` is an unknown key", "did you mean `column`?"),
    # files and tickets
    (
        'files: ["snapshots/*"]',
        "files: [/var/snapshots/*]",
        '`stores[snapshots].files[#1]` lies outside the target: "/var/snapshots/*"',
        "relative to the target",
    ),
    (
        'files: ["snapshots/*"]',
        "files: [old/../../snapshots/*]",
        '`stores[snapshots].files[#1]` lies outside the target: "old/../../snapshots/*"',
        "relative to the target",
    ),
    (
        'files: ["snapshots/*"]',
        "files: ['C:\\old\\*']",
        '`stores[snapshots].files[#1]` lies outside the target: "C:\\old\\*"',
        "relative to the target",
    ),
    (
        'files: ["snapshots/*"]',
        'files: ["snapshots/{id}"]',
        '`stores[snapshots].files[#1]` holds "{id}", which stands for nothing',
        "the only placeholder is {ticket}",
    ),
    (
        'files: ["snapshots/*"], dated_by: modified, max: P2W',
        'tables: [x], when: {column: kind, equals: 1}, files: ["a/{ticket"]',
        '`stores[snapshots].files[#1]` holds "{ticket", which stands for nothing',
        "{ticket}",
    ),
    (
        "temporary: {event: request_closed,",
        "temporary: {event: closed,",
        '`stores[support-copies].temporary.event` is not an event: "closed"',
        "",
    ),
    ("ticket: tickets.id, closed", "closed", "`stores[support-copies].temporary.ticket` is missing", "write ticket: tickets.id"),
    # anonymised
    (
        "identifiability: anonymised",
        "identifiability: anonymized",
        '`stores[figures].identifiability` is not a degree of identifiability: "anonymized"',
        "did you mean `anonymised`?",
    ),
    # cookies
    ("max: P13M, personal", "max: 13 months, personal", '`stores[cookies].cookie.max` is not a period: "13 months"', "write P13M"),
    ("max: P13M, personal", "max: session-only, personal", '`stores[cookies].cookie.max` is not a period: "session-only"', ""),
    (
        "set: set_at, expires: expires_at, max: P13M",
        "set: set_at, max: P13M",
        "`stores[cookies].cookie.max` is a life without an end: no `expires` names its column",
        "add expires",
    ),
    (
        "set: set_at, expires: expires_at, max: P13M",
        "expires: expires_at, max: P13M",
        "`stores[cookies].cookie.max` is a life without a beginning: no `set` names its column",
        "add set",
    ),
    (
        "name: name, value: value, set",
        "name: name, set",
        "`stores[cookies].cookie.personal_data` speaks of the values of cookies, and no `value` names their column",
        "add value",
    ),
    (
        "tables: [cookies], when: {column: kind, equals: session}, cookie",
        "files: [cookies.txt], cookie",
        "`stores[session-cookies].cookie` is about rows, and no `tables` hold any",
        "add tables",
    ),
    (
        "equals: persistent}",
        "equals: persistent, in: [a]}",
        "`stores[cookies].when` must be one test of a column, or `all_of`, or `any_of`",
        "",
    ),
    (
        "{country: US, safeguard: {kind: A45-3}}]\n    cookie",
        "{country: USA}]\n    cookie",
        '`stores[cookies].storage[#2].country` is not a country code: "USA"',
        "write US",
    ),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), CHANGES, ids=[new for _, new, _, _ in CHANGES])
def test_one_change_is_one_complaint_on_its_line(altered: Changed, old: str, new: str, message: str, hint: str) -> None:
    complaint = altered(old, new)
    assert complaint.message == message
    assert hint in complaint.hint
