"""A database of its own for each test, in each kind of server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import column as sql_column
from sqlalchemy import create_engine, make_url
from sqlalchemy import table as sql_table
from sqlalchemy.pool import NullPool

from privaudit.engines.several import Engines
from privaudit.model.estate import Table

_NUMBERS = count(1)


@dataclass(frozen=True)
class Database:
    """A database that is the test's own, with a login that may write."""

    url: str

    @property
    def kind(self) -> str:
        return make_url(self.url).get_backend_name()

    def run(self, *statements: str) -> None:
        """Executes statements as somebody else would."""
        with create_engine(self.url, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect() as connection:
            if self.kind == "mysql":
                connection.exec_driver_sql("SET sql_mode = 'NO_BACKSLASH_ESCAPES'")
            for statement in statements:
                connection.execution_options(no_parameters=True).exec_driver_sql(statement)

    def insert(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Adds rows, as somebody else would."""
        with create_engine(self.url, poolclass=NullPool).begin() as connection:
            connection.execute(sql_table(table, *map(sql_column, rows[0])).insert(), list(rows))

    def rows(self, question: str) -> list[tuple[object, ...]]:
        """What it holds by now."""
        with create_engine(self.url, poolclass=NullPool).connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(question)]


only = partial(pytest.mark.parametrize, "database", indirect=True)
"""Marks a test that is about some kinds alone."""


@pytest.fixture(params=["sqlite", "postgresql", "mariadb", "mysql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty one of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "shop.db"
        path.touch()
        yield Database(f"sqlite:///{path}")
        return
    server = Database(request.getfixturevalue(f"{request.param}_url"))
    name = f"own_{next(_NUMBERS)}"
    server.run(f"CREATE DATABASE {name}")
    yield Database(make_url(server.url).set(database=name).render_as_string(hide_password=False))
    server.run(f"DROP DATABASE {name}{' WITH (FORCE)' if server.kind == 'postgresql' else ''}")


@pytest.fixture
def engines(tmp_path: Path) -> Iterator[Engines]:
    """The engines of a run."""
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    with Engines(workspace) as opened:
        yield opened


def tables_of(engines: Engines, url: str) -> dict[str, Table]:
    """All tables of a database, ready to be asked, by name."""
    return {entry.table.name: engines.load(entry) for entry in engines.describe(url, lambda _: True).tables}
