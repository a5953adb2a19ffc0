"""A piece of a dump in, its dialect out."""

from __future__ import annotations

import re

import pytest
from sqlglot.dialects.dialect import Dialects

from privaudit.errors import UsageError
from privaudit.sql import dialects

SIGNS = {
    "mysql": "CREATE TABLE `guest` (`id` int NOT NULL AUTO_INCREMENT) ENGINE=InnoDB;",
    "postgres": "CREATE TABLE guest (id serial, tags text[] DEFAULT '{}'::text[], seen timestamp with time zone);",
    "sqlite": "PRAGMA foreign_keys=OFF; CREATE TABLE guest (id INTEGER PRIMARY KEY AUTOINCREMENT);",
    "tsql": "CREATE TABLE [dbo].[guest]([id] [int] IDENTITY(1,1) NOT NULL)\nGO\n",
    "oracle": "REM guests\nCREATE TABLE guest (id NUMBER(10), name VARCHAR2(20 CHAR));\n/\n",
    "clickhouse": "CREATE TABLE guest (id UInt64) ENGINE = ReplacingMergeTree ORDER BY id;",
    "bigquery": "CREATE TABLE `shop.guest` (id INT64);",
    "snowflake": "create or replace TABLE guest (id NUMBER(38,0), at TIMESTAMP_NTZ(9), body VARIANT);",
    "redshift": "CREATE TABLE guest (id int ENCODE az64) DISTSTYLE ALL SORTKEY (id);",
    "": "CREATE TABLE guest (id INTEGER, name VARCHAR(40));",
}


@pytest.mark.parametrize(("dialect", "text"), SIGNS.items())
def test_detect(dialect: str, text: str) -> None:
    assert dialects.detect(text) == dialect


def test_sqlglot_knows_all_that_a_user_may_name() -> None:
    assert set(dialects.KNOWN) <= {dialect.value for dialect in Dialects}
    assert set(dialects.ALIASES.values()) <= {dialect.value for dialect in Dialects}


@pytest.mark.parametrize(
    ("name", "dialect"), [("MySQL", "mysql"), ("mariadb", "mysql"), (" postgresql ", "postgres"), ("mssql", "tsql"), ("generic", "")]
)
def test_named(name: str, dialect: str) -> None:
    assert dialects.named(name) == dialect


def test_unknown_name() -> None:
    with pytest.raises(UsageError, match=re.escape("unknown SQL dialect: mysq")) as raised:
        dialects.named("mysq")
    assert raised.value.hint == "Did you mean mysql?"


def test_a_comment_behind_a_comma_or_alone_is_mysql_s() -> None:
    assert dialects.detect("CREATE TABLE guest (\n  id INT, # the key\n  zip CHAR(8)\n);") == "mysql"
    assert dialects.detect("CREATE TABLE #guest (id int);") != "mysql"
