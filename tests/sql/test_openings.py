"""Statements that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.sql import schema
from privaudit.sql.openings import complaint

Read = Callable[..., schema.Schema]


@pytest.mark.parametrize(
    "statement",
    [
        "CRATE TABLE guest (id int)",
        "creat table guest (id int)",
        "CREATE TABL guest (id int)",
        "Create Temporary Tabel guest (id int)",
        "RECREATE TABLE a",
        "ALTER TABEL guest ADD mail text",
        "drop tabl guest",
        "RENAME TALBE guest TO host",
    ],
)
def test_misspelt(statement: str) -> None:
    assert "not" in complaint(statement.encode())


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE OR REPLACE PROCEDURAL LANGUAGE plpgsql",
        "CREATE ALGORITHM=UNDEFINED DEFINER=`root`@`localhost` SQL SECURITY DEFINER VIEW v AS SELECT 1",
        "CREATE UNIQUE NONCLUSTERED INDEX i ON t (c)",
        "CREATE PUBLIC SYNONYM s FOR t",
        "create or replace transient table t (c int)",
        "LOCK TABLES t WRITE",
        "ALTER TABLE t ADD c int",
        "ALTER TABLESPACE t OFFLINE",
        "ALTER EVENT e DISABLE",
        "DROP LIBRARY l",
        "RENAME a TO b",
        "x := 1",
        "dbms_output.put_line('x')",
        "sp_dboption 'x', 'y'",
        "(SELECT 1)",
        "",
    ],
)
def test_known(statement: str) -> None:
    assert complaint(statement.encode()) == ""


def test_they_are_named_by_line(read: Read) -> None:
    found = read("CREATE TABLE host (id int);\n\nCRATE TABLE guest (id int);\n")
    assert [table.name for table in found.tables] == ["host"]
    assert [skipped.what for skipped in found.strange] == ["a statement (dump.sql:3)"]
    assert found.skipped == ()


@pytest.mark.parametrize("begin", ["BEGIN;", "begin transaction ;", "BEGIN IMMEDIATE;"])
def test_they_are_named_within_a_transaction_too(read: Read, begin: str) -> None:
    found = read(f"{begin}\nCRATE TABLE guest (id int);\nCREATE TABLE host (id int);\nCOMMIT;", "sqlite")
    assert [skipped.what for skipped in found.strange] == ["a statement (dump.sql:2)"]


def test_their_words_are_not_repeated(read: Read) -> None:
    # What stands behind a broken quote may be somebody's data.
    found = read("CREATE TABLE host (id int);\nINSERT INTO host VALUES ('it's; Ann Smith lives here; x's');\n", "sqlite")
    assert found.strange
    assert "Ann" not in str(found.strange)


def test_only_the_first_are_named(read: Read) -> None:
    found = read("CREATE TABLE host (id int);\n" + "Some words here;\n" * 40)
    assert len(found.strange) == 11
    assert found.strange[-1].reason.startswith("30 more")


BODIES = {
    "oracle": """
        CREATE OR REPLACE PROCEDURE close_day IS
          v_count NUMBER := 0;
          c_name CONSTANT VARCHAR2(10) := 'x';
        BEGIN
          tell_others ('a');
          IF v_count > 1 THEN
            RAISE_APPLICATION_ERROR (-20205, 'no');
          END IF;
        END close_day;
        /
        DECLARE
          v_there NUMBER := 0;
        BEGIN
          refuse_all (v_there);
        EXCEPTION WHEN OTHERS THEN NULL;
        END;
        /
        """,
    "mysql": """
        CREATE DEFINER=`root`@`localhost` TRIGGER t BEFORE INSERT ON host FOR EACH ROW
        BEGIN
          DECLARE x INT;
          round_about: LOOP
            LEAVE round_about;
          END LOOP;
          myproc ('x');
        END;
        """,
}


@pytest.mark.parametrize(("dialect", "body"), BODIES.items())
def test_the_parts_of_a_body_are_no_statements(read: Read, dialect: str, body: str) -> None:
    found = read(f"CREATE TABLE host (id int);\n{body}\nCREATE TABL guest (id int);", dialect)
    assert len(found.strange) == 1
