from __future__ import annotations

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import AN_ACTIVITY, EMAIL, Audit, found, unknown

ID = "private-contact-in-professional-data"
PHONE = "user.contact.phone_number"
REGISTER = "privaudit: 1\norganisation: {name: Example SAS, country: FR, professional_only: true}\n" + AN_ACTIVITY
OTHERS = """\
  - id: clients
    role: processor
    controllers: [{id: client-a, name: Client A, contact: {email: dpo@client-a.example}}]
    purposes: [essential.service]
    subjects: [customer]
    where: [{tables: [client_contacts]}]
    data: [{category: user}]
"""
HEAD = "id,email,phone\n"
AT_WORK = "".join(f"{number},buyer{number}@firm{number}.test.fr,+33 1 42 68 53 {number}\n" for number in range(10, 30))


def test_mailboxes_at_consumer_providers_are_found(audit_by_our_rules: Audit) -> None:
    private = "31,Jane@GMail.com ,01 42 68 53 31\n32,jo@orange.fr,\n33,al@hotmail.co.uk,\n34,x@mygmail.com,\n35,Al <al@web.de>,\n36,,\n"
    report = audit_by_our_rules({"contacts.csv": HEAD + AT_WORK + private}, REGISTER)
    (finding,) = found(report, ID)
    assert (finding.severity, finding.verdict, finding.register) == (Severity.MEDIUM, Verdict.PROVEN, "")
    assert (finding.table, finding.column, finding.count, finding.categories) == ("contacts", "email", 4, (EMAIL,))
    assert finding.message == (
        "4 of 25 addresses of contacts.email are mailboxes at consumer providers, and the register promises professional data only."
    )


def test_a_mobile_number_counts_only_beside_such_an_address(audit_by_our_rules: Audit) -> None:
    rows = "31,jane@gmail.com,06 12 34 56 78\n32,jo@free.fr,01 42 68 53 31\n"
    rows += "33,al@firm.test.fr,+33 7 12 34 56 78\n34,li@sfr.fr,+44 7400 123456\n"
    report = audit_by_our_rules({"contacts.csv": HEAD + AT_WORK + rows}, REGISTER)
    by_column = {finding.column: finding for finding in found(report, ID)}
    assert {name: finding.count for name, finding in by_column.items()} == {"email": 3, "phone": 2}
    phone = by_column["phone"]
    assert (phone.verdict, phone.categories) == (Verdict.INDICATION, (PHONE,))
    assert phone.message == (
        "2 numbers of contacts.phone are of mobile phones, in rows whose email is a mailbox at a consumer provider: "
        "they may be private too."
    )


def test_professional_contacts_are_silent_and_so_is_who_promised_nothing(audit_by_our_rules: Audit) -> None:
    report = audit_by_our_rules({"contacts.csv": HEAD + AT_WORK + "40,al@firm.test.fr,06 12 34 56 78\n"}, REGISTER)
    assert (found(report, ID), unknown(report, ID)) == ([], [])
    private = {"contacts.csv": HEAD + AT_WORK + "31,jane@gmail.com,\n"}
    assert found(audit_by_our_rules(private, REGISTER.replace("professional_only: true", "professional_only: false")), ID) == []


def test_what_is_processed_for_others_is_theirs(audit_by_our_rules: Audit) -> None:
    private = {"client_contacts.csv": HEAD + AT_WORK + "31,jane@gmail.com,\n"}
    assert found(audit_by_our_rules(private, REGISTER + OTHERS), ID) == []


def test_a_schema_without_rows_is_not_checked(audit_by_our_rules: Audit) -> None:
    report = audit_by_our_rules({"schema.sql": "CREATE TABLE contacts (id INT, email TEXT);"}, REGISTER)
    assert found(report, ID) == []
    assert unknown(report, ID) == ["professional_only on contacts: contacts is a schema without rows"]
