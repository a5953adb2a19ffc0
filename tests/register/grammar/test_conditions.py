"""Conditions: one test of a column, or several together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.errors import PrivauditError

Changed = Callable[[str, str], PrivauditError]

WHEN = "activities[residents].clocks[after-contract].when"
FIRST = "activities[residents].clocks[after-contract].override[#1].when.all_of"
ONE_FORM = "must be one test of a column, or `all_of`, or `any_of`"
CHANGES = [
    ("in: [closed, 7, true]", "in: []", f"`{WHEN}.in` is an empty list", "write in: [closed, inactive]"),
    ("in: [closed, 7, true]", "in: closed", f'`{WHEN}.in` must be a list, but is the text "closed"', "write in: [closed, inactive]"),
    (
        "in: [closed, 7, true]",
        "in: [closed, 1.5]",
        f"`{WHEN}.in[#2]` must be a text, true, false or a whole number, but is the number 1.5",
        "in quotes it is text",
    ),
    ("in: [closed, 7, true]", "in: [closed], not_null: true", f"`{WHEN}` {ONE_FORM}", "equals: closed"),
    ("{column: residents.status, in: [closed, 7, true]}", "{column: residents.status}", f"`{WHEN}` {ONE_FORM}", "equals: closed"),
    ("{column: residents.status, in: [closed, 7, true]}", "{in: [closed]}", f"`{WHEN}` has no `column`", "column: accounts.status"),
    (
        "{column: residents.status, in: [closed, 7, true]}",
        "{column: status, in: [closed]}",
        f'`{WHEN}.column` names no table: "status"',
        "table.column",
    ),
    (
        "{column: residents.status, in: [closed, 7, true]}",
        "closed",
        f'`{WHEN}` must be a mapping of keys, but is the text "closed"',
        "write when: {column: accounts.status",
    ),
    (
        "{column: residents.dispute, equals: true}",
        "{column: residents.dispute, equals: null}",
        f"`{FIRST}[#1].equals` is empty",
        "is_null: true",
    ),
    ("{column: residents.dispute, equals: true}", "{column: residents.dispute, equals: ''}", f"`{FIRST}[#1].equals` is an empty text", ""),
    (
        "{column: residents.dispute, equals: true}",
        "{column: residents.dispute, equal: true}",
        f"`{FIRST}[#1].equal` is an unknown key",
        "did you mean `equals`?",
    ),
    (
        "not_null: true}]}, max",
        "not_null: false}]}, max",
        f"`{FIRST}[#2].not_null` must be true, but is the truth value false",
        "is_null: true",
    ),
    (
        "{all_of: [{column: residents.dispute",
        "{column: residents.ref, all_of: [{column: residents.dispute",
        "`activities[residents].clocks[after-contract].override[#1].when` has a `column` beside `all_of`",
        "",
    ),
    ("{column: removed_at, is_null: true}", "{any_of: []}", "`stores[backup-rows].when.any_of` is an empty list", "column: kind"),
    (
        "{column: removed_at, is_null: true}",
        "{column: '*', is_null: true}",
        '`stores[backup-rows].when.column` is not a column: "*"',
        "a column of the store",
    ),
    ("{column: removed_at, is_null: true}", "{is_null: true}", "`stores[backup-rows].when` has no `column`", "column: kind"),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), CHANGES, ids=[new for _, new, _, _ in CHANGES])
def test_one_change_is_one_complaint_on_its_line(altered: Changed, old: str, new: str, message: str, hint: str) -> None:
    complaint = altered(old, new)
    assert complaint.message == message
    assert hint in complaint.hint
