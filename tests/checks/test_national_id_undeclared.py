from __future__ import annotations

from dataclasses import replace

import pytest

from privaudit.checks.national_id_undeclared import CHECK
from privaudit.facts import RowFacts
from privaudit.model.estate import Estate
from privaudit.model.findings import Context, Problem, Severity
from privaudit.model.register import Organisation, Where
from privaudit.model.verdicts import ColumnVerdict, Inventory, Verdict
from tests.conftest import RULES, Audit, a_register, a_table, an_activity, found

REGISTER = """\
activities:
  - id: desk
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [customers]}]
    data: [{category: user.name}, {category: user.contact}, {category: user.content}]
  - id: payroll
    purposes: [employment]
    basis: [A6-1-c]
    subjects: [employee]
    where: [{tables: [employees]}]
    data: [{category: user.name}, {category: user.government_id}]
"""
ID = "national-id-undeclared"
NIR = "user.government_id.national_identification_number"
PEOPLE = "last_name,num_secu\nDurand,185057800608491\nMartin,285092A00401284\nPetit,285092B03301217\n"


def test_a_national_number_that_its_activity_does_not_declare_is_found(audit_by_our_rules: Audit) -> None:
    (finding,) = found(audit_by_our_rules({"customers.csv": PEOPLE}, REGISTER), ID)
    assert (finding.table, finding.column, finding.categories, finding.register) == ("customers", "num_secu", (NIR,), "desk")
    assert (finding.verdict, finding.severity) == (Verdict.PROVEN, Severity.HIGH)
    assert finding.law == ("GDPR 87", "GDPR 30(1)(c)", "Law 78-17 Art. 30", "Decree 2019-341")
    assert f"holds national identification number ({NIR}), which activity desk does not declare." in finding.message


def test_it_is_no_finding_of_another_check_although_payroll_declares_it(audit_by_our_rules: Audit) -> None:
    report = audit_by_our_rules({"customers.csv": PEOPLE}, REGISTER)
    assert [finding.check for finding in report.findings if finding.column == "num_secu"] == [ID]


def test_the_same_number_in_payroll_is_silent(audit_by_our_rules: Audit) -> None:
    assert found(audit_by_our_rules({"employees.csv": PEOPLE}, REGISTER), ID) == []


def test_a_schema_gives_an_indication_with_the_fingerprint_of_its_export(audit_by_our_rules: Audit) -> None:
    (by_name,) = found(audit_by_our_rules({"schema.sql": "CREATE TABLE customers (last_name TEXT, num_secu TEXT);\n"}, REGISTER), ID)
    (by_value,) = found(audit_by_our_rules({"customers.csv": PEOPLE}, REGISTER), ID)
    assert by_name.fingerprint == by_value.fingerprint
    assert (by_name.verdict, by_value.verdict) == (Verdict.INDICATION, Verdict.PROVEN)


@pytest.mark.parametrize(("country", "law"), [("FR", ("Law 78-17 Art. 30", "Decree 2019-341")), ("GB", ())])
@pytest.mark.parametrize("verdict", [Verdict.UNDETERMINED, Verdict.PROVEN])
def test_the_law_is_that_of_the_country_and_the_verdict_that_of_the_column(
    facts: RowFacts, country: str, law: tuple[str, ...], verdict: Verdict
) -> None:
    table = a_table("customers", "number")
    column = ColumnVerdict(table, table.columns[0], NIR, verdict, 0.5, special=False, rows=None, values=None)
    register = replace(a_register(an_activity("desk", Where(("customers",)))), organisation=Organisation("Example", country))
    inventory = Inventory(Estate((table,)), (column,), {})
    (problem,) = CHECK.run(Context(inventory, register, RULES, facts, facts.as_of, complete=False))
    assert isinstance(problem, Problem)
    assert (problem.law, problem.verdict) == (law, verdict)


def test_one_of_several_owners_that_declares_is_enough(audit_by_our_rules: Audit) -> None:
    shared = REGISTER.replace("tables: [customers]", "tables: [people]").replace("tables: [employees]", "tables: [people]")
    assert found(audit_by_our_rules({"people.csv": PEOPLE}, shared), ID) == []


def test_a_number_inside_texts_is_found_too(audit_by_our_rules: Audit) -> None:
    rows = "".join(f"the number is {number} of that person\n" for number in ("185057800608491", "285092A00401284", "285092B03301217"))
    (finding,) = found(audit_by_our_rules({"customers.csv": f"note\n{rows}nothing here\n"}, REGISTER), ID)
    assert (finding.column, finding.categories, finding.verdict) == ("note", (NIR,), Verdict.PROVEN)
    assert "inside 3 of 4 values" in finding.message
    assert "185057800608491" not in finding.message


def test_a_column_that_nobody_owns_is_found_without_an_owner(audit_by_our_rules: Audit) -> None:
    partly = REGISTER.replace("[{tables: [customers]}]", "[{tables: [customers], columns: [last_name]}]")
    (finding,) = found(audit_by_our_rules({"customers.csv": PEOPLE}, partly), ID)
    assert finding.register == ""
    assert "and no activity owns this column of the table" in finding.message
