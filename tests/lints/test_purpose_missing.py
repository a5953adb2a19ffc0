from __future__ import annotations

from tests.lints.conftest import Complaints, OneComplaint

NAME = "title: Catalogues of libraries"
WORK = "purposes: [essential.service.operations.support]"


def test_a_controller_must_name_a_purpose(complaint: OneComplaint) -> None:
    found = complaint(("purposes: [essential.service]", "purposes: []"))
    assert (found.check, found.law) == ("purpose-missing", ("GDPR 30(1)(b)", "GDPR 5(1)(b)"))
    assert "The activity accounts names no purpose" in found.message


def test_a_title_tells_the_category_of_a_processors_processing(complaints: Complaints, complaint: OneComplaint) -> None:
    assert complaints((WORK, "purposes: []")) == ()
    found = complaint((WORK, "purposes: []"), (f"    {NAME}\n", ""))
    assert (found.check, found.law) == ("purpose-missing", ("GDPR 30(2)(b)",))
