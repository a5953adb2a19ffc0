"""Views of real databases: a run counts the rows that they show once."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from sqlalchemy import make_url

from privaudit import ExportOptions, Right, check, export, scan
from privaudit.answering import ErasureOptions, plan_erasure
from privaudit.model.erasure import ErasurePlan, Fate
from privaudit.model.estate import Topic
from privaudit.model.report import CheckReport
from privaudit.pipeline import CheckOptions, lint, propose_register
from tests.engines.conftest import Database, database, only  # noqa: F401 a fixture

DAY = date(2026, 6, 30)
SHOP = (
    "CREATE TABLE customers (id INT PRIMARY KEY, email VARCHAR(80), last_seen DATE)",
    "INSERT INTO customers VALUES (1, 'ada@mail.example', '2020-01-01'), (2, 'bo@mail.example', '2020-01-02')",
    "INSERT INTO customers VALUES (3, 'cy@mail.example', '2020-01-03'), (4, 'di@mail.example', '2026-01-03')",
)
VIEWS = (
    "CREATE VIEW mailing AS SELECT email, last_seen FROM customers",
    "CREATE VIEW recent AS SELECT * FROM mailing WHERE last_seen > '2019-12-31'",
)
REGISTER = """\
privaudit: 1
organisation: {name: Corner Shop, country: FR, contact: {email: privacy@shop.example}, identifiers: {email: [customers.email]}}
activities:
  - id: customers
    title: Customers
    role: controller
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [WHERE]}]
    data: [{category: user}]
    clocks:
      - {id: gone, start: {event: last_activity, column: START}, max: P2Y, then: delete}
"""


@pytest.fixture
def shop(database: Database) -> Database:  # noqa: F811 the fixture
    """A table with three rows that are past their clock, and two views of it."""
    database.run(*SHOP, *VIEWS)
    return database


def _register(folder: Path, where: str = '"*"', start: str = "customers.last_seen") -> Path:
    path = folder / "register.yaml"
    path.write_text(REGISTER.replace("WHERE", where).replace("START", start), encoding="utf-8")
    return path


def _checked(target: str, folder: Path, where: str = '"*"', start: str = "customers.last_seen", **said: Any) -> CheckReport:  # noqa: ANN401 whatever the options take
    options = replace(CheckOptions(as_of=DAY), **said)
    return check([target], _register(folder, where, start), options)


def _found(report: CheckReport) -> list[tuple[str, str, int | None]]:
    return [(finding.check, finding.table, finding.count) for finding in report.findings]


def _left_out(report: CheckReport) -> list[str]:
    return [entry.reason for entry in report.skipped if entry.topic is Topic.SHOWN_TWICE]


@pytest.mark.parametrize("where", ["customers", '"*"'])
def test_rows_that_views_show_are_found_once(shop: Database, tmp_path: Path, where: str) -> None:
    report = _checked(shop.url, tmp_path, where)
    assert _found(report) == [("expired-records", "customers", 3)]
    assert _left_out(report) == ["2 views are not counted, as all tables that they read are: mailing, recent"]
    assert (report.tables, report.rows) == (1, 4)


def test_the_same_findings_have_the_same_fingerprints(shop: Database, tmp_path: Path) -> None:
    with_views = _checked(shop.url, tmp_path)
    without = _checked(shop.url, tmp_path, exclude=("mailing", "recent"))
    assert [finding.fingerprint for finding in with_views.findings] == [finding.fingerprint for finding in without.findings]


def test_a_scan_lists_views(shop: Database) -> None:
    assert {column.table.name for column in scan([shop.url]).columns} == {"customers", "mailing", "recent"}


def test_a_view_of_what_is_left_out_is_counted(shop: Database, tmp_path: Path) -> None:
    report = _checked(shop.url, tmp_path, "customers", exclude=("customers",))
    assert {finding.table for finding in report.findings} == {"mailing", "recent"}
    assert _left_out(report) == []


def test_a_view_that_the_register_names_is_counted(shop: Database, tmp_path: Path) -> None:
    report = _checked(shop.url, tmp_path, "mailing", "mailing.last_seen")
    assert ("expired-records", "mailing", 3) in _found(report)
    assert _left_out(report) == ["the view recent is not counted, as all tables that it reads are"]


@only(["postgresql"])
def test_a_view_is_counted_where_the_login_may_not_read_the_table(shop: Database, tmp_path: Path) -> None:
    shop.run("CREATE USER viewer", "GRANT SELECT ON mailing TO viewer")
    report = _checked(shop.url.replace("//postgres:", "//viewer:"), tmp_path, "mail*", "mailing.last_seen")
    assert ("expired-records", "mailing", 3) in _found(report)
    assert report.incomplete
    shop.run("DROP OWNED BY viewer", "DROP USER viewer")


@only(["postgresql"])
def test_a_materialized_view_outlives_the_rows_that_it_was_made_of(shop: Database, tmp_path: Path) -> None:
    shop.run("CREATE MATERIALIZED VIEW old_ones AS SELECT * FROM customers WHERE last_seen < '2021-01-01'", "DELETE FROM customers")
    report = _checked(shop.url, tmp_path, '"*"', "old_ones.last_seen")
    assert _found(report) == [("expired-records", "old_ones", 3)]
    plan = _planned(shop.url, tmp_path, '"*"', "old_ones.last_seen", expired=True)
    assert plan.steps == ()
    said = "3 rows of it to be erased in customers: then refresh it, as it is a materialized view"
    assert said in [entry.reason for entry in plan.warnings]


@only(["sqlite"])
def test_a_database_file_counts_as_the_database_does(shop: Database, tmp_path: Path) -> None:
    report = _checked(make_url(shop.url).database or "", tmp_path)
    assert _found(report) == [("expired-records", "customers", 3)]
    assert _left_out(report) == ["2 views are not counted, as all tables that they read are: mailing, recent"]


def test_a_duckdb_file_shows_its_rows_once(tmp_path: Path) -> None:
    path = tmp_path / "shop.duckdb"
    with duckdb.connect(str(path)) as connection:
        for statement in (*SHOP, *VIEWS):
            connection.execute(statement)
    report = _checked(str(path), tmp_path)
    assert _found(report) == [("expired-records", "customers", 3)]
    assert "its 2 views are not read, only its tables" in [entry.reason for entry in report.skipped]


def _planned(url: str, folder: Path, where: str, start: str, **said: Any) -> ErasurePlan:  # noqa: ANN401 as above
    return plan_erasure([url], _register(folder, where, start), replace(ErasureOptions(as_of=DAY), **said))


def _steps(plan: ErasurePlan) -> list[tuple[str, Fate, int]]:
    return [(step.table.name, step.fate, step.count) for step in plan.steps]


def test_an_erasure_is_planned_where_the_rows_lie(shop: Database, tmp_path: Path) -> None:
    plan = _planned(shop.url, tmp_path, '"*"', "customers.last_seen", subject=("email=ada@mail.example",))
    assert _steps(plan) == [("customers", Fate.DELETE, 1)]
    assert "2 views are not counted" in " ".join(entry.reason for entry in plan.skipped)


def test_no_erasure_is_planned_on_a_view(shop: Database, tmp_path: Path) -> None:
    asked = ("email=ada@mail.example",)
    subject = _planned(shop.url, tmp_path, "customers, mailing", "customers.last_seen", subject=asked, confirmed=True)
    expired = _planned(shop.url, tmp_path, "customers, mailing", "mailing.last_seen", expired=True)
    assert _steps(subject) == [("customers", Fate.DELETE, 1)]
    assert _steps(expired) == []
    assert ("mailing", "1 row of it to be erased in customers: a view has none of its own") in [
        (entry.what, entry.reason) for entry in subject.warnings
    ]
    assert "3 rows of it to be erased in customers: a view has none of its own" in [entry.reason for entry in expired.warnings]


@pytest.mark.parametrize("right", [Right.ACCESS, Right.PORTABILITY])
def test_a_package_holds_each_row_once(shop: Database, tmp_path: Path, right: Right) -> None:
    (person,) = export(
        [shop.url], _register(tmp_path), ["email=ada@mail.example"], tmp_path / "out.zip", ExportOptions(right=right)
    ).persons
    with zipfile.ZipFile(person.path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert [(table["table"], table["rows"]) for table in manifest["tables"]] == [("customers", 1)]
    (said,) = manifest["skipped"]
    assert said["reason"] == "2 views are not counted, as all tables that they read are: mailing, recent"
    assert not any(mark in said["what"] for mark in "/@")


def test_a_draft_declares_no_view(shop: Database) -> None:
    text = propose_register([shop.url]).text
    assert "customers" in text
    assert "tables: [mailing" not in text
    assert "2 views are not counted" in text.replace("\n# ", " ")


def test_a_view_needs_no_clock_of_its_own(shop: Database, tmp_path: Path) -> None:
    report = lint(_register(tmp_path), [shop.url])
    assert not any("mailing" in finding.message for finding in report.findings)
    assert _left_out(report) == ["2 views are not counted, as all tables that they read are: mailing, recent"]


@only(["mariadb", "mysql"])
def test_a_view_that_does_not_tell_what_it_reads_is_said_to_be_one(shop: Database, tmp_path: Path) -> None:
    shop.run(
        "CREATE USER IF NOT EXISTS viewer@localhost",
        "GRANT SELECT ON mailing TO viewer@localhost",
        "GRANT SELECT ON customers TO viewer@localhost",
    )
    report = _checked(shop.url.replace("//root@", "//viewer@"), tmp_path)
    assert ("expired-records", "customers", 3) in _found(report)
    assert [entry.reason for entry in report.skipped if entry.topic is Topic.ASSUMED] == [
        "mailing is a view, and nothing tells for certain what it reads: its rows count as its own"
    ]
    shop.run("DROP USER viewer@localhost")
