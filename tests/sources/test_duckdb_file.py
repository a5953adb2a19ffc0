from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from privaudit.errors import SourceError
from privaudit.model.estate import ForeignKey, Reference
from privaudit.model.sources import Description, ReadOptions, TargetFile
from privaudit.sources.duckdb_file import SOURCE
from tests.sources.rows import rows_of


def describe(tmp_path: Path, *statements: str) -> Description:
    path = tmp_path / "shop.duckdb"
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    return SOURCE.describe(TargetFile("data/shop.duckdb", path), ReadOptions(), tmp_path)


def test_each_table_is_described_as_the_file_has_it(tmp_path: Path) -> None:
    description = describe(
        tmp_path,
        "CREATE TABLE people (id INTEGER PRIMARY KEY, email VARCHAR NOT NULL, home STRUCT(city VARCHAR))",
        "COMMENT ON TABLE people IS 'guests'",
        "COMMENT ON COLUMN people.email IS 'of the booking'",
        "CREATE SCHEMA old",
        "CREATE TABLE orders (id INTEGER, person INTEGER REFERENCES people (id))",
        "CREATE TABLE old.orders (id INTEGER)",
        "INSERT INTO people VALUES (1, 'a@b.example', {'city': 'Ulm'})",
    )
    people, orders, old = (one.table for one in description.tables)
    assert (people.name, people.source, people.primary_key, people.comment) == ("people", "data/shop.duckdb", ("id",), "guests")
    assert [(column.name, column.type, column.nullable, column.comment) for column in people.columns] == [
        ("id", "INTEGER", False, ""),
        ("email", "VARCHAR", False, "of the booking"),
        ("home.city", "VARCHAR", True, ""),
    ]
    assert orders.foreign_keys == (ForeignKey(("person",), Reference("people", ("id",))),)
    assert (old.name, old.dialect) == ("old.orders", "duckdb")
    assert rows_of(tmp_path, description)["people"] == [("1", "a@b.example", "Ulm")]


def test_a_view_is_named_and_not_read(tmp_path: Path) -> None:
    description = describe(tmp_path, "CREATE TABLE a (id INTEGER)", "CREATE VIEW v AS SELECT * FROM a")
    assert [one.table.name for one in description.tables] == ["a"]
    assert [(said.what, said.reason) for said in description.skipped] == [
        ("data/shop.duckdb", "its view is not read, only its tables"),
    ]


def test_nothing_is_written(tmp_path: Path) -> None:
    description = describe(tmp_path, "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)")
    before = (tmp_path / "shop.duckdb").read_bytes()
    assert rows_of(tmp_path, description) == {"a": [("1",)]}
    assert (tmp_path / "shop.duckdb").read_bytes() == before
    assert not (tmp_path / "shop.duckdb.wal").exists()


def test_an_empty_or_damaged_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no table"):
        describe(tmp_path)
    path = tmp_path / "bad.duckdb"
    path.write_bytes(b"\0" * 8 + b"DUCK" + b"\xff" * 5000)
    with pytest.raises(SourceError, match="damaged, or of another version"):
        SOURCE.describe(TargetFile("bad.duckdb", path), ReadOptions(), tmp_path)


def test_a_file_is_told_by_its_mark() -> None:
    assert SOURCE.accepts(TargetFile("x", Path("x")), b"\0" * 8 + b"DUCK")
    assert not SOURCE.accepts(TargetFile("x.duckdb", Path("x.duckdb")), b"id,email\n")
