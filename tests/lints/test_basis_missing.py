from __future__ import annotations

import pytest

from privaudit.model.verdicts import Verdict
from tests.lints.conftest import Complaints, OneComplaint, line_of

CONTRACT = "basis: [A6-1-b]"
CONSENT = "basis: [A6-1-a]"
SPECIAL = "basis: [A6-1-b, A9-2-a]"
HEALTH = "{category: user.health_and_medical.disability}"
DATA = "data: [{category: user.name}, {category: user.contact.email}]"
SHOWN = ", {category: user.privacy_preferences}]\n    recipients: [letters, figures]"
UNSHOWN = SHOWN.replace(", {category: user.privacy_preferences}", "")


def test_a_controller_names_a_basis_of_article_6(complaint: OneComplaint) -> None:
    found = complaint((CONTRACT, "basis: []"))
    assert (found.check, found.register, found.verdict) == ("basis-missing", "accounts", Verdict.PROVEN)
    assert found.law == ("GDPR 6(1)", "GDPR 5(2)")


def test_a_condition_of_article_9_alone_is_none(complaint: OneComplaint) -> None:
    assert complaint((SPECIAL, "basis: [A9-2-a]")).law[0] == "GDPR 6(1)"


@pytest.mark.parametrize("basis", ["A6-1-b", "A6-1-f"])
def test_special_data_needs_a_condition_of_article_9(complaint: OneComplaint, basis: str) -> None:
    found = complaint((SPECIAL, f"basis: [{basis}]"), ("portability, objection", "portability, objection, access"))
    assert (found.register, found.categories) == ("reading-circle", ("user.health_and_medical.disability",))
    assert (found.verdict, found.law) == (Verdict.PROVEN, ("GDPR 9(1)", "GDPR 9(2)", "GDPR 5(2)"))
    assert found.place is not None
    assert found.place.line == line_of(HEALTH)


def test_data_on_offences_needs_a_law_as_an_indication(complaints: Complaints, complaint: OneComplaint) -> None:
    offences = (DATA, DATA.replace("user.name", "user.criminal_history"))
    found = complaint(offences)
    assert (found.categories, found.verdict) == (("user.criminal_history",), Verdict.INDICATION)
    assert found.law == ("GDPR 10", "GDPR 5(2)")
    assert complaints(offences, (CONTRACT, "basis: [A6-1-c]")) == ()


def test_consent_that_nothing_shows_is_an_indication(complaint: OneComplaint) -> None:
    found = complaint((SHOWN, UNSHOWN))
    assert (found.register, found.verdict, found.law) == ("newsletter", Verdict.INDICATION, ("GDPR 7(1)", "GDPR 5(2)"))


@pytest.mark.parametrize(
    "change",
    [
        ("{channel: email, contacts: [readers.email],", "{channel: email, contacts: [readers.email], opt_in: {column: readers.agreed_on},"),
        ("event: last_contact", "event: consent"),
        ("    marketing:\n", "    publication: {published: readers.shown, consent: readers.agreed_on}\n    marketing:\n"),
        ("country: CH, purpose", "country: CH, consent: {given: readers.agreed_on, of: readers.email}, purpose"),
        ("country: CH, purpose", "country: CH, consent: {given: members.agreed_on, of: members.email}, purpose"),
    ],
)
def test_what_shows_a_consent(complaints: Complaints, change: tuple[str, str]) -> None:
    assert complaints((SHOWN, UNSHOWN), change) == ()


def test_a_processor_needs_no_basis_of_its_own(complaints: Complaints) -> None:
    assert complaints(("data: [{category: user}]", "data: [{category: user.health_and_medical}]")) == ()
