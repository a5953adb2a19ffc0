from __future__ import annotations

from privaudit.model.findings import Severity
from tests.lints.conftest import COMPLETE, OneComplaint

SECURITY = "security: [encryption at rest, access by role, daily backup]\n"


def test_measures_are_described_where_possible(complaint: OneComplaint) -> None:
    found = complaint((SECURITY, ""))
    assert (found.check, found.severity) == ("security-missing", Severity.LOW)
    assert found.law == ("GDPR 30(1)(g)", "GDPR 30(2)(d)")


def test_the_article_is_that_of_the_role(complaint: OneComplaint) -> None:
    of_a_processor = COMPLETE[COMPLETE.index("\n  - id: libraries") :]
    assert complaint((SECURITY, ""), (of_a_processor, "")).law == ("GDPR 30(1)(g)",)
