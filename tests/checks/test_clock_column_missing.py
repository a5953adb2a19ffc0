from __future__ import annotations

from privaudit.model.estate import Place
from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found

REGISTER = """\
activities:
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [accounts]}]
    data: [{category: user.contact.email}]
    clocks:
      - id: after-end
        start: {event: contract_end, column: contracts.ended_on}
        max: P3Y
"""
ID = "clock-column-missing"


def test_a_start_column_that_its_table_lacks_is_found(audit: Audit) -> None:
    report = audit({"accounts.csv": "id,email\n1,a@x.org\n", "contracts.csv": "id,ended\n1,2020-01-01\n"}, REGISTER)
    (finding,) = found(report, ID)
    assert (finding.table, finding.column, finding.count) == ("contracts", "ended_on", None)
    assert (finding.verdict, finding.severity) == (Verdict.PROVEN, Severity.MEDIUM)
    assert (finding.register, finding.law) == ("accounts/after-end", ("GDPR 5(1)(e)", "GDPR 5(2)"))
    assert finding.place == Place("register.yaml", 11)
    assert report.exit_code(Severity.MEDIUM) == 1


def test_a_schema_is_enough_to_find_it(audit: Audit) -> None:
    report = audit({"schema.sql": "CREATE TABLE accounts (id INT);\nCREATE TABLE contracts (id INT);\n"}, REGISTER)
    assert [finding.table for finding in found(report, ID)] == ["contracts"]


def test_a_column_that_differs_in_case_alone_is_there(audit: Audit) -> None:
    assert found(audit({"accounts.csv": "id\n1\n", "contracts.csv": "id,ENDED_ON\n1,\n"}, REGISTER), ID) == []


def test_a_table_that_is_not_in_the_run_is_no_finding(audit: Audit) -> None:
    assert found(audit({"accounts.csv": "id,email\n1,a@x.org\n"}, REGISTER), ID) == []


def test_an_activity_without_a_table_in_the_run_is_not_judged(audit: Audit) -> None:
    assert found(audit({"contracts.csv": "id\n1\n"}, REGISTER), ID) == []


def test_each_start_column_is_told_once(audit: Audit) -> None:
    several = "{latest: [{event: contract_end, column: t.b}, {event: last_login, column: t.a}, {event: last_contact, column: T.B}]}"
    register = REGISTER.replace("{event: contract_end, column: contracts.ended_on}", several)
    report = audit({"accounts.csv": "id\n1\n", "t.csv": "id\n1\n"}, register)
    findings = found(report, ID)
    assert [finding.column for finding in findings] == ["a", "b"]
    assert findings[1].message == "The clock accounts/after-end names t.b, which dates contract_end, and t has no such column."


MORE = """\
activities:
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [accounts]}]
    data: [{category: user.contact.email}]
    clocks:
      - id: after-end
        applies_to: {columns: [accounts.phone]}
        start: {event: contract_end, column: accounts.ended}
        max: P3Y
        min: P1Y
        when: {any_of: [{column: accounts.status, equals: closed}, {column: accounts.email, is_null: true}]}
        override: [{when: {column: disputes.open, equals: true}, max: P5Y}]
        valid: {by: accounts.made, from: 2020-01-01}
        proof: [papers.at]
      - id: asked
        start: {event: deletion_request, column: requests.at}
        max: P30D
        everywhere: {of: requests.email}
"""


def test_each_column_that_a_clock_names_is_looked_for(audit: Audit) -> None:
    files = dict.fromkeys(("accounts.csv", "disputes.csv"), "id,email,ended,at\n1,,2020-01-01,2020-01-01\n")
    files |= dict.fromkeys(("papers.csv", "requests.csv"), "id\n1\n")
    findings = found(audit(files, MORE), ID)
    assert {
        (finding.register, finding.table, finding.column): finding.message.split(", which ")[1].split(", and ")[0] for finding in findings
    } == {
        ("accounts/after-end", "accounts", "phone"): "must be empty when it has run out",
        ("accounts/after-end", "accounts", "status"): "tells which rows it rules",
        ("accounts/after-end", "accounts", "made"): "dates the collection",
        ("accounts/after-end", "disputes", "open"): "tells which rows have another period",
        ("accounts/after-end", "papers", "at"): "dates what its rows are a log of",
        ("accounts/asked", "requests", "at"): "dates deletion_request",
        ("accounts/asked", "requests", "email"): "tells whose request it is",
    }
