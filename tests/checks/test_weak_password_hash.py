from __future__ import annotations

import json
from pathlib import Path

import pytest

from privaudit.checks._passwords import PASSWORD
from privaudit.checks.weak_password_hash import CHECK
from privaudit.facts import RowFacts
from privaudit.model.estate import Estate
from privaudit.model.findings import Context, Problem, Severity
from privaudit.model.verdicts import ColumnVerdict, Inventory, Verdict
from privaudit.pipeline import CheckOptions
from tests.checks.test_cleartext_password import ARGON2, BCRYPT, MD5, REGISTER, SHA256, WORDS, accounts
from tests.conftest import AS_OF, RULES, Audit, Rows, a_register, found, unknown

ID = "weak-password-hash"
SHA1 = "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8"


def test_weak_hashes_are_counted_by_kind(audit_by_our_rules: Audit) -> None:
    (finding,) = found(audit_by_our_rules(accounts(MD5, MD5, SHA1, SHA256, BCRYPT, ARGON2), REGISTER), ID)
    assert (finding.table, finding.column, finding.count, finding.register) == ("accounts", "password", 4, "accounts")
    assert (finding.severity, finding.law) == (Severity.HIGH, ("GDPR 32(1)", "GDPR 5(1)(f)"))
    assert finding.message == (
        "accounts.password holds passwords, and 4 of 6 values (67%) are hashes that are quickly undone by trying: "
        "2 MD5 or NTLM, 1 SHA-1, 1 SHA-2 in one pass."
    )


def test_slow_hashes_and_marks_are_silent(audit_by_our_rules: Audit) -> None:
    report = audit_by_our_rules(accounts(BCRYPT, ARGON2, "*", ""), REGISTER)
    assert (found(report, ID), unknown(report, ID)) == ([], [])


def test_one_column_with_both_kinds_gives_two_findings_with_their_own_rows(audit_by_our_rules: Audit, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    chosen = CheckOptions(as_of=AS_OF, rows=path, select=(ID, "cleartext-password"))
    report = audit_by_our_rules(accounts(MD5, WORDS[0], SHA1, WORDS[1], WORDS[2], BCRYPT), REGISTER, chosen)
    assert {finding.check: finding.count for finding in report.findings} == {ID: 2, "cleartext-password": 3}
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    (weak,) = found(report, ID)
    assert [line["key"]["line"] for line in lines if line["fingerprint"] == weak.fingerprint] == [2, 4]


def test_digits_of_a_digest_elsewhere_prove_nothing(audit_by_our_rules: Audit) -> None:
    rows = "email,checksum\n" + "".join(f"u{n}@x.org,{MD5}\n" for n in range(9))
    assert found(audit_by_our_rules({"accounts.csv": rows}, REGISTER), ID) == []


def test_a_hash_of_a_form_that_nothing_else_has_is_found_in_any_column(audit_by_our_rules: Audit) -> None:
    remarks = ["something to read", "more of it", "and more", "the end of it", "$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/", MD5]
    rows = "".join(f"u{n}@x.org,{remark}\n" for n, remark in enumerate(remarks))
    (finding,) = found(audit_by_our_rules({"accounts.csv": f"email,remark\n{rows}"}, REGISTER), ID)
    assert (finding.column, finding.count, finding.verdict) == ("remark", 1, Verdict.PROVEN)


def test_digests_beside_a_column_of_salts_are_not_checked(audit_by_our_rules: Audit) -> None:
    rows = "email,password,salt\n" + "".join(f"u{n}@x.org,{SHA256},s4lt{n}x\n" for n in range(6))
    report = audit_by_our_rules({"accounts.csv": rows}, REGISTER)
    assert found(report, ID) == []
    (said,) = unknown(report, ID)
    assert said.startswith("accounts.password: 6 of 6 values are as long as digests of SHA-2, and the table has a column of salts")


def test_md5_is_weak_with_a_salt_too(audit_by_our_rules: Audit) -> None:
    rows = "email,password,salt\n" + "".join(f"u{n}@x.org,{MD5},s4lt{n}x\n" for n in range(6))
    (finding,) = found(audit_by_our_rules({"accounts.csv": rows}, REGISTER), ID)
    assert finding.count == 6


def test_a_schema_without_rows_is_not_checked(audit_by_our_rules: Audit) -> None:
    report = audit_by_our_rules({"schema.sql": "CREATE TABLE accounts (id INT, email TEXT, password TEXT);\n"}, REGISTER)
    assert found(report, ID) == []
    assert unknown(report, ID) == ["accounts.password: accounts is a schema without rows"]


@pytest.mark.parametrize("verdict", [Verdict.UNDETERMINED, Verdict.INDICATION, Verdict.PROVEN])
def test_the_finding_is_as_sure_as_the_column(facts: RowFacts, rows: Rows, verdict: Verdict) -> None:
    table = rows("accounts", f"id,pass\n1,{MD5}\n2,{BCRYPT}\n3,\n")
    column = ColumnVerdict(table, table.columns[1], PASSWORD, verdict, 0.5, special=False, rows=3, values=2)
    inventory = Inventory(Estate((table,)), (column,), {})
    (problem,) = CHECK.run(Context(inventory, a_register(), RULES, facts, facts.as_of, complete=False))
    assert isinstance(problem, Problem)
    assert (problem.verdict, problem.count) == (verdict, 1)


def test_the_first_of_several_owners_is_named(audit_by_our_rules: Audit) -> None:
    shared = REGISTER + REGISTER.removeprefix("activities:\n").replace("id: accounts", "id: access")
    (finding,) = found(audit_by_our_rules(accounts(MD5, BCRYPT), shared), ID)
    assert finding.register == "access"
