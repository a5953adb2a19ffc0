from __future__ import annotations

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import EMAIL, Audit, found

REGISTER = """\
activities:
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [accounts], columns: ["*"]}]
    data: [{category: user.name}]
"""
ID = "undeclared-category"


def test_a_category_that_the_activity_does_not_declare_is_found(audit: Audit) -> None:
    (finding,) = audit({"accounts.csv": "first_name,email\nx,a@x.org\n"}, REGISTER).findings
    assert (finding.check, finding.table, finding.column, finding.categories) == (ID, "accounts", "email", (EMAIL,))
    assert (finding.verdict, finding.severity) == (Verdict.PROVEN, Severity.MEDIUM)
    assert (finding.register, finding.law) == ("accounts", ("GDPR 30(1)(c)", "GDPR 5(1)(c)"))
    assert finding.message.startswith(f"accounts.email holds email ({EMAIL}), which activity accounts does not declare. Evidence: ")


def test_a_declared_category_stands_for_all_below_it(audit: Audit) -> None:
    assert found(audit({"accounts.csv": "first_name,last_name\nx,y\n"}, REGISTER), ID) == []


def test_values_inside_texts_are_found_too(audit: Audit) -> None:
    report = audit({"accounts.csv": "first_name,note\nx,write to a@x.org\ny,nothing else\n"}, REGISTER)
    inside = [finding for finding in found(report, ID) if finding.categories == (EMAIL,)]
    assert [(finding.column, finding.verdict) for finding in inside] == [("note", Verdict.PROVEN)]


def test_a_column_of_a_declared_table_that_nobody_owns_is_found_without_an_owner(audit: Audit) -> None:
    partly = REGISTER.replace('"*"', "first_name")
    (finding,) = found(audit({"accounts.csv": "first_name,last_name\nx,y\n"}, partly), ID)
    assert (finding.column, finding.register) == ("last_name", "")
    assert "and no activity owns this column of the table" in finding.message


def test_what_another_activity_declares_is_out_of_its_context_instead(audit: Audit) -> None:
    other = """\
  - id: other
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [elsewhere]}]
    data: [{category: user.contact}]
"""
    assert found(audit({"accounts.csv": "first_name,email\nx,a@x.org\n"}, REGISTER + other), ID) == []


def test_a_mapping_by_hand_speaks_for_the_activity_that_owns_the_column(audit: Audit) -> None:
    mapped = REGISTER.replace("{category: user.name}", "{category: user.name}, {category: none, columns: [accounts.email], reason: ours}")
    assert found(audit({"accounts.csv": "first_name,email\nx,a@x.org\n"}, mapped), ID) == []


def test_a_schema_gives_the_same_fingerprint_as_its_export(audit: Audit) -> None:
    (by_name,) = found(audit({"schema.sql": "CREATE TABLE ACCOUNTS (first_name TEXT, Email TEXT);\n"}, REGISTER), ID)
    (by_value,) = found(audit({"accounts.csv": "email,first_name\na@x.org,x\nb@x.org,y\n"}, REGISTER), ID)
    assert by_name.fingerprint == by_value.fingerprint
    assert by_name.verdict < by_value.verdict
