"""The sample organisations as real databases: their tables with types, keys and foreign keys, and the rows of their files."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pymysql
from pymysql.constants import CLIENT
from sqlalchemy.engine import make_url
from sqlglot import exp

from privaudit import questions as ask
from privaudit import rulebook
from privaudit.declared_type import kind_of
from privaudit.model.estate import ForeignKey, Table
from privaudit.scanning import Options, inventory_of

Row = tuple[str | None, ...]
Content = Mapping[str, Counter[Row]]
"""Table -> its rows as texts, each with how often it is there."""
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")


@dataclass(frozen=True)
class Sample:
    """The tables of a folder with their rows as texts."""

    tables: tuple[Table, ...]
    rows: Mapping[str, tuple[Row, ...]]

    @classmethod
    def of(cls, folder: Path) -> Sample:
        """What privaudit reads there, without looking what it is."""
        with inventory_of([str(folder)], Options(), rulebook.built_in(), lambda _estate, _engine: []) as (inventory, engine):
            tables = tuple(table for table in inventory.estate.tables if table.has_rows)
            rows = {table.name: tuple(tuple(row) for row in engine.ask(_all(table))) for table in tables}
        return cls(tables, rows)

    def kind(self, table: Table, place: int) -> str:
        """The type that all values of a column fit: a number, a date, else text."""
        column = [column for column in table.columns if column.in_rows][place]
        values = [cell for row in self.rows[table.name] if (cell := row[place]) is not None]
        kind = kind_of(column.type)
        if kind == "number" and all(_WHOLE.fullmatch(value) for value in values):
            return "number"
        return "date" if column.type.lower() == "date" and all(_is_day(value) for value in values) else "text"

    def keys(self, table: Table) -> Iterator[ForeignKey]:
        """The foreign keys that the rows obey and a server takes."""
        for key in table.foreign_keys:
            parent = next((other for other in self.tables if other.name.lower() == key.target.table.lower()), None)
            if parent is None or [name.lower() for name in key.target.columns] != [name.lower() for name in parent.primary_key]:
                continue
            held = set(self._cells(parent, key.target.columns))
            if all(None in cells or cells in held for cells in self._cells(table, key.columns)):
                yield key

    def _cells(self, table: Table, names: Sequence[str]) -> Iterator[Row]:
        places = [names_of(table).index(name.lower()) for name in names]
        yield from (tuple(row[place] for place in places) for row in self.rows[table.name])


class Database(Protocol):
    """A copy of a sample on a real server, or in a file of SQLite."""

    url: str

    def run(self, script: str) -> None:
        """Carries out SQL text, as the client of the database would."""

    def content(self) -> Content:
        """All rows of all tables."""

    def broken_keys(self) -> int:
        """How many rows point into the void."""


def names_of(table: Table) -> list[str]:
    """The columns of its rows, in lower case."""
    return [column.name.lower() for column in table.columns if column.in_rows]


def _all(table: Table) -> exp.Select:
    columns = [
        exp.alias_(ask.as_text(ask.column(column.name)), f"c_{place}") for place, column in enumerate(table.columns) if column.in_rows
    ]
    return exp.select(*columns).from_(ask.relation(table.relation or ""))


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


@dataclass(frozen=True)
class _Flavour:
    """How a dialect spells what a copy needs."""

    quote: str
    types: Mapping[str, str]
    key_text: str
    """The type of a text that is a key."""
    schemas: bool

    def table(self, name: str) -> str:
        """A name, quoted."""
        schema, _, own = name.rpartition(".") if self.schemas else ("", "", name)
        return ".".join(f"{self.quote}{part}{self.quote}" for part in (schema, own) if part)

    def columns(self, names: Sequence[str]) -> str:
        """Names of columns, quoted."""
        return ", ".join(f"{self.quote}{name}{self.quote}" for name in names)

    def created(self, sample: Sample) -> Iterator[str]:
        """The statements that make the tables, those first to which others point."""
        for table in sample.tables:
            bound = {name.lower() for name in table.primary_key}
            bound |= {name.lower() for key in table.foreign_keys for name in key.columns}
            parts = [self._column(sample, table, place, bound) for place in range(len(names_of(table)))]
            if table.primary_key:
                parts.append(f"PRIMARY KEY ({self.columns(table.primary_key)})")
            if self.quote == '"' and not self.schemas:
                parts += [self._key(key) for key in sample.keys(table)]
            yield f"CREATE TABLE {self.table(table.name)} ({', '.join(parts)})"

    def keyed(self, sample: Sample) -> Iterator[str]:
        """The statements that add foreign keys once the rows are there."""
        for table in sample.tables:
            yield from (f"ALTER TABLE {self.table(table.name)} ADD {self._key(key)}" for key in sample.keys(table))

    def _column(self, sample: Sample, table: Table, place: int, bound: set[str]) -> str:
        column = [column for column in table.columns if column.in_rows][place]
        kind = sample.kind(table, place)
        filled = all(row[place] is not None for row in sample.rows[table.name])
        kept = self.key_text if kind == "text" and column.name.lower() in bound else self.types[kind]
        return f"{self.columns([column.name])} {kept}{'' if column.nullable or not filled else ' NOT NULL'}"

    def _key(self, key: ForeignKey) -> str:
        target = f"{self.table(key.target.table)} ({self.columns(key.target.columns)})"
        return f"FOREIGN KEY ({self.columns(key.columns)}) REFERENCES {target}"

    def inserted(self, table: Table, mark: str) -> str:
        """The statement that adds a row."""
        return f"INSERT INTO {self.table(table.name)} VALUES ({', '.join([mark] * len(names_of(table)))})"  # noqa: S608 names of our own

    def selected(self, table: Table) -> str:
        """All rows of a table."""
        columns = self.columns([column.name for column in table.columns if column.in_rows])
        return f"SELECT {columns} FROM {self.table(table.name)}"  # noqa: S608 as above


_SQLITE = _Flavour('"', {"number": "INTEGER", "date": "DATE", "text": "TEXT"}, "TEXT", schemas=False)
_POSTGRESQL = _Flavour('"', {"number": "bigint", "date": "date", "text": "text"}, "text", schemas=True)
_MARIADB = _Flavour("`", {"number": "BIGINT", "date": "DATE", "text": "LONGTEXT"}, "VARCHAR(190)", schemas=True)


def as_text(value: Any) -> str | None:  # noqa: ANN401 whatever a driver gives
    """A value as the tests compare it."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _counted(rows: Sequence[Sequence[Any]]) -> Counter[Row]:
    return Counter(tuple(as_text(value) for value in row) for row in rows)


class SqliteCopy:
    """A sample in a file of SQLite."""

    def __init__(self, sample: Sample, path: Path) -> None:
        self._sample, self._path = sample, path
        self.url = f"sqlite:///{path}"
        with closing(sqlite3.connect(path)) as connection:
            for statement in _SQLITE.created(sample):
                connection.execute(statement)
            for table in sample.tables:
                connection.executemany(_SQLITE.inserted(table, "?"), sample.rows[table.name])
            connection.commit()

    def run(self, script: str) -> None:
        with closing(sqlite3.connect(self._path)) as connection:
            connection.executescript(script)

    def content(self) -> Content:
        with closing(sqlite3.connect(self._path)) as connection:
            return {table.name: _counted(connection.execute(_SQLITE.selected(table)).fetchall()) for table in self._sample.tables}

    def broken_keys(self) -> int:
        with closing(sqlite3.connect(self._path)) as connection:
            return len(connection.execute("PRAGMA foreign_key_check").fetchall())


class PostgresqlCopy:
    """A sample on a PostgreSQL server, in a database of its own."""

    def __init__(self, sample: Sample, url: str, name: str) -> None:
        self._sample = sample
        server = make_url(url)
        with psycopg.connect(server.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
            connection.execute(f'CREATE DATABASE "{name}"')
        self.url = server.set(database=name).render_as_string(hide_password=False)
        self._connect = server.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
        with psycopg.connect(self._connect) as connection:
            for schema in sorted({table.name.rpartition(".")[0] for table in sample.tables} - {""}):
                connection.execute(f'CREATE SCHEMA "{schema}"')
            for statement in _POSTGRESQL.created(sample):
                connection.execute(statement)
            for table in sample.tables:
                connection.cursor().executemany(_POSTGRESQL.inserted(table, "%s"), sample.rows[table.name])
            for statement in _POSTGRESQL.keyed(sample):
                connection.execute(statement)

    def run(self, script: str) -> None:
        with psycopg.connect(self._connect, autocommit=True) as connection:
            connection.execute(script.encode())

    def content(self) -> Content:
        with psycopg.connect(self._connect) as connection:
            return {
                table.name: _counted(connection.execute(_POSTGRESQL.selected(table).encode()).fetchall()) for table in self._sample.tables
            }

    def broken_keys(self) -> int:
        return 0  # the server refuses them


class MysqlCopy:
    """A sample on a MariaDB server; a schema is a database there."""

    def __init__(self, sample: Sample, url: str, name: str) -> None:
        self._sample = sample
        server = make_url(url)
        # With a database in its URL only the tables of that one are seen.
        seen = name if any("." not in table.name for table in sample.tables) else ""
        self.url = server.set(database=seen).render_as_string(hide_password=False)
        self._socket = str(server.query["unix_socket"])
        schemas = sorted({table.name.rpartition(".")[0] for table in sample.tables} - {""})
        with self._connection(None) as connection, connection.cursor() as cursor:
            cursor.execute("SHOW DATABASES")
            for (other,) in cursor.fetchall():
                if other not in {"information_schema", "mysql", "performance_schema", "sys", "shop"}:
                    cursor.execute("SET foreign_key_checks = 0")
                    cursor.execute(f"DROP DATABASE `{other}`")
            cursor.execute("SET foreign_key_checks = 1")
            for database in (name, *schemas):
                cursor.execute(f"CREATE DATABASE `{database}` CHARACTER SET utf8mb4")
        with self._connection(name) as connection, connection.cursor() as cursor:
            for statement in _MARIADB.created(sample):
                cursor.execute(statement)
            for table in sample.tables:
                cursor.executemany(_MARIADB.inserted(table, "%s"), sample.rows[table.name])
            for statement in _MARIADB.keyed(sample):
                cursor.execute(statement)
            connection.commit()
        self._name = name

    def _connection(self, database: str | None) -> pymysql.connections.Connection[Any]:
        return pymysql.connect(
            unix_socket=self._socket, user="root", database=database, charset="utf8mb4", client_flag=CLIENT.MULTI_STATEMENTS
        )

    def run(self, script: str) -> None:
        with self._connection(self._name) as connection, connection.cursor() as cursor:
            cursor.execute(script)
            while cursor.nextset():
                pass

    def content(self) -> Content:
        with self._connection(self._name) as connection, connection.cursor() as cursor:
            found = {}
            for table in self._sample.tables:
                cursor.execute(_MARIADB.selected(table))
                found[table.name] = _counted(cursor.fetchall())
            return found

    def broken_keys(self) -> int:
        return 0  # the server refuses them
