"""A whole dump in, its tables out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit.sql import schema
from privaudit.sql.dialects import GENERIC
from privaudit.sql.recognition import text_of

Shown = Callable[..., dict[str, list[str]]]
Read = Callable[..., schema.Schema]


def test_a_table_within_something_else_is_none(shown: Shown) -> None:
    sql = """
    -- CREATE TABLE a (x int);
    /* CREATE TABLE b (x int); */
    INSERT INTO log VALUES ('
    CREATE TABLE c (x int);');
    CREATE FUNCTION f() RETURNS void AS $$ BEGIN
    CREATE TABLE d (x int); END $$ LANGUAGE plpgsql;
    CREATE VIEW e AS SELECT 1;
    CREATE MATERIALIZED VIEW f AS SELECT 1;
    CREATE TYPE g AS TABLE (x int);
    CREATE PUBLICATION h FOR TABLE guest;
    CREATE TABLE guest (id int);
    """
    assert shown(sql, "postgres") == {"guest": ["id int"]}


def test_a_table_that_is_created_twice_has_the_columns_of_both(read: Read) -> None:
    found = read("CREATE TABLE guest (a int);\nCREATE TABLE Guest (b int, A text);")
    (table,) = found.tables
    assert (table.name, [f"{column.name} {column.type}" for column in table.columns]) == ("guest", ["a int", "b int"])
    assert [(skipped.what, skipped.reason) for skipped in found.skipped] == [
        ("guest (dump.sql:2)", "it is created here and on line 1: it has the columns of both")
    ]


@pytest.mark.parametrize(
    "second", ["CREATE TABLE guest (a int);", "DROP TABLE guest; CREATE TABLE guest (a int);", "CREATE OR REPLACE TABLE guest (a int);"]
)
def test_to_create_the_same_or_to_replace_it_needs_no_word(read: Read, second: str) -> None:
    found = read(f"CREATE TABLE guest (a text); {second}")
    assert [len(table.columns) for table in found.tables] == [1]
    assert found.skipped == ()


def test_what_replaces_a_table_wins(shown: Shown) -> None:
    assert shown("CREATE TABLE guest (a int); CREATE OR REPLACE TABLE guest (b int);") == {"guest": ["b int"]}


def test_unless_it_asks_for_the_first(shown: Shown) -> None:
    assert shown("CREATE TABLE guest (a int); CREATE TABLE IF NOT EXISTS guest (b int);") == {"guest": ["a int"]}


def test_a_block_of_code_that_changes_tables_is_named(read: Read) -> None:
    quiet = "DO $$ BEGIN PERFORM pg_sleep(1); END $$;"
    loud = "DO $do$ BEGIN IF NOT EXISTS (SELECT 1) THEN ALTER TABLE guest ADD mail text; END IF; END $do$;"
    found = read(f"CREATE TABLE guest (id int);\n{quiet}\n{loud}", "postgres")
    assert [len(table.columns) for table in found.tables] == [1]
    assert [skipped.what for skipped in found.skipped] == ["a statement (dump.sql:3)"]


def test_the_way_back_of_a_migration_is_not_read(shown: Shown) -> None:
    sql = "-- +goose Up\nCREATE TABLE guest (id int);\n-- +goose Down\nDROP TABLE guest;\n"
    assert shown(sql) == {"guest": ["id int"]}
    assert shown(sql.replace("+goose Up", "migrate:up").replace("+goose Down", "migrate:down")) == {"guest": ["id int"]}


NAMES = {
    "default schemas": ("", "CREATE TABLE public.a (x int); CREATE TABLE [dbo].[b] (x int); CREATE TABLE main.c (x int);", ["a", "b", "c"]),
    "another schema": ("", 'CREATE TABLE "Inn"."the guest" (x int);', ["Inn.the guest"]),
    "the same name in two": ("", "CREATE TABLE inn.guest (x int); CREATE TABLE guest (y int);", ["inn.guest", "guest"]),
    "a mysql database": ("mysql", "CREATE TABLE `inn`.`guest.list` (x int);", ["inn.guest.list"]),
    "a used one": ("mysql", "USE `inn`;\nCREATE TABLE guest (x int); CREATE TABLE inn.host (x int);", ["guest", "host"]),
    "two used ones": ("mysql", "USE inn;\nCREATE TABLE guest (x int);\nUSE bar;\nCREATE TABLE guest (y int);", ["inn.guest", "bar.guest"]),
    "a whole path": (
        "tsql",
        "USE [Inn]\nGO\nCREATE TABLE [Inn].[dbo].[guest] (x int)\nCREATE TABLE [stay].[host] (x int)",
        ["guest", "stay.host"],
    ),
    "two databases": (
        "postgres",
        "\\connect inn\nCREATE TABLE guest (x int);\n\\connect bar\nCREATE TABLE guest (x int);",
        ["inn.guest", "bar.guest"],
    ),
    "search path": (
        "postgres",
        "SET search_path = inn, pg_catalog;\nCREATE TABLE guest (x int);\nSET search_path TO public;\nCREATE TABLE host (x int);",
        ["inn.guest", "host"],
    ),
    "used schema": ("snowflake", "USE ROLE me; USE SCHEMA inn; CREATE TABLE guest (x int);", ["inn.guest"]),
    "current schema": ("oracle", "ALTER SESSION SET CURRENT_SCHEMA = inn;\nCREATE TABLE guest (x int);", ["inn.guest"]),
    "one pair of quotes": ("bigquery", "CREATE TABLE `project.inn.guest` (x INT64);", ["inn.guest"]),
}


@pytest.mark.parametrize(("dialect", "sql", "names"), NAMES.values(), ids=NAMES)
def test_names(shown: Shown, dialect: str, sql: str, names: list[str]) -> None:
    assert list(shown(sql, dialect)) == names


def test_a_reference_means_a_table_of_the_same_schema_first(read: Read) -> None:
    sql = "CREATE TABLE host (a int); CREATE TABLE inn.host (no int PRIMARY KEY); CREATE TABLE inn.guest (x int REFERENCES host);"
    assert read(sql).tables[2].foreign_keys[0].target.table == "inn.host"
    assert read(sql).tables[2].foreign_keys[0].target.columns == ("no",)


def test_an_open_quote_is_named(read: Read) -> None:
    found = read("CREATE TABLE guest (id int);\nINSERT INTO guest VALUES ('x);\nCREATE TABLE host (id int);\n", "sqlite")
    assert [table.name for table in found.tables] == ["guest", "host"]
    assert [skipped.what for skipped in found.skipped] == ["a statement (dump.sql:2)"]


@pytest.mark.parametrize("dialect", ["sqlite", "mysql", GENERIC])
def test_backslashes_are_read_the_way_that_closes_all_quotes(read: Read, dialect: str) -> None:
    for sql in (r"INSERT INTO a VALUES ('it\'s'); CREATE TABLE b (c int);", r"INSERT INTO a VALUES ('C:\'); CREATE TABLE b (c int);"):
        found = read(sql, dialect)
        assert ([table.name for table in found.tables], found.skipped) == (["b"], ())


@pytest.mark.parametrize(
    ("dialect", "sql", "rows"),
    [
        ("mysql", "INSERT INTO guest VALUES (1);", True),
        ("mysql", "REPLACE INTO guest VALUES (1);", True),
        ("postgres", "COPY guest (a) FROM stdin;\n1\n\\.\n", True),
        ("tsql", "INSERT guest VALUES (1)\nGO", True),
        ("tsql", "SET NOCOUNT ON\nINSERT INTO guest VALUES (1)\nGO", True),
        ("mysql", "-- INSERT INTO guest VALUES (1);\nSELECT '\nINSERT INTO guest';", False),
        ("postgres", "CREATE FUNCTION f() RETURNS void AS $$\nINSERT INTO guest VALUES (1);\n$$ LANGUAGE sql;", False),
        ("tsql", "CREATE TRIGGER t ON guest AFTER INSERT AS\nINSERT INTO log (a) VALUES (1)\nGO", False),
    ],
)
def test_rows_in_a_dump_are_seen(dialect: str, sql: str, rows: bool) -> None:
    script = schema.script(f"CREATE TABLE guest (a int);\n{sql}".encode(), "dump.sql", dialect, text_of)
    assert script.has_rows is rows


def test_lines_behind_much_data() -> None:
    dump = b"INSERT INTO a VALUES ('\n\n');\n" * 1000 + b"\nCREATE TABLE b (\nc int);"
    (table,) = schema.read(dump, "dump.sql", "mysql", text_of).tables
    assert str(table.columns[0].place) == "dump.sql:3003"


WORDS = [
    "CREATE TABLE",
    "ALTER TABLE",
    "COMMENT ON COLUMN",
    "EXEC sp_rename",
    "DROP TABLE",
    "a",
    "b",
    ".",
    ",",
    "(",
    ")",
    "'x'",
    "'",
    '"',
    "[",
    "]",
    "--",
    "\n",
]
WORDS += [
    "PRIMARY KEY",
    "REFERENCES",
    "ADD",
    "DROP",
    "COLUMN",
    "MODIFY",
    "CHANGE",
    "RENAME",
    "TO",
    "LIKE",
    "AS SELECT",
    "INHERITS",
    "PARTITION OF",
    ";",
    "GO\n",
    "IS",
]
WORDS += [
    "int",
    "varchar(9)",
    "NOT NULL",
    "COMMENT",
    "=",
    "IF NOT EXISTS",
    "USE",
    "SET SCHEMA",
    "/*",
    "*/",
    "$$",
    "OPTIONS(description",
    "SECURITY LABEL ON COLUMN",
    "SENSITIVITY CLASSIFICATION TO",
    "SET TAG",
    "MASKED WITH",
    "ATTACH PARTITION",
    "FOREIGN KEY",
]


@given(
    st.lists(st.sampled_from(WORDS)).map(" ".join), st.sampled_from([GENERIC, "mysql", "postgres", "tsql", "oracle", "sqlite", "bigquery"])
)
def test_no_text_makes_it_fail(sql: str, dialect: str) -> None:
    for table in schema.read(sql.encode(), "dump.sql", dialect, text_of).tables:
        assert table.columns
        assert len({column.name.lower() for column in table.columns}) == len(table.columns)
