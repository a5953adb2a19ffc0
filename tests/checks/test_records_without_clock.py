from __future__ import annotations

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found, unknown

REGISTER = """\
links:
  - {from: orders.account, to: accounts.id}
activities:
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [accounts, orders]}]
    data: [{category: user.contact.email}]
    clocks:
      - {id: life, start: {latest: [{event: last_login, column: accounts.seen}, {event: contract_end, column: accounts.ended}]}, max: P3Y}
"""
ENDS_ALONE = REGISTER.replace("{event: last_login, column: accounts.seen}, ", "")
ACCOUNTS = """\
id,email,seen,ended
1,a@x.org,2026-01-01,
2,b@x.org,,2026-01-01
3,c@x.org,,
4,d@x.org,  ,unknown
5,e@x.org,2027-01-01,
"""
ID = "records-without-clock"


def test_rows_that_no_event_dates_are_found_and_counted(audit: Audit) -> None:
    (finding,) = found(audit({"accounts.csv": ACCOUNTS}, REGISTER), ID)
    assert (finding.table, finding.count, finding.verdict, finding.severity) == ("accounts", 3, Verdict.PROVEN, Severity.MEDIUM)
    assert (finding.register, finding.law) == ("accounts/life", ("GDPR 5(1)(e)",))
    assert finding.message == (
        "3 of 5 rows of accounts have no start for the clock accounts/life: no readable date in accounts.seen, accounts.ended."
    )


def test_a_row_that_any_event_dates_is_silent(audit: Audit) -> None:
    assert found(audit({"accounts.csv": "id,email,seen,ended\n1,a@x.org,,2026-01-01\n2,a@x.org,2026-01-01,\n"}, REGISTER), ID) == []


def test_a_clock_of_ends_alone_has_not_begun_where_its_date_is_blank(audit: Audit) -> None:
    assert found(audit({"accounts.csv": ACCOUNTS}, ENDS_ALONE), ID) == []


def test_orphans_are_rows_without_a_start(audit: Audit) -> None:
    accounts = "id,email,seen,ended\n1,a@x.org,2026-01-01,\n"
    (finding,) = found(audit({"accounts.csv": accounts, "orders.csv": "id,account\n1,1\n2,77\n3,\n"}, REGISTER), ID)
    assert (finding.table, finding.count) == ("orders", 2)


def test_a_schema_without_rows_is_not_checked(audit: Audit) -> None:
    report = audit({"schema.sql": "CREATE TABLE accounts (id INT, email TEXT, seen DATE, ended DATE);\n"}, REGISTER)
    assert unknown(report, ID) == ["accounts/life on accounts: accounts is a schema without rows"]


STATES = """\
id,email,status,made,ended
1,a@x.org,closed,2019-05-05,
2,b@x.org,closed,2019-05-05,2026-01-01
3,c@x.org,open,2019-05-05,
4,d@x.org, Closed,2023-05-05,unknown
5,,closed,never,2026-01-01
"""


def test_of_the_rows_that_a_condition_names_an_end_must_be_dated(audit: Audit) -> None:
    register = ENDS_ALONE.replace("max: P3Y", "max: P3Y, when: {column: accounts.status, equals: closed}")
    (finding,) = found(audit({"accounts.csv": STATES}, register), ID)
    assert finding.count == 2


def test_rows_that_a_clock_does_not_rule_need_no_start(audit: Audit) -> None:
    register = REGISTER.replace("max: P3Y", "max: P3Y, when: {column: accounts.email, is_null: true}")
    assert found(audit({"accounts.csv": ACCOUNTS}, register), ID) == []


def test_rows_of_no_version_are_told_under_the_last_one(audit: Audit) -> None:
    start = "start: {event: last_contact, column: accounts.ended}"
    first = f"      - {{id: first, {start}, max: P3Y, valid: {{by: accounts.made, until: 2020-01-01}}}}\n"
    second = first.replace("first", "second").replace("until", "from")
    register = REGISTER[: REGISTER.index("      - {id: life")] + second + first
    findings = found(audit({"accounts.csv": STATES}, register), ID)
    assert {finding.register: finding.count for finding in findings} == {"accounts/first": 2, "accounts/second": 2}
    (message,) = (finding.message for finding in findings if finding.register == "accounts/second")
    assert message.endswith("no readable date in accounts.ended, or in accounts.made for its version.")


def test_where_only_fields_must_go_rows_without_them_need_no_start(audit: Audit) -> None:
    register = ENDS_ALONE.replace("contract_end", "last_contact").replace("max: P3Y", "max: P3Y, applies_to: {columns: [accounts.email]}")
    accounts = "id,email,ended\n1,a@x.org,\n2,,\n3,c@x.org,2026-01-01\n"
    (finding,) = found(audit({"accounts.csv": accounts}, register), ID)
    assert finding.count == 1


def test_requests_without_a_day_are_found_where_persons_must_be_gone(audit: Audit) -> None:
    register = REGISTER[: REGISTER.index("      - {id: life")] + (
        "      - {id: asked, start: {event: request, column: requests.at}, max: P30D, everywhere: {of: requests.email}}\n"
    )
    (finding,) = found(audit({"accounts.csv": ACCOUNTS, "requests.csv": "id,email,at\n1,a@x.org,\n2,b@x.org,2026-11-01\n"}, register), ID)
    assert (finding.table, finding.count) == ("requests", 1)
