"""A dump in, its pieces out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit.sql.dialects import GENERIC, KNOWN, flavour_of
from privaudit.sql.statements import Kind, pieces

DIALECTS = (GENERIC, "mysql", "postgres", "sqlite", "tsql", "oracle", "snowflake")


def heads(dump: str, dialect: str = GENERIC) -> list[str]:
    """The first three words of each statement."""
    data = dump.encode()
    found = [piece for piece in pieces(data, flavour_of(dialect)) if piece.kind is Kind.STATEMENT and piece.head < piece.end]
    return [" ".join(data[piece.head : piece.end].decode().replace(";", " ").split()[:3]) for piece in found]


def kinds(dump: str, dialect: str = GENERIC) -> list[str]:
    return [piece.kind.value for piece in pieces(dump.encode(), flavour_of(dialect))]


CASES = {
    "semicolons in quotes": (
        GENERIC,
        "SELECT ';'; SELECT \"a;b\"; SELECT `c;`; SELECT [d;e];",
        ["SELECT ' '", 'SELECT "a b"', "SELECT `c `", "SELECT [d e]"],
    ),
    "doubled quotes": ("sqlite", "SELECT 'it''s;'; SELECT 'C:\\'; DROP x", ["SELECT 'it''s '", "SELECT 'C:\\'", "DROP x"]),
    "backslash": ("mysql", "SELECT 'it\\'s;'; DROP x", ["SELECT 'it\\'s '", "DROP x"]),
    "backslash in an escape string": ("postgres", "SELECT E'it\\'s;', 'C:\\'; DROP x", ["SELECT E'it\\'s ',", "DROP x"]),
    "comments": (GENERIC, "-- a; b\nSELECT 1 -- it's; \n + /* ; ' */ 2; DROP x", ["SELECT 1 --", "DROP x"]),
    "hash comments": ("mysql", "# it's; so\nSELECT 1; # and;\nDROP x", ["SELECT 1", "DROP x"]),
    "nested comments": ("postgres", "/* a /* b; */ ; ' */ SELECT 1; DROP x", ["SELECT 1", "DROP x"]),
    "conditional comments": ("mysql", "/*!40101 SET x = ';' */; /*!50001 CREATE TABLE t (a int) */;", ["SET x =", "CREATE TABLE t"]),
    "dollars": (
        "postgres",
        "DO $$ a; ' $$; SELECT $x$ ; $$ ; $x$; DROP a$b; DROP $1;",
        ["DO $$ a", "SELECT $x$ $$", "DROP a$b", "DROP $1"],
    ),
    "batches": ("tsql", "SELECT 1\nGO\nSELECT 2\n go 5 -- again\nDROP x", ["SELECT 1", "SELECT 2", "DROP x"]),
    "no separator at all": (
        "tsql",
        "CREATE TABLE a (b int) CREATE TABLE c (d int)\nALTER TABLE a ADD e int EXEC sp_rename 'a', 'f'",
        ["CREATE TABLE a", "CREATE TABLE c", "ALTER TABLE a", "EXEC sp_rename 'a',"],
    ),
    "tables without separator": (
        GENERIC,
        "USE shop\nCREATE TABLE a (b int)\n\n  CREATE TABLE c (d int)\n",
        ["USE shop", "CREATE TABLE a", "CREATE TABLE c"],
    ),
    "a procedure's tables": ("tsql", "CREATE PROC p AS CREATE TABLE #a (b int); DROP TABLE #a;\nGO\nDROP x", ["DROP x"]),
    "no batches": ("tsql", "CREATE VIEW v AS SELECT 1; CREATE TABLE a (b int);", ["CREATE VIEW v", "CREATE TABLE a"]),
    "delimiter": (
        "mysql",
        "DELIMITER //\nCREATE PROCEDURE p() BEGIN\n CREATE TABLE a (b int); END//\ndelimiter ;\nDROP x; DROP y",
        ["CREATE PROCEDURE p()", "DROP x", "DROP y"],
    ),
    "doubled delimiter": ("mysql", "DELIMITER ;;\nDROP x; DROP y;;\nDELIMITER ;\nDROP z;", ["DROP x DROP", "DROP z"]),
    "dollar delimiter": ("mysql", "DELIMITER $$\nDROP x; DROP y$$\nDELIMITER ;\nDROP z;", ["DROP x DROP", "DROP z"]),
    "rows of psql": ("postgres", "COPY t (a) FROM stdin;\nit's; \\N\tx\n\\.\nDROP x;", ["COPY t (a)", "DROP x"]),
    "psql lines": ("postgres", "\\connect it's\n\\restrict x\nDROP x;", ["DROP x"]),
    "sqlcmd lines": ("tsql", ":setvar Name it's\n:on error exit\nDROP x", ["DROP x"]),
    "sqlplus lines": (
        "oracle",
        "rem it's\nREM\nSET DEFINE OFF\nPROMPT don't;\n@other.sql\nDROP x\n/\nDROP y;\nexit;\n",
        ["DROP x", "DROP y"],
    ),
    "sqlplus words as columns": ("oracle", "CREATE TABLE a (\nprompt int,\nset int,\ncolumn int\n);\n", ["CREATE TABLE a"]),
    "delimiter as a column": ("mysql", "CREATE TABLE a (\nid int,\ndelimiter varchar(1)\n);", ["CREATE TABLE a"]),
    "sqlite lines": ("sqlite", ".mode it's\nDROP x;", ["DROP x"]),
    "inserts are one": ("mysql", "INSERT INTO a VALUES (';');\nINSERT INTO a VALUES (2);\nDROP x;", ["INSERT INTO a", "DROP x"]),
}


@pytest.mark.parametrize(("dialect", "dump", "expected"), CASES.values(), ids=CASES)
def test_statements(dialect: str, dump: str, expected: list[str]) -> None:
    assert heads(dump, dialect) == [" ".join(head.split()[:3]) for head in expected]


@pytest.mark.parametrize("dump", ["SELECT 'a", 'SELECT "a', "SELECT `a", "SELECT /* a", "/* a"])
def test_unclosed(dump: str) -> None:
    assert kinds(dump) == ["unclosed"]


def test_reading_goes_on_at_the_next_table() -> None:
    assert kinds("INSERT INTO a VALUES ('\nx);\nCREATE TABLE a (b int);\n", "sqlite") == ["unclosed", "statement", "statement"]


def test_kinds() -> None:
    assert kinds("\\connect a\nCOPY t FROM stdin;\n1\n\\.\nSELECT 1;", "postgres") == ["client", "statement", "rows", "statement"]
    assert kinds("CREATE PROC p AS SELECT 1; SELECT 2\nGO\nSELECT 3", "tsql") == ["routine", "routine", "client", "statement"]
    assert kinds("") == []


PARTS = [
    "'",
    '"',
    "`",
    "[",
    "]",
    "--",
    "#",
    "/*",
    "*/",
    "/*!5",
    "$$",
    "$a$",
    ";",
    "\\",
    "\n",
    "\\.\n",
    "GO\n",
    "DELIMITER //\n",
    "//",
    "(",
    " ",
    "E'",
    "a",
]
PARTS += ["CREATE TABLE ", "CREATE PROC ", "INSERT ", "COPY a FROM stdin;", "REM ", "\r\n", "\x00", "é"]


@given(st.lists(st.sampled_from(PARTS)).map("".join) | st.text(), st.sampled_from(DIALECTS))
def test_pieces_are_the_whole_dump(dump: str, dialect: str) -> None:
    data = dump.encode("utf-8", "surrogatepass")
    found = list(pieces(data, flavour_of(dialect)))
    assert b"".join(data[piece.start : piece.end] for piece in found) == data
    assert all(piece.start <= piece.head <= piece.end and piece.start < piece.end for piece in found)


@given(st.binary(), st.sampled_from(KNOWN))
def test_any_bytes(data: bytes, dialect: str) -> None:
    found = list(pieces(data, flavour_of(dialect)))
    assert b"".join(data[piece.start : piece.end] for piece in found) == data


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("part", ["'\\'", "\n", "/*", "$$ $", "--\n", "[", "CREATE TABLE a ('\n", "x;", "/**/"])
def test_hostile_repetition_stays_linear(dialect: str, part: str) -> None:
    begin = time.process_time()
    for _ in pieces(part.encode() * 20_000, flavour_of(dialect)):
        pass
    assert time.process_time() - begin < 5
