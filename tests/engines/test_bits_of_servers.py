"""Flags that MySQL and MariaDB keep as bits, which they give as bytes: they are numbers, wherever they are read."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from sqlglot import exp

from privaudit import ExportOptions, Right, check, export
from privaudit import questions as ask
from privaudit.answering import ErasureOptions, plan_erasure
from privaudit.engines.several import Engines
from privaudit.rights.script import script
from tests.engines.conftest import Database, only, tables_of
from tests.engines.test_persons_of_servers import ADA, REGISTER

pytestmark = only(["mariadb", "mysql"])
MARKETING = """\
    marketing:
      - channel: email
        contacts: [mailing.email]
        opt_out: [{flag: customers.gone, of: customers.email}]
"""
TABLES = (
    "CREATE TABLE customers (email VARCHAR(60), gone BIT(1), kinds BIT(12))",
    "INSERT INTO customers VALUES ('ada@shop.example', b'1', b'101'), ('bo@shop.example', b'0', NULL), ('cy@shop.example', NULL, b'0')",
    "CREATE TABLE mailing (email VARCHAR(60))",
    "INSERT INTO mailing VALUES ('ada@shop.example'), ('bo@shop.example')",
)


def test_they_are_numbers_and_texts_of_these(database: Database, engines: Engines) -> None:
    database.run(*TABLES)
    customers = tables_of(engines, database.url)["customers"]
    cells = [*map(ask.column, ("gone", "kinds")), ask.as_text(ask.column("gone"))]
    question = exp.select(*cells).from_(ask.relation(customers.relation or "")).order_by(ask.column("email"))
    assert engines.ask(question) == [(1, 5, "1"), (0, None, "0"), (None, 0, None)]


def test_a_flag_that_is_set_is_an_opt_out(database: Database, tmp_path: Path) -> None:
    database.run(*TABLES)
    (tmp_path / "register.yaml").write_text(REGISTER + MARKETING, encoding="utf-8")
    report = check([database.url], tmp_path / "register.yaml")
    assert [(one.table, one.count) for one in report.findings if one.check == "opted-out-contact"] == [("mailing", 1)]


def test_a_person_gets_numbers_and_their_row_is_found_by_them(database: Database, tmp_path: Path) -> None:
    database.run(*TABLES)
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    options = ExportOptions(right=Right.ACCESS)
    (person,) = export([database.url], tmp_path / "register.yaml", [ADA], tmp_path / "ada.zip", options).persons
    with zipfile.ZipFile(person.path) as archive:
        (row,) = json.loads(archive.read("data/customers.json"))
    assert (row["gone"], row["kinds"]) == (1, 5)
    plan = plan_erasure([database.url], tmp_path / "register.yaml", ErasureOptions(subject=(ADA,)))
    text = script(plan, None)
    assert "`gone` = 1" in text
    database.run(f"DELETE {text.partition('DELETE ')[2].partition(';')[0].replace(' AND @privaudit_right = 1', '')}")
    assert sorted(database.rows("SELECT email FROM customers")) == [("bo@shop.example",), ("cy@shop.example",)]
