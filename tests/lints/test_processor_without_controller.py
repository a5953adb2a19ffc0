from __future__ import annotations

from tests.lints.conftest import OneComplaint


def test_a_processor_says_on_whose_behalf_it_acts(complaint: OneComplaint) -> None:
    found = complaint(("    controllers: [{id: valmont", "    # [{id: valmont"))
    assert (found.check, found.register, found.law) == ("processor-without-controller", "libraries", ("GDPR 30(2)(a)",))
    assert "names no controller" in found.message
