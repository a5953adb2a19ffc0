from __future__ import annotations

from tests.lints.conftest import OneComplaint


def test_a_controller_says_whose_data_it_is_and_a_processor_need_not(complaint: OneComplaint) -> None:
    found = complaint(("subjects: [customer, prospect]", "subjects: []"))
    assert (found.check, found.register, found.law) == ("subjects-missing", "newsletter", ("GDPR 30(1)(c)",))
