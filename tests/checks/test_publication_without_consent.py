from __future__ import annotations

import pytest

from privaudit.model.findings import Severity
from privaudit.model.report import CheckReport
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found, unknown

ID = "publication-without-consent"


def register(publication: str = "{published: quotes.shown, consent: quotes.agreed, withdrawn: quotes.left}") -> str:
    return f"""\
activities:
  - id: quotes
    purposes: [marketing]
    basis: [A6-1-a]
    subjects: [customer]
    where: [{{tables: [quotes]}}]
    data: [{{category: user.name}}]
    publication: {publication}
"""


def quotes(*rows: str) -> dict[str, str]:
    return {"quotes.csv": "\n".join(("id,shown,agreed,left", *rows)) + "\n"}


def number(report: CheckReport) -> int:
    return sum(finding.count or 0 for finding in found(report, ID))


def test_published_rows_without_consent_are_found(audit: Audit) -> None:
    report = audit(quotes("1,oui,,", "2,oui,2024-01-01,2025-01-01", "3,oui,2024-01-01,", "4,non,,"), register())
    (finding,) = found(report, ID)
    assert (finding.table, finding.column, finding.count) == ("quotes", "shown", 2)
    assert (finding.verdict, finding.severity, finding.register) == (Verdict.PROVEN, Severity.HIGH, "quotes/publication")
    assert finding.message == "2 of 3 published rows of quotes have no consent that holds: 1 never had it, 1 after its withdrawal."


@pytest.mark.parametrize(
    ("row", "breaches"),
    [
        ("1,2026-11-21,,", 1),
        ("1,2026-11-22,,", 0),
        ("1,1,2026-11-21,", 0),
        ("1,1,2026-11-22,", 1),
        ("1,1,no,", 1),
        ("1,1,yes,", 0),
        ("1,1,2024-01-01,2026-11-21", 1),
        ("1,1,2024-01-01,2026-11-22", 0),
        ("1,1,2024-01-01,31/02/2025", 1),
        ("1,1,2024-01-01,no", 0),
        ("1,1,2025-01-02,2025-01-01", 0),
        ("1,1,2025-01-01,2025-01-01", 1),
        ("1,,,", 0),
    ],
)
def test_each_date_counts_from_its_day_on(audit: Audit, row: str, breaches: int) -> None:
    assert number(audit(quotes(row), register())) == breaches


def test_values_that_nobody_can_tell_are_said(audit: Audit) -> None:
    report = audit(quotes("1,draft,,", "2,1,by letter,"), register("{published: quotes.shown, consent: quotes.agreed}"))
    assert number(report) == 0
    assert unknown(report, ID) == [
        "quotes/publication: quotes.shown: 1 of 2 values are neither a date nor a plain yes or no: taken for not published",
        "quotes/publication: quotes.agreed: 1 of 1 values are neither a date nor a plain yes or no: taken for consent",
    ]


def test_a_schema_without_rows_is_not_checked(audit: Audit) -> None:
    report = audit({"quotes.sql": 'CREATE TABLE quotes (id INT, shown TEXT, agreed DATE, "left" DATE);\n'}, register())
    assert unknown(report, ID) == ["quotes/publication: quotes.shown: quotes is a schema without rows"]


def test_a_declared_column_that_is_not_there_is_missing(audit: Audit) -> None:
    report = audit({"quotes.csv": "id,shown,left\n1,oui,\n"}, register())
    assert number(report) == 0
    assert [entry.what for entry in report.skipped] == ["quotes.agreed"]
