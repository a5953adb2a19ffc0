from __future__ import annotations

from datetime import date, timedelta

import pytest

from privaudit.model.findings import Severity
from privaudit.pipeline import CheckOptions
from tests.conftest import AS_OF, Audit, found

ID = "acceptance-expired"
ORDERS = """\
activities:
  - id: orders
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [orders]}]
    data: [{category: user.name}]
"""
MEMBERS = {"members.csv": "id,email\n1,a@x.org\n2,b@x.org\n"}


def register(until: date) -> str:
    return f"""\
{ORDERS}
accepted:
  - {{check: undeclared-table, table: members, reason: "goes in March", owner: it@example.org, until: {until.isoformat()}}}
"""


@pytest.mark.parametrize(("days", "expired"), [(0, False), (1, False), (-1, True)])
def test_an_entry_holds_to_the_end_of_its_last_day(audit: Audit, days: int, expired: bool) -> None:
    report = audit(MEMBERS, register(AS_OF + timedelta(days=days)))
    assert [finding.severity for finding in found(report, ID)] == [Severity.MEDIUM] * expired
    (finding,) = found(report, "undeclared-table")
    assert (finding.accepted is None) is expired


def test_what_is_said_names_the_line_and_the_owner(audit: Audit) -> None:
    (finding,) = found(audit(MEMBERS, register(AS_OF - timedelta(days=1))), ID)
    assert finding.place is not None
    assert finding.place.path == "register.yaml"
    assert "by it@example.org: goes in March." in finding.message
    assert finding.register == "accepted/undeclared-table/members.*"


def test_an_accepted_finding_fails_no_build(audit: Audit) -> None:
    report = audit(MEMBERS, register(AS_OF), CheckOptions(as_of=AS_OF))
    (finding,) = found(report, "undeclared-table")
    assert finding.accepted == f"goes in March (it@example.org, until {AS_OF.isoformat()})"
    assert report.exit_code(Severity.LOW) == 0
