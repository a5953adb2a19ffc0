"""Columns that must stand in one table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.errors import PrivauditError

Changed = Callable[[str, str], PrivauditError]

EMAIL = "activities[letters].marketing[email]"
CHANGES = [
    (
        "withdrawn: residents.share_withdrawn_at",
        "withdrawn: refusals.at",
        "`recipients[partner].consent.withdrawn` is not in the table of its `given`",
        'name a column of "residents"',
    ),
    (
        "of: residents.email}\n\nsecurity",
        "of: partner_export.email}\n\nsecurity",
        "`recipients[partner].consent.of` is not in the table of its `given`",
        'name a column of "residents"',
    ),
    (
        "of: leads.email, evidence",
        "of: residents.email, evidence",
        f"`{EMAIL}.opt_in.of` is not in the table of its `column`",
        'name a column of "leads"',
    ),
    (
        "evidence: leads.opt_in_source",
        "evidence: papers.scan",
        f"`{EMAIL}.opt_in.evidence` is not in the table of its `column`",
        'name a column of "leads"',
    ),
    (
        "column: leads.sms_agreed_at",
        "column: consents.at",
        '`activities[letters].marketing[sms].opt_in.column` does not say whose wish it is: "consents" is not a table of the `contacts`',
        'add `of`, the column of "consents"',
    ),
    ("at: sent.sent_at", "at: campaigns.sent_at", f"`{EMAIL}.log.at` is not in the table of its `recipient`", 'name a column of "sent"'),
    (
        "date: unsubscribes.at",
        "date: leads.at",
        f"`{EMAIL}.opt_out[#3].list` is not in the table of its `date`",
        'name a column of "leads"',
    ),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), CHANGES, ids=[new for _, new, _, _ in CHANGES])
def test_one_change_is_one_complaint_on_its_line(altered: Changed, old: str, new: str, message: str, hint: str) -> None:
    complaint = altered(old, new)
    assert complaint.message == message
    assert hint in complaint.hint
