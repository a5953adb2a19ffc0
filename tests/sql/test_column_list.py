"""A column list in, its columns and keys out: the oddities of each dialect."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.model.estate import ForeignKey, Reference, Table
from privaudit.sql.schema import Schema

Shown = Callable[..., dict[str, list[str]]]
Only = Callable[..., Table]
Read = Callable[..., Schema]

CASES = {
    "plain": ("", "CREATE TABLE guest (id INTEGER, name VARCHAR(40) NOT NULL);", ["id INTEGER", "name VARCHAR(40)"]),
    "mysql": (
        "mysql",
        """
        CREATE TABLE IF NOT EXISTS `guest` (
          `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
          `mood` enum('good, fine','it''s bad') DEFAULT NULL,
          `weight` float unsigned,
          `spot` point NOT NULL,
          `seen` timestamp NULL ON UPDATE CURRENT_TIMESTAMP,
          `note` text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
          PRIMARY KEY (`id`), KEY `by_mood` (`mood`(10)), FULLTEXT KEY `words` (`note`), UNIQUE KEY `u` (`seen`), SPATIAL INDEX (`spot`)
        ) ENGINE=InnoDB;
        """,
        [
            "id int(10) unsigned",
            "mood enum('good, fine','it''s bad')",
            "weight float unsigned",
            "spot point",
            "seen timestamp",
            "note text",
        ],
    ),
    "mysql backslashes": (
        "mysql",
        r"CREATE TABLE guest (a varchar(9) DEFAULT 'it\'s, (', b int COMMENT 'x\\');",
        ["a varchar(9)", "b int"],
    ),
    "mysql words as names": (
        "mysql",
        """
        CREATE TABLE guest (
          key varchar(255), index int(11), comment text, period int, KEY `k` (`key`), INDEX (`index`), INDEX i USING BTREE (`period`)
        );
        """,
        ["key varchar(255)", "index int(11)", "comment text", "period int"],
    ),
    "mysql conditional comments": (
        "mysql",
        "/*!50001 CREATE TABLE guest (id int /*!80023 INVISIBLE */, name text) ENGINE=MyISAM */;",
        ["id int", "name text"],
    ),
    "mysql rules of dashes": ("mysql", "--text\n---------\nCREATE TABLE guest (id int);", ["id int"]),
    "postgres": (
        "postgres",
        """
        CREATE TABLE public.guest (
          id bigint NOT NULL, name character varying(255), born timestamp with time zone DEFAULT now(), tags text[] DEFAULT '{}'::text[],
          price numeric(10, 2), mood public.mood, "e mail" citext, area double precision, during tsrange,
          total numeric GENERATED ALWAYS AS (price * 2) STORED, CHECK (name <> 'a,b' AND (price > 0)),
          EXCLUDE USING gist (area WITH =, during WITH &&), CONSTRAINT u UNIQUE (id, name)
        );
        """,
        [
            "id bigint",
            "name character varying(255)",
            "born timestamp with time zone",
            "tags text[]",
            "price numeric(10, 2)",
            "mood public.mood",
            "e mail citext",
            "area double precision",
            "during tsrange",
            "total numeric",
        ],
    ),
    "tsql": (
        "tsql",
        """
        CREATE TABLE [dbo].[guest](
          [id] [int] IDENTITY(1,1) NOT NULL,
          [full name] [nvarchar](max) NULL,
          [code] "char" (5) NOT NULL,
          [row] [uniqueidentifier] ROWGUIDCOL NOT NULL CONSTRAINT [df] DEFAULT (newid()),
          [twice] AS ([id]*(2)) PERSISTED,
          CONSTRAINT [pk] PRIMARY KEY CLUSTERED ([id] ASC) WITH (PAD_INDEX = OFF) ON [PRIMARY],
          INDEX [ix] NONCLUSTERED ([code])
        ) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]
        GO
        """,
        ["id int", "full name nvarchar(max)", "code char(5)", "row uniqueidentifier", "twice"],
    ),
    "tsql within a condition": (
        "tsql",
        """
        IF NOT EXISTS (SELECT * FROM sys.objects WHERE name = 'guest')
        BEGIN CREATE TABLE guest (id int, name nvarchar(9)) END
        GO
        """,
        ["id int", "name nvarchar(9)"],
    ),
    "tsql temporary": ("tsql", "CREATE TABLE #guest (id int)", ["id int"]),
    "oracle": (
        "oracle",
        """
        rem it's the guests
        PROMPT don't
        CREATE TABLE "guest" (
          id NUMBER(10,0) DEFAULT 0 NOT NULL ENABLE,
          name VARCHAR2(20 CHAR),
          photo LONG RAW, span INTERVAL YEAR(2) TO MONTH,
          seen TIMESTAMP (6) WITH LOCAL TIME ZONE DEFAULT SYSDATE,
          SUPPLEMENTAL LOG DATA (ALL) COLUMNS,
          CONSTRAINT "pk" PRIMARY KEY (id) USING INDEX
        ) ORGANIZATION INDEX PARTITION BY RANGE (seen) (PARTITION p1 VALUES LESS THAN (TO_DATE('2020','YYYY')))
        /
        """,
        [
            "id NUMBER(10,0)",
            "name VARCHAR2(20 CHAR)",
            "photo LONG RAW",
            "span INTERVAL YEAR(2) TO MONTH",
            "seen TIMESTAMP(6) WITH LOCAL TIME ZONE",
        ],
    ),
    "sqlite": (
        "sqlite",
        """
        CREATE TABLE guest (
          id INTEGER PRIMARY KEY AUTOINCREMENT, name, [e mail] TEXT COLLATE NOCASE, 'odd' UNSIGNED BIG INT, CHECK (name != '),(')
        ) WITHOUT ROWID;
        """,
        ["id INTEGER", "name", "e mail TEXT", "odd UNSIGNED BIG INT"],
    ),
    "sqlite full text": ("sqlite", "CREATE VIRTUAL TABLE guest USING fts5(name, letter, tokenize = 'porter ascii');", ["name", "letter"]),
    "bigquery": (
        "bigquery",
        """
        CREATE OR REPLACE TABLE `shop.guest` (
          id INT64 NOT NULL OPTIONS(description='the number, ours'), lines ARRAY<STRUCT<sku STRING, n INT64>>, at TIMESTAMP
        ) PARTITION BY DATE(at);
        """,
        ["id INT64", "lines ARRAY<STRUCT<sku STRING, n INT64>>", "at TIMESTAMP"],
    ),
    "snowflake": (
        "snowflake",
        """
        create or replace TRANSIENT TABLE guest (
          ID NUMBER(38,0) autoincrement, BODY VARIANT, SEEN TIMESTAMP_NTZ(9) WITH TAG (a='b'), MAIL VARCHAR(99) MASKING POLICY p
        ) CLUSTER BY (ID);
        """,
        ["ID NUMBER(38,0)", "BODY VARIANT", "SEEN TIMESTAMP_NTZ(9)", "MAIL VARCHAR(99)"],
    ),
    "clickhouse": (
        "clickhouse",
        """
        CREATE TABLE guest ON CLUSTER c (
          id UInt64, city LowCardinality(Nullable(String)) CODEC(ZSTD(1)), m Map(String, UInt8), at DateTime64(3, 'UTC'),
          INDEX ix city TYPE bloom_filter GRANULARITY 1
        ) ENGINE = MergeTree ORDER BY id;
        """,
        ["id UInt64", "city LowCardinality(Nullable(String))", "m Map(String, UInt8)", "at DateTime64(3, 'UTC')"],
    ),
    "redshift": (
        "redshift",
        "CREATE TABLE guest (id int ENCODE az64 DISTKEY, mail varchar(99) ENCODE lzo) DISTSTYLE KEY SORTKEY (id);",
        ["id int", "mail varchar(99)"],
    ),
    "db2": (
        "",
        """
        CREATE TABLE guest (
          ID INTEGER NOT NULL GENERATED ALWAYS AS IDENTITY (START WITH 1, INCREMENT BY 1),
          LETTER CLOB(1M) INLINE LENGTH 100, BITS CHAR(16) FOR BIT DATA
        ) IN USERSPACE1 ORGANIZE BY ROW;
        """,
        ["ID INTEGER", "LETTER CLOB(1M)", "BITS CHAR(16) FOR BIT DATA"],
    ),
    "teradata": (
        "teradata",
        """
        CREATE MULTISET TABLE guest, NO FALLBACK, CHECKSUM = DEFAULT (
          id INTEGER, name VARCHAR(20) CHARACTER SET LATIN NOT CASESPECIFIC
        ) PRIMARY INDEX (id);
        """,
        ["id INTEGER", "name VARCHAR(20)"],
    ),
    "without a space anywhere": ("mysql", "CREATE TABLE`guest`(`id`int,`name`varchar(9));", ["id int", "name varchar(9)"]),
    "windows lines": ("mysql", "CREATE TABLE guest (\r\n id int,\r\n name text\r\n);\r\n", ["id int", "name text"]),
    "no end": ("", "CREATE TABLE guest (id int, name text", ["id int", "name text"]),
    "names with digits first": ("mysql", "CREATE TABLE guest (2fa_secret varchar(9), id int);", ["2fa_secret varchar(9)", "id int"]),
}


@pytest.mark.parametrize(("dialect", "sql", "columns"), CASES.values(), ids=CASES)
def test_columns(read: Read, shown: Shown, dialect: str, sql: str, columns: list[str]) -> None:
    (found,) = shown(sql, dialect).values()
    assert found == columns
    assert read(sql, dialect).skipped == ()


def test_place_is_the_columns_line(only: Only) -> None:
    table = only("\n-- guests\nCREATE TABLE guest (\n  id int,\n\n  name text, mail text\n);\n")
    assert str(table.place) == "dump.sql:3"
    assert [str(column.place) for column in table.columns] == ["dump.sql:4", "dump.sql:6", "dump.sql:6"]


KEYS = {
    "inline": ("", "id int PRIMARY KEY, host int REFERENCES host (no)", ("id",), [(("host",), "host", ("no",))]),
    "of the table": (
        "",
        "a int, b int, host int, PRIMARY KEY (a, b), CONSTRAINT f FOREIGN KEY (host, b) REFERENCES inn.host (no, part) ON DELETE CASCADE",
        ("a", "b"),
        [(("host", "b"), "inn.host", ("no", "part"))],
    ),
    "mysql": (
        "mysql",
        "`a` int, `b` varchar(99), PRIMARY KEY USING BTREE (`a` DESC, `b`(10)), FOREIGN KEY `f` (`a`) REFERENCES `inn`.`host` (`no`)",
        ("a", "b"),
        [(("a",), "inn.host", ("no",))],
    ),
    "tsql": (
        "tsql",
        "[a] int, [b] int CONSTRAINT [f] FOREIGN KEY REFERENCES [dbo].[host]([no]), CONSTRAINT [p] PRIMARY KEY NONCLUSTERED ([a] ASC, [b])",
        ("a", "b"),
        [(("b",), "host", ("no",))],
    ),
    "sqlite without a comma": (
        "sqlite",
        "a int, b int PRIMARY KEY, PRIMARY KEY (a, b) FOREIGN KEY (a) REFERENCES host (no)",
        ("b",),
        [(("a",), "host", ("no",))],
    ),
    "target without columns, not in the file": ("", "a int REFERENCES host", (), [(("a",), "host", ())]),
    "other spelling": (
        "oracle",
        "Id int, Host int, PRIMARY KEY (ID), FOREIGN KEY (HOST) REFERENCES host (NO)",
        ("Id",),
        [(("Host",), "host", ("NO",))],
    ),
    "key word as a name": ("mysql", "`primary` int, `key` int, `references` int", (), []),
}


@pytest.mark.parametrize(("dialect", "columns", "primary", "foreign"), KEYS.values(), ids=KEYS)
def test_keys(
    only: Only, dialect: str, columns: str, primary: tuple[str, ...], foreign: list[tuple[tuple[str, ...], str, tuple[str, ...]]]
) -> None:
    table = only(f"CREATE TABLE guest ({columns});", dialect)
    assert table.primary_key == primary
    assert list(table.foreign_keys) == [ForeignKey(own, Reference(target, theirs)) for own, target, theirs in foreign]


def test_reference_without_columns_means_the_primary_key(read: Read) -> None:
    tables = read("CREATE TABLE guest (host int REFERENCES Host); CREATE TABLE host (no int, PRIMARY KEY (no));").tables
    assert tables[0].foreign_keys == (ForeignKey(("host",), Reference("host", ("no",))),)


def test_nullable(only: Only) -> None:
    table = only(
        "CREATE TABLE guest (a int NOT NULL, b int NULL, c int, d int DEFAULT NULL, e int CHECK (e IS NOT NULL), f int PRIMARY KEY);"
    )
    assert {column.name: column.nullable for column in table.columns} == {
        "a": False,
        "b": True,
        "c": True,
        "d": True,
        "e": True,
        "f": False,
    }


def test_columns_of_the_primary_key_are_never_null(only: Only) -> None:
    assert [column.nullable for column in only("CREATE TABLE guest (a int, b int, PRIMARY KEY (A));").columns] == [False, True]
