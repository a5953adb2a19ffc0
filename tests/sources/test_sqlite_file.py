from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from privaudit.engines.late import LateEngine
from privaudit.errors import SourceError
from privaudit.model.estate import ForeignKey, Place, Reference
from privaudit.model.sources import Description, ReadOptions, TargetFile
from privaudit.sources.sqlite_file import SOURCE
from tests.sources.rows import rows_of


def write(path: Path, script: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    return path


def describe(tmp_path: Path, script: str, name: str = "shop.db") -> Description:
    return SOURCE.describe(TargetFile(f"data/{name}", write(tmp_path / name, script)), ReadOptions(), tmp_path)


def test_each_table_is_described_as_the_file_declares_it(tmp_path: Path) -> None:
    description = describe(
        tmp_path,
        "CREATE TABLE people (id INTEGER PRIMARY KEY, email VARCHAR(80) NOT NULL);"
        "CREATE TABLE orders (id INTEGER, person INTEGER REFERENCES people);"
        "CREATE VIEW adults AS SELECT email FROM people;",
    )
    tables = {one.table.name: one.table for one in description.tables}
    people = tables["people"]
    assert (people.source, people.place, people.primary_key) == ("data/shop.db", Place("data/shop.db"), ("id",))
    assert [(column.name, column.type, column.nullable) for column in people.columns] == [
        ("id", "INTEGER", True),
        ("email", "VARCHAR(80)", False),
    ]
    assert tables["orders"].foreign_keys == (ForeignKey(("person",), Reference("people", ("id",))),)
    assert [column.name for column in tables["adults"].columns] == ["email"]


@pytest.mark.skipif(sqlite3.sqlite_version_info < (3, 37), reason="it does not tell them apart")
def test_where_a_full_text_search_keeps_its_rows_is_no_table_of_its_own(tmp_path: Path) -> None:
    description = describe(tmp_path, "CREATE VIRTUAL TABLE notes USING fts5(body); INSERT INTO notes VALUES ('a@b.example');")
    assert [one.table.name for one in description.tables] == ["notes"]
    assert rows_of(tmp_path, description) == {"notes": [("a@b.example",)]}


def test_values_read_as_in_an_export(tmp_path: Path) -> None:
    description = describe(
        tmp_path,
        'CREATE TABLE t (a, "b ""c", d REAL);'
        "INSERT INTO t VALUES (1, 'x' || char(10) || '\"y', 2.0), (NULL, '', 1.5), (x'ffd8', x'6162', 33612345678.0);"
        "INSERT INTO t VALUES (CAST(x'c3' AS TEXT), 'NULL', 1e300);",
    )
    assert rows_of(tmp_path, description) == {
        "t": [("1", 'x\n"y', "2"), (None, None, "1.5"), ("(binary)", "ab", "33612345678"), ("\ufffd", None, "1e+300")],
    }


def test_a_row_has_its_number_for_a_line(tmp_path: Path) -> None:
    (one,) = describe(tmp_path, "CREATE TABLE t (a); INSERT INTO t VALUES ('x'), ('y'), ('z')").tables
    with LateEngine(tmp_path) as engine:
        assert engine.lines(engine.load(one), [1, 3]) == {1: 1, 3: 3}


def test_no_row_is_read_before_somebody_asks_for_the_table(tmp_path: Path) -> None:
    description = describe(tmp_path, "CREATE TABLE t (a); INSERT INTO t VALUES (1)")
    assert list(tmp_path.glob("*.csv")) == []
    rows_of(tmp_path, description)
    assert len(list(tmp_path.glob("*.csv"))) == 1


@pytest.mark.parametrize("name", ["a b.db", "50%20.db", "what?.db", "#1.db"])
def test_a_path_may_have_any_name(tmp_path: Path, name: str) -> None:
    assert rows_of(tmp_path, describe(tmp_path, "CREATE TABLE t (a); INSERT INTO t VALUES (1)", name)) == {"t": [("1",)]}


def test_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    description = describe(tmp_path, "CREATE TABLE t (a); INSERT INTO t VALUES (1)")
    before = path.read_bytes()
    rows_of(tmp_path, description)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.glob("shop.db*")] == ["shop.db"]


def test_a_damaged_file_is_refused_without_its_values(tmp_path: Path) -> None:
    path = tmp_path / "bad.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5_000)
    with pytest.raises(SourceError, match="damaged, or in use"):
        SOURCE.describe(TargetFile("bad.db", path), ReadOptions(), tmp_path)
    description = describe(
        tmp_path,
        "CREATE TABLE t (a);"
        "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO t SELECT 'canary ' || i FROM n",
    )
    path = tmp_path / "shop.db"
    content = bytearray(path.read_bytes())
    content[8_192:16_384] = b"\xee" * 8_192
    path.write_bytes(content)
    with pytest.raises(SourceError, match="the rows of t cannot be read") as caught:
        rows_of(tmp_path, description)
    assert "canary" not in caught.value.told


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no table"):
        describe(tmp_path, "CREATE TABLE t (a); DROP TABLE t")
