"""A schema and the rows of the same table become one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlglot import exp

from privaudit import questions as ask
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.estate import assemble
from privaudit.model.estate import Column, Declaration, DeclaredBy, Place, Skipped, Table
from privaudit.model.sources import Described, ReadOptions, TargetFile
from privaudit.profile import profile
from privaudit.sources.delimited import SOURCE
from tests.conftest import RULES, a_table, key_to

Export = Callable[[str, str], Described]


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """The description of an export."""

    def describing(shown: str, text: str) -> Described:
        path = tmp_path / shown
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        (described,) = SOURCE.describe(TargetFile(shown, path), ReadOptions(), tmp_path).tables
        return described

    return describing


SCHEMA = Table(
    source="schema.sql",
    name="Accounts",
    columns=(
        Column("ID", "INT", nullable=False, place=Place("schema.sql", 2)),
        Column("Email", "VARCHAR(99)", comment="of the client", place=Place("schema.sql", 3)),
        Column("Notes", "TEXT", place=Place("schema.sql", 4)),
    ),
    primary_key=("ID",),
    foreign_keys=(key_to("countries", "id", via="ID"),),
    comment="clients",
    place=Place("schema.sql", 1),
)


def test_a_schema_alone_is_a_table_without_rows() -> None:
    assert assemble([Described(SCHEMA)]) == ((Described(SCHEMA),), ())


def test_an_export_alone_is_a_table_with_rows(export: Export) -> None:
    entry = export("accounts.csv", "id\n1\n")
    assert assemble([entry]) == ((entry,), ())


def test_types_keys_comments_and_lines_come_from_the_schema_and_rows_from_the_data(export: Export) -> None:
    entry = export("accounts.csv", "id,email,notes\n1,a@x.org,\n")
    ((merged,), said) = assemble([Described(SCHEMA), entry])
    assert said == ()
    assert (merged.table.name, merged.table.source, merged.rows) == ("Accounts", "accounts.csv", entry.rows)
    assert (merged.table.primary_key, merged.table.foreign_keys, merged.table.comment) == (("ID",), SCHEMA.foreign_keys, "clients")
    assert [(column.name, column.type, column.place) for column in merged.table.columns] == [
        ("id", "INT", Place("schema.sql", 2)),
        ("email", "VARCHAR(99)", Place("schema.sql", 3)),
        ("notes", "TEXT", Place("schema.sql", 4)),
    ]


def test_the_order_of_the_targets_does_not_matter(export: Export) -> None:
    entry = export("accounts.csv", "id,email,notes\n1,a@x.org,\n")
    assert assemble([entry, Described(SCHEMA)]) == assemble([Described(SCHEMA), entry])


def test_columns_that_only_one_of_them_has_are_kept_once_and_said(export: Export) -> None:
    ((merged,), said) = assemble([Described(SCHEMA), export("accounts.csv", "phone,email,id\n1,a@x.org,2\n")])
    assert [column.name for column in merged.table.columns] == ["id", "email", "Notes", "phone"]
    assert [column.name for column in merged.table.columns if not column.in_rows] == ["Notes"]
    assert said == (
        Skipped("Accounts.Notes", "stands in schema.sql and not in accounts.csv: it has no values here"),
        Skipped("accounts.phone", "stands in accounts.csv and not in schema.sql: its declared type is not known"),
    )


def test_a_column_that_a_later_file_adds_is_said_to_stand_there(export: Export) -> None:
    added = replace(SCHEMA, columns=(*SCHEMA.columns, Column("phone", "TEXT", place=Place("V2.sql", 1))))
    (_, said) = assemble([Described(added), export("accounts.csv", "id,email,notes\n1,a@x.org,\n")])
    assert said == (Skipped("Accounts.phone", "stands in V2.sql and not in accounts.csv: it has no values here"),)


def test_values_stay_with_the_column_of_their_header_whatever_the_order_of_the_schema(export: Export, engine: DuckDBEngine) -> None:
    ((merged,), _) = assemble([Described(SCHEMA), export("accounts.csv", "phone,EMAIL,id\n06,a@x.org,7\n")])
    table = engine.load(merged)
    found = profile(engine, table, RULES)
    assert {name: column.values for name, column in found.columns.items()} == {"phone": 1, "EMAIL": 1, "id": 1}
    assert [name for name, column in found.columns.items() if column.hits] == ["EMAIL"]
    assert table.lacks_values_of("notes")
    question = exp.select(ask.column("ID"), ask.column("phone")).from_(ask.relation(table.relation or ""))
    assert engine.ask(question) == [("7", "06")]


def test_two_data_sources_with_the_same_table_stay_two(export: Export) -> None:
    north, south = export("north/accounts.csv", "id\n1\n"), export("south/accounts.csv", "id,email\n1,\n")
    assert [entry.table.source for entry in assemble([north, south])[0]] == ["north/accounts.csv", "south/accounts.csv"]
    merged, said = assemble([north, Described(SCHEMA), south])
    assert [entry.table.source for entry in merged] == ["north/accounts.csv", "south/accounts.csv"]
    assert [entry.table.primary_key for entry in merged] == [("ID",), ("ID",)]
    assert len(said) == 3


PII = Declaration(DeclaredBy.DBT_META, "pii=true", Place("models.yml", 5))
CONFIDENTIAL = Declaration(DeclaredBy.TAG, "confidential", Place("models.yml", 2))


def words(name: str = "accounts", *columns: Column) -> Described:
    """What a dbt model says of a table."""
    said = columns or (Column("email", "", "private, PII", place=Place("models.yml", 4), declared=(PII,)),)
    return Described(Table("models.yml", name, said, comment="who pays", declared=(CONFIDENTIAL,)), words_only=True)


def test_words_about_a_table_are_laid_over_its_schema() -> None:
    ((table,), said) = assemble([words(), Described(SCHEMA)])
    assert said == ()
    assert (table.table.source, table.table.comment, table.table.declared) == ("schema.sql", "clients", (CONFIDENTIAL,))
    assert [column.name for column in table.table.columns] == ["ID", "Email", "Notes"]
    email = table.table.columns[1]
    assert (email.type, email.comment, email.place) == ("VARCHAR(99)", "of the client", Place("schema.sql", 3))
    assert email.declared == (PII, Declaration(DeclaredBy.COMMENT, "PII", Place("models.yml", 4)))


def test_words_about_a_table_are_laid_over_its_rows(export: Export) -> None:
    entry = export("accounts.csv", "id,email\n1,a@x.org\n")
    ((table,), said) = assemble([words("accounts", Column("EMAIL", "text", "where to write")), entry])
    assert said == ()
    assert (table.rows, table.table.source) == (entry.rows, "accounts.csv")
    assert [(column.name, column.type, column.comment) for column in table.table.columns] == [
        ("id", "VARCHAR", ""),
        ("email", "text", "where to write"),
    ]


def test_words_reach_the_rows_through_the_schema(export: Export) -> None:
    ((table,), _) = assemble([words(), export("accounts.csv", "id,email,notes\n1,a@x.org,\n"), Described(SCHEMA)])
    assert (table.table.source, table.table.columns[1].type, table.table.columns[1].declared[0]) == ("accounts.csv", "VARCHAR(99)", PII)


def test_a_column_that_only_words_have_is_kept_and_said(export: Export) -> None:
    ((table,), said) = assemble([words("accounts", Column("fax", "text")), export("accounts.csv", "id\n1\n")])
    assert [(column.name, column.in_rows) for column in table.table.columns] == [("id", True), ("fax", False)]
    assert said == (Skipped("accounts.fax", "stands in models.yml and not in accounts.csv"),)


def test_words_alone_are_a_table_unless_they_list_no_columns() -> None:
    bare = Described(Table("models.yml", "guests", (), declared=(PII,)), words_only=True)
    assert assemble([words(), bare]) == (
        (words(),),
        (Skipped("guests", "models.yml lists no columns of it, and no other file has it"),),
    )


@pytest.mark.parametrize(
    ("name", "tables", "meant"),
    [
        ("shop.accounts", ["accounts"], "accounts"),
        ("accounts", ["shop.accounts"], "shop.accounts"),
        ("accounts", ["shop.accounts", "crm.accounts"], None),
        ("raw.accounts", ["shop.accounts"], None),
        ("accounts", ["shop.accounts", "accounts"], "accounts"),
    ],
)
def test_words_may_leave_the_schema_out_where_one_table_alone_can_be_meant(name: str, tables: list[str], meant: str | None) -> None:
    found, _ = assemble([words(name), *(Described(a_table(table, "email")) for table in tables)])
    assert [entry.table.name for entry in found if entry.table.declared and not entry.words_only] == ([meant] if meant else [])
    assert len(found) == len(tables) + (meant is None)


def test_tables_of_other_names_are_left_alone(export: Export) -> None:
    entry = export("orders.csv", "id\n1\n")
    tables, said = assemble([entry, Described(SCHEMA), Described(a_table("countries", "id"))])
    assert [described.table.name for described in tables] == ["orders", "Accounts", "countries"]
    assert said == ()


def test_tables_are_found_by_name_ignoring_case() -> None:
    table = replace(SCHEMA, relation="rows_1")
    assert table.column("EMAIL") is table.columns[1]
    assert table.column("phone") is None
    assert not table.lacks_values_of("email")
    assert table.lacks_values_of("phone")
    assert not SCHEMA.lacks_values_of("phone")
