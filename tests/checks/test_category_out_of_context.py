from __future__ import annotations

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import CARD, EMAIL, Audit, found

REGISTER = """\
activities:
  - id: form
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [visitor]
    where: [{tables: [messages]}]
    data: [{category: user.name}]
  - id: prospecting
    purposes: [marketing]
    basis: [A6-1-f]
    subjects: [prospect]
    where: [{tables: [prospects]}]
    data: [{category: user.name}, {category: user.contact}]
"""
ID = "category-out-of-context"


def test_a_category_that_another_activity_declares_is_found(audit: Audit) -> None:
    (finding,) = audit({"messages.csv": "first_name,email\nx,a@x.org\n"}, REGISTER).findings
    assert (finding.check, finding.table, finding.column, finding.categories) == (ID, "messages", "email", (EMAIL,))
    assert (finding.verdict, finding.severity) == (Verdict.PROVEN, Severity.MEDIUM)
    assert (finding.register, finding.law) == ("form", ("GDPR 5(1)(b)", "GDPR 5(1)(c)"))
    assert finding.message.startswith(
        f"messages.email holds email ({EMAIL}), which activity form does not declare, and prospecting does. Evidence: "
    )


def test_the_same_category_where_it_belongs_is_silent(audit: Audit) -> None:
    assert audit({"prospects.csv": "first_name,email\nx,a@x.org\n", "messages.csv": "first_name\nx\n"}, REGISTER).findings == ()


def test_a_category_that_no_activity_declares_is_undeclared_instead(audit: Audit) -> None:
    report = audit({"messages.csv": "first_name,card\nx,1\n"}, REGISTER)
    assert [(finding.check, finding.categories) for finding in report.findings] == [("undeclared-category", (CARD,))]


def test_one_of_several_owners_that_declares_is_enough(audit: Audit) -> None:
    shared = REGISTER.replace("tables: [messages]", "tables: [people]").replace("tables: [prospects]", "tables: [people]")
    assert audit({"people.csv": "first_name,email\nx,a@x.org\n"}, shared).findings == ()


def activity(name: str, table: str, category: str) -> str:
    """One more activity of the register."""
    return f"""\
  - id: {name}
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{{tables: [{table}]}}]
    data: [{{category: {category}}}]
"""


def test_all_activities_that_declare_it_are_named_and_the_first_owner_by_name(audit: Audit) -> None:
    register = REGISTER + activity("contact", "messages", "user.name") + activity("billing", "bills", EMAIL)
    (finding,) = found(audit({"messages.csv": "email\na@x.org\n"}, register), ID)
    assert finding.register == "contact"
    assert "which activity contact does not declare, and prospecting, billing do." in finding.message


def test_values_inside_texts_are_found_too(audit: Audit) -> None:
    (finding,) = found(audit({"messages.csv": "first_name,note\nx,write to a@x.org\ny,nothing\n"}, REGISTER), ID)
    assert (finding.column, finding.categories, finding.verdict) == ("note", (EMAIL,), Verdict.PROVEN)


def test_a_schema_gives_an_indication_with_the_fingerprint_of_its_export(audit: Audit) -> None:
    (by_name,) = found(audit({"schema.sql": "CREATE TABLE MESSAGES (Email TEXT);\n"}, REGISTER), ID)
    (by_value,) = found(audit({"messages.csv": "email\na@x.org\nb@x.org\n"}, REGISTER), ID)
    assert by_name.fingerprint == by_value.fingerprint
    assert (by_name.verdict, by_value.verdict) == (Verdict.INDICATION, Verdict.PROVEN)
