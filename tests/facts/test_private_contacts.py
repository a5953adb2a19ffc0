"""Who is reached at home."""

from __future__ import annotations

import pytest

from privaudit.facts import RowFacts
from privaudit.model.facts import RowKey
from privaudit.model.store_facts import PrivateContacts, PrivateCounts
from tests.conftest import Rows


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("a@gmail.com", True),
        (" A@GMAIL.com ", True),
        ("Al <a@web.de>", True),
        ("a@yahoo.co.uk", True),
        ("a@live.com.pt", True),
        ("a@gmx.net", True),
        ("a@wanadoo.fr", True),
        ("a@gmail.com.firm.test", False),
        ("a@notgmail.com", False),
        ("a@yahoo-inc.com", False),
        ("a@live.firm.test", False),
        ("gmail.com", False),
    ],
)
def test_a_mailbox_is_private_by_its_domain(facts: RowFacts, rows: Rows, address: str, *, private: bool) -> None:
    assert facts.private_contacts(PrivateContacts(rows("t", f"id,e\n1,{address}\n"), "e")).private == int(private)


def test_mobile_numbers_are_told_beside_private_mailboxes_alone(facts: RowFacts, rows: Rows) -> None:
    table = rows(
        "t", "id,e,p\n1,a@gmail.com,0612345678\n2,b@gmail.com,01 42 68 53 00\n3,c@firm.test,0612345678\n4,d@gmail.com,\n5,,0612345678\n"
    )
    beside = PrivateContacts(table, "e", "p")
    assert facts.private_contacts(PrivateContacts(table, "e")) == PrivateCounts(rows=4, private=3)
    assert facts.private_contacts(beside) == PrivateCounts(rows=4, private=1)
    assert list(facts.keys(beside, frozenset())) == [RowKey(None, (2,))]
    assert list(facts.keys(PrivateContacts(table, "e"), frozenset())) == [RowKey(None, (2,)), RowKey(None, (3,)), RowKey(None, (5,))]
