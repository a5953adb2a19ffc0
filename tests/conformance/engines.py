"""The engines that the conformance suite asks, each as a session in which a small table can be filled and asked about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

import duckdb
import psycopg
import pymysql
from sqlglot import exp

from privaudit import lowering
from privaudit.questions import Answer

Row = tuple[str | None, str | None]


class _Cursor(Protocol):
    def execute(self, sql: Any, /) -> object: ...  # noqa: ANN401 drivers differ
    def executemany(self, sql: Any, rows: Sequence[Row], /) -> object: ...  # noqa: ANN401 as above
    def fetchall(self) -> Sequence[Answer]: ...


class Session:
    """A session of one engine, with a table `cells` of two text columns."""

    def __init__(self, dialect: str, cursor: _Cursor, text: str = "TEXT", mark: str = "?", kept: str = "TEMPORARY") -> None:
        self.dialect = lowering.of(dialect)
        self._cursor = cursor
        self._mark = mark
        for statement in self.dialect.session:
            cursor.execute(statement)
        cursor.execute(f"CREATE {kept} TABLE cells (v {text}, w {text})")

    def fill(self, rows: Sequence[Row]) -> None:
        """These rows instead of those before."""
        self._cursor.execute("DELETE FROM cells")
        if rows:
            self._cursor.executemany(f"INSERT INTO cells VALUES ({self._mark}, {self._mark})", rows)  # noqa: S608 constants

    def run(self, statement: str) -> None:
        """A statement of a test, as it stands."""
        self._cursor.execute(statement)

    def ask(self, question: exp.Expr) -> list[Answer]:
        """The answer, as an engine gives it."""
        written = self.dialect.written(question)
        self._cursor.execute(written.sql)
        return [written.row(tuple(row)) for row in self._cursor.fetchall()]


@contextmanager
def duckdb_session() -> Iterator[Session]:
    with duckdb.connect() as connection:
        yield Session("duckdb", connection)


@contextmanager
def sqlite_session() -> Iterator[Session]:
    connection = sqlite3.connect(":memory:")
    prepare = lowering.of("sqlite").prepare
    assert prepare is not None
    prepare(connection)
    try:
        yield Session("sqlite", connection.cursor())
    finally:
        connection.close()


@contextmanager
def postgresql_session(url: str) -> Iterator[Session]:
    with psycopg.connect(url.replace("+psycopg", "")) as connection, connection.cursor() as cursor:
        yield Session("postgresql", cursor, mark="%s")


@contextmanager
def mysql_session(url: str, dialect: str = "mariadb") -> Iterator[Session]:
    """Of MariaDB or of MySQL."""
    parts = urlsplit(url)
    (socket,) = parse_qs(parts.query)["unix_socket"]
    connection = pymysql.connect(unix_socket=socket, user=parts.username, database=parts.path.strip("/"), charset="utf8mb4")
    with connection, connection.cursor() as cursor:
        # MySQL reads no temporary table twice in one statement.
        cursor.execute("DROP TABLE IF EXISTS cells")
        # The usual collation of servers, under which nothing compares by its code points.
        yield Session(dialect, cursor, "LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci", mark="%s", kept="")
