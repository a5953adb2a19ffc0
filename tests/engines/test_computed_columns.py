"""Columns that a database computes from others: nobody can write to them, so no plan does."""

from __future__ import annotations

from pathlib import Path

from privaudit.answering import ErasureOptions, plan_erasure
from privaudit.rights.script import script
from tests.engines.conftest import Database

REGISTER = """\
privaudit: 1
organisation: {name: Inn, country: FR}
activities:
  - id: guests
    title: Guests
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [guests]}]
    data: [{category: user}]
  - id: books
    title: Books
    purposes: [essential.legal_obligation]
    basis: [A6-1-c]
    subjects: [customer]
    where: [{tables: [orders]}]
    data: []
    clocks:
      - {id: law, start: {event: item_date, column: orders.ordered_on}, max: P10Y, exception: {reason: A17-3-b}}
"""
COLUMNS = "id INT PRIMARY KEY, email VARCHAR(60), last_name VARCHAR(20), full_name VARCHAR(60) AS (upper(last_name)) STORED"
ADA = ErasureOptions(subject=("email=ada@shop.example",))


def test_they_are_not_cleared_and_that_is_said(database: Database, tmp_path: Path) -> None:
    database.run(f"CREATE TABLE guests ({COLUMNS.replace(' AS ', ' GENERATED ALWAYS AS ')})")
    database.run("CREATE TABLE orders (id INT PRIMARY KEY, guest INT, ordered_on DATE, FOREIGN KEY (guest) REFERENCES guests (id))")
    database.run("INSERT INTO guests (id, email, last_name) VALUES (1, 'ada@shop.example', 'Byron')")
    database.run("INSERT INTO orders VALUES (11, 1, '2026-01-01')")
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    plan = plan_erasure([database.url], tmp_path / "register.yaml", ADA)
    assert [[one.column for one in step.cleared] for step in plan.steps if step.table.name == "guests"] == [["email", "last_name"]]
    assert [entry.what for entry in plan.warnings if "computes it" in entry.reason] == ["guests.full_name"]
    if database.kind == "postgresql":
        database.run("".join(line for line in script(plan, None).splitlines(keepends=True) if "client_encoding" not in line))
        assert database.rows("SELECT full_name FROM guests") == [("ERASED-1",)]
