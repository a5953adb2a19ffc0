from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.sql import schema

Read = Callable[..., schema.Schema]


def _views(found: schema.Schema) -> dict[str, list[str]]:
    """What each view reads, by name."""
    return {view.name.table: [name.table for name in view.reads] for _, view in found.views}


@pytest.mark.parametrize(
    ("dialect", "sql"),
    [
        ("postgres", "CREATE VIEW public.mailing AS\n SELECT g.mail\n   FROM public.guest g;"),
        (
            "postgres",
            "CREATE OR REPLACE VIEW mailing (mail) WITH (security_barrier='true') AS SELECT mail FROM guest WITH CASCADED CHECK OPTION;",
        ),
        ("postgres", "CREATE OR REPLACE TEMPORARY VIEW mailing AS SELECT mail FROM guest;"),
        (
            "mysql",
            (
                "/*!50001 CREATE ALGORITHM=UNDEFINED */ /*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */\n/*!50001 VIEW"
                " `mailing` AS select `guest`.`mail` AS `mail` from `guest` */;"
            ),
        ),
        ("tsql", "GO\nCREATE OR ALTER VIEW [dbo].[mailing] WITH SCHEMABINDING AS\nSELECT [mail] FROM [dbo].[guest]\nGO\n"),
        ("sqlite", "CREATE VIEW IF NOT EXISTS mailing AS SELECT mail FROM guest;"),
        ("oracle", 'CREATE OR REPLACE FORCE EDITIONABLE VIEW "MAILING" ("MAIL") AS SELECT mail FROM guest;'),
        ("snowflake", "CREATE SECURE VIEW mailing COMMENT = 'as of now' AS SELECT mail FROM guest;"),
        ("", "CREATE VIEW mailing AS SELECT mail FROM guest"),
    ],
)
def test_a_view_of_any_dialect_is_known_with_what_it_reads(read: Read, dialect: str, sql: str) -> None:
    found = read("CREATE TABLE guest (id int, mail text);\n" + sql, dialect)
    assert [table.name for table in found.tables] == ["guest"]
    assert {name.lower(): reads for name, reads in _views(found).items()} == {"mailing": ["guest"]}
    assert found.skipped == found.strange == ()


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE MATERIALIZED VIEW old AS SELECT mail FROM guest WITH NO DATA;",
        "CREATE VIEW old AS SELECT secret(mail) FROM guest;",
        "CREATE VIEW old AS SELEKT mail FROM guest;",
        "CREATE VIEW old AS SELECT 1;",
    ],
)
def test_what_cannot_be_told_for_certain_is_not_told(read: Read, sql: str) -> None:
    assert _views(read("CREATE TABLE guest (mail text);" + sql, "postgres")) == {"old": []}


def test_the_last_definition_counts_and_what_is_dropped_is_gone(read: Read) -> None:
    sql = """
    CREATE VIEW a AS SELECT NULL AS mail;
    CREATE VIEW b AS SELECT mail FROM guest;
    CREATE TABLE c (mail text);
    DROP TABLE c;
    CREATE OR REPLACE VIEW a AS SELECT mail FROM guest;
    DROP VIEW IF EXISTS b;
    CREATE VIEW c AS SELECT mail FROM a;
    """
    assert _views(read(sql, "postgres")) == {"a": ["guest"], "c": ["a"]}


def test_a_name_that_holds_the_word_is_no_view(read: Read) -> None:
    found = read("CREATE TABLE view_log (id int); CREATE INDEX view ON view_log (id); CREATE FUNCTION view() RETURNS int AS 'SELECT 1';")
    assert found.views == ()
