from __future__ import annotations

import pytest

from privaudit.pipeline import CheckOptions
from tests.conftest import AS_OF, Audit, found

ID = "acceptance-unmatched"
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


def register(entry: str) -> str:
    return f"{ORDERS}accepted:\n  - {{{entry}, reason: known, owner: it@example.org, until: {AS_OF.isoformat()}}}\n"


@pytest.mark.parametrize(
    ("entry", "unmatched"),
    [
        ("check: undeclared-table", False),
        ("check: undeclared-table, table: members", False),
        ('check: undeclared-table, table: "MEM*"', False),
        ("check: undeclared-table, table: members, column: email", True),
        ("check: expired-records, table: members", True),
    ],
)
def test_an_entry_that_no_finding_needs(audit: Audit, entry: str, unmatched: bool) -> None:
    assert len(found(audit(MEMBERS, register(entry)), ID)) == unmatched


def test_it_is_silent_where_it_cannot_know(audit: Audit) -> None:
    other_table = audit(MEMBERS, register("check: undeclared-table, table: orders"))
    other_check = audit(MEMBERS, register("check: undeclared-table"), CheckOptions(as_of=AS_OF, ignore=("undeclared-table",)))
    for report, reason in ((other_table, "no table of this run fits orders"), (other_check, "the check undeclared-table did not run")):
        assert not found(report, ID)
        assert [entry.reason for entry in report.not_checked if entry.check == ID] == [reason]


def test_of_all_data_a_table_that_is_gone_needs_no_acceptance(audit: Audit) -> None:
    options = CheckOptions(as_of=AS_OF, complete=True)
    assert found(audit(MEMBERS, register("check: undeclared-table, table: orders"), options), ID)


@pytest.mark.parametrize(("most", "accepted"), [(2, True), (1, False)])
def test_more_rows_than_were_accepted_are_not(audit: Audit, most: int, accepted: bool) -> None:
    entry = f"check: partial-read, table: members, max_count: {most}"
    ragged = {"members.csv": "id,email\n1,a@x.org\n2,b@x.org,x\n3,c@x.org\n4,d@x.org,x\n5,e@x.org\n"}
    report = audit(ragged, register(entry).replace("[orders]", "[members]"))
    (finding,) = found(report, "partial-read")
    assert (finding.accepted is not None) is accepted
    assert not found(report, ID)
