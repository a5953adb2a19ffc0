from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from privaudit.rule_pages import check_pages
from tests.commands.conftest import REGISTER, Run

DAY = ("--as-of", "2026-06-30")


def test_findings_give_code_1_and_none_give_code_0(run: Run, customers: Path, register: Path) -> None:
    done = run("check", customers.name, "-r", register.name, *DAY)
    assert done.code == 1
    assert "expired-records" in done.out
    assert "1 of 3 rows of customers are past P3Y" in done.out
    assert done.err == "1 finding (1 high).\n"
    assert run("check", customers.name, "-r", register.name, "--as-of", "2026-06-29").code == 0


def test_fail_on_is_the_least_severity_that_fails(run: Run, customers: Path, register: Path) -> None:
    assert run("check", customers.name, "-r", register.name, *DAY, "--fail-on", "critical").code == 0
    assert run("check", customers.name, "-r", register.name, *DAY, "--fail-on", "high").code == 1


def test_select_and_ignore_choose_checks(run: Run, customers: Path, register: Path) -> None:
    assert run("check", customers.name, "-r", register.name, *DAY, "--ignore", "expired-records").code == 0
    read = json.loads(run("check", customers.name, "-r", register.name, *DAY, "--select", "stale-entry", "-f", "json").out)
    assert read["findings"] == []
    wrong = run("check", customers.name, "-r", register.name, "--select", "expired-record")
    assert wrong.code == 2
    assert "Did you mean expired-records?" in wrong.err


def test_checks_that_are_all_ignored_are_wrong_usage(run: Run, customers: Path, register: Path) -> None:
    done = run("check", customers.name, "-r", register.name, "--select", "stale-entry", "--ignore", "stale-entry")
    assert (done.code, done.out) == (2, "")
    assert "--select and --ignore leave no check" in done.err


@pytest.mark.parametrize(
    ("severity", "hint"),
    [("meduim", "Did you mean medium?"), ("High", "Did you mean high?"), ("7", "Severities: low, medium, high, critical.")],
)
def test_a_severity_that_does_not_exist_is_wrong_usage(run: Run, customers: Path, register: Path, severity: str, hint: str) -> None:
    done = run("check", customers.name, "-r", register.name, "--fail-on", severity)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"error: --fail-on {severity!r} is no severity\n  {hint}\n"


def test_rows_are_written_for_their_owner_alone(run: Run, customers: Path, register: Path, tmp_path: Path) -> None:
    read = json.loads(run("check", customers.name, "-r", register.name, *DAY, "--rows", "rows.jsonl", "-f", "json").out)
    path = tmp_path / "rows.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [json.loads(line) for line in path.read_text().splitlines()] == [
        {"fingerprint": read["findings"][0]["fingerprint"], "source": "customers.csv", "table": "customers", "key": {"line": 4}}
    ]


def test_a_schema_without_rows_is_not_checked_and_strict_makes_that_code_3(run: Run, register: Path, tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_text(
        "CREATE TABLE customers (id INT PRIMARY KEY, first_name TEXT, email TEXT, last_contact_on DATE);\n"
    )
    done = run("check", "schema.sql", "-r", register.name, *DAY)
    assert done.code == 0
    assert "customers is a schema without rows" in done.out
    strict = run("check", "schema.sql", "-r", register.name, *DAY, "--strict")
    assert strict.code == 3
    assert strict.err == "0 findings. Something could not be read or checked: see the end of the report.\n"


def test_what_is_accepted_and_what_fails_no_build_are_counted_apart(run: Run, register: Path, tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_text(
        "CREATE TABLE customers (id INT PRIMARY KEY, email TEXT, iban TEXT);\nCREATE TABLE users (email TEXT);\n"
    )
    said = '{table: users, check: undeclared-table, reason: "goes in March", owner: it@customers.example, until: 2027-03-31}'
    register.write_text(f"{register.read_text(encoding='utf-8')}accepted: [{said}]\n", encoding="utf-8")
    done = run("check", "schema.sql", "-r", register.name, *DAY, "--select", "undeclared-table", "--select", "undeclared-category")
    assert done.err == "1 finding (1 medium). 1 accepted.\n"


def test_a_minus_sends_a_report_to_stdout_and_makes_no_file(run: Run, customers: Path, register: Path, tmp_path: Path) -> None:
    given = ("check", customers.name, "-r", register.name, *DAY, "-f", "json", "-f", "table")
    done = run(*given, "-o", "report.json", "-o", "-")
    assert done.out.startswith("Held against the register")
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["version"] == 1
    assert not (tmp_path / "-").exists()
    assert "2 formats and 0 output files" in run(*given, "-o", "-").err


def test_a_glob_that_matches_no_table_is_said_with_the_nearest_name(run: Run, customers: Path, register: Path) -> None:
    customers.rename(customers.with_name("customer.csv"))
    done = run("check", "customer.csv", "-r", register.name, *DAY, "--select", "expired-records")
    assert done.code == 0
    assert "the nearest is customer" in done.out


def test_all_errors_of_a_register_come_at_once_with_file_and_line(run: Run, customers: Path, register: Path) -> None:
    broken = REGISTER.replace("max: P3Y", "max: 3 years").replace("user.contact.email", "user.contact.mail").replace("title:", "titel:")
    register.write_text(broken)
    done = run("check", customers.name, "-r", register.name)
    assert done.code == 2
    assert done.out == ""
    for said in ("register.yaml:7", "register.yaml:13", "register.yaml:15", "3 errors."):
        assert said in done.err


def test_wrong_usage_is_code_2(run: Run, customers: Path, register: Path) -> None:
    for arguments, said in (
        (("-r", register.name, "--as-of", "yesterday"), "--as-of"),
        (("-r", "no_register.yaml"), "no_register.yaml"),
        ((), "--register"),
        (("-r", register.name, "--fail-on", "sometimes"), "sometimes"),
    ):
        done = run("check", customers.name, *arguments)
        assert done.code == 2
        assert said in done.err


def test_a_target_that_is_missing_is_code_3_and_findings_are_still_reported(run: Run, customers: Path, register: Path) -> None:
    done = run("check", customers.name, "missing.csv", "-r", register.name, *DAY)
    assert done.code == 3
    assert "expired-records" in done.out
    assert "missing.csv" in done.out


def test_what_is_read_is_never_written_over(run: Run, customers: Path, register: Path) -> None:
    for arguments in (
        ("-o", customers.name),
        ("--rows", customers.name),
        ("-o", register.name),
        ("-f", "json", "-o", "a", "-f", "json", "-o", "a"),
    ):
        done = run("check", ".", "-r", register.name, *DAY, *arguments)
        assert done.code == 2
        assert "written" in done.err
    assert customers.read_text(encoding="utf-8").startswith("id,first_name")


def test_a_table_that_include_leaves_out_wholly_is_wrong_usage(run: Run, customers: Path, register: Path) -> None:
    done = run("check", customers.name, "-r", register.name, "--include", "nosuch*")
    assert done.code == 2
    assert "customers" in done.err


def test_a_clock_that_names_no_table_of_the_run_is_said(run: Run, customers: Path, register: Path) -> None:
    register.write_text(REGISTER.replace("max: P3Y", "max: P3Y, tables: [custmers]"), encoding="utf-8")
    done = run("check", customers.name, "-r", register.name, *DAY, "--strict")
    assert done.code == 3
    assert "custmers matches no table of this run (the nearest is customers)" in " ".join(done.out.split())


def test_help_lists_all_checks_with_the_first_sentence_of_their_pages(run: Run) -> None:
    said = run("check", "--help").out
    listed = " ".join(said[said.index("Checks (privaudit explain CHECK tells more):") :].split())
    for page in check_pages():
        assert f" {page.id} {page.summary} ({page.severity})." in listed


def test_the_help_of_other_commands_lists_none(run: Run) -> None:
    assert "stale-entry" not in run("scan", "--help").out
