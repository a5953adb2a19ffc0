from __future__ import annotations

import pytest

from tests.lints.conftest import Complaints, OneComplaint

DATA = "data: [{category: user.name}, {category: user.contact.email}]"
DENIAL = "data: [{category: none, columns: [orders.product_no], reason: an article number}]"


@pytest.mark.parametrize("data", ["data: []", DENIAL])
def test_a_controller_lists_what_it_holds(complaint: OneComplaint, data: str) -> None:
    found = complaint((DATA, data))
    assert (found.check, found.register, found.law) == ("data-missing", "accounts", ("GDPR 30(1)(c)",))


def test_a_processor_need_not(complaints: Complaints) -> None:
    assert complaints(("data: [{category: user}]", "data: []")) == ()
