from __future__ import annotations

import json
import re
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import CUSTOMERS, REGISTER, Ran, Run

ADA = ("--subject", "email=ADA@customers.example ")
DAY = ("--as-of", "2026-06-30")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A database whose customers have orders that the books keep."""
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE customers (id integer PRIMARY KEY, first_name text, last_name text, email text NOT NULL, last_contact_on date);"
            "CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customers (id), ordered_on date);"
            "INSERT INTO orders VALUES (11, 1, '2020-05-05'), (12, 1, '2010-05-05'), (21, 2, '2020-05-05');"
        )
        rows = [line.split(",") for line in CUSTOMERS.splitlines()[1:]]
        connection.executemany("INSERT INTO customers VALUES (?, ?, ?, ?, ?)", rows)
        connection.commit()
    (tmp_path / "register.yaml").write_text(
        REGISTER
        + """\
  - id: books
    title: Books
    role: controller
    purposes: [essential.legal_obligation]
    basis: [A6-1-c]
    subjects: [customer]
    where: [{tables: [orders]}]
    data: []
    clocks:
      - {id: law, start: {event: item_date, column: orders.ordered_on}, max: P10Y, exception: {reason: A17-3-b, text: tax law}}
""",
        encoding="utf-8",
    )
    return path


def erase(run: Run, *arguments: str) -> Ran:
    return run("erase", "sqlite:///shop.db", "-r", "register.yaml", *DAY, *arguments)


@pytest.mark.usefixtures("shop")
def test_the_plan_says_for_each_table_what_and_why_and_changes_nothing(run: Run, shop: Path) -> None:
    before = shop.read_bytes()
    ran = erase(run, *ADA, "-f", "json")
    assert ran.code == 0
    plan = json.loads(ran.out)
    assert [(step["fate"], step["table"], step["rows"], step["until"]) for step in plan["steps"]] == [
        ("anonymise", "customers", 1, None),
        ("delete", "orders", 1, None),
        ("keep", "orders", 1, "2030-05-05"),
    ]
    assert plan["steps"][0]["columns"] == [
        {"column": "first_name", "becomes": "NULL"},
        {"column": "last_name", "becomes": "NULL"},
        {"column": "email", "becomes": "erased-<key>"},
    ]
    assert (plan["steps"][2]["reason"], plan["steps"][2]["law"]) == ("tax law", ["GDPR 17(3)(b)"])
    assert ran.err.splitlines()[-1] == "Planned: 1 row deleted, 1 row cleared, 1 row kept. Nothing has been changed."
    assert shop.read_bytes() == before


@pytest.mark.parametrize("name", ["table", "json", "markdown"])
@pytest.mark.usefixtures("shop")
def test_no_report_holds_a_value(run: Run, name: str) -> None:
    ran = erase(run, *ADA, "-f", name)
    assert "tax law" in ran.out
    assert not re.search(r"\bada\b", (ran.out + ran.err).lower())


@pytest.mark.usefixtures("shop")
def test_the_script_is_its_owner_s_alone_and_does_what_the_plan_says(run: Run, shop: Path, tmp_path: Path) -> None:
    ran = erase(run, *ADA, "-f", "sql", "-o", "plan.sql", "-f", "markdown")
    assert ran.code == 0
    assert ran.out.startswith("# Plan for the erasure of one person")
    script = tmp_path / "plan.sql"
    assert stat.S_IMODE(script.stat().st_mode) == 0o600
    with closing(sqlite3.connect(shop)) as connection:
        connection.executescript(script.read_text(encoding="utf-8"))
        customers = connection.execute("SELECT id, first_name, email FROM customers ORDER BY id").fetchall()
        orders = connection.execute("SELECT id FROM orders ORDER BY id").fetchall()
    assert customers == [(1, None, "erased-1"), (2, "Bo", "bo@customers.example"), (3, "Cy", "cy@customers.example")]
    assert orders == [(11,), (21,)]
    assert erase(run, *ADA).code == 1
    with closing(sqlite3.connect(shop)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.executescript(script.read_text(encoding="utf-8"))


def test_a_database_file_is_given_its_own_dialect(run: Run, shop: Path, tmp_path: Path) -> None:
    assert run("erase", "shop.db", "-r", "register.yaml", *DAY, *ADA, "-f", "sql", "-o", "plan.sql").code == 0
    with closing(sqlite3.connect(shop)) as connection:
        connection.executescript((tmp_path / "plan.sql").read_text(encoding="utf-8"))
        assert connection.execute("SELECT id FROM orders ORDER BY id").fetchall() == [(11,), (21,)]


@pytest.mark.usefixtures("shop")
def test_expired_rows_are_planned_too(run: Run) -> None:
    steps = json.loads(erase(run, "--expired", "-f", "json").out)["steps"]
    assert [(step["fate"], step["table"], step["rows"], step["register"]) for step in steps] == [
        ("delete", "orders", 1, "books/law"),
        ("delete", "customers", 1, "customers/inactive"),
    ]


def test_of_files_the_user_names_the_dialect(run: Run, customers: Path, register: Path, tmp_path: Path) -> None:
    common = ("erase", customers.name, "-r", register.name, *ADA, "-f", "sql", "-o", "plan.sql")
    assert "in which dialect" in run(*common).err
    assert run(*common, "--dialect", "postgres").code == 0
    assert "DO $privaudit$" in (tmp_path / "plan.sql").read_text(encoding="utf-8")


@pytest.mark.usefixtures("shop")
def test_nobody_gets_no_plan_and_no_script(run: Run, tmp_path: Path) -> None:
    ran = erase(run, "--subject", "email=eve@customers.example", "-f", "sql", "-o", "plan.sql")
    assert ran.code == 1
    assert "nobody has email as given" in ran.err
    assert "eve@" not in ran.err
    assert not (tmp_path / "plan.sql").exists()


@pytest.mark.usefixtures("shop")
def test_a_plan_that_may_lack_rows_is_not_written_as_sql(run: Run, tmp_path: Path) -> None:
    ran = erase(run, "missing.csv", *ADA, "-f", "json", "-f", "sql", "-o", "plan.json", "-o", "plan.sql")
    assert ran.code == 3
    assert "no SQL is written, as the plan may lack rows: missing.csv" in ran.err
    assert (tmp_path / "plan.json").exists()
    assert not (tmp_path / "plan.sql").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Give --subject, or --expired"),
        ((*ADA, "--expired"), "Give --subject, or --expired"),
        (("--subject", "ada@customers.example"), "Write it as email=jane@example.org"),
        (("--subject", "email="), "Write it as email=jane@example.org"),
        (("--subject", "passport=1"), "no column of this run holds the identifier passport"),
        ((*ADA, "-f", "sql"), "-f sql needs a file"),
        ((*ADA, "-f", "xml"), "there is no format xml"),
        ((*ADA, "-f", "sql", "-o", "register.yaml"), "register.yaml is read by this run"),
    ],
)
@pytest.mark.usefixtures("shop")
def test_wrong_usage_is_said(run: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = erase(run, *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert "ada@" not in ran.err


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_a_view_is_said_to_be_counted_once_and_not_to_be_unread(run: Run, shop: Path, name: str) -> None:
    with closing(sqlite3.connect(shop)) as connection:
        connection.execute("CREATE VIEW active AS SELECT * FROM customers")
    said = erase(run, *ADA, "-f", name).out
    assert "Not counted twice" in said
    assert "Not read" not in said


def test_of_many_who_fit_the_first_are_listed_and_the_others_counted(run: Run, register: Path, tmp_path: Path) -> None:
    many = "".join(f"{number},Ada,Exemple,ada{number}@customers.example,2025-01-31\n" for number in range(1, 24))
    (tmp_path / "customers.csv").write_text(f"{CUSTOMERS.splitlines()[0]}\n{many}", encoding="utf-8")
    given = ("customers.csv", "-r", register.name, "--subject", "customers.last_name=Exemple")
    ran = run("export", *given, "-o", "out.zip")
    assert ran.code == 1
    assert ran.out.endswith("  customers: line 21\n  and 3 more\n")
    assert not (tmp_path / "out.zip").exists()
    assert "and 3 more." in " ".join(run("erase", *given).out.split())
