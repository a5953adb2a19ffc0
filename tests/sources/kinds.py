"""Every kind of source, and what it is said to be in the README; each is tried with the same tables."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import make_url

from privaudit.model.sources import Cluster
from tests.engines.conftest import Database
from tests.sources.same_tables import (
    REMARK,
    TABLES,
    created,
    packed,
    workbook,
    write_csv,
    write_dbt,
    write_duckdb,
    write_json_array,
    write_json_lines,
    write_json_object,
    write_mysql_dump,
    write_parquet,
    write_postgresql_dump,
    write_schema,
    write_semicolons,
    write_sqlite,
    write_sqlite_dump,
    write_zip,
)
from tests.sources.test_workbook import typed_ods, xls, xlsx

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Opened = Callable[[Path, pytest.FixtureRequest], tuple[str, Cluster | None]]
"""Puts the tables into a source: the target that names them, and the cluster that reads it."""


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
        server.run(f"CREATE DATABASE {name}" + ("" if kind == "postgresql" else " CHARACTER SET utf8mb4"))
        own = Database(make_url(server.url).set(database=name).render_as_string(hide_password=False))
        for table, (names, rows) in TABLES.items():
            own.run(*created(table, "mysql" if kind == "mariadb" else kind))
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
            session.sql(f"ALTER TABLE {name} ALTER COLUMN balance COMMENT '{REMARK}'")
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
_JSON = "JSON: lines, arrays, arrays within one object"
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
    yield Kind("JSON Lines", _JSON, "`.jsonl`, `.ndjson`, `.json`", files(write_json_lines), frozenset({TYPES}))
    yield Kind("JSON array", _JSON, "", files(write_json_array), frozenset({TYPES}))
    yield Kind("JSON object", _JSON, "", files(write_json_object), frozenset({TYPES}))
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
    postgresql, mysql = "`postgresql://user@host/db`", {"MariaDB": "`mariadb://user@host/db`", "MySQL": "`mysql://user@host/db`"}
    server = "a real server"
    yield Kind("PostgreSQL", "PostgreSQL", postgresql, _on_server("postgresql"), _ALL, needs="`privaudit[postgresql]`", tested=server)
    for name in ("MariaDB", "MySQL"):
        yield Kind(name, name, mysql[name], _on_server(name.lower()), _ALL, needs="`privaudit[mysql]`", tested=server)
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
