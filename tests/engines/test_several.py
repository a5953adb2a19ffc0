from __future__ import annotations

from pathlib import Path

import pytest
from sqlglot import exp

from privaudit import questions as ask
from privaudit.engines.database import DatabaseEngine
from privaudit.engines.several import Engines
from privaudit.errors import ElsewhereError
from privaudit.model.estate import Table
from privaudit.model.sources import ReadOptions, TargetFile
from privaudit.questions import Answer
from privaudit.sources.delimited import SOURCE
from tests.engines.conftest import Database, only, tables_of

CONTACTS = (
    "CREATE TABLE contacts (id INT PRIMARY KEY, email VARCHAR(80), note TEXT)",
    "INSERT INTO contacts VALUES (1, 'a@mail.example', 'x'), (2, ' B@mail.example', NULL), (3, NULL, 'y'), (4, 'c@mail.example', 'z')",
)


def _stops(engines: Engines, folder: Path) -> Table:
    path = folder / "stops.csv"
    path.write_text("email,since\nb@MAIL.example,2026-01-01\nd@mail.example,2026-01-02\na@mail.example,\n", encoding="utf-8")
    (described,) = SOURCE.describe(TargetFile(path.name, path), ReadOptions(), folder).tables
    return engines.load(described)


def _many(database: Database, rows: int) -> None:
    database.run("CREATE TABLE many (id INT PRIMARY KEY, name VARCHAR(40))")
    database.insert("many", [{"id": number, "name": f"name {number}"} for number in range(rows)])


def _rows(engines: Engines, table: Table) -> list[Answer]:
    return engines.ask(exp.select(*(ask.column(column.name) for column in table.columns)).from_(ask.relation(table.relation or "")))


def test_a_question_about_a_file_and_a_database_is_answered(database: Database, engines: Engines, tmp_path: Path) -> None:
    database.run(*CONTACTS)
    contacts, stops = tables_of(engines, database.url)["contacts"], _stops(engines, tmp_path)
    same = exp.EQ(this=ask.folded(ask.column("email", "row")), expression=ask.folded(ask.column("email", "stop")))
    asked = exp.select(ask.column("id", "row"), ask.column("since", "stop")).from_(ask.relation(contacts.relation or "", "row"))
    asked = asked.join(ask.relation(stops.relation or "", "stop"), on=same).order_by(ask.column("id", "row"))
    assert engines.ask(asked) == [("1", None), ("2", "2026-01-01")]
    assert list(engines.stream(asked)) == engines.ask(asked)


def test_databases_are_compared_with_each_other(database: Database, engines: Engines, tmp_path: Path) -> None:
    database.run(*CONTACTS)
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    other.run("CREATE TABLE gone (number INT)", "INSERT INTO gone VALUES (2), (3), (9)")
    contacts, gone = tables_of(engines, database.url)["contacts"], tables_of(engines, other.url)["gone"]
    same = exp.EQ(this=ask.as_text(ask.column("id", "row")), expression=ask.as_text(ask.column("number", "gone")))
    asked = exp.select(exp.alias_(exp.Count(this=exp.Star()), "n")).from_(ask.relation(contacts.relation or "", "row"))
    assert engines.ask(asked.join(ask.relation(gone.relation or "", "gone"), on=same)) == [(2,)]


def test_a_large_table_is_read_by_a_sample_that_is_the_same_at_every_run(database: Database, engines: Engines) -> None:
    _many(database, 3_000)
    table = tables_of(engines, database.url)["many"]
    with engines.readable(table, 200) as (first, rows):
        found = _rows(engines, first)
    with engines.readable(table, 200) as (second, _):
        assert sorted(_rows(engines, second)) == sorted(found)
    assert rows == 3_000
    assert 120 < len(found) < 300
    assert max(int(number) for number, _ in found) > 2_500


def test_all_rows_are_read_where_all_are_asked_for_or_few_are_there(database: Database, engines: Engines) -> None:
    _many(database, 3_000)
    table = tables_of(engines, database.url)["many"]
    for most in (None, 2_500):
        with engines.readable(table, most) as (near, rows):
            assert len(_rows(engines, near)) == rows == 3_000


def test_cells_come_as_the_texts_of_an_export(database: Database, engines: Engines) -> None:
    database.run(
        "CREATE TABLE kinds (id INT PRIMARY KEY, at TIMESTAMP NULL, day DATE, price DECIMAL(8, 2))",
        "INSERT INTO kinds VALUES (7, '2026-01-02 03:04:05', '2026-02-28', 12.5)",
    )
    with engines.readable(tables_of(engines, database.url)["kinds"], None) as (near, _):
        ((number, at, day, price),) = _rows(engines, near)
    assert (number, at, day) == ("7", "2026-01-02 03:04:05", "2026-02-28")
    assert float(price) == 12.5


def test_a_table_of_a_file_is_read_itself(engines: Engines, tmp_path: Path) -> None:
    stops = _stops(engines, tmp_path)
    with engines.readable(stops, 1) as (near, rows):
        assert near is stops
        assert rows is None


@only(["sqlite"])
def test_a_question_that_is_too_deep_for_a_server_is_answered_all_the_same(database: Database, engines: Engines) -> None:
    database.run(*CONTACTS)
    deep = ask.column("note")
    for _ in range(60):
        deep = exp.Coalesce(this=ask.case([(exp.EQ(this=deep, expression=ask.text("y")), ask.text("y"))], ask.text("n")))
    server = DatabaseEngine(database.url, "server")
    (there,) = (server.load(entry) for entry in server.describe(lambda _: True).tables)
    with pytest.raises(ElsewhereError):
        server.ask(exp.select(exp.alias_(deep, "deep")).from_(ask.relation(there.relation or "")))
    server.close()
    contacts = tables_of(engines, database.url)["contacts"]
    asked = exp.select(exp.alias_(deep, "deep")).from_(ask.relation(contacts.relation or ""))
    assert engines.ask(asked) == list(engines.stream(asked)) == [("n",), ("n",), ("y",), ("n",)]
