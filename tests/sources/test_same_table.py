"""The same tables in every kind of source: the same columns, verdicts, counts, findings and fingerprints as in CSV."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from privaudit.model.report import CheckReport, ScanReport
from privaudit.model.sources import Cluster
from privaudit.pipeline import CheckOptions, check
from privaudit.scanning import Options, scan
from tests.sources.kinds import COMMENTS, KEYS, KINDS, TYPES
from tests.sources.same_tables import ORDERS, PEOPLE, write_csv

AS_OF = date(2026, 11, 21)
REGISTER = """
privaudit: 1
organisation:
  name: Inn Example
  country: FR
activities:
  - id: guests
    title: Guests
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [people, orders]}]
    data: [{category: user.name}, {category: user.contact.email}]
    clocks:
      - {id: after-joining, tables: [people], start: {event: collection, column: people.joined}, max: P5Y, then: delete}
      - {id: of-orders, tables: [orders], start: {event: item_date, column: orders.placed_at}, max: P3Y, then: delete}
"""


Columns = dict[str, object]
Findings = set[tuple[object, ...]]


def scanned(target: str, where: Cluster | None = None) -> ScanReport:
    return scan([target], Options(as_of=AS_OF, cluster=where))


def checked(target: str, register: Path, where: Cluster | None = None) -> CheckReport:
    return check([target], register, CheckOptions(as_of=AS_OF, cluster=where))


def seen(report: ScanReport) -> Columns:
    """What a scan says of each column, whatever source it lies in."""
    said: Columns = {}
    for one in report.columns:
        also = [(other.category, other.values) for other in one.also]
        said[f"{one.table.name}.{one.column.name}"] = (one.category, one.verdict, one.rows, one.values, also)
    return said


def found(report: CheckReport) -> Findings:
    return {(one.check, one.table, one.column, one.count, one.verdict, one.fingerprint) for one in report.findings}


def told(report: ScanReport) -> set[str]:
    """What the source tells beside its columns and rows."""
    # All is text where nothing tells the types.
    types = {TYPES for one in report.columns if one.column.type.upper() not in {"", "VARCHAR", "TEXT"}}
    keys = {KEYS for one in report.columns if one.table.primary_key or one.table.foreign_keys}
    return types | keys | {COMMENTS for one in report.columns if one.column.comment}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Columns, Findings, Path]:
    """What is said of the tables as CSV, and the register."""
    place = tmp_path_factory.mktemp("plain")
    register = place / "register.yaml"
    register.write_text(REGISTER, encoding="utf-8")
    folder = place / "data"
    folder.mkdir()
    write_csv(folder)
    return seen(scanned(str(folder))), found(checked(str(folder), register)), register


def test_the_tables_hold_what_can_be_found(plain: tuple[Columns, Findings, Path]) -> None:
    columns, findings, _ = plain
    assert len(columns) == len(PEOPLE) + len(ORDERS)
    assert {str(finding[0]) for finding in findings} >= {"expired-records", "undeclared-category"}


def _marked(name: str) -> object:
    return pytest.param(name, marks=pytest.mark.xdist_group("spark")) if name.startswith("Spark") else name


@pytest.mark.parametrize("kind", [_marked(name) for name, kind in KINDS.items() if kind.rows])
def test_every_kind_says_the_same(tmp_path: Path, kind: str, plain: tuple[Columns, Findings, Path], request: pytest.FixtureRequest) -> None:
    columns, findings, register = plain
    folder = tmp_path / "data"
    folder.mkdir()
    target, where = KINDS[kind].opened(folder, request)
    report = scanned(target, where)
    assert seen(report) == columns
    assert not report.incomplete
    assert told(report) == KINDS[kind].gives
    assert found(checked(target, register, where)) == findings


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if not kind.rows])
def test_a_schema_names_the_same_columns(
    tmp_path: Path, kind: str, plain: tuple[Columns, Findings, Path], request: pytest.FixtureRequest
) -> None:
    columns, findings, register = plain
    folder = tmp_path / "data"
    folder.mkdir()
    target, _ = KINDS[kind].opened(folder, request)
    report = scanned(target)
    assert {f"{one.table.name}.{one.column.name}" for one in report.columns} == set(columns)
    assert told(report) == KINDS[kind].gives
    prints = {finding[-1] for finding in findings}
    assert {one.fingerprint for one in checked(target, register).findings} <= prints
