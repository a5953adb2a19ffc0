from __future__ import annotations

import json
from pathlib import Path

import pytest

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from privaudit.pipeline import CheckOptions
from tests.conftest import AS_OF, Audit, found, unknown

REGISTER = """\
activities:
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [accounts]}]
    data: [{category: user.contact.email}, {category: user.authorization}, {category: user.account}]
"""
ID = "cleartext-password"
BCRYPT = "$2b$12$KIXQJ8yq7v1cWq3b5Q0mUuY1z8nQpHq2Jr0VYw8f7cQZp1oX3rT5S"
ARGON2 = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b4dWRWJTmaaJObG"
MD5 = "5f4dcc3b5aa765d61d8327deb882cf99"
SHA256 = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"
WORDS = ("Summer-Rain-24", "tulip7garden", "9Lighthouse!", "Maple_Street_5", "blue kettle on fire")


def accounts(*passwords: str) -> dict[str, str]:
    """An export of accounts with these passwords."""
    return {"accounts.csv": "id,email,password\n" + "".join(f'{n},u{n}@x.org,"{word}"\n' for n, word in enumerate(passwords))}


def test_passwords_that_can_be_read_are_counted_beside_hashes(audit_by_our_rules: Audit) -> None:
    (finding,) = found(audit_by_our_rules(accounts(BCRYPT, *WORDS, BCRYPT, ARGON2), REGISTER), ID)
    assert (finding.table, finding.column, finding.count, finding.register) == ("accounts", "password", 5, "accounts")
    assert (finding.severity, finding.law) == (Severity.CRITICAL, ("GDPR 32(1)", "GDPR 5(1)(f)"))
    assert finding.message == (
        "accounts.password holds passwords, and 5 of 8 values (62%) are no hash of any known form: they can be read as they stand; "
        "3 are hashes."
    )


def test_no_password_is_told_and_the_keys_are_those_of_its_rows(audit_by_our_rules: Audit, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    report = audit_by_our_rules(
        accounts(BCRYPT, WORDS[0], MD5, WORDS[1], "*"), REGISTER, CheckOptions(as_of=AS_OF, rows=path, select=(ID,))
    )
    text = path.read_text(encoding="utf-8")
    assert [json.loads(line)["key"] for line in text.splitlines()] == [{"line": 3}, {"line": 5}]
    assert not [word for word in WORDS if word in text or any(word in finding.message for finding in report.findings)]


@pytest.mark.parametrize(
    "silent",
    [
        (BCRYPT, ARGON2, MD5, SHA256),
        (BCRYPT, "*", "!", "!!", "*LK*", "disabled", "<redacted>", "********", "NULL", "x"),
        ("!" + "aB3" * 13 + "Z", f"!{BCRYPT}"),
        (f"{MD5}:Xk3pQ9", f"{SHA256}:Xk3pQ9:1", "{SSHA}0c0blFTXXNuAMHECS4uxrj3ZieMoWImr", "0x0100" + "4F" * 24),
        ("", "", ""),
    ],
    ids=["hashes", "marks", "locked hashes", "salted digests", "empty"],
)
def test_hashes_and_marks_of_accounts_without_a_password_are_silent(audit_by_our_rules: Audit, silent: tuple[str, ...]) -> None:
    assert found(audit_by_our_rules(accounts(*silent), REGISTER), ID) == []


def test_names_alone_make_the_column_an_indication(audit_by_our_rules: Audit) -> None:
    (finding,) = found(audit_by_our_rules(accounts(*WORDS), REGISTER), ID)
    assert (finding.count, finding.verdict) == (5, Verdict.INDICATION)
    (proven,) = found(audit_by_our_rules(accounts(*WORDS, *[BCRYPT] * 8), REGISTER), ID)
    assert (proven.count, proven.verdict) == (5, Verdict.PROVEN)


def test_one_value_among_hashes_may_be_a_mark_that_nobody_knows(audit_by_our_rules: Audit) -> None:
    (finding,) = found(audit_by_our_rules(accounts(*[BCRYPT] * 8, "moved-to-sso", "moved-to-sso"), REGISTER), ID)
    assert (finding.count, finding.verdict) == (2, Verdict.UNDETERMINED)
    assert not finding.fails


def test_a_few_words_that_come_again_and_again_may_be_no_passwords(audit_by_our_rules: Audit) -> None:
    (finding,) = found(audit_by_our_rules(accounts(*["granted", "refused"] * 15), REGISTER), ID)
    assert (finding.count, finding.verdict) == (30, Verdict.UNDETERMINED)


def test_a_form_that_words_have_too_is_a_hash_only_where_all_values_have_it(audit_by_our_rules: Audit) -> None:
    des = ("rEK1ecacw.7.c", "ab01FAX.bQRSU", "zz2kT9Qw3/abc", "kLmN.1234abcd", "Q2/w.e4r5T6y7")
    assert found(audit_by_our_rules(accounts(*des, "*"), REGISTER), ID) == []
    (finding,) = found(audit_by_our_rules(accounts(*des, WORDS[0]), REGISTER), ID)
    assert finding.count == 6


def test_a_schema_without_rows_is_not_checked(audit_by_our_rules: Audit) -> None:
    report = audit_by_our_rules({"schema.sql": "CREATE TABLE accounts (id INT, email TEXT, password TEXT);\n"}, REGISTER)
    assert found(report, ID) == []
    assert unknown(report, ID) == ["accounts.password: accounts is a schema without rows"]


def test_ciphertext_is_not_checked(audit_by_our_rules: Audit) -> None:
    report = audit_by_our_rules(accounts("q83vEjRWeJCrze8SNFZ4kA==", "3q2+796tvu/erb7v3q2+7w==", BCRYPT), REGISTER)
    assert found(report, ID) == []
    (said,) = unknown(report, ID)
    assert said.startswith("accounts.password: 2 of 3 values have a form that is not known, perhaps they are encrypted")


def test_salts_are_no_passwords(audit_by_our_rules: Audit) -> None:
    rows = "email,password_hash,password_salt\n" + "".join(f"u{n}@x.org,{BCRYPT},s4lt{n}x\n" for n in range(6))
    assert found(audit_by_our_rules({"accounts.csv": rows}, REGISTER), ID) == []


def test_a_column_that_only_holds_some_hashes_is_no_column_of_passwords(audit_by_our_rules: Audit) -> None:
    rows = "email,remark\na@x.org,something to read\nb@x.org,more of it\nc@x.org,and more\n" + f"d@x.org,{BCRYPT}\n"
    assert found(audit_by_our_rules({"accounts.csv": rows}, REGISTER), ID) == []


def test_the_first_of_several_owners_is_named(audit_by_our_rules: Audit) -> None:
    shared = REGISTER + REGISTER.removeprefix("activities:\n").replace("id: accounts", "id: access")
    (finding,) = found(audit_by_our_rules(accounts(*WORDS), shared), ID)
    assert finding.register == "access"


def test_a_column_mapped_to_none_is_silent(audit_by_our_rules: Audit) -> None:
    mapped = REGISTER.replace("data: [", "data: [{category: none, columns: [accounts.password], reason: names of ski passes}, ")
    assert found(audit_by_our_rules(accounts(*WORDS), mapped), ID) == []
