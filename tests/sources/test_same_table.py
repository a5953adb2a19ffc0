"""The same tables in every kind of file: the same columns, verdicts, counts, findings and fingerprints as in CSV."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import sys
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from io import StringIO
from pathlib import Path

import duckdb
import pytest

from privaudit.model.report import CheckReport, ScanReport
from privaudit.pipeline import CheckOptions, Options, check, scan
from tests.sources.test_workbook import Cell, typed_ods, xls, xlsx

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Rows = Sequence[Sequence[Cell]]
AS_OF = date(2026, 11, 21)
PEOPLE = ["id", "email", "first_name", "phone", "iban", "born", "note", "balance", "joined"]
ORDERS = ["order_id", "person_id", "total", "placed_at"]
FIRST_NAMES = ["Anna", "Paul", "Zoë", "Jürgen", "Łucja", "Inès", "Mateo", "Sofia"]


def _person(number: int) -> list[Cell]:
    name = FIRST_NAMES[number % len(FIRST_NAMES)]
    email = None if number % 11 == 0 else f"{['anna', 'paul', 'zoe', 'max'][number % 4]}.{number}@mail.example"
    note = {0: None, 1: 'called back; wants, "quotes" and\ntwo lines', 2: f"write to {number}@home.example", 3: "it's fine \\ 50 %"}
    born = date(1950 + number % 50, 1 + number % 12, 1 + number % 28)
    joined = date(2014 + number % 12, 1 + number % 12, 1 + number % 28)
    phone = f"+33 6 12 34 {number // 100:02} {number % 100:02}"
    return [number, email, name, phone, f"DE{89 - number % 2}370400440532013000", born, note[number % 4], number / 4, joined]


TABLES: dict[str, tuple[list[str], Rows]] = {
    "people": (PEOPLE, [_person(number) for number in range(1, 121)]),
    "orders": (ORDERS, [[number, 1 + number % 120, number * 1.5, date(2016 + number % 10, 3, 1 + number % 28)] for number in range(1, 61)]),
}
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
      - {id: after-joining, start: {event: collection, column: people.joined}, max: P5Y, then: delete}
      - {id: of-orders, start: {event: item_date, column: orders.placed_at}, max: P3Y, then: delete}
"""


def texts(rows: Rows) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def as_csv(names: Sequence[str], rows: Rows) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([names, *texts([[_whole(cell) for cell in row] for row in rows])])
    return out.getvalue()


def _whole(cell: Cell) -> Cell:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def write_csv(folder: Path) -> None:
    for name, (names, rows) in TABLES.items():
        (folder / f"{name}.csv").write_text(as_csv(names, rows), encoding="utf-8")


def write_semicolons(folder: Path) -> None:
    for name, (names, rows) in TABLES.items():
        out = StringIO()
        csv.writer(out, delimiter=";").writerows([names, *texts([[_whole(cell) for cell in row] for row in rows])])
        (folder / f"{name}.csv").write_text(out.getvalue(), encoding="utf-16")


def packed(ending: str, pack: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        for name, (names, rows) in TABLES.items():
            (folder / f"{name}.csv{ending}").write_bytes(pack(as_csv(names, rows).encode()))

    return write


def write_zip(folder: Path) -> None:
    with zipfile.ZipFile(folder / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (names, rows) in TABLES.items():
            archive.writestr(f"2026/{name}.csv", as_csv(names, rows))


def workbook(ending: str, pack: Callable[[dict[str, Rows]], bytes]) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        for name, (names, rows) in TABLES.items():
            (folder / f"{name}.{ending}").write_bytes(pack({"Sheet1": [names, *rows]}))

    return write


def _records(name: str) -> list[dict[str, Cell]]:
    names, rows = TABLES[name]
    return [{key: cell.isoformat() if isinstance(cell, date) else cell for key, cell in zip(names, row, strict=True)} for row in rows]


def write_json_lines(folder: Path) -> None:
    for name in TABLES:
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in _records(name)), encoding="utf-8")


def write_json_array(folder: Path) -> None:
    for name in TABLES:
        (folder / f"{name}.json").write_text(json.dumps(_records(name), indent=2, ensure_ascii=False), encoding="utf-8")


def _types(rows: Rows) -> list[str]:
    kinds = [next(type(row[place]) for row in rows if row[place] is not None) for place in range(len(rows[0]))]
    return [{int: "BIGINT", float: "DOUBLE", str: "VARCHAR", date: "DATE"}[kind] for kind in kinds]


def _fill(connection: duckdb.DuckDBPyConnection | sqlite3.Connection) -> None:
    for name, (names, rows) in TABLES.items():
        columns = ", ".join(f"{column} {kind}" for column, kind in zip(names, _types(rows), strict=True))
        connection.execute(f"CREATE TABLE {name} ({columns})")
        plain = [[cell.isoformat() if isinstance(cell, date) else cell for cell in row] for row in rows]
        connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(names))})", plain)  # noqa: S608 names of our own


def write_parquet(folder: Path) -> None:
    with duckdb.connect() as connection:
        _fill(connection)
        for name in TABLES:
            connection.table(name).write_parquet(str(folder / f"{name}.parquet"))


def write_duckdb(folder: Path) -> None:
    with duckdb.connect(str(folder / "shop.duckdb")) as connection:
        _fill(connection)


def write_sqlite(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "shop.db")) as connection:
        _fill(connection)
        connection.commit()


def write_sqlite_dump(folder: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        _fill(connection)
        (folder / "dump.sql").write_text("\n".join(connection.iterdump()), encoding="utf-8")


def _created(name: str) -> str:
    names, rows = TABLES[name]
    columns = ",\n".join(f"  {column} {kind}" for column, kind in zip(names, _types(rows), strict=True))
    return f"CREATE TABLE {name} (\n{columns}\n)"


def write_mysql_dump(folder: Path) -> None:
    def value(cell: Cell) -> str:
        if cell is None:
            return "NULL"
        if isinstance(cell, int | float):
            return str(_whole(cell))
        return "'" + str(cell).replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace('"', '\\"') + "'"

    parts = ["-- MySQL dump 10.13"]
    for name, (_, rows) in TABLES.items():
        parts.append(f"{_created(name)} ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;")
        parts.append(f"INSERT INTO `{name}` VALUES " + ",".join(f"({','.join(map(value, row))})" for row in rows) + ";")  # noqa: S608 a dump
    (folder / "dump.sql").write_text("\n".join(parts), encoding="utf-8")


def write_postgresql_dump(folder: Path) -> None:
    def value(cell: Cell) -> str:
        return "\\N" if cell is None else str(_whole(cell)).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")

    parts = ["-- PostgreSQL database dump"]
    for name, (names, rows) in TABLES.items():
        parts.append(f"{_created(name)};")
        parts.append(f"COPY public.{name} ({', '.join(names)}) FROM stdin;")
        parts += ["\t".join(map(value, row)) for row in rows]
        parts.append("\\.\n")
    (folder / "dump.sql").write_text("\n".join(parts), encoding="utf-8")


KINDS: dict[str, Callable[[Path], None]] = {
    "semicolons in UTF-16": write_semicolons,
    "gzip": packed(".gz", gzip.compress),
    "zstd": packed(".zst", zstd.compress),
    "zip": write_zip,
    "xlsx": workbook("xlsx", xlsx),
    "xls": workbook("xls", xls),
    "ods": workbook("ods", typed_ods),
    "JSON Lines": write_json_lines,
    "JSON array": write_json_array,
    "Parquet": write_parquet,
    "DuckDB": write_duckdb,
    "SQLite": write_sqlite,
    "SQLite dump": write_sqlite_dump,
    "MySQL dump": write_mysql_dump,
    "PostgreSQL dump": write_postgresql_dump,
}
"""A new kind passes by being added here."""


def scanned(folder: Path) -> ScanReport:
    return scan([str(folder)], Options(as_of=AS_OF))


def checked(folder: Path, register: Path) -> CheckReport:
    return check([str(folder)], register, CheckOptions(as_of=AS_OF))


def seen(report: ScanReport) -> dict[str, object]:
    """What a scan says of each column, whatever file it lies in."""
    said: dict[str, object] = {}
    for one in report.columns:
        also = [(other.category, other.values) for other in one.also]
        said[f"{one.table.name}.{one.column.name}"] = (one.category, one.verdict, one.rows, one.values, also)
    return said


def found(report: CheckReport) -> set[tuple[object, ...]]:
    return {(one.check, one.table, one.column, one.count, one.verdict, one.fingerprint) for one in report.findings}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, object], set[tuple[object, ...]], Path]:
    """What is said of the tables as CSV, and the register."""
    place = tmp_path_factory.mktemp("plain")
    register = place / "register.yaml"
    register.write_text(REGISTER, encoding="utf-8")
    folder = place / "data"
    folder.mkdir()
    write_csv(folder)
    return seen(scanned(folder)), found(checked(folder, register)), register


def test_the_tables_hold_what_can_be_found(plain: tuple[dict[str, object], set[tuple[object, ...]], Path]) -> None:
    columns, findings, _ = plain
    assert len(columns) == len(PEOPLE) + len(ORDERS)
    assert {str(finding[0]) for finding in findings} >= {"expired-records", "undeclared-category"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_the_same(tmp_path: Path, kind: str, plain: tuple[dict[str, object], set[tuple[object, ...]], Path]) -> None:
    columns, findings, register = plain
    folder = tmp_path / "data"
    folder.mkdir()
    KINDS[kind](folder)
    report = scanned(folder)
    assert seen(report) == columns
    assert not report.incomplete
    assert found(checked(folder, register)) == findings
