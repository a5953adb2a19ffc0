from __future__ import annotations

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found

REGISTER = """\
activities:
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [accounts], columns: [email]}]
    data: [{category: user.contact.email}]
"""
ID = "undeclared-table"


def test_a_table_that_nobody_declares_is_found_once_with_all_its_categories(audit: Audit) -> None:
    report = audit({"guests.csv": "first_name,email,religion,seat\nx,a@x.org,y,1\n"}, REGISTER)
    (finding,) = report.findings
    assert (finding.check, finding.table, finding.column, finding.register) == (ID, "guests", None, "")
    assert finding.categories == ("user.contact.email", "user.demographic.religious_belief", "user.name.first")
    assert (finding.verdict, finding.severity) == (Verdict.INDICATION, Severity.HIGH)
    assert finding.law == ("GDPR 30(1)", "GDPR 5(1)(b)")
    assert finding.message == (
        "No activity declares the table guests, and it holds personal data in 3 columns: first_name, email, religion."
    )


def test_the_verdict_is_the_weakest_of_its_columns(audit: Audit) -> None:
    (finding,) = found(audit({"guests.csv": "email\na@x.org\n"}, REGISTER), ID)
    assert finding.verdict is Verdict.PROVEN
    assert finding.message.endswith("personal data in 1 column: email.")


def test_a_table_without_personal_data_is_silent(audit: Audit) -> None:
    assert found(audit({"seats.csv": "seat,colour\n1,red\n"}, REGISTER), ID) == []


def test_a_table_of_which_an_activity_owns_a_column_is_declared(audit: Audit) -> None:
    assert found(audit({"accounts.csv": "email,first_name\na@x.org,x\n"}, REGISTER), ID) == []


def test_the_same_table_in_two_data_sources_is_two_findings_told_apart(audit: Audit) -> None:
    findings = found(audit({"a/guests.csv": "email\na@x.org\n", "b/guests.csv": "email\nb@x.org\n"}, REGISTER), ID)
    assert sorted(finding.source for finding in findings) == ["a/guests.csv", "b/guests.csv"]
    assert len({finding.fingerprint for finding in findings}) == 2
