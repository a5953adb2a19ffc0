from __future__ import annotations

import json
from pathlib import Path

import pytest

from privaudit.checking import known_lints
from privaudit.rule_pages import lint_pages
from tests.commands.conftest import Run

COMPLETE = (Path(__file__).parent.parent / "lints" / "complete.yaml").read_text(encoding="utf-8")
SCHEMA = """\
CREATE TABLE accounts (id integer PRIMARY KEY, ended_on date);
CREATE TABLE orders (id integer PRIMARY KEY, account_id integer REFERENCES accounts (id));
CREATE TABLE readers (email text, last_opened_on date, unsubscribed boolean);
CREATE TABLE circle (name text, left_on date);
"""
LINKS = "links:\n  - {from: orders.account_id, to: accounts.id}\n"
PURPOSE = ("purposes: [essential.service]", "purposes: []")
NO_COUNTRY = ("role: processor, country: CH", "role: processor")


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "register.yaml"


def write(path: Path, *changes: tuple[str, str]) -> None:
    text = COMPLETE
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_complaints_give_code_1_and_none_give_code_0(run: Run, written: Path) -> None:
    write(written)
    clean = run("register", "lint", "register.yaml")
    assert (clean.code, clean.err) == (0, "0 findings.\n")
    assert "No findings." in clean.out
    write(written, PURPOSE)
    done = run("register", "lint", "register.yaml")
    assert (done.code, done.err) == (1, "1 finding (1 medium).\n")
    assert "purpose-missing" in done.out
    assert "The activity accounts names no purpose" in done.out
    assert "GDPR 30(1)(b)" in done.out
    assert "register.yaml:27" in done.out


def test_fail_on_is_the_least_severity_that_fails(run: Run, written: Path) -> None:
    write(written, PURPOSE)
    assert run("register", "lint", "register.yaml", "--fail-on", "high").code == 0
    write(written, ("security: [encryption at rest, access by role, daily backup]\n", ""))
    assert run("register", "lint", "register.yaml").code == 0
    assert run("register", "lint", "register.yaml", "--fail-on", "low").code == 1


def test_json_is_the_object_of_check(run: Run, written: Path) -> None:
    write(written, PURPOSE, NO_COUNTRY)
    read = json.loads(run("register", "lint", "register.yaml", "-f", "json", "--as-of", "2026-11-21").out)
    assert list(read) == ["version", "tool", "as_of", "generated_at", "findings", "not_checked", "skipped", "accepted_count"]
    assert (read["version"], read["as_of"], read["skipped"], read["accepted_count"]) == (1, "2026-11-21", [], 0)
    (finding,) = read["findings"]
    fingerprint = finding.pop("fingerprint")
    assert len(fingerprint) == 64
    assert finding == {
        "check": "purpose-missing",
        "severity": "medium",
        "verdict": "proven",
        "source": "",
        "table": "",
        "column": None,
        "categories": [],
        "register": "accounts",
        "place": {"path": "register.yaml", "line": 27},
        "count": None,
        "message": "The activity accounts names no purpose: say in `purposes` what its data is used for.",
        "law": ["GDPR 30(1)(b)", "GDPR 5(1)(b)"],
        "accepted": None,
    }
    assert read["not_checked"] == [
        {"check": "transfer-without-safeguard", "what": "recipient letters", "reason": "its country is not declared"}
    ]


def test_the_report_goes_to_files(run: Run, written: Path, tmp_path: Path) -> None:
    write(written, PURPOSE)
    done = run("register", "lint", "register.yaml", "-f", "json", "-o", "lint.json", "-f", "table")
    assert done.code == 1
    assert json.loads((tmp_path / "lint.json").read_text(encoding="utf-8"))["findings"]
    assert "purpose-missing" in done.out
    assert run("register", "lint", "register.yaml", "-o", "register.yaml").code == 2


def test_select_and_ignore_choose_complaints(run: Run, written: Path) -> None:
    write(written, PURPOSE)
    assert run("register", "lint", "register.yaml", "--ignore", "purpose-missing").code == 0
    assert run("register", "lint", "register.yaml", "--select", "basis-missing").code == 0
    wrong = run("register", "lint", "register.yaml", "--select", "purposes-missing")
    assert wrong.code == 2
    assert "Did you mean purpose-missing?" in wrong.err
    assert run("register", "lint", "register.yaml", "--select", "expired-records").code == 2


def test_a_schema_tells_which_foreign_keys_there_are(run: Run, written: Path, tmp_path: Path) -> None:
    write(written, (LINKS, ""))
    (tmp_path / "schema.sql").write_text(SCHEMA, encoding="utf-8")
    alone = run("register", "lint", "register.yaml")
    assert alone.code == 0
    assert "table-without-clock  orders  undetermined" in alone.out
    with_schema = run("register", "lint", "register.yaml", "schema.sql")
    assert (with_schema.code, with_schema.err) == (0, "0 findings.\n")
    assert "4 tables, 9 columns" in with_schema.out
    (tmp_path / "schema.sql").write_text(SCHEMA.replace(" REFERENCES accounts (id)", ""), encoding="utf-8")
    assert run("register", "lint", "register.yaml", "schema.sql").code == 1


def test_an_accepted_complaint_fails_no_build(run: Run, written: Path) -> None:
    accepted = "accepted: [{check: purpose-missing, reason: asked the owner, owner: dpo@mirabelle.example, until: 2026-12-31}]\n"
    write(written, PURPOSE, ("activities:\n", f"{accepted}activities:\n"))
    assert run("register", "lint", "register.yaml", "--as-of", "2026-12-31").code == 0
    late = run("register", "lint", "register.yaml", "--as-of", "2027-01-01")
    assert late.code == 1
    assert "acceptance-expired" in late.out


def test_errors_of_form_come_first(run: Run, written: Path) -> None:
    write(written, PURPOSE, ("country: FR", "country: France"))
    done = run("register", "lint", "register.yaml")
    assert (done.code, done.out) == (2, "")
    assert "is not a country code" in done.err
    assert run("register", "lint", "nowhere.yaml").code == 2


def test_a_target_that_cannot_be_read_gives_code_3(run: Run, written: Path) -> None:
    write(written)
    done = run("register", "lint", "register.yaml", "nowhere.sql")
    assert done.code == 3
    assert "nowhere.sql" in done.out


@pytest.mark.parametrize("name", sorted(known_lints()))
def test_explain_tells_of_each_complaint(run: Run, name: str) -> None:
    done = run("explain", name)
    assert done.code == 0
    (summary,) = [page.summary for page in lint_pages() if page.id == name]
    assert summary in " ".join(done.out.split())
    for heading in ("What it finds", "Why it matters", "Example", "How to resolve"):
        assert heading in done.out


def test_help_lists_all_complaints(run: Run) -> None:
    said = " ".join(run("register", "lint", "--help").out.split())
    for page in lint_pages():
        assert f"{page.id} {page.summary}"[:60] in said
