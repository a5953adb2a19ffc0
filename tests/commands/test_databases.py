"""Databases as targets of the command line."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import Run

REGISTER = """privaudit: 1
reviewed: 2026-01-01
organisation:
  name: Inn
  country: FR
  contact: {email: privacy@inn.example}
  rights: {contact: privacy@inn.example, offered: [access]}
activities:
  - id: guests
    title: Guests
    role: controller
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [guests]}]
    data: [{category: user.contact.email}]
    recipients: []
    storage: [FR]
    clocks:
      - {id: after-stay, start: {latest: [{event: last_contact, column: guests.left_on}]}, max: P1Y, then: delete}
    marketing:
      - {channel: email, contacts: [guests.email], opt_out: [{list: stops.email}]}
"""


@pytest.fixture
def inn(tmp_path: Path) -> str:
    """The URL of a database with a small table and a large one."""
    with closing(sqlite3.connect(tmp_path / "inn.db")) as connection, connection:
        connection.execute("CREATE TABLE guests (id INTEGER PRIMARY KEY, email VARCHAR(80), left_on TEXT)")
        guests = [(n, f"guest{n}@mail{n % 9}.net", f"{2020 + n % 7}-03-0{n % 9 + 1}") for n in range(20)]
        connection.executemany("INSERT INTO guests VALUES (?, ?, ?)", guests)
        connection.execute("CREATE TABLE visits (id INTEGER PRIMARY KEY, ip TEXT)")
        connection.executemany("INSERT INTO visits VALUES (?, ?)", [(n, f"198.51.100.{n % 250}") for n in range(5_000)])
    return f"sqlite:///{tmp_path / 'inn.db'}"


def test_a_large_table_is_told_by_some_of_its_rows_which_is_said(run: Run, inn: str) -> None:
    read = json.loads(run("scan", inn, "-f", "json").out)
    by_name = {(column["table"], column["column"]): column for column in read["columns"]}
    assert by_name["guests", "email"]["category"] == "user.contact.email"
    assert (by_name["guests", "email"]["rows"], by_name["guests", "email"]["values"]) == (20, 20)
    address = by_name["visits", "ip"]
    assert address["rows"] == 5_000
    assert 800 < address["values"] < 1_200
    assert f"{address['values']:,} of 5,000 rows were looked at" in [entry["text"] for entry in address["evidence"]]
    assert [entry["what"] for entry in read["skipped"]] == ["visits"]


def test_every_row_is_looked_at_where_that_is_asked(run: Run, inn: str) -> None:
    read = json.loads(run("scan", inn, "-f", "json", "--full").out)
    assert {column["values"] for column in read["columns"]} == {20, 5_000}
    assert read["skipped"] == []


def test_the_size_of_the_sample_may_be_chosen(run: Run, inn: str) -> None:
    columns = json.loads(run("scan", inn, "-f", "json", "--sample", "100").out)["columns"]
    assert max(column["values"] for column in columns) < 200
    assert run("scan", inn, "--sample", "100", "--full").code == 2
    assert run("scan", inn, "--sample", "0").code == 2


def test_tables_are_chosen_by_name(run: Run, inn: str) -> None:
    columns = json.loads(run("scan", inn, "-f", "json", "--include", "g*").out)["columns"]
    assert {column["table"] for column in columns} == {"guests"}
    done = run("scan", inn, "--exclude", "*")
    assert done.code == 3
    assert "leave no table of it" in done.out


def test_check_counts_every_row_and_compares_with_a_file(run: Run, inn: str, tmp_path: Path) -> None:
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "stops.csv").write_text("email\nGUEST3@mail3.net\nguest4@mail4.net\nnobody@mail4.net\n", encoding="utf-8")
    command = ("check", inn, "stops.csv", "-r", "register.yaml", "--as-of", "2026-07-01", "-f", "json", "--rows", "rows.jsonl")
    done = run(*command, "--sample", "1", "--include", "guests", "--include", "stops")
    findings = {finding["check"]: finding for finding in json.loads(done.out)["findings"]}
    assert findings["opted-out-contact"]["count"] == 2
    assert findings["expired-records"]["count"] == 18
    keys = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    told = {line["key"]["id"] for line in keys if line["fingerprint"] == findings["opted-out-contact"]["fingerprint"]}
    assert told == {"3", "4"}


def test_the_same_findings_as_for_an_export_of_the_table(run: Run, inn: str, tmp_path: Path) -> None:
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "stops.csv").write_text("email\nguest3@mail3.net\n", encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "inn.db")) as connection:
        lines = [",".join(map(str, row)) for row in connection.execute("SELECT * FROM guests")]
    (tmp_path / "guests.csv").write_text("\n".join(["id,email,left_on", *lines, ""]), encoding="utf-8")
    rest = ("stops.csv", "-r", "register.yaml", "--as-of", "2026-07-01", "-f", "json")
    of_file, of_database = (
        json.loads(run("check", target, *rest, "--exclude", "visits").out)["findings"] for target in ("guests.csv", inn)
    )
    told = ("check", "table", "column", "count", "verdict", "fingerprint")
    assert [[one[key] for key in told] for one in of_database] == [[one[key] for key in told] for one in of_file]
    assert of_file


def test_a_password_is_never_shown(run: Run) -> None:
    done = run("scan", "postgresql://reader:canary@127.0.0.1:1/shop", "-f", "json")
    assert done.code == 3
    (skipped,) = json.loads(done.out)["skipped"]
    assert skipped["what"] == "postgresql://reader:***@127.0.0.1:1/shop"
    assert skipped["reason"].startswith("the server cannot be reached")
    assert "warning: postgresql://reader:***@127.0.0.1:1/shop" in done.err
    assert "canary" not in done.out + done.err


def test_no_warning_without_a_password(run: Run, inn: str) -> None:
    assert "warning" not in run("scan", inn).err


def test_what_cannot_be_reached_keeps_nothing_else_from_being_read(run: Run, inn: str) -> None:
    done = run("scan", "mysql://reader@127.0.0.1:1/shop", inn, "nope://x", "-f", "json")
    assert done.code == 3
    read = json.loads(done.out)
    assert {column["table"] for column in read["columns"]} == {"guests", "visits"}
    assert {"mysql://reader@127.0.0.1:1/shop", "nope://x"} <= {entry["what"] for entry in read["skipped"]}


def test_a_column_of_a_database_is_explained(run: Run, inn: str) -> None:
    assert "20 of 20 rows filled" in run("explain", inn, "guests.email").out
