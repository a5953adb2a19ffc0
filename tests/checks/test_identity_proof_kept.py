from __future__ import annotations

import pytest

from privaudit.model.estate import Place
from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found, unknown

ID = "identity-proof-kept"
REGISTER = """\
activities:
  - id: rights-requests
    purposes: [essential.legal_obligation]
    basis: [A6-1-c]
    subjects: [customer]
    where: [{tables: [requests]}]
    data: [{category: user.government_id}, {category: user.contact.email}]
    clocks:
      - {id: proof, applies_to: {columns: [requests.id_document]}, start: {event: request_closed, column: requests.closed}, max: P0D}
"""
REQUESTS = """\
id,email,id_document,closed
1,a@x.org,scan/1.png,2026-11-20
2,b@x.org,scan/2.png,2026-11-21
3,c@x.org,,2026-01-01
4,d@x.org,s.png,
"""


def test_a_closed_request_whose_document_is_still_there_is_found(audit_by_our_rules: Audit) -> None:
    report = audit_by_our_rules({"requests.csv": REQUESTS}, REGISTER)
    (finding,) = found(report, ID)
    assert (finding.table, finding.count, finding.register) == ("requests", 1, "rights-requests/proof")
    assert (finding.severity, finding.verdict, finding.law) == (Severity.HIGH, Verdict.PROVEN, ("GDPR 5(1)(e)", "GDPR 12(6)"))
    assert finding.place == Place("requests.csv")
    assert finding.message == (
        "1 of 4 rows of requests still hold id_document past P0D after request_closed: "
        "the oldest starts on 2026-11-20 and is overdue by 1 day."
    )
    assert found(report, "expired-records") == []


def test_documents_that_went_with_their_request_are_no_breach(audit_by_our_rules: Audit) -> None:
    emptied = REQUESTS.replace("scan/1.png", "")
    assert found(audit_by_our_rules({"requests.csv": emptied}, REGISTER), ID) == []


def test_the_category_tells_too(audit_by_our_rules: Audit) -> None:
    register = REGISTER.replace("{columns: [requests.id_document]}", "{categories: [user.government_id]}").replace(
        "{category: user.government_id}", "{category: user.government_id, columns: [requests.id_document]}"
    )
    (finding,) = found(audit_by_our_rules({"requests.csv": REQUESTS}, register), ID)
    assert finding.count == 1


@pytest.mark.parametrize(
    "register",
    [
        REGISTER.replace("applies_to: {columns: [requests.id_document]}, ", ""),
        REGISTER.replace("requests.id_document]", "requests.email]"),
        REGISTER.replace("event: request_closed", "event: last_contact"),
    ],
)
def test_what_is_no_proof_of_identity_is_an_expired_record(audit_by_our_rules: Audit, register: str) -> None:
    report = audit_by_our_rules({"requests.csv": REQUESTS}, register)
    assert found(report, ID) == []
    assert len(found(report, "expired-records")) == 1


def test_a_schema_alone_is_not_checked(audit_by_our_rules: Audit) -> None:
    schema = "CREATE TABLE requests (id INT, id_document TEXT, closed DATE);\n"
    report = audit_by_our_rules({"schema.sql": schema}, REGISTER)
    assert unknown(report, ID) == ["rights-requests/proof on requests: requests is a schema without rows"]


def test_a_missing_document_column_is_told_by_the_check_of_columns(audit_by_our_rules: Audit) -> None:
    report = audit_by_our_rules({"requests.csv": "id,email,closed\n1,a@x.org,2026-01-01\n"}, REGISTER)
    assert found(report, ID) == []
    (finding,) = found(report, "clock-column-missing")
    assert (finding.table, finding.column) == ("requests", "id_document")
