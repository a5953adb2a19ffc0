"""What takes the place of values in rows that stay, and that checks know such rows again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from privaudit import CheckOptions, ErasureOptions, check, plan_erasure
from privaudit.model.erasure import Blank, ErasurePlan
from privaudit.rights.script import script

DAY = date(2026, 6, 30)
REGISTER = """\
privaudit: 1
organisation: {name: Example SAS, country: FR, identifiers: {email: [people.email]}}
activities:
  - id: people
    title: People
    role: controller
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [people, visits]}]
    data: [{category: user}]
    clocks:
      - {id: left, tables: [people, visits], start: {event: contract_end, column: people.left_on}, max: P3Y}
  - id: books
    title: Books
    role: controller
    purposes: [essential.legal_obligation]
    basis: [A6-1-c]
    subjects: [customer]
    where: [{tables: [orders]}]
    data: []
    clocks:
      - {id: law, start: {event: item_date, column: orders.ordered_on}, max: P10Y, exception: {reason: A17-3-b}}
"""
NULLABLE = "email text, first_name text, phone text"


def shop(folder: Path, columns: str = NULLABLE) -> str:
    """Ada has left long ago, and has an order that the books keep; Bo too, and has none."""
    with closing(sqlite3.connect(folder / "shop.db")) as connection:
        connection.execute(f"CREATE TABLE people (id integer PRIMARY KEY, {columns}, left_on date)")
        connection.executescript(
            "CREATE TABLE orders (id integer PRIMARY KEY, person_id integer REFERENCES people (id), ordered_on date);"
            "CREATE TABLE visits (id integer PRIMARY KEY, person_id integer REFERENCES people (id), ip_address text);"
            "INSERT INTO orders VALUES (11, 1, '2020-05-05');"
            "INSERT INTO visits VALUES (21, 1, '192.0.2.1'), (22, 2, '192.0.2.2');"
        )
        places = ", ".join("?" * (columns.count(",") + 3))
        for row in ((1, "ada@x.example", "Ada", "+33639980001", "2020-01-31"), (2, "bo@x.example", "Bo", "+33639980002", "2020-01-31")):
            connection.execute(f"INSERT INTO people VALUES ({places})", (*row[: columns.count(",") + 2], row[-1]))  # noqa: S608 marks alone
        connection.commit()
    (folder / "register.yaml").write_text(REGISTER, encoding="utf-8")
    return f"sqlite:///{folder / 'shop.db'}"


def erase(folder: Path, target: str) -> ErasurePlan:
    """The plan for all that is past its clock, carried out."""
    plan = plan_erasure([target], folder / "register.yaml", ErasureOptions(as_of=DAY, expired=True))
    with closing(sqlite3.connect(folder / "shop.db")) as connection:
        connection.executescript(script(plan, None))
    return plan


def overdue(folder: Path, target: str) -> dict[str, int | None]:
    """The expired rows that a check finds, by table."""
    options = CheckOptions(as_of=DAY, select=("expired-records",))
    return {finding.table: finding.count for finding in check([target], folder / "register.yaml", options).findings}


@pytest.mark.parametrize(
    ("columns", "becomes"),
    [
        (NULLABLE, {"email": Blank.NULL, "first_name": Blank.NAMED, "phone": Blank.NULL}),
        ("email text NOT NULL, first_name text, phone text", {"email": Blank.NAMED, "first_name": Blank.NULL, "phone": Blank.NULL}),
        ("email text, first_name varchar(6), phone text", {"email": Blank.NULL, "first_name": Blank.TEXT, "phone": Blank.NULL}),
        ("email text, first_name varchar(4), phone text", {"email": Blank.NAMED, "first_name": Blank.NULL, "phone": Blank.NULL}),
        ("email text", {"email": Blank.NAMED}),
    ],
    ids=["a name", "what may not be empty", "with room for it", "without", "an address alone"],
)
def test_a_row_that_stays_bears_a_mark_where_it_disturbs_least(columns: str, becomes: dict[str, Blank], tmp_path: Path) -> None:
    plan = erase(tmp_path, shop(tmp_path, columns))
    (cleared,) = [step.cleared for step in plan.steps if step.cleared]
    assert {one.column: one.by for one in cleared} == becomes


def test_a_column_that_takes_only_the_values_of_its_list_stays_and_is_said(tmp_path: Path) -> None:
    plan = erase(tmp_path, shop(tmp_path, "email text, first_name text, phone enum NOT NULL"))
    (cleared,) = [step.cleared for step in plan.steps if step.cleared]
    assert [one.column for one in cleared] == ["email", "first_name"]
    (said,) = [one for one in plan.warnings if one.what == "people.phone"]
    assert "takes no value but those of its list" in said.reason


def test_a_row_that_was_cleared_is_nobody_s_and_no_finding(tmp_path: Path) -> None:
    target = shop(tmp_path)
    assert overdue(tmp_path, target) == {"people": 2, "visits": 2}
    erase(tmp_path, target)
    assert overdue(tmp_path, target) == {}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE people SET phone = '+33639980001'",
        "UPDATE people SET first_name = NULL",
        "UPDATE people SET first_name = 'erasedo'",
    ],
    ids=["something is filled in again", "nothing says that it was erased", "a name that only begins so"],
)
def test_a_row_that_only_looks_so_is_a_finding(change: str, tmp_path: Path) -> None:
    target = shop(tmp_path)
    erase(tmp_path, target)
    with closing(sqlite3.connect(tmp_path / "shop.db")) as connection, connection:
        connection.execute(change)
    assert overdue(tmp_path, target) == {"people": 1}


def test_a_row_that_points_to_somebody_who_was_not_erased_is_still_about_them(tmp_path: Path) -> None:
    target = shop(tmp_path)
    with closing(sqlite3.connect(tmp_path / "shop.db")) as connection, connection:
        connection.executescript(
            "UPDATE visits SET ip_address = 'erased-21' WHERE id = 21;"
            "CREATE TABLE pages (visit_id integer REFERENCES visits (id), page text);"
        )
    assert overdue(tmp_path, target) == {"people": 2, "visits": 2}
    with closing(sqlite3.connect(tmp_path / "shop.db")) as connection, connection:
        connection.execute("UPDATE people SET email = NULL, first_name = 'erased', phone = NULL WHERE id = 1")
    assert overdue(tmp_path, target) == {"people": 1, "visits": 1}
