from __future__ import annotations

import pytest

from privaudit.model.verdicts import Verdict
from tests.lints.conftest import Complaints, OneComplaint, line_of

CONTACT = '  contact: {email: privacy@mirabelle.example, address: "5 rue des Bouleaux, Valmont"}\n'
CLIENT = "contact: {email: privacy@library-valmont.example}"
DPO = "dpo: {name: Lou Garance, email: dpo@mirabelle.example}"
ABROAD = ("country: FR\n  contact:", "country: CH\n  contact:")


def test_the_organisation_is_reached_by_mail_or_post(complaints: Complaints, complaint: OneComplaint) -> None:
    assert complaints(("email: privacy@mirabelle.example, address", "address")) == ()
    found = complaint((CONTACT, ""))
    assert (found.check, found.register, found.verdict) == ("contact-missing", "organisation/contact", Verdict.PROVEN)
    assert found.law == ("GDPR 30(1)(a)", "GDPR 30(2)(a)")
    assert found.place is not None
    assert found.place.line == line_of("organisation:")


@pytest.mark.parametrize(
    ("key", "register"),
    [
        ("representative: {name: Mirabelle Europe BV}", "organisation/representative"),
        ("joint_controllers: [{name: Reliures Ormeau}]", "organisation/joint_controllers/Reliures Ormeau"),
    ],
)
def test_so_is_who_stands_beside_it(complaints: Complaints, complaint: OneComplaint, key: str, register: str) -> None:
    assert complaint((CONTACT, f"{CONTACT}  {key}\n")).register == register
    reached = key.replace("}", ", contact: {email: eu@mirabelle.example}}")
    assert complaints((CONTACT, f"{CONTACT}  {reached}\n")) == ()


def test_an_officer_needs_a_mailbox_and_no_name(complaints: Complaints, complaint: OneComplaint) -> None:
    assert complaints((DPO, "dpo: {name: null, email: dpo@mirabelle.example}")) == ()
    assert complaints((DPO, "dpo: null")) == ()
    assert complaint((DPO, "dpo: {name: Lou Garance}")).register == "organisation/dpo"


def test_an_organisation_abroad_needs_a_representative_in_the_union_as_an_indication(
    complaints: Complaints, complaint: OneComplaint
) -> None:
    found = complaint(ABROAD)
    assert (found.register, found.verdict) == ("organisation/representative", Verdict.INDICATION)
    assert found.law[-1] == "GDPR 27(1)"
    named = f"{CONTACT}  representative: {{name: Mirabelle Europe BV, contact: {{email: eu@mirabelle.example}}}}\n"
    assert complaints(ABROAD, (CONTACT.partition("contact:")[2], named.partition("contact:")[2])) == ()


def test_a_processor_tells_how_its_controllers_are_reached(complaints: Complaints, complaint: OneComplaint) -> None:
    found = complaint((f", {CLIENT}", ""))
    assert (found.register, found.law) == ("libraries/controllers/valmont", ("GDPR 30(2)(a)",))
    assert complaints((CLIENT, "dpo: {email: dpo@library-valmont.example}")) == ()
