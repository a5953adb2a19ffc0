from __future__ import annotations

import pytest

from privaudit.model.estate import Place
from privaudit.model.findings import Severity
from privaudit.model.report import CheckReport
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found, unknown

ID = "third-party-recipient"
CONSENT = ", contacts: [partner_export.email], consent: {given: accounts.agreed, withdrawn: accounts.left, of: accounts.email}"
EXPORT = "email\nann@x.org\nbob@x.org\nCID@x.org \nzoe@x.org\n"


def register(promise: str | None, more: str = "", *, role: str = "third_party") -> str:
    said = "" if promise is None else f", third_parties: {promise}"
    return f"""\
privaudit: 1
organisation: {{name: Example SAS, country: FR{said}}}
recipients:
  - {{id: partner, name: Partner, role: {role}, country: FR{more}}}
activities:
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{{tables: [accounts]}}]
    data: [{{category: user}}]
"""


def counts(report: CheckReport) -> list[tuple[str, int | None]]:
    return [(finding.table, finding.count) for finding in found(report, ID)]


def test_a_third_party_where_none_is_promised_is_found_in_the_register_alone(audit: Audit) -> None:
    (finding,) = found(audit({"accounts.csv": "email\nann@x.org\n"}, register("none")), ID)
    assert (finding.table, finding.count, finding.register) == ("", None, "partner")
    assert (finding.verdict, finding.severity) == (Verdict.PROVEN, Severity.HIGH)
    assert finding.place == Place("register.yaml", 4)
    assert finding.message == "Partner is a third party, and `organisation.third_parties` says none."


def test_its_tables_are_found_where_they_have_rows(audit: Audit) -> None:
    files = {"partner_export.csv": EXPORT, "partner_old.csv": "email\n", "accounts.csv": "email\nann@x.org\n"}
    report = audit(files, register("none", ', tables: ["partner_*", "shared"]'))
    assert counts(report) == [("", None), ("partner_export", 4)]
    assert unknown(report, ID) == ["recipient partner: its glob shared matches no table of this run"]


def test_processors_are_no_third_parties(audit: Audit) -> None:
    assert counts(audit({"partner_export.csv": EXPORT}, register("none", ', tables: ["partner_*"]', role="processor"))) == []


@pytest.mark.parametrize(("promise", "number"), [("listed", 0), (None, 0), ("with-consent", 1)])
def test_a_third_party_of_whose_consents_nothing_is_said(audit: Audit, promise: str | None, number: int) -> None:
    assert len(found(audit({"accounts.csv": "email\nann@x.org\n"}, register(promise)), ID)) == number


@pytest.mark.parametrize("promise", ["with-consent", "listed", None])
def test_people_who_did_not_agree_to_be_passed_on_are_found(audit: Audit, promise: str | None) -> None:
    accounts = "email,agreed,left\nANN@x.org,2024-01-01,\nbob@x.org,,\ncid@x.org,2024-01-01,2025-01-01\n"
    (finding,) = found(audit({"partner_export.csv": EXPORT, "accounts.csv": accounts}, register(promise, CONSENT)), ID)
    assert (finding.table, finding.column, finding.count, finding.register) == ("partner_export", "email", 3, "partner")
    assert finding.message == (
        "3 of 4 rows of partner_export, passed on to Partner, are of people whose consent does not hold: 2 never agreed, 1 took it back."
    )


@pytest.mark.parametrize(
    ("consent", "number"),
    [
        ("2026-11-21,", 0),
        ("2026-11-22,", 1),
        ("oui,", 0),
        ("non,", 1),
        ("2024-01-01,2026-11-21", 1),
        ("2024-01-01,2026-11-22", 0),
        ("2025-01-02,2025-01-01", 0),
    ],
)
def test_each_date_counts_from_its_day_on(audit: Audit, consent: str, number: int) -> None:
    files = {"partner_export.csv": "email\nann@x.org\n", "accounts.csv": f"email,agreed,left\nann@x.org,{consent}\n"}
    assert sum(count or 0 for _, count in counts(audit(files, register("with-consent", CONSENT)))) == number


def test_identifiers_say_how_contacts_compare(audit: Audit) -> None:
    files = {"partner_export.csv": "who\n0612345678\n", "accounts.csv": "mobile,agreed\n+33 6 12 34 56 78,2024-01-01\n"}
    consent = ", contacts: [partner_export.who], consent: {given: accounts.agreed, of: accounts.mobile}"
    by_value = register("with-consent", consent)
    assert counts(audit(files, by_value)) == [("partner_export", 1)]
    by_number = by_value.replace("third_parties:", "identifiers: {phone: [accounts.mobile]}, third_parties:")
    assert counts(audit(files, by_number)) == []


def test_consents_that_are_not_in_the_run_are_not_checked(audit: Audit) -> None:
    report = audit({"partner_export.csv": EXPORT}, register("with-consent", CONSENT))
    assert counts(report) == []
    assert unknown(report, ID) == ["recipient partner: accounts.email: table accounts is not in this run"]


def test_who_is_in_the_tables_must_be_said(audit: Audit) -> None:
    consent = ", consent: {given: accounts.agreed, of: accounts.email}"
    report = audit({"accounts.csv": "email,agreed\nann@x.org,\n"}, register("with-consent", consent))
    assert unknown(report, ID) == ["recipient partner: it does not say who is in its tables: name their columns with `contacts`"]
