from __future__ import annotations

import json
from pathlib import Path

import pytest

import privaudit
from tests.commands.conftest import Run

SCHEMA = """\
CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(200), active BOOLEAN);
CREATE TABLE sales.users (id INT, email BOOLEAN);
"""


def test_it_shows_each_piece_of_evidence_with_its_weight(run: Run, customers: Path) -> None:
    done = run("explain", customers.name, "customers.email")
    assert done.code == 0
    assert done.err == ""
    assert done.out.startswith("customers.email  customers.csv · VARCHAR · 3 of 3 rows filled\nproven: user.contact.email\n")
    for part in ("+0.85  name", "value", "in all   proven", "user.contact.email/address", "What would change it"):
        assert part in done.out


def test_a_header_that_lies_is_contradicted(run: Run, tmp_path: Path) -> None:
    rows = "\n".join(f"{number},name{number}@shop.example" for number in range(20))
    (tmp_path / "members.csv").write_text(f"id,phone\n{rows}\n", encoding="utf-8")
    done = run("explain", "members.csv", "members.phone")
    assert "proven: user.contact.email" in done.out
    assert "the name speaks of phone number, the values prove e-mail address: the verdict follows the values" in done.out


def test_json_holds_the_same_in_fields(run: Run, customers: Path) -> None:
    read = json.loads(run("explain", customers.name, "customers.email", "-f", "json").out)
    assert set(read) == {"version", "tool", "generated_at", "columns", "skipped"}
    (column,) = read["columns"]
    assert (column["category"], column["verdict"], column["rows"], column["values"]) == ("user.contact.email", "proven", 3, 3)
    trial = column["considered"][0]
    assert round(sum(said["weight"] for said in trial["evidence"]), 4) == trial["score"]
    assert column["forms"][0]["values"] == 3
    assert column["changes"]


def test_no_value_of_the_data_is_shown(run: Run, customers: Path) -> None:
    for column in ("id", "first_name", "last_name", "email", "last_contact_on"):
        for form in ("table", "json"):
            said = run("explain", customers.name, f"customers.{column}", "-f", form).out
            assert not [value for value in ("Ada", "Muster", "ada@", "2023-06-29") if value in said]


def test_a_schema_the_case_and_several_tables_of_one_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_text(SCHEMA, encoding="utf-8")
    assert run("explain", "schema.sql", "PUBLIC.Users.EMAIL").out.startswith("users.email  schema.sql:1")
    assert run("explain", "schema.sql", "sales.users.email").out.startswith("sales.users.email  schema.sql:2")
    (tmp_path / "users.csv").write_text("id,email\n1,a@b.example\n", encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "users.csv").write_text("id,email\n1,a@b.example\n", encoding="utf-8")
    both = run("explain", "users.csv", "other/users.csv", "users.email").out
    assert both.startswith("2 columns are called so.")
    assert "other/users.csv · VARCHAR · 1 of 1 row filled" in both


def test_only_the_rows_of_the_column_are_read(run: Run, customers: Path) -> None:
    customers.with_name("broken.csv").write_bytes(b"id,note\n1,\xff\xfe\x00\n")
    assert run("explain", customers.name, "broken.csv", "customers.email").out.count("proven") >= 1


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("customers.csv", "customers.emial"), 2, "error: there is no column customers.emial\n  The nearest: customers.email"),
        (("customers.csv",), 2, "error: customers.csv is a target: which of its columns?\n  privaudit explain customers.csv TABLE.COLUMN"),
        (("*.csv",), 2, "error: *.csv is a target"),
        (
            ("postgresql://me:canary@db/x",),
            2,
            "postgresql://me:***@db/x is a target: which of its columns?\n  privaudit explain 'postgresql://me:***",
        ),
        (("nothing.csv", "customers.email"), 3, "nothing.csv: it does not exist"),
        (("user.contact.emial",), 2, "error: there is no category and no check user.contact.emial\n  The nearest: user.contact.email"),
        (("stale-entry", "-f", "html"), 2, "error: there is no format html here\n  Formats: table, json."),
        (("customers.csv", "customers.email", "-f", "json", "-o", "customers.csv"), 2, "is read by this run and would be written over"),
        (("stale-entry", "--rules", "nowhere"), 2, "nowhere: error: there are no rules here"),
    ],
)
def test_what_is_wrong_is_said(run: Run, customers: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    assert customers.exists()
    done = run("explain", *arguments)
    assert done.code == code
    assert says in done.err
    assert done.out == ""


def test_a_target_beside_that_cannot_be_read_is_said(run: Run, customers: Path) -> None:
    done = run("explain", customers.name, "gone.csv", "customers.email")
    assert done.code == 3
    assert "proven: user.contact.email" in done.out
    assert "gone.csv: it does not exist" in done.out


def test_a_category_and_a_check_have_their_pages(run: Run, tmp_path: Path) -> None:
    assert "GDPR 9(1)" in run("explain", "user.demographic.religious_belief").out
    assert "How to resolve" in run("explain", "expired-records").out
    run("explain", "special", "-f", "json", "-o", "special.json")
    (page,) = json.loads((tmp_path / "special.json").read_text())["categories"]
    assert "user.biometric" in page["below"]


def test_the_page_of_a_check_says_what_it_is_and_how_to_resolve_it(run: Run) -> None:
    done = run("explain", "weak-password-hash")
    assert done.code == 0
    assert done.out.startswith("weak-password-hash  Passwords behind a weak hash\nhigh · GDPR 32(1), GDPR 5(1)(f)\n")
    headings = [done.out.index(f"\n{heading}\n") for heading in ("What it finds", "Why it matters", "Example", "How to resolve")]
    assert headings == sorted(headings)


def test_the_page_of_a_check_in_fields(run: Run) -> None:
    read = json.loads(run("explain", "weak-password-hash", "-f", "json").out)
    assert (set(read), read["version"], read["categories"]) == ({"version", "rules", "categories", "checks"}, 1, [])
    (page,) = read["checks"]
    assert list(page) == ["id", "title", "severity", "law", "page", "summary", "finds", "why", "example", "resolve"]
    assert (page["id"], page["severity"], page["law"]) == ("weak-password-hash", "high", ["GDPR 32(1)", "GDPR 5(1)(f)"])
    assert page["example"] == "120 of 204 values of `users.password` are MD5 or NTLM, 84 are SHA-1."
    assert page["page"].startswith(f"{page['summary']}.\n\nWhat it finds\n")
    assert all(page[part] for part in ("finds", "why", "resolve"))


def test_an_id_that_is_nearly_one_is_told_of_checks_and_categories(run: Run) -> None:
    done = run("explain", "cleartext-pasword")
    assert (done.code, done.out) == (2, "")
    assert "error: there is no category and no check cleartext-pasword\n  The nearest: cleartext-password" in done.err


def test_the_same_from_python(run: Run, customers: Path) -> None:
    del run
    report = privaudit.explain([str(customers)], "customers.email")
    assert report.columns[0].verdict.category == "user.contact.email"
