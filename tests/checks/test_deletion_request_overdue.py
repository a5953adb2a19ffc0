from __future__ import annotations

import pytest

from privaudit.model.estate import Place
from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found, unknown

ID = "deletion-request-overdue"
REGISTER = """\
activities:
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [accounts, orders]}]
    data: [{category: user.contact.email}]
    clocks:
      - {id: after-contract, tables: [orders], start: {event: contract_end, column: orders.ended}, max: P10Y}
      - id: deletion-asked
        start: {after: {period: P30D, from: {event: deletion_request, column: requests.asked}}}
        max: P30D
        everywhere: {of: requests.email, but: [unsubscribes]}
        except: [after-contract]
links:
  - {from: orders.account, to: accounts.id}
"""
REQUESTS = "id,email,asked\n1,Ann.Lee@x.org,2026-09-21\n2,bob@x.org,2026-09-22\n3,,2026-01-01\n4,zoe@x.org,\n"
"""60 days before the day of the audit is the 22nd of September."""


def test_a_person_who_asked_long_ago_is_gone_from_every_other_table(audit: Audit) -> None:
    files = {
        "requests.csv": REQUESTS,
        "accounts.csv": "id,email\n1, ann.lee@X.ORG\n2,bob@x.org\n3,zoe@x.org\n4,\n",
        "prospects.csv": "id,email\n1,ann.lee@x.org\n2,ann.lee@x.org\n3,bob@x.org\n",
        "unsubscribes.csv": "email\nann.lee@x.org\n",
    }
    findings = found(audit(files, REGISTER.replace("        except: [after-contract]\n", "")), ID)
    assert [(finding.table, finding.count, finding.verdict) for finding in findings] == [
        ("accounts", 1, Verdict.PROVEN),
        ("prospects", 2, Verdict.PROVEN),
    ]
    first = findings[0]
    assert (first.severity, first.register, first.law) == (Severity.HIGH, "accounts/deletion-asked", ("GDPR 17(1)", "GDPR 12(3)"))
    assert first.place == Place("accounts.csv")
    assert first.message == (
        "1 of 4 rows of accounts are about persons in requests past P30D + P30D after deletion_request: "
        "the oldest starts on 2026-09-21 and is overdue by 1 day."
    )


def test_whoever_is_gone_or_asked_only_sixty_days_ago_is_no_breach(audit: Audit) -> None:
    files = {"requests.csv": REQUESTS, "accounts.csv": "id,email\n2,bob@x.org\n3,zoe@x.org\n4,\n"}
    assert found(audit(files, REGISTER), ID) == []


def test_rows_follow_the_person_and_another_clock_may_keep_them(audit: Audit) -> None:
    orders = "id,account,ended\n1,1,2026-01-01\n2,1,2016-11-20\n3,2,2010-01-01\n4,1,2016-11-21\n"
    files = {"requests.csv": REQUESTS, "accounts.csv": "id,email\n1,ann.lee@x.org\n2,bob@x.org\n", "orders.csv": orders}
    findings = found(audit(files, REGISTER), ID)
    assert [(finding.table, finding.count) for finding in findings] == [("accounts", 1), ("orders", 1)]
    findings = found(audit(files, REGISTER.replace("        except: [after-contract]\n", "")), ID)
    assert [(finding.table, finding.count) for finding in findings] == [("accounts", 1), ("orders", 3)]


def test_persons_may_be_known_by_a_key_of_the_organisations_own(audit: Audit) -> None:
    by_key = REGISTER.replace("requests.email", "requests.customer") + "  - {from: requests.customer, to: accounts.id}\n"
    requests = "id,customer,asked\n1,7,2026-01-01\n2,8,2026-11-01\n"
    orders = "id,account,ended\n1,7,2010-01-01\n2,8,2010-01-01\n"
    files = {"requests.csv": requests, "accounts.csv": "id,email\n7,ann@x.org\n8,bob@x.org\n", "orders.csv": orders}
    assert [(one.table, one.count) for one in found(audit(files, by_key), ID)] == [("accounts", 1), ("orders", 1)]


def test_persons_may_be_known_by_declared_identifiers(audit: Audit) -> None:
    register = REGISTER.replace("requests.email", "requests.customer")
    files = {"requests.csv": "id,customer,asked\n1,K7,2026-01-01\n", "accounts.csv": "id,email,ref\n7,ann@x.org, K7\n8,bob@x.org,K8\n"}
    assert found(audit(files, register), ID) == []
    identifiers = "identifiers: {customer: [requests.customer, accounts.ref]}"
    head = f"privaudit: 1\norganisation: {{name: Example SAS, country: FR, {identifiers}}}\n"
    (finding,) = found(audit(files, head + register), ID)
    assert (finding.table, finding.count) == ("accounts", 1)


def test_a_personal_table_that_tells_nobody_apart_is_not_checked(audit: Audit) -> None:
    files = {
        "requests.csv": REQUESTS,
        "accounts.csv": "id,email\n4,\n",
        "visitors.csv": "id,first_name\n1,Ann\n",
        "modules.csv": "code,price\nA,12\n",
    }
    assert unknown(audit(files, REGISTER), ID) == ["accounts/deletion-asked on visitors: no column tells whose its rows are"]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "accounts/deletion-asked: table requests, which dates deletion_request, is not in this run"),
        ({"requests.csv": "id,email\n1,a@x.org\n"}, "accounts/deletion-asked: requests has no column asked, which dates deletion_request"),
        (
            {"requests.csv": "id,asked\n1,2026-01-01\n"},
            "accounts/deletion-asked: the rows of requests.csv do not hold email, which tells whose request it is",
        ),
        (
            {"schema.sql": "CREATE TABLE requests (id INT, email TEXT, asked DATE);\n"},
            "accounts/deletion-asked on requests: requests is a schema without rows",
        ),
    ],
)
def test_requests_that_cannot_be_read_are_not_checked(audit: Audit, files: dict[str, str], reason: str) -> None:
    report = audit({"accounts.csv": "id,email\n1,ann.lee@x.org\n", **files}, REGISTER)
    assert found(report, ID) == []
    assert unknown(report, ID) == [reason]


IN_THE_ROWS = """\
activities:
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [accounts]}]
    data: [{category: user.contact.email}]
    clocks:
      - id: asked
        start: {earliest: [{event: deletion_request, column: accounts.asked}, {event: account_deletion, column: accounts.closed}]}
        max: P1M
"""


def test_a_request_in_the_row_itself_counts_here_and_is_no_expired_record(audit: Audit) -> None:
    accounts = "id,email,asked,closed\n1,,2026-10-20,\n2,,2026-10-21,\n3,,2026-11-01,2026-10-01\n4,,,\n"
    report = audit({"accounts.csv": accounts}, IN_THE_ROWS)
    (finding,) = found(report, ID)
    assert (finding.count, finding.register) == (2, "accounts/asked")
    assert found(report, "expired-records") == []
