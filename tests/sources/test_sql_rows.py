"""The rows of SQL dumps as their sources write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from privaudit.engines.late import LateEngine
from privaudit.estate import assemble
from privaudit.model.estate import Rejected, Topic
from privaudit.model.sources import Description, ReadOptions, TargetFile
from privaudit.questions import Answer
from privaudit.sources.sql_schema import SOURCE
from tests.sources.rows import rows_of

MYSQL = r"""-- MySQL dump 10.13
CREATE TABLE `people` (
  `id` int NOT NULL AUTO_INCREMENT,
  `email` varchar(80) DEFAULT NULL,
  `note` text,
  `photo` blob,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `people` WRITE;
/*!40000 ALTER TABLE `people` DISABLE KEYS */;
INSERT INTO `people` VALUES (1,'a@b.example','An\'na; (x)',NULL),(2,NULL,'two\nlines',0xFFD8),
(3,'c@d.example','',_binary 'text');
INSERT IGNORE INTO `people` (`note`,`id`) VALUES ('late',4);
/*!40000 ALTER TABLE `people` ENABLE KEYS */;
"""
POSTGRES = r"""--
-- PostgreSQL database dump
--
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.people (
    id integer NOT NULL,
    email character varying(80),
    note text,
    photo bytea
);
COPY public.people (id, email, note, photo) FROM stdin;
1	a@b.example	An'na; (x)	\N
2	\N	two\nlines	\\xffd8
3	c@d.example		\\x74657874
\.
INSERT INTO public.people (note, id) VALUES ('late', 4);
ALTER TABLE ONLY public.people ADD CONSTRAINT people_pkey PRIMARY KEY (id);
"""
SQLITE = """PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT, note TEXT, photo BLOB);
INSERT INTO people VALUES(1,'a@b.example','An''na; (x)',NULL);
INSERT INTO people VALUES(2,NULL,replace('two\\nlines','\\n',char(10)),X'ffd8');
INSERT INTO people VALUES(3,'c@d.example','',X'74657874');
INSERT INTO people VALUES(4,NULL,'late',NULL);
COMMIT;
"""
TSQL = """CREATE TABLE [dbo].[people](
[id] [int] IDENTITY(1,1) NOT NULL, [email] [nvarchar](80) NULL, [note] [nvarchar](max), [photo] [varbinary](max))
GO
SET IDENTITY_INSERT [dbo].[people] ON
INSERT [dbo].[people] ([id], [email], [note], [photo]) VALUES (1, N'a@b.example', N'An''na; (x)', NULL)
INSERT [dbo].[people] ([id], [email], [note], [photo]) VALUES (2, NULL, N'two
lines', 0xFFD8)
GO
INSERT [dbo].[people] ([id], [email], [note], [photo]) VALUES (3, N'c@d.example', N'', 0x74657874)
INSERT [dbo].[people] ([note], [id]) VALUES (N'late', CAST(4 AS int))
GO
"""
GUESTS = "INSERT INTO guest VALUES ('a@b.example'), ('c@d.example');\n"
PEOPLE = [
    ("1", "a@b.example", "An'na; (x)", None),
    ("2", None, "two\nlines", "(binary)"),
    ("3", "c@d.example", None, "text"),
    ("4", None, "late", None),
]


def describe(tmp_path: Path, *contents: str, encoding: str = "utf-8", dialect: str | None = None) -> Description:
    """Files of one folder, as one description."""
    files = []
    for number, content in enumerate(contents):
        path = tmp_path / f"{'abcdef'[number]}.sql"
        path.write_bytes(content.encode(encoding))
        files.append(TargetFile(path.name, path))
    assert SOURCE.describe_all is not None
    found = [description for _, description in SOURCE.describe_all(files, ReadOptions(dialect), tmp_path)]
    return Description(*(tuple(entry for one in found for entry in getattr(one, part)) for part in ("tables", "skipped", "unreadable")))


def rows(tmp_path: Path, description: Description) -> dict[str, list[Answer]]:
    """The rows of the tables of a run."""
    tables, _ = assemble(description.tables)
    return rows_of(tmp_path, Description(tuple(one for one in tables if one.rows is not None)))


@pytest.mark.parametrize("content", [MYSQL, POSTGRES, SQLITE, TSQL], ids=["mysqldump", "pg_dump", "sqlite3", "sql server"])
def test_rows_are_those_of_the_table_that_the_dump_creates(tmp_path: Path, content: str) -> None:
    description = describe(tmp_path, content)
    assert rows(tmp_path, description) == {"people": PEOPLE}
    assert description.skipped == description.unreadable == ()
    ((one,), said) = assemble(description.tables)
    assert said == ()
    assert [column.name for column in one.table.columns] == ["id", "email", "note", "photo"]
    assert one.table.columns[1].type.lower().startswith(("varchar", "character varying", "text", "nvarchar"))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_texts_are_read_in_the_encoding_of_the_file(tmp_path: Path, encoding: str) -> None:
    description = describe(tmp_path, "CREATE TABLE t (a text, b text);\nINSERT INTO t VALUES ('Zoë', 'x');", encoding=encoding)
    assert rows(tmp_path, description) == {"t": [("Zoë", "x")]}


@pytest.mark.parametrize(
    ("dialect", "name", "column"),
    [("postgres", 'public."a""b"', '"c""d"'), ("mysql", "`a``b`", "`c``d`"), ("tsql", "[dbo].[a]]b]", "[c]]d]")],
)
@pytest.mark.parametrize("listed", [True, False])
def test_a_name_may_hold_the_quote_that_is_around_it(tmp_path: Path, dialect: str, name: str, column: str, listed: bool) -> None:
    quote = column[2]
    columns = f" ({column})" if listed else ""
    path = tmp_path / "dump.sql"
    path.write_text(f"CREATE TABLE {name} ({column} varchar(9));\nINSERT INTO {name}{columns} VALUES ('x'), ('y');\n", encoding="utf-8")
    found = SOURCE.describe(TargetFile(path.name, path), ReadOptions(dialect), tmp_path)
    assert rows(tmp_path, found) == {f"a{quote}b": [("x",), ("y",)]}
    assert not found.skipped


@pytest.mark.parametrize(("dialect", "quote"), [("postgres", '"'), ("mysql", "`")])
def test_tables_that_differ_by_capital_letters_stay_apart_where_these_count(tmp_path: Path, dialect: str, quote: str) -> None:
    made = 'CREATE TABLE "GUEST" (name text);\nCREATE TABLE guest (mail text);\nALTER TABLE "GUEST" ADD room int;\n'.replace('"', quote)
    upper = "INSERT INTO \"GUEST\" VALUES ('x', 7);\n".replace('"', quote)
    filled = upper + GUESTS
    both = {"GUEST": [("x", "7")], "guest": [("a@b.example",), ("c@d.example",)]}
    assert rows(tmp_path, describe(tmp_path, made + filled, dialect=dialect)) == both
    assert rows(tmp_path, describe(tmp_path, made, filled, dialect=dialect)) == both
    empty = describe(tmp_path, made + upper, dialect=dialect)
    assert [(one.table.name, one.rows is not None) for one in assemble(empty.tables)[0]] == [("guest", False), ("GUEST", True)]


@pytest.mark.parametrize("dialect", ["postgres", "tsql", "generic"])
def test_they_are_one_where_capital_letters_mean_nothing(tmp_path: Path, dialect: str) -> None:
    content = "CREATE TABLE Guest (name text);\nCREATE TABLE IF NOT EXISTS guest (name text);\n"
    content += "INSERT INTO GUEST VALUES ('x');\nINSERT INTO guest VALUES ('y');\n"
    assert rows(tmp_path, describe(tmp_path, content, dialect=dialect)) == {"Guest": [("x",), ("y",)]}


def test_a_row_has_the_line_on_which_it_begins(tmp_path: Path) -> None:
    (one,) = (one for one in describe(tmp_path, MYSQL).tables if one.rows is not None)
    with LateEngine(tmp_path) as engine:
        assert engine.lines(engine.load(one), [1, 2, 3, 4]) == {1: 11, 2: 11, 3: 12, 4: 13}
    (one,) = (one for one in describe(tmp_path, POSTGRES).tables if one.rows is not None)
    with LateEngine(tmp_path) as engine:
        assert engine.lines(engine.load(one), [1, 2, 3, 4]) == {1: 12, 2: 13, 3: 14, 4: 16}


def test_rows_of_another_width_are_rejected_by_line(tmp_path: Path) -> None:
    content = "CREATE TABLE t (a int, b int);\nINSERT INTO t VALUES (1,2),\n(3),\n(4,5,6);\n"
    content += "INSERT INTO t (a) VALUES (7, 8);\nINSERT INTO t VALUES (9,"
    (one,) = (one for one in describe(tmp_path, content).tables if one.rows is not None)
    with LateEngine(tmp_path) as engine:
        assert engine.rejected(engine.load(one)) == (
            Rejected(3, "1 value instead of 2"),
            Rejected(4, "3 values instead of 2"),
            Rejected(5, "2 values instead of 1"),
            Rejected(6, "the row does not end"),
        )


def test_data_beside_a_schema_are_rows_of_its_tables(tmp_path: Path) -> None:
    schema, data = "CREATE TABLE shop.t (a int, b text);", "INSERT INTO t VALUES (1, 'x');\nINSERT INTO t VALUES (2, 'y');"
    assert rows(tmp_path, describe(tmp_path, schema, data)) == {"shop.t": [("1", "x"), ("2", "y")]}


def test_data_alone_have_the_columns_that_they_name(tmp_path: Path) -> None:
    content = "INSERT INTO t (id, email) VALUES (1, 'a@b.example');\nINSERT INTO t (id, city) VALUES (2, 'Ulm');\n"
    content += "INSERT INTO u VALUES (3, 'x');"
    description = describe(tmp_path, content)
    assert rows(tmp_path, description) == {"t": [("1", "a@b.example", None), ("2", None, "Ulm")], "u": [("3", "x")]}
    columns = [[column.name for column in one.table.columns] for one in description.tables]
    assert columns == [["id", "email", "city"], ["column_1", "column_2"]]


def test_rows_that_a_query_makes_are_said(tmp_path: Path) -> None:
    description = describe(tmp_path, "CREATE TABLE t (a int);\nINSERT INTO t SELECT 1;\nINSERT INTO t SET a = 2;")
    reason = "rows that a query puts there (line 2 and 1 more) are known to the database alone"
    assert [(said.what, said.reason) for said in description.skipped] == [("t (a.sql)", reason)]
    assert rows(tmp_path, description) == {}


def test_rows_of_a_part_are_rows_of_the_whole(tmp_path: Path) -> None:
    content = (
        "CREATE TABLE log (day date, who text) PARTITION BY RANGE (day);\n"
        "CREATE TABLE log_2020 PARTITION OF log FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');\n"
        "COPY public.log_2020 (day, who) FROM stdin;\n2020-05-01\tx\n\\.\n"
        "INSERT INTO log VALUES ('2021-01-01', 'y');\n"
    )
    assert rows(tmp_path, describe(tmp_path, content)) == {"log": [("2020-05-01", "x"), ("2021-01-01", "y")]}


def test_rows_of_a_table_that_goes_again_are_nobodys(tmp_path: Path) -> None:
    content = "CREATE TABLE t (a int); INSERT INTO t VALUES (1); DROP TABLE t; CREATE TABLE u (a int);"
    assert rows(tmp_path, describe(tmp_path, content)) == {}


def test_rows_in_csv(tmp_path: Path) -> None:
    content = "CREATE TABLE t (a int, b text);\nCOPY t FROM stdin WITH (FORMAT csv, HEADER, DELIMITER ';');\na;b\n1;\"x;\ny\"\n2;\n\\.\n"
    assert rows(tmp_path, describe(tmp_path, content)) == {"t": [("1", "x;\ny"), ("2", None)]}


def test_inserts_within_a_routine_are_no_rows(tmp_path: Path) -> None:
    content = "CREATE TABLE t (a int);\nDELIMITER ;;\nCREATE PROCEDURE p() BEGIN INSERT INTO t VALUES (1); END ;;\nDELIMITER ;\n"
    assert rows(tmp_path, describe(tmp_path, content)) == {}


def test_a_dump_of_many_tables_keeps_few_files_open(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    number = 300
    created = "".join(f"CREATE TABLE t{i} (a int, b text);\n" for i in range(number))
    filled = "".join(f"INSERT INTO t{i} VALUES ({i}, 'x{turn}');\n" for turn in range(2) for i in range(number))  # noqa: S608 a dump
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (100, before[1]))
    try:
        description = describe(tmp_path, created + filled)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert len([one for one in description.tables if one.rows is not None]) == number
    seventh = Description(tuple(one for one in description.tables if one.table.name == "t7"))
    assert rows(tmp_path, seventh) == {"t7": [("7", "x0"), ("7", "x1")]}


def migrations(tmp_path: Path, *contents: str) -> Description:
    """Numbered files of one folder, as one description."""
    files = []
    for number, content in enumerate(contents, 1):
        path = tmp_path / f"V{number}__x.sql"
        path.write_text(content, encoding="utf-8")
        files.append(TargetFile(path.name, path))
    assert SOURCE.describe_all is not None
    found = [description for _, description in SOURCE.describe_all(files, ReadOptions(), tmp_path)]
    return Description(*(tuple(entry for one in found for entry in getattr(one, part)) for part in ("tables", "skipped", "unreadable")))


def test_rows_of_migrations_are_read_as_they_are_in_the_end(tmp_path: Path) -> None:
    found = migrations(
        tmp_path,
        "CREATE TABLE guest (id int, name text, fax text);\nINSERT INTO guest VALUES (1, 'Ada', '12'), (2, 'Bo');",
        "ALTER TABLE guest RENAME COLUMN name TO surname;\nALTER TABLE guest DROP COLUMN fax;\nINSERT INTO guest VALUES (3, 'Cy');",
        "ALTER TABLE guest RENAME TO visitor;\nALTER TABLE visitor ADD mail text;\n"
        "COPY visitor (mail, id) FROM stdin;\ndi@mail.example\t4\n\\.\n",
    )
    assert rows(tmp_path, found) == {"visitor": [("1", "Ada", None), ("3", "Cy", None), ("4", None, "di@mail.example")]}
    assert [(said.what, said.topic) for said in found.skipped] == [("visitor (V1__x.sql)", Topic.ASSUMED)] * 2
    (one,) = (one for one in found.tables if one.rows is not None)
    with LateEngine(tmp_path) as engine:
        assert engine.rejected(engine.load(one)) == (Rejected(2, "2 values instead of 3"),)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE guest SET name = 'x' WHERE id = 1;",
        "DELETE FROM public.guest WHERE id = 1;",
        "TRUNCATE TABLE other, guest;",
        "MERGE INTO guest USING other ON guest.id = other.id WHEN MATCHED THEN DELETE;",
        "DO $$ BEGIN UPDATE guest SET name = NULL; END $$;",
        "ALTER TABLE guest RENAME TO visitor; UPDATE visitor SET name = 'x'; ALTER TABLE visitor RENAME TO guest;",
    ],
)
def test_rows_that_a_later_migration_changes_are_not_read_which_is_said(tmp_path: Path, change: str) -> None:
    made = "CREATE TABLE guest (id int, name text); CREATE TABLE inn (id int);\n"
    made += "INSERT INTO guest VALUES (1, 'Ada');\nINSERT INTO inn VALUES (7);"
    found = migrations(tmp_path, made, change, "INSERT INTO guest VALUES (2, 'Bo');")
    assert rows(tmp_path, found) == {"inn": [("7",)]}
    reason = "its rows are not read, as a later statement changes them (UPDATE, DELETE): export it as CSV to have the values looked at"
    assert [(said.what, said.reason) for said in found.skipped] == [("guest (V1__x.sql)", reason)]


def test_rows_of_a_table_that_a_migration_drops_are_nobodys(tmp_path: Path) -> None:
    made = "CREATE TABLE guest (id int);\nINSERT INTO guest VALUES (1);"
    again = "DROP TABLE guest;\nCREATE TABLE guest (no int);\nINSERT INTO guest VALUES (2);"
    assert rows(tmp_path, migrations(tmp_path, made, again)) == {"guest": [("2",)]}


def test_rows_that_are_changed_before_they_come_are_read(tmp_path: Path) -> None:
    made = "CREATE TABLE guest (id int);\nUPDATE guest SET id = 1;"
    assert rows(tmp_path, migrations(tmp_path, made, "INSERT INTO guest VALUES (2);")) == {"guest": [("2",)]}


def test_rows_of_a_table_without_a_name_are_nobodys(tmp_path: Path) -> None:
    content = "CREATE TABLE t (a int);\nINSERT INTO - VALUES (1);\nINSERT INTO t VALUES (2);\nINSERT INTO \\ SELECT 3;\n"
    assert rows(tmp_path, describe(tmp_path, content)) == {"t": [("2",)]}
    assert rows(tmp_path, migrations(tmp_path, content, "INSERT INTO + (a) VALUES (4);")) == {"t": [("2",)]}


@pytest.mark.parametrize(
    ("off", "on"),
    [("0x00", "0x01"), ("b'0'", "b'1'"), (r"_binary '\0'", "_binary '\x01'"), (r"'\0'", "'\x01'"), ("0", "1")],
)
def test_a_flag_of_one_bit_is_0_or_1_however_a_dump_writes_it(tmp_path: Path, off: str, on: str) -> None:
    written = f"({off},1),({on},2),(NULL,3)"
    found = describe(tmp_path, f"CREATE TABLE `t` (`gone` bit(1), `id` int) ENGINE=InnoDB;\nINSERT INTO `t` VALUES {written};\n")
    assert rows(tmp_path, found) == {"t": [("0", "1"), ("1", "2"), (None, "3")]}
