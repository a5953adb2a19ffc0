from __future__ import annotations

import pytest

from privaudit.model.findings import Severity
from privaudit.model.report import CheckReport
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found, unknown

ID = "marketing-without-consent"
SMS = "number\n06 12 34 56 78\n+33 7 12 34 56 78\n06 99 99 99 99\n"


def register(opt_in: str, *, channel: str = "sms", contacts: str = "texts.number") -> str:
    return f"""\
activities:
  - id: news
    purposes: [marketing]
    basis: [A6-1-a]
    subjects: [prospect]
    where: [{{tables: [texts]}}]
    data: [{{category: user.contact}}]
    marketing:
      - channel: {channel}
        contacts: [{contacts}]
        opt_in: {opt_in}
"""


NEEDED = register("{column: people.agreed, of: people.mobile, required: true}")


def counts(report: CheckReport) -> list[tuple[str, int | None]]:
    return [(finding.table, finding.count) for finding in found(report, ID)]


def test_contacts_who_never_agreed_are_found_in_every_spelling(audit: Audit) -> None:
    report = audit({"texts.csv": SMS, "people.csv": "mobile,agreed\n+33612345678,2024-05-06\n0033712345678,\n"}, NEEDED)
    (finding,) = found(report, ID)
    assert (finding.table, finding.column, finding.count) == ("texts", "number", 2)
    assert (finding.verdict, finding.severity) == (Verdict.PROVEN, Severity.HIGH)
    assert (finding.register, finding.law) == ("news/marketing/sms", ("GDPR 6(1)(a)", "GDPR 7(1)"))
    assert finding.message == ("2 of 3 rows of texts are contacts of sms marketing without the consent that it needs: 2 by people.agreed.")


def test_contacts_who_all_agreed_are_silent(audit: Audit) -> None:
    people = "mobile,agreed\n+33612345678,2024-05-06\n0033712345678,oui\n0699999999,1\n"
    assert counts(audit({"texts.csv": SMS, "people.csv": people}, NEEDED)) == []


@pytest.mark.parametrize(("day", "number"), [("2026-11-21", 0), ("2026-11-22", 1), ("non", 1), ("0", 1), (" ", 1), ("oui", 0)])
def test_a_consent_holds_from_its_day_on(audit: Audit, day: str, number: int) -> None:
    report = audit({"texts.csv": "number\n0612345678\n", "people.csv": f"mobile,agreed\n0612345678,{day}\n"}, NEEDED)
    assert sum(count or 0 for _, count in counts(report)) == number


def test_one_agreement_is_enough(audit: Audit) -> None:
    people = "mobile,agreed\n0612345678,\n0612345678,2024-01-01\n"
    assert counts(audit({"texts.csv": "number\n0612345678\n", "people.csv": people}, NEEDED)) == []


def test_a_consent_without_evidence_is_found(audit: Audit) -> None:
    people = "mobile,agreed,source\n0612345678,2024-01-01,web form\n0712345678,2024-01-01,\n0699999999,,web form\n"
    wanted = register("{column: people.agreed, of: people.mobile, evidence: people.source, required: true}")
    (finding,) = found(audit({"texts.csv": SMS, "people.csv": people}, wanted), ID)
    assert finding.count == 2
    assert finding.message.endswith(": 1 by people.agreed, 1 without evidence in people.source.")


def test_a_consent_in_the_row_of_the_contact_needs_no_of(audit: Audit) -> None:
    texts = "number,agreed\n0612345678,oui\n0712345678,non\n,non\n"
    assert counts(audit({"texts.csv": texts}, register("{column: texts.agreed, required: true}"))) == [("texts", 1)]


def test_where_consent_is_not_required_nothing_is_asked(audit: Audit) -> None:
    files = {"texts.csv": SMS, "people.csv": "mobile,agreed\n"}
    assert counts(audit(files, register("{column: people.agreed, of: people.mobile}"))) == []


def test_post_compares_by_the_key(audit: Audit) -> None:
    files = {"texts.csv": "person\n1\n2\n", "people.csv": "id,agreed\n1,oui\n02,oui\n"}
    wanted = register("{column: people.agreed, of: people.id, required: true}", channel="post", contacts="texts.person")
    assert counts(audit(files, wanted)) == [("texts", 1)]


def test_what_nobody_can_tell_counts_as_consent_and_is_said(audit: Audit) -> None:
    people = "mobile,agreed\n0612345678,31/02/2024\n0712345678,web form\n0699999999,oui\n"
    report = audit({"texts.csv": SMS + "unknown\n", "people.csv": people}, NEEDED)
    assert counts(report) == []
    assert unknown(report, ID) == [
        "news/marketing/sms: people.agreed: 2 of 3 values are neither a date nor a plain yes or no: taken for consent",
        "news/marketing/sms: texts.number: 1 of 4 rows hold no number that can be dialled: they are nobody's",
    ]


def test_consents_that_are_not_in_the_run_are_not_checked(audit: Audit) -> None:
    report = audit({"texts.csv": SMS}, NEEDED)
    assert counts(report) == []
    assert unknown(report, ID) == ["news/marketing/sms: people.mobile: table people is not in this run"]


def test_a_declared_column_that_is_not_there_is_missing(audit: Audit) -> None:
    report = audit({"texts.csv": SMS, "people.csv": "mobile\n0612345678\n"}, NEEDED)
    assert counts(report) == []
    assert [entry.what for entry in report.skipped if "an opt-in" in entry.reason] == ["people.agreed"]
    assert report.incomplete
