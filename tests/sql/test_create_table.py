"""A CREATE TABLE in, its table out: whose columns it has, what stands behind them, and what is named where it has none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.model.estate import Table
from privaudit.sql.schema import Schema

Shown = Callable[..., dict[str, list[str]]]
Only = Callable[..., Table]
Read = Callable[..., Schema]


def test_key_behind_the_list(only: Only) -> None:
    assert only("CREATE TABLE guest (id INT64, n INT64) PRIMARY KEY (id);").primary_key == ("id",)
    assert only("CREATE TABLE guest (id UInt64) ENGINE = MergeTree PRIMARY KEY id;", "clickhouse").primary_key == ("id",)


def test_comment_of_the_table(only: Only) -> None:
    assert only("CREATE TABLE guest (id int) ENGINE=InnoDB COMMENT='who came; when';", "mysql").comment == "who came; when"
    assert only("CREATE TABLE guest (id int) COMMENT 'who came' STORED AS ORC;", "hive").comment == "who came"


SKIPPED = {
    "a query": ("CREATE TABLE guest AS SELECT id, name FROM host;", "its columns come from a query"),
    "a query in brackets": ("CREATE TABLE guest (SELECT id FROM host);", "its columns come from a query"),
    "a query of two": ("CREATE TABLE host (id int); CREATE TABLE guest AS SELECT * FROM host, inn;", "its columns come from a query"),
    "a parent that is not there": (
        "CREATE TABLE guest (LIKE host INCLUDING ALL);",
        "its columns come from host, which is not in this file",
    ),
    "a partition": ("CREATE TABLE guest PARTITION OF host FOR VALUES IN (1);", "a partition of host, which is not in this file"),
    "a type": ("CREATE TABLE guest OF person (PRIMARY KEY (id));", "its columns come from a type"),
    "no list": ("CREATE TABLE guest;", "it has no column list"),
    "an empty list": ("CREATE TABLE guest ();", "it has no column list"),
    "a template": ("CREATE TABLE guest ({{ columns }});", "a part of its column list was not understood"),
}


@pytest.mark.parametrize(("sql", "reason"), SKIPPED.values(), ids=SKIPPED)
def test_what_cannot_be_recovered_is_named(read: Read, sql: str, reason: str) -> None:
    found = read(sql)
    assert found.creates
    assert "guest" not in [table.name for table in found.tables]
    assert ("guest (dump.sql:1)", reason) in [(skipped.what, skipped.reason) for skipped in found.skipped]


def test_a_name_that_is_none(read: Read) -> None:
    assert [skipped.reason for skipped in read("CREATE TABLE {{ prefix }} (id int);").skipped] == ["its name was not understood"]


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE guest (LIKE host);",
        "CREATE TABLE guest LIKE host;",
        "CREATE TABLE guest CLONE host;",
        "CREATE TABLE guest AS SELECT * FROM host WHERE false;",
        "CREATE TABLE guest AS (SELECT * FROM host);",
        "CREATE TABLE guest AS TABLE host;",
    ],
)
def test_columns_of_another_table(shown: Shown, sql: str) -> None:
    assert shown(f"CREATE TABLE host (id int, name text); {sql}")["guest"] == ["id int", "name text"]


def test_inherited_columns_come_first(shown: Shown) -> None:
    sql = "CREATE TABLE person (id int, name text); CREATE TABLE guest (room int) INHERITS (public.person);"
    assert shown(sql, "postgres") == {"person": ["id int", "name text"], "guest": ["id int", "name text", "room int"]}


def test_inherited_from_elsewhere(read: Read) -> None:
    found = read("CREATE TABLE guest (room int) INHERITS (person);", "postgres")
    assert [table.name for table in found.tables] == ["guest"]
    assert [skipped.reason for skipped in found.skipped] == ["its columns come from person, which is not in this file"]


def test_partitions_are_their_parent(read: Read) -> None:
    sql = """
    CREATE TABLE stay (id int, day date) PARTITION BY RANGE (day);
    CREATE TABLE stay_1 PARTITION OF stay FOR VALUES FROM (1) TO (2) PARTITION BY LIST (id);
    CREATE TABLE stay_1_a PARTITION OF stay_1 FOR VALUES IN (1);
    CREATE TABLE stay_2 (id int, day date);
    ALTER TABLE ONLY stay ATTACH PARTITION stay_2 FOR VALUES FROM (2) TO (3);
    ALTER TABLE stay_2 ADD COLUMN extra int;
    """
    found = read(sql, "postgres")
    assert [table.name for table in found.tables] == ["stay"]
    assert found.skipped == ()
