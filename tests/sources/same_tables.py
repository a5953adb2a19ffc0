"""The same small tables in every kind of source, and what each kind is said to be in the README."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import count
from pathlib import Path

import duckdb
import pytest
from sqlalchemy import make_url

from privaudit.model.sources import Cluster
from tests.engines.conftest import Database
from tests.sources.test_workbook import Cell, typed_ods, xls, xlsx

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Rows = Sequence[Sequence[Cell]]
Opened = Callable[[Path, pytest.FixtureRequest], tuple[str, Cluster | None]]
"""Puts the tables into a source: the target that names them, and the cluster that reads it."""
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


def _types(rows: Rows) -> list[str]:
    kinds = [next(type(row[place]) for row in rows if row[place] is not None) for place in range(len(rows[0]))]
    return [{int: "BIGINT", float: "DOUBLE", str: "VARCHAR", date: "DATE"}[kind] for kind in kinds]


_CALLED = {"mysql": {"VARCHAR": "TEXT"}, "postgresql": {"DOUBLE": "DOUBLE PRECISION"}}
"""Types that a server calls otherwise."""
_KEYS = {"people": ["PRIMARY KEY (id)"], "orders": ["PRIMARY KEY (order_id)", "FOREIGN KEY (person_id) REFERENCES people (id)"]}
_REMARK = "as of last night"


def _created(name: str, dialect: str = "") -> list[str]:
    """The statements that make a table, with its keys and where it knows some a comment."""
    names, rows = TABLES[name]
    called = _CALLED.get(dialect, {})
    columns = [f"  {column} {called.get(kind, kind)}" for column, kind in zip(names, _types(rows), strict=True)]
    told = [
        f"COMMENT ON COLUMN {name}.{column} IS '{_REMARK}'"
        for column in names
        if column == "balance" and dialect in {"postgresql", "duckdb"}
    ]
    if dialect == "mysql":
        columns = [f"{column} COMMENT '{_REMARK}'" if " balance " in column else column for column in columns]
    return ["CREATE TABLE " + f"{name} (\n" + ",\n".join([*columns, *(f"  {key}" for key in _KEYS[name])]) + "\n)", *told]


def _fill(connection: duckdb.DuckDBPyConnection | sqlite3.Connection, dialect: str = "") -> None:
    for name, (names, rows) in TABLES.items():
        for statement in _created(name, dialect):
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
        parts += [f"{statement} ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;" for statement in _created(name, "mysql")]
        parts.append(f"INSERT INTO `{name}` VALUES " + ",".join(f"({','.join(map(value, row))})" for row in rows) + ";")  # noqa: S608 a dump
    (folder / "dump.sql").write_text("\n".join(parts), encoding="utf-8")


def write_postgresql_dump(folder: Path) -> None:
    def value(cell: Cell) -> str:
        return "\\N" if cell is None else str(_whole(cell)).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")

    parts = ["-- PostgreSQL database dump"]
    for name, (names, rows) in TABLES.items():
        parts += [f"{statement};" for statement in _created(name, "postgresql")]
        parts.append(f"COPY public.{name} ({', '.join(names)}) FROM stdin;")
        parts += ["\t".join(map(value, row)) for row in rows]
        parts.append("\\.\n")
    (folder / "dump.sql").write_text("\n".join(parts), encoding="utf-8")


def write_schema(folder: Path) -> None:
    statements = [statement for name in TABLES for statement in _created(name, "postgresql")]
    (folder / "schema.sql").write_text(";\n".join(statements) + ";\n", encoding="utf-8")


def write_dbt(folder: Path) -> None:
    lines = ["version: 2", "models:"]
    for name, (names, rows) in TABLES.items():
        lines += [f"  - name: {name}", "    columns:"]
        for column, kind in zip(names, _types(rows), strict=True):
            lines += [f"      - name: {column}", f"        data_type: {kind.lower()}"]
            lines += [f"        description: {_REMARK}"] * (column == "balance")
    (folder / "schema.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _in_files(write: Callable[[Path], None]) -> Opened:
    def opened(folder: Path, _request: pytest.FixtureRequest) -> tuple[str, Cluster | None]:
        write(folder)
        return str(folder), None

    return opened


_NUMBERS = count(1)


def _on_server(kind: str) -> Opened:
    def opened(_folder: Path, request: pytest.FixtureRequest) -> tuple[str, Cluster | None]:
        server = Database(request.getfixturevalue(f"{kind}_url"))
        name = f"same_{next(_NUMBERS)}"
        server.run(f"CREATE DATABASE {name}" + (" CHARACTER SET utf8mb4" if kind == "mariadb" else ""))
        own = Database(make_url(server.url).set(database=name).render_as_string(hide_password=False))
        for table, (names, rows) in TABLES.items():
            own.run(*_created(table, "mysql" if kind == "mariadb" else kind))
            own.insert(table, [dict(zip(names, row, strict=True)) for row in rows])
        return own.url, None

    return opened


def _in_sqlite(folder: Path, _request: pytest.FixtureRequest) -> tuple[str, Cluster | None]:
    write_sqlite(folder)
    return f"sqlite:///{folder / 'shop.db'}", None


def _on_spark(folder: Path, request: pytest.FixtureRequest) -> tuple[str, Cluster | None]:
    cluster: Cluster = request.getfixturevalue("cluster")
    write_csv(folder)
    return str(folder), cluster


def _in_catalogue(folder: Path, request: pytest.FixtureRequest) -> tuple[str, Cluster | None]:
    cluster: Cluster = request.getfixturevalue("cluster")
    from pyspark.sql import SparkSession  # noqa: PLC0415 missing where it is not used

    session = SparkSession.getActiveSession()
    assert session is not None
    write_parquet(folder)
    for name in TABLES:
        session.sql(f"DROP TABLE IF EXISTS {name}")
        session.read.parquet(f"file:{folder / name}.parquet").write.saveAsTable(name, path=str(folder / f"{name}_table"))
        if name == "people":
            session.sql(f"ALTER TABLE {name} ALTER COLUMN balance COMMENT '{_REMARK}'")
    return "default.*", cluster


@dataclass(frozen=True)
class Kind:
    """A kind of source.  `gives` is what it tells beside columns and rows: types, keys, comments."""

    id: str
    title: str
    named: str
    opened: Opened
    gives: frozenset[str] = frozenset()
    rows: bool = True
    needs: str = ""
    tested: str = "files"


TYPES, KEYS, COMMENTS = "types", "keys", "comments"
_GIVEN = (TYPES, KEYS, COMMENTS)
_NO_KEYS = frozenset({TYPES, COMMENTS})
_ALL = frozenset({TYPES, KEYS, COMMENTS})
_TEXT = "CSV and other delimited text, any encoding"
_PACKED = "files of these kinds in gzip, zstd, zip"
_WORKBOOK = "workbooks, each sheet a table"
_DUMP = "SQL dumps"
_SPARK = "`privaudit[spark]`, Java 17"
_CLUSTER = "a cluster of two workers"


def _kinds() -> Iterator[Kind]:
    files = _in_files
    yield Kind("csv", _TEXT, "`customers.csv`, `*.tsv`, a folder, `-`", files(write_csv))
    yield Kind("semicolons in UTF-16", _TEXT, "", files(write_semicolons))
    yield Kind("xlsx", _WORKBOOK, "`.xlsx`, `.xls`, `.ods`", files(workbook("xlsx", xlsx)))
    yield Kind("xls", _WORKBOOK, "", files(workbook("xls", xls)))
    yield Kind("ods", _WORKBOOK, "", files(workbook("ods", typed_ods)))
    yield Kind("JSON Lines", "JSON Lines and arrays", "`.jsonl`, `.ndjson`, `.json`", files(write_json_lines), frozenset({TYPES}))
    yield Kind("JSON array", "JSON Lines and arrays", "", files(write_json_array), frozenset({TYPES}))
    yield Kind("Parquet", "Parquet", "`.parquet`", files(write_parquet), frozenset({TYPES}))
    yield Kind("DuckDB", "DuckDB files", "`shop.duckdb`, `duckdb:///shop.duckdb`", files(write_duckdb), _ALL)
    yield Kind("SQLite", "SQLite files", "`shop.db`", files(write_sqlite), frozenset({TYPES, KEYS}))
    yield Kind("SQLite dump", _DUMP, "`dump.sql`: INSERT and COPY are read as rows", files(write_sqlite_dump), frozenset({TYPES, KEYS}))
    yield Kind("MySQL dump", _DUMP, "", files(write_mysql_dump), _ALL)
    yield Kind("PostgreSQL dump", _DUMP, "", files(write_postgresql_dump), _ALL)
    yield Kind("gzip", _PACKED, "`customers.csv.gz`, `export.zip`", files(packed(".gz", gzip.compress)))
    yield Kind("zstd", _PACKED, "", files(packed(".zst", zstd.compress)))
    yield Kind("zip", _PACKED, "", files(write_zip))
    yield Kind("DDL", "SQL schemas, migrations", "`schema.sql`, a folder of migrations", files(write_schema), _ALL, rows=False)
    yield Kind("dbt", "dbt models", "`models/`, `schema.yml`", files(write_dbt), _NO_KEYS, rows=False)
    yield Kind("sqlite URL", "SQLite", "`sqlite:///shop.db`", _in_sqlite, frozenset({TYPES, KEYS}), tested="a database")
    postgresql, mysql = "`postgresql://user@host/db`", "`mysql://user@host/db`, `mariadb://...`"
    server = "a real server"
    yield Kind("PostgreSQL", "PostgreSQL", postgresql, _on_server("postgresql"), _ALL, needs="`privaudit[postgresql]`", tested=server)
    yield Kind("MariaDB", "MariaDB, MySQL", mysql, _on_server("mariadb"), _ALL, needs="`privaudit[mysql]`", tested="a real MariaDB")
    yield Kind("Spark files", "Spark: files", "`--engine spark`, paths", _on_spark, needs=_SPARK, tested=_CLUSTER)
    yield Kind("Spark tables", "Spark: tables", "`--engine spark`, `schema.glob*`", _in_catalogue, _NO_KEYS, needs=_SPARK, tested=_CLUSTER)


KINDS = {kind.id: kind for kind in _kinds()}
"""A new kind passes by being added here; several of one title are one line of the README."""


def readme_table() -> list[str]:
    """The lines of the table of sources: what each kind gives, needs and was tested on."""
    titles = dict.fromkeys(kind.title for kind in KINDS.values())
    return [_line([kind for kind in KINDS.values() if kind.title == title]) for title in titles]


def _line(kinds: Sequence[Kind]) -> str:
    first = kinds[0]
    gives = (
        ("yes" if all(one in kind.gives for kind in kinds) else "some" if any(one in kind.gives for kind in kinds) else "")
        for one in _GIVEN
    )
    cells = (first.title, first.named, *gives, "yes" if first.rows else "", first.needs, first.tested)
    return f"| {' | '.join(cells)} |"
