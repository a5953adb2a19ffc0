"""Empty databases of each kind, in which scripts are run as two kinds of clients would run them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pymysql
from pymysql.constants import CLIENT
from sqlalchemy.engine import make_url


class Server(Protocol):
    """A real database with nothing in it."""

    dialect: str
    quote: str
    text: str
    """The type of a short text."""

    def set_up(self, *statements: str, **rows: Sequence[Sequence[Any]]) -> None:
        """Makes tables, and fills them."""

    def run(self, sql: str) -> None:
        """As a client that stops at the first error, which is raised."""

    def run_on(self, sql: str) -> None:
        """As a client that goes on, whatever fails."""

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """All rows, in order."""


class Sqlite:
    dialect, quote, text = "sqlite", '"', "TEXT"

    def __init__(self, path: Path) -> None:
        self._path = path

    def set_up(self, *statements: str, **rows: Sequence[Sequence[Any]]) -> None:
        with closing(sqlite3.connect(self._path)) as connection:
            for statement in statements:
                connection.execute(statement)
            for table, cells in rows.items():
                marks = ", ".join("?" * len(cells[0]))
                connection.executemany(f"INSERT INTO {quoted(self, table)} VALUES ({marks})", cells)  # noqa: S608 names of our own
            connection.commit()

    def run(self, sql: str) -> None:
        with closing(sqlite3.connect(self._path)) as connection:
            connection.executescript(sql)

    def run_on(self, sql: str) -> None:
        with closing(sqlite3.connect(self._path, isolation_level=None)) as connection:
            for statement in in_statements(sql):
                with suppress(sqlite3.Error):
                    connection.execute(statement)

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self._path)) as connection:
            return sorted(connection.execute(f"SELECT * FROM {quoted(self, table)}"), key=repr)  # noqa: S608 as above


class Postgresql:
    dialect, quote, text = "postgresql", '"', "text"

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA IF EXISTS public CASCADE")
            connection.execute("CREATE SCHEMA public")

    def set_up(self, *statements: str, **rows: Sequence[Sequence[Any]]) -> None:
        with psycopg.connect(self._url) as connection:
            for statement in statements:
                connection.execute(statement.encode())
            for table, cells in rows.items():
                marks = ", ".join(["%s"] * len(cells[0]))
                name = quoted(self, table).replace("%", "%%")
                connection.cursor().executemany(f"INSERT INTO {name} VALUES ({marks})".encode(), cells)  # noqa: S608 as above

    def run(self, sql: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(sql.encode())

    def run_on(self, sql: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            begin, _, rest = sql.partition("BEGIN;")
            body, _, _ = rest.rpartition("COMMIT;")
            for statement in (f"{begin}BEGIN", body, "COMMIT"):
                with suppress(psycopg.Error):
                    connection.execute(statement.encode())

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self._url) as connection:
            return sorted(connection.execute(f"SELECT * FROM {quoted(self, table)}".encode()).fetchall(), key=repr)  # noqa: S608 as above


class Mysql:
    """A database of MySQL or of MariaDB."""

    dialect, quote, text = "mysql", "`", "VARCHAR(190)"

    def __init__(self, url: str) -> None:
        self._socket = str(make_url(url).query["unix_socket"])
        with self._connected("shop") as connection, connection.cursor() as cursor:
            cursor.execute("DROP DATABASE IF EXISTS scripts")
            cursor.execute("CREATE DATABASE scripts CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")

    def _connected(self, database: str = "scripts") -> Any:  # noqa: ANN401 the driver brings no types
        return pymysql.connect(
            unix_socket=self._socket, user="root", database=database, client_flag=CLIENT.MULTI_STATEMENTS, autocommit=True
        )

    def set_up(self, *statements: str, **rows: Sequence[Sequence[Any]]) -> None:
        with self._connected() as connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            for table, cells in rows.items():
                marks = ", ".join(["%s"] * len(cells[0]))
                name = quoted(self, table).replace("%", "%%")
                cursor.executemany(f"INSERT INTO {name} VALUES ({marks})", cells)  # noqa: S608 as above

    def run(self, sql: str) -> None:
        with self._connected() as connection, connection.cursor() as cursor:
            cursor.execute(sql)
            while cursor.nextset():
                pass

    def run_on(self, sql: str) -> None:
        with self._connected() as connection, connection.cursor() as cursor:
            for statement in in_statements(sql):
                with suppress(pymysql.Error):
                    cursor.execute(statement)

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        with self._connected() as connection, connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {quoted(self, table)}")  # noqa: S608 as above
            return sorted(cursor.fetchall(), key=repr)


def quoted(server: Server, name: str) -> str:
    """A name as the server writes it."""
    return f"{server.quote}{name.replace(server.quote, server.quote * 2)}{server.quote}"


def in_statements(sql: str) -> list[str]:
    """One by one: none of these scripts has a semicolon at the end of a line within a text."""
    return [statement for statement in sql.split(";\n") if statement.strip()]
