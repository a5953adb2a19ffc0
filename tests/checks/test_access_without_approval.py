from __future__ import annotations

import pytest

from privaudit.model.findings import Severity
from privaudit.model.report import CheckReport
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found, unknown

ID = "access-without-approval"
REGISTER = """\
activities:
  - id: clients
    role: processor
    controllers: [{id: a, name: Client A, contact: {email: dpo@a.example}}]
    purposes: [essential.service]
    subjects: [customer]
    where: [{tables: [opened]}]
    data: [{category: user}]
    access: {log: opened.at, approved: opened.approved}
"""


def opened(*rows: str) -> dict[str, str]:
    return {"opened.csv": "\n".join(("id,at,approved", *rows)) + "\n"}


def number(report: CheckReport) -> int:
    return sum(finding.count or 0 for finding in found(report, ID))


def test_accesses_without_an_earlier_approval_are_found(audit: Audit) -> None:
    rows = ("1,2026-05-02 09:00,2026-05-01", "2,2026-05-02,", "3,2026-05-02,2026-05-03", "4,2026-05-02,2026-05-02")
    (finding,) = found(audit(opened(*rows), REGISTER), ID)
    assert (finding.table, finding.column, finding.count) == ("opened", "at", 2)
    assert (finding.verdict, finding.severity, finding.register) == (Verdict.PROVEN, Severity.HIGH, "clients")
    assert finding.message == "2 of 4 accesses of opened have no earlier approval: 1 have none, 1 were approved later."


@pytest.mark.parametrize(
    ("row", "breaches"),
    [
        ("1,2026-05-02,2026-05-01", 0),
        ("1,2026-05-02,2026-05-02", 0),
        ("1,2026-05-02,2026-05-03", 1),
        ("1,2026-05-02,no", 1),
        ("1,2026-05-02, ", 1),
        ("1,soon,", 1),
        ("1,2026-11-22,", 0),
        ("1,,", 0),
    ],
)
def test_the_day_of_the_access_is_still_early_enough(audit: Audit, row: str, breaches: int) -> None:
    assert number(audit(opened(row), REGISTER)) == breaches


def test_what_cannot_be_compared_is_said(audit: Audit) -> None:
    report = audit(opened("1,2026-05-02,by phone", "2,soon,2026-05-01"), REGISTER)
    assert number(report) == 0
    reason = "2 of 2 accesses have an approval, and nobody can tell whether it was earlier"
    assert unknown(report, ID) == [f"clients: opened.approved: {reason}"]


def test_a_log_without_approvals_is_missing(audit: Audit) -> None:
    report = audit({"opened.csv": "id,at\n1,2026-05-02\n"}, REGISTER)
    assert number(report) == 0
    assert [entry.what for entry in report.skipped] == ["opened.approved"]


def test_a_log_without_rows_is_not_checked(audit: Audit) -> None:
    report = audit({"opened.sql": "CREATE TABLE opened (id INT, at TIMESTAMP, approved TIMESTAMP);\n"}, REGISTER)
    assert unknown(report, ID) == ["clients: opened.at: opened is a schema without rows"]
