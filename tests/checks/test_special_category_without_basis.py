from __future__ import annotations

import pytest

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import RELIGION, Audit, found

ID = "special-category-without-basis"
MEMBERS = {"members.csv": "id,religion,offence\n1,x,y\n"}


def register(basis: str) -> str:
    return f"""\
activities:
  - id: members
    purposes: [essential.service]
    basis: [{basis}]
    subjects: [customer]
    where: [{{tables: [members]}}]
    data: [{{category: user.demographic.religious_belief}}, {{category: user.criminal}}]
"""


def test_a_special_category_without_a_basis_is_found_although_it_is_declared(audit: Audit) -> None:
    (finding,) = audit(MEMBERS, register("A6-1-b")).findings
    assert (finding.check, finding.table, finding.column, finding.categories) == (ID, "members", "religion", (RELIGION,))
    assert (finding.verdict, finding.severity) == (Verdict.INDICATION, Severity.CRITICAL)
    assert (finding.register, finding.law) == ("members", ("GDPR 9(1)", "GDPR 9(2)"))
    assert "activity members names no basis of Art. 9(2)" in finding.message


@pytest.mark.parametrize("basis", ["A6-1-a, A9-2-a", "A9-2-d"])
def test_a_basis_of_article_9_is_enough(audit: Audit, basis: str) -> None:
    assert audit(MEMBERS, register(basis)).findings == ()


def test_a_mapping_by_hand_is_held_to_it_too(audit: Audit) -> None:
    mapped = register("A6-1-b").replace("religious_belief}", "religious_belief, columns: [members.id]}")
    findings = found(audit(MEMBERS, mapped), ID)
    assert [(finding.column, finding.verdict) for finding in findings] == [("id", Verdict.PROVEN), ("religion", Verdict.INDICATION)]


def test_a_column_of_a_group_that_is_mapped_by_hand_is_special(audit: Audit) -> None:
    mapped = register("A6-1-b").replace("user.demographic.religious_belief}", "special, columns: [members.id]}")
    assert [finding.column for finding in found(audit({"members.csv": "id\n1\n"}, mapped), ID)] == ["id"]
