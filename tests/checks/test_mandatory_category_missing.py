from __future__ import annotations

import json
from pathlib import Path

import pytest

from privaudit.checks.mandatory_category_missing import CHECK
from privaudit.facts import RowFacts
from privaudit.model.estate import Estate, Place
from privaudit.model.findings import Context, Problem, Severity
from privaudit.model.register import Declared, Where
from privaudit.model.verdicts import ColumnVerdict, Inventory, Verdict
from privaudit.pipeline import CheckOptions
from tests.conftest import AS_OF, CARD, EMAIL, RULES, Audit, Rows, a_register, an_activity, found, unknown

REGISTER = """\
activities:
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [accounts, "orders*"]}]
    data:
      - {category: user.name, mandatory: true}
      - {category: user.contact.email, mandatory: true}
      - {category: user.financial.credit_card}
"""
ID = "mandatory-category-missing"


def test_a_mandatory_category_that_no_column_holds_is_found(audit: Audit) -> None:
    report = audit({"accounts.csv": "id,first_name\n1,x\n"}, REGISTER)
    (finding,) = found(report, ID)
    assert (finding.table, finding.column, finding.categories, finding.count) == ("", None, (EMAIL,), None)
    assert (finding.verdict, finding.severity) == (Verdict.INDICATION, Severity.LOW)
    assert (finding.register, finding.law) == ("accounts", ("GDPR 5(1)(c)", "GDPR 5(1)(d)"))
    assert finding.place == Place("register.yaml", 11)
    assert finding.message == f"Activity accounts declares {EMAIL} as mandatory, and no column of accounts holds it."


def test_it_is_no_stale_entry_as_well(audit: Audit) -> None:
    report = audit({"accounts.csv": "id,first_name\n1,x\n"}, REGISTER)
    stale = {category for finding in found(report, "stale-entry") for category in finding.categories}
    assert stale == {CARD}


def test_rows_that_leave_it_empty_are_counted_and_have_their_keys(audit: Audit, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    files = {"accounts.csv": 'id,first_name,email\n1,x,a@x.org\n2,y,\n3,z,"  "\n4,,b@x.org\n'}
    report = audit(files, REGISTER, CheckOptions(as_of=AS_OF, rows=path, select=(ID,)))
    by_column = {finding.column: finding for finding in found(report, ID)}
    assert {name: finding.count for name, finding in by_column.items()} == {"email": 2, "first_name": 1}
    email = by_column["email"]
    assert (email.table, email.verdict, email.register) == ("accounts", Verdict.PROVEN, "accounts")
    assert email.message.endswith("and accounts.email is empty in 2 of 4 rows.")
    keys = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["key"] for line in keys if line["fingerprint"] == email.fingerprint] == [{"line": 3}, {"line": 4}]


def test_a_column_that_is_empty_in_every_row_is_found(audit: Audit) -> None:
    (finding,) = found(audit({"accounts.csv": "first_name,email\nx,\ny,\n"}, REGISTER), ID)
    assert (finding.column, finding.count, finding.verdict) == ("email", 2, Verdict.INDICATION)
    assert finding.message.endswith("and accounts.email is empty in all 2 rows.")


def test_filled_columns_are_silent(audit: Audit) -> None:
    assert found(audit({"accounts.csv": "first_name,email\nx,a@x.org\n"}, REGISTER), ID) == []
    assert found(audit({"accounts.csv": "first_name,email\n"}, REGISTER), ID) == []


def test_a_row_counts_where_all_columns_of_the_category_are_empty(audit: Audit) -> None:
    rows = "first_name,last_name,email\nx,,a@x.org\n,y,a@x.org\n,,a@x.org\n"
    (finding,) = found(audit({"accounts.csv": rows}, REGISTER), ID)
    assert (finding.table, finding.column, finding.categories, finding.count) == ("accounts", None, ("user.name",), 1)
    assert "accounts.first_name, accounts.last_name are empty in 1 of 3 rows" in finding.message


def test_rows_count_where_the_persons_of_the_activity_are(audit: Audit) -> None:
    files = {"accounts.csv": "first_name,email\nx,a@x.org\n", "orders.csv": "id,email\n1,\n2,a@x.org\n"}
    assert found(audit(files, REGISTER), ID) == []


def test_a_schema_tells_only_that_there_is_no_column(audit: Audit) -> None:
    report = audit({"schema.sql": "CREATE TABLE accounts (first_name TEXT);\n"}, REGISTER)
    assert [finding.categories for finding in found(report, ID)] == [(EMAIL,)]
    (said,) = unknown(report, ID)
    assert said == "accounts: user.name in accounts: accounts is a schema without rows: only they tell whether it is filled"


def test_rows_without_the_column_of_the_schema_are_not_checked(audit: Audit) -> None:
    files = {"schema.sql": "CREATE TABLE accounts (first_name TEXT, email TEXT);\n", "accounts.csv": "first_name\nx\n"}
    report = audit(files, REGISTER)
    assert found(report, ID) == []
    assert unknown(report, ID) == [f"accounts: {EMAIL} in accounts: the rows do not hold it: only they tell whether it is filled"]


def test_a_table_that_is_not_in_the_run_may_hold_it(audit: Audit) -> None:
    report = audit({"orders.csv": "id,email\n1,a@x.org\n"}, REGISTER)
    assert found(report, ID) == []
    assert unknown(report, ID) == ["accounts: user.name: no column of orders holds it, and accounts is not in this run"]
    complete = audit({"orders.csv": "id,email\n1,a@x.org\n"}, REGISTER, CheckOptions(as_of=AS_OF, complete=True))
    assert [finding.categories for finding in found(complete, ID)] == [("user.name",)]


def test_an_activity_without_a_table_in_the_run_is_not_judged(audit: Audit) -> None:
    report = audit({"other.csv": "id\n1\n"}, REGISTER, CheckOptions(as_of=AS_OF, complete=True))
    assert found(report, ID) == []
    assert {category for finding in found(report, "stale-entry") for category in finding.categories} >= {EMAIL, "user.name"}


def test_each_of_several_owners_is_judged_by_what_it_declares(audit: Audit) -> None:
    second = """\
  - id: sales
    purposes: [sales]
    basis: [A6-1-f]
    subjects: [customer]
    where: [{tables: [accounts]}]
    data: [{category: user.contact.email, mandatory: true}, {category: user.financial.credit_card, mandatory: true}]
"""
    one_table = REGISTER.replace('[accounts, "orders*"]', "[accounts]")
    findings = found(audit({"accounts.csv": "first_name,email\nx,\n"}, one_table + second), ID)
    assert sorted((finding.register, finding.categories) for finding in findings) == [
        ("accounts", (EMAIL,)),
        ("sales", (EMAIL,)),
        ("sales", (CARD,)),
    ]


def test_what_most_values_hold_inside_is_held(audit: Audit) -> None:
    most = "first_name,reach\nx,mail me at a@x.org please\ny,mail me at b@x.org please\nz,nowhere at all\n"
    assert found(audit({"accounts.csv": most}, REGISTER), ID) == []
    few = "first_name,reach\nx,mail me at a@x.org please\ny,no mail at all\nz,nowhere at all\n"
    assert [finding.categories for finding in found(audit({"accounts.csv": few}, REGISTER), ID)] == [(EMAIL,)]


def test_a_column_mapped_by_hand_holds_it(audit: Audit) -> None:
    mapped = REGISTER.replace("email, mandatory: true}", "email, mandatory: true, columns: [accounts.c7]}")
    (finding,) = found(audit({"accounts.csv": "first_name,c7\nx,\ny,z\n"}, mapped), ID)
    assert (finding.column, finding.count, finding.verdict) == ("c7", 1, Verdict.PROVEN)


@pytest.mark.parametrize("verdict", [Verdict.UNDETERMINED, Verdict.INDICATION])
def test_the_finding_is_no_surer_than_the_column(facts: RowFacts, rows: Rows, verdict: Verdict) -> None:
    table = rows("accounts", "id,c\n1,x\n2,\n")
    activity = an_activity("accounts", Where(("accounts",)), data=(Declared(EMAIL, mandatory=True),))
    column = ColumnVerdict(table, table.columns[1], EMAIL, verdict, 0.5, special=False, rows=2, values=1)
    inventory = Inventory(Estate((table,)), (column,), {})
    (problem,) = CHECK.run(Context(inventory, a_register(activity), RULES, facts, facts.as_of, complete=False))
    assert isinstance(problem, Problem)
    assert (problem.verdict, problem.count) == (verdict, 1)
