"""How much a server is asked about its tables: as much for many as for few, and nothing of those that nobody wants."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

from privaudit.engines.database import DatabaseEngine
from privaudit.scanning import Options, scan
from tests.engines.conftest import Database, only

MANY = 300


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Whatever is sent to a server meanwhile."""
    statements: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", listen)


def test_many_tables_take_no_more_questions_than_few(database: Database) -> None:
    database.run(*(f"CREATE TABLE t{number} (id INT PRIMARY KEY, email VARCHAR(80))" for number in range(MANY)))
    asked = []
    for wanted in (2, MANY):
        engine = DatabaseEngine(database.url, "server")
        names = {f"t{number}" for number in range(wanted)}
        with _listening() as statements:
            described = engine.describe(names.__contains__)
        engine.close()
        assert len(described.tables) == wanted
        asked.append(len(statements))
    assert asked[0] == asked[1] <= 20


@only(["postgresql", "mariadb", "mysql"])
def test_many_views_take_no_more_questions_than_few(database: Database) -> None:
    database.run("CREATE TABLE v0 (email VARCHAR(80))", *(f"CREATE VIEW v{number} AS SELECT email FROM v0" for number in range(1, MANY)))  # noqa: S608 names of our own
    asked = []
    for wanted in (2, MANY):
        engine = DatabaseEngine(database.url, "server")
        names = {f"v{number}" for number in range(wanted)}
        with _listening() as statements:
            described = engine.describe(names.__contains__)
        engine.close()
        assert [entry.table.reads for entry in described.tables] == [(), *[("v0",)] * (wanted - 1)]
        asked.append(len(statements))
    assert asked[0] == asked[1] <= 25


def test_nothing_is_asked_of_tables_that_are_left_out(database: Database) -> None:
    database.run("CREATE TABLE kept (email VARCHAR(80))", "CREATE TABLE spared (email VARCHAR(80))")
    database.run("INSERT INTO kept VALUES ('a@mail.example')", "INSERT INTO spared VALUES ('b@mail.example')")
    with _listening() as statements:
        report = scan([database.url], Options(exclude=("spared",)))
    assert [(column.table.name, column.values) for column in report.columns] == [("kept", 1)]
    assert any("kept" in statement for statement in statements)
    assert not any("spared" in statement for statement in statements)
