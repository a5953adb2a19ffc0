from __future__ import annotations

from privaudit.model.estate import Place
from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from privaudit.pipeline import CheckOptions
from tests.conftest import AS_OF, CARD, Audit, found

REGISTER = """\
activities:
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [accounts]}]
    data:
      - {category: user.contact}
      - {category: user.financial.credit_card}
  - id: wages
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [employee]
    where: [{tables: [wages]}]
    data: [{category: user.name}]
"""
ACCOUNTS = {"accounts.csv": "id,email\n1,a@x.org\n"}
ID = "stale-entry"


def test_a_category_that_no_column_of_the_activity_holds_is_found(audit: Audit) -> None:
    report = audit(ACCOUNTS, REGISTER)
    (finding,) = found(report, ID)
    assert (finding.table, finding.column, finding.categories) == ("", None, (CARD,))
    assert (finding.verdict, finding.severity) == (Verdict.INDICATION, Severity.LOW)
    assert (finding.register, finding.law) == ("accounts", ("GDPR 30(1)", "GDPR 5(2)"))
    assert finding.place == Place("register.yaml", 11)
    assert report.exit_code(Severity.MEDIUM) == 0


def test_a_declared_prefix_is_held_by_anything_below_it(audit: Audit) -> None:
    assert "user.contact" not in {category for finding in found(audit(ACCOUNTS, REGISTER), ID) for category in finding.categories}


def test_an_activity_without_a_table_in_the_run_is_judged_only_where_the_run_is_complete(audit: Audit) -> None:
    complete = CheckOptions(as_of=AS_OF, complete=True)
    assert [finding.register for finding in found(audit(ACCOUNTS, REGISTER, complete), ID)] == ["accounts", "wages"]


def test_the_same_category_in_a_table_of_another_activity_does_not_count(audit: Audit) -> None:
    report = audit({**ACCOUNTS, "wages.csv": "last_name,card\nx,1\n"}, REGISTER)
    assert [(finding.register, finding.categories) for finding in found(report, ID)] == [("accounts", (CARD,))]


def test_a_group_is_held_by_any_of_its_categories(audit: Audit) -> None:
    special = REGISTER.replace("user.financial.credit_card", "special")
    assert found(audit({"accounts.csv": "email,religion\na@x.org,x\n"}, special), ID) == []
    assert len(found(audit(ACCOUNTS, special), ID)) == 1


def test_a_column_that_is_mapped_to_the_category_holds_it(audit: Audit) -> None:
    mapped = REGISTER.replace("credit_card}", "credit_card, columns: [accounts.id]}")
    assert found(audit(ACCOUNTS, mapped), ID) == []


def test_a_mapped_column_that_its_table_lacks_is_missing(audit: Audit) -> None:
    report = audit(ACCOUNTS, REGISTER.replace("credit_card}", "credit_card, columns: [accounts.card_no]}"))
    assert [entry.what for entry in report.skipped] == ["accounts.card_no"]
    assert report.exit_code(Severity.HIGH) == 3


def test_a_mapping_to_none_is_never_stale(audit: Audit) -> None:
    none = REGISTER.replace("- {category: user.financial.credit_card}", "- {category: none, columns: [accounts.id], reason: a number}")
    assert found(audit(ACCOUNTS, none), ID) == []
