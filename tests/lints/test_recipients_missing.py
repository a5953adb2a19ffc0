from __future__ import annotations

from tests.lints.conftest import Complaints, OneComplaint


def test_a_controller_names_recipients(complaint: OneComplaint) -> None:
    found = complaint(("    recipients: [shop, host]\n", ""))
    assert (found.check, found.register, found.law) == ("recipients-missing", "accounts", ("GDPR 30(1)(d)",))


def test_a_department_is_one_and_a_processor_need_not_name_any(complaints: Complaints) -> None:
    assert complaints(("recipients: [shop, host]", "recipients: [shop]")) == ()
