"""A person on a server: exports and erasures find them in the same columns, whatever these are called, and no other row comes here."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from privaudit import ExportOptions, Right, export
from privaudit.answering import ErasureOptions, plan_erasure
from privaudit.engines.database import DatabaseEngine
from tests.engines.conftest import Database

REGISTER = """\
privaudit: 1
organisation: {name: Shop, country: FR}
activities:
  - id: shop
    title: Shop
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: ["*"]}]
    data: [{category: user}]
"""
MAPPED = REGISTER.replace("[{category: user}]", "[{category: user}, {category: none, columns: [audit_log.actor], reason: machines}]")
TABLES = (
    "CREATE TABLE customers (id INT PRIMARY KEY, email VARCHAR(60), full_name VARCHAR(60))",
    "CREATE TABLE audit_log (id INT PRIMARY KEY, actor VARCHAR(60), what VARCHAR(20))",
    "INSERT INTO customers VALUES (1, 'ada@shop.example', 'Ada Byron'), (2, 'bo@shop.example', 'Bo Li')",
    (
        "INSERT INTO audit_log VALUES (1, 'ada@shop.example', 'login'), (2, 'bo@shop.example', 'login'), (3, 'system', 'cron'), "
        "(4, ' ADA@Shop.example', 'logout')"
    ),
)
ADA = "email=Ada@shop.example"


def exported(url: str, folder: Path, register: str = REGISTER) -> tuple[dict[str, list[int]], dict[str, str]]:
    """The keys of the rows in Ada's package, by table; and what became of each personal column."""
    (folder / "register.yaml").write_text(register, encoding="utf-8")
    (person,) = export([url], folder / "register.yaml", [ADA], folder / "ada.zip", ExportOptions(right=Right.ACCESS)).persons
    with zipfile.ZipFile(person.path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        rows = {table["table"]: json.loads(archive.read(table["files"][0])) for table in manifest["tables"]}
    proof = {f"{one['table']}.{one['column']}": one["outcome"] for one in manifest["completeness"]["proof"]}
    return {name: sorted(int(row["id"]) for row in found) for name, found in rows.items()}, proof


def erased(url: str, folder: Path) -> dict[str, list[int]]:
    plan = plan_erasure([url], folder / "register.yaml", ErasureOptions(subject=(ADA,)))
    return {step.table.name: sorted(int(str(values[0])) for values in step.held.rows) for step in plan.steps}


def test_addresses_under_any_name_are_exported_and_erased_alike(database: Database, tmp_path: Path) -> None:
    database.run(*TABLES)
    rows, proof = exported(database.url, tmp_path)
    assert rows == erased(database.url, tmp_path) == {"customers": [1], "audit_log": [1, 4]}
    assert proof["audit_log.actor"] == "reached"


def test_what_the_register_says_of_a_column_goes_before(database: Database, tmp_path: Path) -> None:
    database.run(*TABLES)
    rows, _ = exported(database.url, tmp_path, MAPPED)
    assert rows == erased(database.url, tmp_path) == {"customers": [1]}


def test_of_others_only_counts_come_here(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database.run(*TABLES)
    seen: list[object] = []
    ask = DatabaseEngine.ask

    def watched(self: DatabaseEngine, question: object) -> object:
        answers = list(ask(self, question))  # type: ignore[arg-type]
        seen.extend(answers)
        return answers

    monkeypatch.setattr(DatabaseEngine, "ask", watched)
    exported(database.url, tmp_path)
    assert "shop.example" in str(seen)
    assert "bo@" not in str(seen)
