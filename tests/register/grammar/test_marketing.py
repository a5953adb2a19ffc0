"""Marketing: what is wrong with each key, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.errors import PrivauditError

Changed = Callable[[str, str], PrivauditError]

EMAIL = "activities[letters].marketing[email]"
CHANGES = [
    (
        "{channel: phone,",
        "{channel: telephone,",
        '`activities[letters].marketing[telephone].channel` is not a channel: "telephone"',
        "did you mean `phone`?",
    ),
    (
        "{channel: phone,",
        "{channel: sms,",
        '`activities[letters].marketing[sms].channel` stands twice among the marketing: "sms"',
        "one entry",
    ),
    ("{column: leads.opted_in_at, of", "{of", f"`{EMAIL}.opt_in.column` is missing", "write column: prospects.opted_in_at"),
    ("required: true", "required: 1", f"`{EMAIL}.opt_in.required` must be true or false, but is the number 1", "write required: true"),
    (
        "log: {recipient: sent.email, at: sent.sent_at}",
        "log: {recipient: sent.email}",
        f"`{EMAIL}.log.at` is missing",
        "write at: sent.sent_at",
    ),
    (
        "log: {recipient: sent.email, at: sent.sent_at}",
        "log: {to: sent.email, at: sent.sent_at, recipient: sent.email}",
        f"`{EMAIL}.log.to` is an unknown key",
        "known here: at, recipient",
    ),
    ("of: residents.email, start", "start", f"`{EMAIL}.clocks[inactive].of` is missing", "write of: accounts.email"),
    (
        "column: residents.ended_on}]}, max: P3Y",
        "column: residents.ended_on}]}, max: 3Y",
        f'`{EMAIL}.clocks[inactive].max` is not a period: "3Y"',
        "write P3Y",
    ),
    (
        "column: residents.ended_on}]}, max: P3Y",
        "column: residents.ended_on}]}",
        f"`{EMAIL}.clocks[inactive].max` is missing",
        "write max: P3Y",
    ),
    ("contacts: [leads.device]", "contacts: []", "`activities[letters].marketing[push].contacts` is an empty list", "write contacts"),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), CHANGES, ids=[new for _, new, _, _ in CHANGES])
def test_one_change_is_one_complaint_on_its_line(altered: Changed, old: str, new: str, message: str, hint: str) -> None:
    complaint = altered(old, new)
    assert complaint.message == message
    assert hint in complaint.hint
