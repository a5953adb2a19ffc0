"""The same small tables, written as every kind of file."""

from __future__ import annotations

import csv
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

from tests.sources.test_workbook import Cell

if sys.version_info >= (3, 14):
    pass
else:
    pass

Rows = Sequence[Sequence[Cell]]
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


def write_json_object(folder: Path) -> None:
    for name in TABLES:
        (folder / f"{name}.json").write_text(json.dumps({"data": {name: _records(name)}}), encoding="utf-8")


def _types(rows: Rows) -> list[str]:
    kinds = [next(type(row[place]) for row in rows if row[place] is not None) for place in range(len(rows[0]))]
    return [{int: "BIGINT", float: "DOUBLE", str: "VARCHAR", date: "DATE"}[kind] for kind in kinds]


_CALLED = {"mysql": {"VARCHAR": "TEXT"}, "postgresql": {"DOUBLE": "DOUBLE PRECISION"}}
"""Types that a server calls otherwise."""
_KEYS = {"people": ["PRIMARY KEY (id)"], "orders": ["PRIMARY KEY (order_id)", "FOREIGN KEY (person_id) REFERENCES people (id)"]}
REMARK = "as of last night"


def created(name: str, dialect: str = "") -> list[str]:
    """The statements that make a table, with its keys and where it knows some a comment."""
    names, rows = TABLES[name]
    called = _CALLED.get(dialect, {})
    columns = [f"  {column} {called.get(kind, kind)}" for column, kind in zip(names, _types(rows), strict=True)]
    told = [
        f"COMMENT ON COLUMN {name}.{column} IS '{REMARK}'"
        for column in names
        if column == "balance" and dialect in {"postgresql", "duckdb"}
    ]
    if dialect == "mysql":
        columns = [f"{column} COMMENT '{REMARK}'" if " balance " in column else column for column in columns]
    return ["CREATE TABLE " + f"{name} (\n" + ",\n".join([*columns, *(f"  {key}" for key in _KEYS[name])]) + "\n)", *told]


def _fill(connection: duckdb.DuckDBPyConnection | sqlite3.Connection, dialect: str = "") -> None:
    for name, (names, rows) in TABLES.items():
        for statement in created(name, dialect):
            connection.execute(statement)
        plain = [[cell.isoformat() if isinstance(cell, date) else cell for cell in row] for row in rows]
        connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(names))})", plain)  # noqa: S608 names of our own


def write_parquet(folder: Path) -> None:
    with duckdb.connect() as connection:
        _fill(connection)
        for name in TABLES:
            connection.table(name).write_parquet(str(folder / f"{name}.parquet"))


def write_duckdb(folder: Path) -> None:
    with duckdb.connect(str(folder / "shop.duckdb")) as connection:
        _fill(connection, "duckdb")


def write_sqlite(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "shop.db")) as connection:
        _fill(connection)
        connection.commit()


def write_sqlite_dump(folder: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        _fill(connection)
        (folder / "dump.sql").write_text("\n".join(connection.iterdump()), encoding="utf-8")


def write_mysql_dump(folder: Path) -> None:
    def value(cell: Cell) -> str:
        if cell is None:
            return "NULL"
        if isinstance(cell, int | float):
            return str(_whole(cell))
        return "'" + str(cell).replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace('"', '\\"') + "'"

    parts = ["-- MySQL dump 10.13"]
    for name, (_, rows) in TABLES.items():
        parts += [f"{statement} ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;" for statement in created(name, "mysql")]
        parts.append(f"INSERT INTO `{name}` VALUES " + ",".join(f"({','.join(map(value, row))})" for row in rows) + ";")  # noqa: S608 a dump
    (folder / "dump.sql").write_text("\n".join(parts), encoding="utf-8")


def write_postgresql_dump(folder: Path) -> None:
    def value(cell: Cell) -> str:
        return "\\N" if cell is None else str(_whole(cell)).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")

    parts = ["-- PostgreSQL database dump"]
    for name, (names, rows) in TABLES.items():
        parts += [f"{statement};" for statement in created(name, "postgresql")]
        parts.append(f"COPY public.{name} ({', '.join(names)}) FROM stdin;")
        parts += ["\t".join(map(value, row)) for row in rows]
        parts.append("\\.\n")
    (folder / "dump.sql").write_text("\n".join(parts), encoding="utf-8")


def write_schema(folder: Path) -> None:
    statements = [statement for name in TABLES for statement in created(name, "postgresql")]
    (folder / "schema.sql").write_text(";\n".join(statements) + ";\n", encoding="utf-8")


def write_dbt(folder: Path) -> None:
    lines = ["version: 2", "models:"]
    for name, (names, rows) in TABLES.items():
        lines += [f"  - name: {name}", "    columns:"]
        for column, kind in zip(names, _types(rows), strict=True):
            lines += [f"      - name: {column}", f"        data_type: {kind.lower()}"]
            lines += [f"        description: {REMARK}"] * (column == "balance")
    (folder / "schema.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
