"""A folder of SQL files in, the tables as they end up out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from privaudit.model.estate import Skipped, Table
from privaudit.model.sources import ReadOptions, TargetFile
from privaudit.sources.sql_schema import SOURCE

Folder = Callable[..., tuple[list[Table], list[Skipped]]]
INIT = "CREATE TABLE guest (\n  id int PRIMARY KEY,\n  name text\n);\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Files by name in, their tables and what is said of them out; what cannot be read is said with `!` before it."""

    def describe(files: dict[str, str], options: ReadOptions | None = None) -> tuple[list[Table], list[Skipped]]:
        targets = []
        for name in sorted(files):
            (tmp_path / name).write_text(files[name])
            targets.append(TargetFile(name, tmp_path / name))
        assert SOURCE.describe_all is not None
        found = [description for _, description in SOURCE.describe_all(targets, options or ReadOptions(), tmp_path)]
        said = [entry for description in found for entry in description.skipped]
        said += [Skipped(f"!{entry.what}", entry.reason) for description in found for entry in description.unreadable]
        return [described.table for description in found for described in description.tables], said

    return describe


def columns(table: Table) -> list[str]:
    return [f"{column.name} {column.place}" for column in table.columns]


def test_a_table_is_what_all_migrations_made_of_it(folder: Folder) -> None:
    tables, said = folder(
        {
            "V1__init.sql": INIT,
            "V2__mail.sql": "\nALTER TABLE guest ADD mail text,\n  ADD fax text;\nALTER TABLE guest RENAME name TO surname;\n",
            "V10__fax.sql": "ALTER TABLE guest DROP COLUMN fax;\n",
        }
    )
    (guest,) = tables
    assert columns(guest) == ["id V1__init.sql:2", "surname V1__init.sql:3", "mail V2__mail.sql:2"]
    assert (guest.source, str(guest.place), said) == ("V1__init.sql", "V1__init.sql:1", [])


def test_tables_go_get_other_names_and_come_again(folder: Folder) -> None:
    tables, said = folder(
        {
            "001_init.sql": INIT + "CREATE TABLE host (id int); CREATE TABLE inn (id int);",
            "002_names.sql": "RENAME TABLE host TO landlord; DROP TABLE inn;",
            "003_guest.sql": "DROP TABLE guest; CREATE TABLE guest (no int);",
            "004_landlord.sql": "ALTER TABLE landlord ADD tel text;",
        }
    )
    assert {table.name: [column.name for column in table.columns] for table in tables} == {"guest": ["no"], "landlord": ["id", "tel"]}
    assert said == []


def test_tables_of_migrations_were_made_together(folder: Folder) -> None:
    tables, _ = folder({"1.sql": INIT, "2.sql": "CREATE TABLE host (id int);", "other.sql": "CREATE TABLE inn (id int);"})
    assert [(table.name, table.source, table.made_with) for table in tables] == [
        ("guest", "1.sql", "1.sql"),
        ("host", "2.sql", "1.sql"),
        ("inn", "other.sql", "other.sql"),
    ]


def test_the_way_in_which_sqlite_changes_a_table(folder: Folder) -> None:
    change = "CREATE TABLE new__guest (id int, mail text); DROP TABLE guest; ALTER TABLE new__guest RENAME TO guest;"
    tables, said = folder({"0001_initial.sql": INIT, "0002_mail.sql": change})
    assert [(table.name, columns(table)) for table in tables] == [("guest", ["id 0002_mail.sql:1", "mail 0002_mail.sql:1"])]
    assert said == []


def test_a_change_of_a_table_that_nobody_made_is_named(folder: Folder) -> None:
    tables, said = folder(
        {"V1__init.sql": INIT, "V2__host.sql": "ALTER TABLE host ADD tel text;\nALTER TABLE inn RENAME COLUMN a TO mail;"}
    )
    assert [table.name for table in tables] == ["guest"]
    assert said == [
        Skipped("host (V2__host.sql:1)", "columns are added to it, but it is created in another file"),
        Skipped("inn (V2__host.sql:2)", "columns of it are changed, but it is created in another file"),
    ]


def test_a_table_that_is_there_already(folder: Folder) -> None:
    tables, said = folder(
        {
            "1.sql": INIT + "CREATE TABLE host (id int);",
            "2.sql": "CREATE TABLE IF NOT EXISTS guest (id int, mail text);\nCREATE TABLE host (tel text);",
        }
    )
    assert [[column.name for column in table.columns] for table in tables] == [["id", "name"], ["id", "tel"]]
    assert said == [
        Skipped("guest (2.sql:1)", "it is there already, from 1.sql:1, so IF NOT EXISTS adds none of the columns here"),
        Skipped("host (2.sql:2)", "it is created here and in 1.sql:5: it has the columns of both"),
    ]


def test_a_migration_that_makes_no_table_is_no_failure(folder: Folder) -> None:
    tables, said = folder({"1.sql": INIT, "2.sql": "GRANT SELECT ON guest TO x;", "3.sql": "CREATE INDEX i ON guest (name);"})
    assert len(tables) == 1
    assert said == []


def test_migrations_that_leave_no_table_are_one(folder: Folder) -> None:
    tables, said = folder({"1.sql": INIT, "2.sql": "DROP TABLE guest;"})
    assert tables == []
    assert [entry.what for entry in said] == ["!1.sql"]
    assert "all are dropped again" in said[0].reason


def test_migrations_are_of_one_dialect(folder: Folder) -> None:
    init = "CREATE TABLE `inn`.`guest` (`id` int AUTO_INCREMENT) ENGINE=InnoDB;"
    tables, said = folder({"1.sql": init, "2.sql": "ALTER TABLE inn.guest ADD mail text # who came\n, ADD tel text;"})
    assert [(table.name, [column.name for column in table.columns]) for table in tables] == [("inn.guest", ["id", "mail", "tel"])]
    assert said == []


def test_a_bare_name_means_the_only_table_of_that_name(folder: Folder) -> None:
    (guest,), said = folder({"1.sql": "CREATE TABLE inn.guest (id int);", "2.sql": "ALTER TABLE guest ADD mail text;"})
    assert [column.name for column in guest.columns] == ["id", "mail"]
    assert said == []


def test_files_without_numbers_change_columns_of_others_but_drop_none_of_their_tables(folder: Folder) -> None:
    tables, said = folder(
        {
            "patch.sql": "ALTER TABLE guest ADD mail text;",
            "schema.sql": INIT + "CREATE TABLE host (id int);",
            "teardown.sql": "DROP TABLE guest; DROP TABLE host;",
        }
    )
    assert [(table.name, len(table.columns)) for table in tables] == [("guest", 3), ("host", 1)]
    assert said == [Skipped("teardown.sql", "it drops tables of other files, which stay, for nothing tells the order: guest, host")]


def test_dumps_of_two_databases_stay_two(folder: Folder) -> None:
    dump = "DROP TABLE IF EXISTS guest;\nCREATE TABLE guest (id int);\nALTER TABLE guest ADD mail text;"
    tables, said = folder({"crm.sql": dump, "shop.sql": dump})
    assert [(table.source, len(table.columns)) for table in tables] == [("crm.sql", 2), ("shop.sql", 2)]
    assert said == [Skipped("shop.sql", "crm.sql creates tables of the same names, and each stands as it is there: guest")]


def test_the_way_back_is_said(folder: Folder) -> None:
    back = {f"{number}_x.down.sql": "DROP TABLE guest;" for number in (1, 2)}
    tables, said = folder({"1_x.up.sql": INIT, "2_x.up.sql": "ALTER TABLE guest ADD mail text;", **back})
    assert [len(table.columns) for table in tables] == [3]
    assert said == [Skipped("1_x.down.sql", "it and 1 more take migrations back, which is not done")]


def test_one_that_cannot_be_read_does_not_keep_the_others_from_it(folder: Folder) -> None:
    tables, said = folder({"1.sql": INIT, "2.sql": "", "3.sql": "ALTER TABLE guest ADD mail text;"})
    assert [len(table.columns) for table in tables] == [3]
    assert [entry.what for entry in said] == ["!2.sql"]


def test_a_column_that_gets_the_name_of_another_takes_its_place(folder: Folder) -> None:
    (guest,), _ = folder({"1.sql": INIT, "2.sql": "ALTER TABLE guest RENAME COLUMN id TO name;"})
    assert [column.name for column in guest.columns] == ["name"]
