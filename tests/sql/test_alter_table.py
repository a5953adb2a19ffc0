"""A table and what alters it in, the table as it is then out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.model.estate import ForeignKey, Reference, Table
from privaudit.sql.schema import Schema

Shown = Callable[..., dict[str, list[str]]]
Only = Callable[..., Table]
Read = Callable[..., Schema]

COLUMNS = {
    "add": ("", "ADD COLUMN mail text", ["id int", "name text", "mail text"]),
    "add without a word": ("", "ADD mail varchar(9) NOT NULL DEFAULT ''", ["id int", "name text", "mail varchar(9)"]),
    "add what is there": ("postgres", "ADD COLUMN IF NOT EXISTS name varchar", ["id int", "name text"]),
    "add several": (
        "mysql",
        "ADD COLUMN `mail` text AFTER `id`, ADD `tel` text, ADD KEY (`tel`)",
        ["id int", "name text", "mail text", "tel text"],
    ),
    "add several in brackets": (
        "oracle",
        "ADD (mail VARCHAR2(9), tel NUMBER(9))",
        ["id int", "name text", "mail VARCHAR2(9)", "tel NUMBER(9)"],
    ),
    "add several with one word": (
        "tsql",
        "ADD [mail] [nvarchar](9) NULL, [tel] int",
        ["id int", "name text", "mail nvarchar(9)", "tel int"],
    ),
    "add what is no column": (
        "mysql",
        "ADD UNIQUE (id), ADD INDEX ix (id), ADD PARTITION (PARTITION p1 VALUES LESS THAN (3))",
        ["id int", "name text"],
    ),
    "add a default": ("tsql", "ADD DEFAULT ((0)) FOR [id]", ["id int", "name text"]),
    "add a column with a key word's name": (
        "mysql",
        "ADD COLUMN comment text, ADD period int",
        ["id int", "name text", "comment text", "period int"],
    ),
    "only": ("postgres", "ADD COLUMN mail text, OWNER TO me", ["id int", "name text", "mail text"]),
    "drop": ("", "DROP COLUMN name", ["id int"]),
    "drop if there": ("postgres", "DROP COLUMN IF EXISTS name CASCADE, DROP COLUMN IF EXISTS other", ["id int"]),
    "drop without a word": ("mysql", "DROP `name`, DROP PRIMARY KEY, DROP INDEX `id`, DROP FOREIGN KEY `id`", ["id int"]),
    "drop several": ("tsql", "DROP COLUMN [name], [id], [other]; ALTER TABLE guest ADD x int", ["x int"]),
    "drop in brackets": ("oracle", "DROP (name)", ["id int"]),
    "drop a constraint": ("", "DROP CONSTRAINT name", ["id int", "name text"]),
    "rename a column": ("", "RENAME COLUMN name TO surname", ["id int", "surname text"]),
    "rename without a word": ("postgres", "RENAME name TO surname", ["id int", "surname text"]),
    "rename an index": ("mysql", "RENAME INDEX name TO surname", ["id int", "name text"]),
    "modify": ("mysql", "MODIFY `name` varchar(80) NOT NULL, MODIFY COLUMN id bigint", ["id bigint", "name varchar(80)"]),
    "modify in brackets": ("oracle", "MODIFY (name VARCHAR2(80), id NOT NULL)", ["id int", "name VARCHAR2(80)"]),
    "change": ("mysql", "CHANGE COLUMN `name` `surname` varchar(80)", ["id int", "surname varchar(80)"]),
    "type": (
        "postgres",
        "ALTER COLUMN id TYPE bigint USING id::bigint, ALTER name SET DATA TYPE varchar(80)",
        ["id bigint", "name varchar(80)"],
    ),
    "alter": ("tsql", "ALTER COLUMN [name] [nvarchar](80) NOT NULL", ["id int", "name nvarchar(80)"]),
    "default": (
        "postgres",
        "ALTER COLUMN id SET DEFAULT nextval('a'), ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY",
        ["id int", "name text"],
    ),
    "other things": ("", "ENABLE ROW LEVEL SECURITY, SET (fillfactor = 70), AUTO_INCREMENT = 5", ["id int", "name text"]),
    "nothing": ("", "", ["id int", "name text"]),
    "half": ("", "ADD", ["id int", "name text"]),
}


@pytest.mark.parametrize(("dialect", "change", "columns"), COLUMNS.values(), ids=COLUMNS)
def test_columns(shown: Shown, dialect: str, change: str, columns: list[str]) -> None:
    assert shown(f"CREATE TABLE guest (id int, name text); ALTER TABLE guest {change};", dialect) == {"guest": columns}


KEYS = {
    "pg_dump": (
        "postgres",
        "ALTER TABLE ONLY public.guest\n    ADD CONSTRAINT p PRIMARY KEY (id);",
        "ALTER TABLE ONLY guest ADD CONSTRAINT f FOREIGN KEY (host) REFERENCES public.host(no) ON DELETE CASCADE",
    ),
    "phpmyadmin": (
        "mysql",
        "ALTER TABLE `guest` ADD PRIMARY KEY (`id`), ADD KEY `k` (`host`);",
        "ALTER TABLE `guest` ADD FOREIGN KEY (`host`) REFERENCES `host` (`no`)",
    ),
    "management studio": (
        "tsql",
        "ALTER TABLE [dbo].[guest] WITH NOCHECK ADD CONSTRAINT [p] PRIMARY KEY CLUSTERED ([id])\nGO",
        "ALTER TABLE [guest] WITH CHECK ADD CONSTRAINT [f] FOREIGN KEY([host])\nREFERENCES [dbo].[host] ([no])\nGO",
    ),
    "oracle": (
        "oracle",
        "ALTER TABLE guest ADD (CONSTRAINT p PRIMARY KEY (id) USING INDEX);",
        "ALTER TABLE guest ADD CONSTRAINT f FOREIGN KEY (host) REFERENCES host (no) ENABLE",
    ),
    "with the column": ("", "ALTER TABLE guest ADD id int PRIMARY KEY;", "ALTER TABLE guest ADD COLUMN host int REFERENCES host (no)"),
}


@pytest.mark.parametrize(("dialect", "primary", "foreign"), KEYS.values(), ids=KEYS)
def test_keys(only: Only, dialect: str, primary: str, foreign: str) -> None:
    table = only(f"CREATE TABLE guest (id int, host int);\n{primary}\n{foreign};", dialect)
    assert table.primary_key == ("id",)
    assert table.foreign_keys == (ForeignKey(("host",), Reference("host", ("no",))),)


def test_keys_follow_their_columns(only: Only) -> None:
    guest = "CREATE TABLE guest (id int PRIMARY KEY, host int REFERENCES host (no), inn int REFERENCES inn (no));"
    table = only(
        f"{guest} ALTER TABLE guest RENAME COLUMN host TO landlord; ALTER TABLE guest RENAME id TO no; ALTER TABLE guest DROP COLUMN inn;"
    )
    assert table.primary_key == ("no",)
    assert table.foreign_keys == (ForeignKey(("landlord",), Reference("host", ("no",))),)


def test_nullable(only: Only) -> None:
    table = only("CREATE TABLE guest (a int, b int NOT NULL); ALTER TABLE guest ALTER a SET NOT NULL, ALTER b DROP NOT NULL;", "postgres")
    assert [column.nullable for column in table.columns] == [False, True]


def test_comments(only: Only) -> None:
    table = only(
        "CREATE TABLE guest (a int COMMENT 'old', b int); ALTER TABLE guest MODIFY b text COMMENT 'new', COMMENT = 'who came';", "mysql"
    )
    assert [column.comment for column in table.columns] == ["old", "new"]
    assert table.comment == "who came"


def test_place_of_an_added_column(only: Only) -> None:
    table = only("CREATE TABLE guest (id int);\nALTER TABLE guest\n  ADD mail text,\n  ADD tel text;")
    assert [str(column.place) for column in table.columns] == ["dump.sql:1", "dump.sql:3", "dump.sql:4"]


@pytest.mark.parametrize(
    ("dialect", "sql", "name"),
    [
        ("", "ALTER TABLE guest RENAME TO visitor", "visitor"),
        ("mysql", "ALTER TABLE guest RENAME visitor", "visitor"),
        ("mysql", "RENAME TABLE guest TO visitor, other TO another", "visitor"),
        ("tsql", "EXEC sp_rename 'dbo.guest', 'visitor'", "visitor"),
        ("postgres", "ALTER TABLE guest SET SCHEMA inn", "inn.guest"),
        ("postgres", "ALTER TABLE inn.guest RENAME TO visitor", "guest"),
    ],
)
def test_rename_the_table(shown: Shown, dialect: str, sql: str, name: str) -> None:
    assert shown(f"CREATE TABLE guest (id int); {sql};", dialect) == {name: ["id int"]}


def test_a_renamed_table_keeps_its_place_and_takes_that_of_another(shown: Shown) -> None:
    sql = "CREATE TABLE a (x int); CREATE TABLE b (y int); CREATE TABLE c (z int); ALTER TABLE a RENAME TO c;"
    assert list(shown(sql).items()) == [("c", ["x int"]), ("b", ["y int"])]


@pytest.mark.parametrize("change", ["AD COLUMN mail text", "ADD tel text, DORP COLUMN id", "RENAM COLUMN id TO no"])
def test_a_misspelt_change_of_a_column_is_named(read: Read, change: str) -> None:
    found = read(f"CREATE TABLE guest (id int);\nALTER TABLE guest {change};")
    assert [(skipped.what, skipped.reason) for skipped in found.skipped] == [
        ("guest (dump.sql:2)", "a change of a column of it was not understood")
    ]


def test_a_table_of_another_file_is_named(read: Read) -> None:
    found = read("CREATE TABLE host (id int);\nALTER TABLE guest ADD mail text;\nALTER TABLE guest ADD PRIMARY KEY (id);")
    assert [(skipped.what, skipped.reason) for skipped in found.skipped] == [
        ("guest (dump.sql:2)", "columns are added to it, but it is created in another file")
    ]
