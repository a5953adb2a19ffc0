"""A file in, its tables out."""

from __future__ import annotations

import logging
import string
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from privaudit.errors import SourceError, UsageError
from privaudit.model.estate import Column, ForeignKey, Place, Reference, Skipped, Table, Topic
from privaudit.model.sources import Description, ReadOptions, TargetFile
from privaudit.sources.sql_schema import SOURCE

SQL = "-- guests\nCREATE TABLE guest (\n  id int PRIMARY KEY, -- numéro\n  prénom text REFERENCES host\n);\n"


def describe(tmp_path: Path, data: bytes, options: ReadOptions | None = None) -> Description:
    path = tmp_path / "dump.sql"
    path.write_bytes(data)
    return SOURCE.describe(TargetFile("data/dump.sql", path), options or ReadOptions(), tmp_path)


def accepts(name: str, head: bytes) -> bool:
    return SOURCE.accepts(TargetFile(name, Path("private") / Path(name).name), head)


def test_describe(tmp_path: Path) -> None:
    assert describe(tmp_path, SQL.encode()).tables[0].table == Table(
        source="data/dump.sql",
        name="guest",
        columns=(
            Column("id", "int", "numéro", nullable=False, place=Place("data/dump.sql", 3)),
            Column("prénom", "text", place=Place("data/dump.sql", 4)),
        ),
        primary_key=("id",),
        foreign_keys=(ForeignKey(("prénom",), Reference("host", ())),),
        place=Place("data/dump.sql", 2),
    )


def test_there_are_no_rows(tmp_path: Path) -> None:
    (found,) = describe(tmp_path, SQL.encode()).tables
    assert found.rows is None
    assert not found.table.has_rows


def test_what_was_lost_is_named(tmp_path: Path) -> None:
    found = describe(tmp_path, b"CREATE TABLE host (id int);\n\nCREATE TABLE guest AS SELECT 1;")
    assert found.skipped == (Skipped("guest (data/dump.sql:3)", "its columns come from a query"),)


def test_all_may_be_lost(tmp_path: Path) -> None:
    found = describe(tmp_path, b"CREATE TABLE guest AS SELECT 1;")
    assert (len(found.tables), len(found.skipped)) == (0, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_that_are_found_out(tmp_path: Path, encoding: str) -> None:
    (found,) = describe(tmp_path, SQL.encode(encoding)).tables
    assert [column.name for column in found.table.columns] == ["id", "prénom"]
    assert found.table.columns[0].comment == "numéro"
    assert found.table.columns[1].place == Place("data/dump.sql", 4)


@pytest.mark.parametrize("encoding", ["cp850", "mac-roman", "gbk", "utf-16"])
def test_encodings_that_are_named(tmp_path: Path, encoding: str) -> None:
    (found,) = describe(tmp_path, SQL.encode(encoding), ReadOptions(encoding=encoding)).tables
    assert found.table.columns[1].name == "prénom"


def test_bytes_of_no_encoding(tmp_path: Path) -> None:
    data = b"INSERT INTO log VALUES ('\x81\xff\x00');\nCREATE TABLE guest (id int, pr\x81nom text);"
    (found,) = (one for one in describe(tmp_path, data).tables if one.rows is None)
    assert len(found.table.columns) == 2


@pytest.mark.parametrize("name", ["klingon", "base64", "", "a\0b"])
def test_unknown_encoding(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        describe(tmp_path, SQL.encode(), ReadOptions(encoding=name))


def test_dialect_that_is_named(tmp_path: Path) -> None:
    sql = b"CREATE TABLE guest (id int # the number\n, name text);"
    (found,) = describe(tmp_path, sql, ReadOptions(dialect="mariadb")).tables
    assert [column.comment for column in found.table.columns] == ["the number", ""]


def test_unknown_dialect(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown SQL dialect: klingon") as raised:
        describe(tmp_path, SQL.encode(), ReadOptions(dialect="klingon"))
    assert "mysql" in raised.value.hint


@pytest.mark.parametrize("data", [b"", b" \n\n", "\ufeff".encode(), "\ufeff \n".encode("utf-16-le")])
def test_empty(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(SourceError, match=r"data/dump\.sql is empty") as raised:
        describe(tmp_path, data)
    assert raised.value.place == Place("data/dump.sql")


def test_no_table(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no table found in data/dump\.sql") as raised:
        describe(tmp_path, b"INSERT INTO guest SELECT 'Ann';\nCREATE VIEW v AS SELECT 1;")
    assert "--schema-only" in raised.value.hint
    assert "Ann" not in raised.value.message + raised.value.hint


def test_no_table_left(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="all are dropped again"):
        describe(tmp_path, b"CREATE TABLE guest (id int); DROP TABLE guest;")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"data/dump\.sql cannot be read: No such file"):
        SOURCE.describe(TargetFile("data/dump.sql", tmp_path / "none.sql"), ReadOptions(), tmp_path)


def test_nothing_is_printed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        describe(tmp_path, b"CREATE TABLE guest (5 int, {{ x }}) ON [PRIMARY], x;\nCREATE TABLE host (id int);")
    assert caplog.text == ""


@pytest.mark.parametrize("name", ["a.sql", "A.SQL", "a.ddl", "dir.d/a.pgsql"])
def test_accepts_by_name(name: str) -> None:
    assert accepts(name, b"anything")
    assert accepts(name, b"")
    assert accepts(name, SQL.encode("utf-16"))
    assert not accepts(name, b"PGDMP\0\0\1")


@pytest.mark.parametrize("name", ["-", "schema", "schema.txt", "schema.dump"])
def test_accepts_by_text(name: str) -> None:
    assert accepts(name, SQL.encode())
    assert accepts(name, SQL.encode("utf-16"))
    assert not accepts(name, b"id,name\n1,Ann\n")
    assert not accepts(name, b"")


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xlsx", "a.sqlite", "a.sql.gz", "a.md"])
def test_leaves_the_rest_to_others(name: str) -> None:
    assert not accepts(name, SQL.encode())


@dataclass(frozen=True, slots=True)
class Style:
    """How a dialect's own tool would write a schema."""

    open: str
    close: str
    types: tuple[str, ...]
    separator: str
    tail: str = ""

    def quoted(self, name: str) -> str:
        return f"{self.open}{name}{self.close}"


STYLES = {
    "mysql": Style("`", "`", ("int(11)", "varchar(255)", "enum('a, b','it''s')", "decimal(10,2)", "int unsigned"), ";\n", " ENGINE=InnoDB"),
    "postgres": Style('"', '"', ("integer", "character varying(255)", "text[]", "timestamp with time zone", "numeric(10,2)"), ";\n"),
    "sqlite": Style('"', '"', ("INTEGER", "TEXT", "VARCHAR(40)", "UNSIGNED BIG INT", ""), ";\n"),
    "tsql": Style("[", "]", ("int", "nvarchar(max)", "datetime2(7)", "decimal(10,2)", "uniqueidentifier"), "\nGO\n", " ON [PRIMARY]"),
    "oracle": Style('"', '"', ("NUMBER(10,0)", "VARCHAR2(20 CHAR)", "DATE", "TIMESTAMP(6) WITH TIME ZONE", "CLOB"), "\n/\n"),
}
NAMES = st.text(string.ascii_letters + string.digits + "_ é-.#,;:()'", min_size=1, max_size=12).map(str.strip).filter(bool)
UNIQUE_NAMES = st.lists(NAMES, min_size=1, max_size=6, unique_by=str.lower)
GAPS = st.sampled_from([" ", "\n  ", " /* it's; a ) */ ", " -- it's; a )\n"])


@dataclass(frozen=True, slots=True)
class Said:
    """What the text of a table says."""

    name: str
    columns: list[tuple[str, str, bool]]
    primary: tuple[str, ...]
    target: str | None


@st.composite
def schemas(draw: st.DrawFn, style: Style) -> tuple[str, list[Said]]:
    """A schema as text, and what it says."""
    tables: list[Said] = []
    text = ""
    for name in draw(UNIQUE_NAMES):
        columns = [(column, draw(st.sampled_from(style.types)), draw(st.booleans())) for column in draw(UNIQUE_NAMES)]
        primary = tuple(column for column, _, _ in columns[: draw(st.integers(0, 2))])
        target = draw(st.sampled_from([None, *(table.name for table in tables)]))
        items = [f"{style.quoted(column)} {kind}" + ("" if nullable else " NOT NULL") for column, kind, nullable in columns]
        if primary:
            items.append("PRIMARY KEY (" + ", ".join(map(style.quoted, primary)) + ")")
        if target is not None:
            items.append(f"FOREIGN KEY ({style.quoted(columns[0][0])}) REFERENCES {style.quoted(target)}({style.quoted('x')})")
        gap = draw(GAPS)
        text += f"CREATE TABLE {style.quoted(name)} ({gap}" + f",{gap}".join(items) + f"{gap}){style.tail}{style.separator}"
        tables.append(Said(name, columns, primary, target))
    return text, tables


@pytest.mark.parametrize("dialect", STYLES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_schema_comes_back_as_it_was_written(tmp_path: Path, dialect: str, data: st.DataObject) -> None:
    text, tables = data.draw(schemas(STYLES[dialect]))
    found = describe(tmp_path, text.encode(), ReadOptions(dialect=dialect))
    assert found.skipped == ()
    assert [described.table.name for described in found.tables] == [said.name for said in tables]
    for described, said in zip(found.tables, tables, strict=True):
        table = described.table
        assert [(column.name, column.type) for column in table.columns] == [(name, kind) for name, kind, _ in said.columns]
        assert [column.nullable for column in table.columns] == [
            nullable and name not in said.primary for name, _, nullable in said.columns
        ]
        assert table.primary_key == said.primary
        assert [key.target for key in table.foreign_keys] == ([] if said.target is None else [Reference(said.target, ("x",))])


def test_views_of_tables_of_the_run_are_said_not_to_be_counted(tmp_path: Path) -> None:
    content = b"""CREATE TABLE guest (id int, mail text);
    CREATE VIEW mailing AS SELECT mail FROM guest;
    CREATE VIEW recent AS SELECT * FROM mailing;
    CREATE VIEW elsewhere AS SELECT * FROM crm.leads;
    CREATE VIEW turning AS SELECT * FROM turning;"""
    found = describe(tmp_path, content)
    assert [entry.table.name for entry in found.tables] == ["guest"]
    assert [(said.reason, said.topic) for said in found.skipped] == [
        ("2 views are not counted, as all tables that they read are: mailing, recent", Topic.SHOWN_TWICE),
        ("2 views are not read, only tables are: elsewhere, turning", Topic.UNREAD),
    ]
