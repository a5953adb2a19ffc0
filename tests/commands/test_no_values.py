"""No report, message or file holds a value of anybody's data: only counts, names of columns and lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Run

CANARY = "zyxkanarie"
REGISTER = """\
privaudit: 1
organisation: {name: Example SAS, country: FR}
never_collected: [{category: special, text: "no sensitive data"}]
activities:
  - id: people
    title: People
    role: controller
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [people]}]
    data: [{category: user.name}]
    clocks: [{id: clock, start: {event: last_contact, column: people.seen_on}, max: P1Y}]
    marketing:
      - {channel: email, contacts: [people.email], opt_out: [{flag: people.unsubscribed}]}
"""
PEOPLE = f"""\
email,first_name,iban,notes,religion,seen_on,unsubscribed
{CANARY}1@mail.example,{CANARY}2,FR7630006000011234567890189,"call {CANARY}3@mail.example, or not",{CANARY}4,2019-01-01,yes
{CANARY}5@mail.example,{CANARY}6,{CANARY}7,{CANARY}8,{CANARY}9,{CANARY}-31/02/2014,no
{CANARY}10@mail.example,too,few
{CANARY}11@mail.example,too,many,cells,in,this,row,{CANARY}12
{CANARY}13@mail.example,{CANARY}14,,"a quote that {CANARY}15 never closes
"""


@pytest.fixture
def people(tmp_path: Path) -> None:
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "headerless.csv").write_text("".join(f"{CANARY}{n}@mail.example;0612345678;{CANARY}\n" for n in range(9)), encoding="utf-8")
    (tmp_path / "latin.csv").write_bytes(f"prénom;courriel\n{CANARY}é;{CANARY}@mail.example\n".encode("cp1252"))
    (tmp_path / "dump.sql").write_text(
        f"CREATE TABLE staff (id INT, email TEXT);\n"
        f"INSERT INTO staff VALUES (1, '{CANARY}@mail.example');\n"
        f"CREATE TABLE broken (('{CANARY}';\n",
        encoding="utf-8",
    )


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("form", ["table", "json"])
def test_scan_tells_no_value(run: Run, form: str) -> None:
    done = run("scan", ".", "-f", form)
    assert CANARY not in done.out + done.err
    assert "people" in done.out


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("form", ["table", "json"])
def test_check_tells_no_value_and_neither_do_its_rows(run: Run, tmp_path: Path, form: str) -> None:
    done = run("check", ".", "-r", "register.yaml", "-f", form, "--rows", "rows.jsonl")
    for found in ("expired-records", "unreadable-dates", "opted-out-contact", "partial-read", "denied-category"):
        assert found in done.out
    assert CANARY not in done.out + done.err
    rows = (tmp_path / "rows.jsonl").read_text(encoding="utf-8")
    assert CANARY not in rows
    assert rows.count("\n") >= 4


@pytest.mark.usefixtures("people")
def test_a_personal_primary_key_is_written_only_when_values_are_asked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_text("CREATE TABLE people (email TEXT PRIMARY KEY, seen_on DATE);\n", encoding="utf-8")
    run("check", "schema.sql", "people.csv", "-r", "register.yaml", "--rows", "rows.jsonl")
    assert CANARY not in (tmp_path / "rows.jsonl").read_text(encoding="utf-8")
    run("check", "schema.sql", "people.csv", "-r", "register.yaml", "--rows", "rows.jsonl", "--rows-with-values")
    assert CANARY in (tmp_path / "rows.jsonl").read_text(encoding="utf-8")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("form", ["table", "json", "markdown"])
@pytest.mark.parametrize("whose", [("--expired",), ("--subject", f"email={CANARY}1@mail.example")])
def test_a_plan_of_erasure_tells_no_value(run: Run, form: str, whose: tuple[str, ...]) -> None:
    done = run("erase", "people.csv", "-r", "register.yaml", *whose, "-f", form, "--as-of", "2026-01-31")
    assert CANARY not in done.out + done.err
    assert "people" in done.out


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("form", ["table", "json"])
def test_requests_tell_no_value(run: Run, form: str) -> None:
    named = ("--columns", "received=seen_on", "--columns", "closed=notes", "--country", "FR")
    done = run("requests", "people.csv", *named, "-f", form)
    assert CANARY not in done.out + done.err
    assert "unreadable" in done.out
