"""SQL of one table in, its columns out: the oddities of each dialect."""

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
    "mysql quotes and attributes": (
        "mysql",
        "CREATE TABLE IF NOT EXISTS `guest` (\n `id` int(10) unsigned NOT NULL AUTO_INCREMENT,\n `mood` enum('good, fine','it''s bad') DEFAULT NULL,\n"
        " `weight` float unsigned,\n `spot` point NOT NULL,\n `seen` timestamp NULL ON UPDATE CURRENT_TIMESTAMP,\n"
        " `note` text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,\n PRIMARY KEY (`id`),\n KEY `by_mood` (`mood`(10)),\n"
        " FULLTEXT KEY `words` (`note`),\n UNIQUE KEY `u` (`seen`), SPATIAL INDEX (`spot`)\n) ENGINE=InnoDB;",
        [
            "id int(10) unsigned",
            "mood enum('good, fine','it''s bad')",
            "weight float unsigned",
            "spot point",
            "seen timestamp",
            "note text",
        ],
    ),
    "mysql backslash in a string": (
        "mysql",
        r"CREATE TABLE guest (a varchar(9) DEFAULT 'it\'s, (', b int COMMENT 'x\\');",
        ["a varchar(9)", "b int"],
    ),
    "mysql words as names": (
        "mysql",
        "CREATE TABLE guest (`key` varchar(9), `index` int, key varchar(255), index int(11), comment text, period int, KEY `k` (`key`), INDEX (`index`));",
        ["key varchar(255)", "index int(11)", "comment text", "period int"],
    ),
    "mysql conditional comment": (
        "mysql",
        "/*!50001 CREATE TABLE guest (id int /*!80023 INVISIBLE */, name text) ENGINE=MyISAM */;",
        ["id int", "name text"],
    ),
    "mysql rules of dashes": ("mysql", "--text\n---------\nCREATE TABLE guest (id int);", ["id int"]),
    "postgres types": (
        "postgres",
        "CREATE TABLE public.guest (\n id bigint NOT NULL, name character varying(255), born timestamp with time zone DEFAULT now(),\n tags text[] DEFAULT '{}'::text[],"
        ' price numeric(10, 2), mood public.mood, "e mail" citext, area double precision, during tsrange,\n'
        " total numeric GENERATED ALWAYS AS (price * 2) STORED, CHECK (name <> 'a,b' AND (price > 0)),\n"
        " EXCLUDE USING gist (area WITH =, during WITH &&), CONSTRAINT u UNIQUE (id, name)\n);",
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
        'CREATE TABLE [dbo].[guest](\n [id] [int] IDENTITY(1,1) NOT NULL,\n [full name] [nvarchar](max) NULL,\n [code] "char" (5) NOT NULL,\n'
        " [row] [uniqueidentifier] ROWGUIDCOL NOT NULL CONSTRAINT [df] DEFAULT (newid()),\n [twice] AS ([id]*(2)) PERSISTED,\n"
        " CONSTRAINT [pk] PRIMARY KEY CLUSTERED ([id] ASC) WITH (PAD_INDEX = OFF) ON [PRIMARY],\n INDEX [ix] NONCLUSTERED ([code])\n"
        ") ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]\nGO",
        ["id int", "full name nvarchar(max)", "code char(5)", "row uniqueidentifier", "twice"],
    ),
    "tsql within a condition": (
        "tsql",
        "IF NOT EXISTS (SELECT * FROM sys.objects WHERE name = 'guest') BEGIN CREATE TABLE guest (id int, name nvarchar(9)) END\nGO\n",
        ["id int", "name nvarchar(9)"],
    ),
    "tsql temporary": ("tsql", "CREATE TABLE #guest (id int)", ["id int"]),
    "oracle": (
        "oracle",
        "rem it's the guests\nPROMPT don't\nCREATE TABLE \"guest\" (\n id NUMBER(10,0) DEFAULT 0 NOT NULL ENABLE,\n name VARCHAR2(20 CHAR),\n born DATE DEFAULT SYSDATE,\n"
        ' photo LONG RAW, span INTERVAL YEAR(2) TO MONTH, seen TIMESTAMP (6) WITH LOCAL TIME ZONE,\n SUPPLEMENTAL LOG DATA (ALL) COLUMNS,\n CONSTRAINT "pk" PRIMARY KEY (id) USING INDEX\n'
        ") ORGANIZATION INDEX PARTITION BY RANGE (born) (PARTITION p1 VALUES LESS THAN (TO_DATE('2020','YYYY')))\n/\n",
        [
            "id NUMBER(10,0)",
            "name VARCHAR2(20 CHAR)",
            "born DATE",
            "photo LONG RAW",
            "span INTERVAL YEAR(2) TO MONTH",
            "seen TIMESTAMP(6) WITH LOCAL TIME ZONE",
        ],
    ),
    "sqlite": (
        "sqlite",
        "CREATE TABLE guest (id INTEGER PRIMARY KEY AUTOINCREMENT, name, [e mail] TEXT COLLATE NOCASE, 'odd' UNSIGNED BIG INT, CHECK (name != '),(')) WITHOUT ROWID;",
        ["id INTEGER", "name", "e mail TEXT", "odd UNSIGNED BIG INT"],
    ),
    "sqlite full text": ("sqlite", "CREATE VIRTUAL TABLE guest USING fts5(name, letter, tokenize = 'porter ascii');", ["name", "letter"]),
    "bigquery": (
        "bigquery",
        "CREATE OR REPLACE TABLE `shop.guest` (id INT64 NOT NULL OPTIONS(description='the number, ours'), lines ARRAY<STRUCT<sku STRING, n INT64>>, at TIMESTAMP) PARTITION BY DATE(at);",
        ["id INT64", "lines ARRAY<STRUCT<sku STRING, n INT64>>", "at TIMESTAMP"],
    ),
    "snowflake": (
        "snowflake",
        "create or replace TRANSIENT TABLE guest (ID NUMBER(38,0) autoincrement, BODY VARIANT, SEEN TIMESTAMP_NTZ(9) WITH TAG (a='b'), MAIL VARCHAR(99) MASKING POLICY p) CLUSTER BY (ID);",
        ["ID NUMBER(38,0)", "BODY VARIANT", "SEEN TIMESTAMP_NTZ(9)", "MAIL VARCHAR(99)"],
    ),
    "clickhouse": (
        "clickhouse",
        "CREATE TABLE guest ON CLUSTER c (id UInt64, city LowCardinality(Nullable(String)) CODEC(ZSTD(1)), m Map(String, UInt8), at DateTime64(3, 'UTC'), INDEX ix city TYPE bloom_filter GRANULARITY 1) ENGINE = MergeTree ORDER BY id;",
        ["id UInt64", "city LowCardinality(Nullable(String))", "m Map(String, UInt8)", "at DateTime64(3, 'UTC')"],
    ),
    "redshift": (
        "redshift",
        "CREATE TABLE guest (id int ENCODE az64 DISTKEY, mail varchar(99) ENCODE lzo) DISTSTYLE KEY SORTKEY (id);",
        ["id int", "mail varchar(99)"],
    ),
    "db2": (
        "",
        "CREATE TABLE guest (ID INTEGER NOT NULL GENERATED ALWAYS AS IDENTITY (START WITH 1, INCREMENT BY 1), LETTER CLOB(1M) INLINE LENGTH 100, BITS CHAR(16) FOR BIT DATA) IN USERSPACE1 ORGANIZE BY ROW;",
        ["ID INTEGER", "LETTER CLOB(1M)", "BITS CHAR(16) FOR BIT DATA"],
    ),
    "teradata": (
        "teradata",
        "CREATE MULTISET TABLE guest, NO FALLBACK, CHECKSUM = DEFAULT (id INTEGER, name VARCHAR(20) CHARACTER SET LATIN NOT CASESPECIFIC) PRIMARY INDEX (id);",
        ["id INTEGER", "name VARCHAR(20)"],
    ),
    "without a space anywhere": ("mysql", "CREATE TABLE`guest`(`id`int,`name`varchar(9));", ["id int", "name varchar(9)"]),
    "windows lines": ("mysql", "CREATE TABLE guest (\r\n id int,\r\n name text\r\n);\r\n", ["id int", "name text"]),
    "no end": ("", "CREATE TABLE guest (id int, name text", ["id int", "name text"]),
    "names with digits first": ("mysql", "CREATE TABLE guest (2fa_secret varchar(9), id int);", ["2fa_secret varchar(9)", "id int"]),
}


@pytest.mark.parametrize(("dialect", "sql", "columns"), CASES.values(), ids=CASES)
def test_columns(shown: Shown, dialect: str, sql: str, columns: list[str]) -> None:
    (found,) = shown(sql, dialect).values()
    assert found == columns


@pytest.mark.parametrize(("dialect", "sql", "columns"), CASES.values(), ids=CASES)
def test_none_is_skipped(read: Read, dialect: str, sql: str, columns: list[str]) -> None:
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


def test_key_behind_the_list(only: Only) -> None:
    assert only("CREATE TABLE guest (id INT64, n INT64) PRIMARY KEY (id);").primary_key == ("id",)
    assert only("CREATE TABLE guest (id UInt64) ENGINE = MergeTree PRIMARY KEY id;", "clickhouse").primary_key == ("id",)


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


def test_comments_of_columns(only: Only) -> None:
    table = only(
        """
        CREATE TABLE guest ( -- who came
          id int, -- the number
          -- not of a column
          name text NOT NULL, /* as on the
             passport */
          mail text COMMENT 'where to write, ''really''', -- not this one
          a int, /* of a or b */ b int,
          phone text /* home */ DEFAULT '-- no' -- or mobile
          , city text ----- where -----
        ); -- done
        """,
        "mysql",
    )
    assert {column.name: column.comment for column in table.columns} == {
        "id": "the number",
        "name": "as on the passport",
        "mail": "where to write, 'really'",
        "a": "",
        "b": "",
        "phone": "home or mobile",
        "city": "where",
    }


def test_comments_of_other_dialects(only: Only) -> None:
    assert only("CREATE TABLE guest (id INT64 OPTIONS(description='ours'))", "bigquery").columns[0].comment == "ours"
    assert only("CREATE TABLE guest (id int # ours\n)", "mysql").columns[0].comment == "ours"


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
