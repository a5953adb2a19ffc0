"""What SQL says of a column's data beside its type."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.model.estate import DeclaredBy, Place, Table

Only = Callable[..., Table]

LABEL, CLASS, MASK, TAG = DeclaredBy.SECURITY_LABEL, DeclaredBy.CLASSIFICATION, DeclaredBy.MASKING, DeclaredBy.TAG


def declared(table: Table, column: str = "mail") -> list[tuple[str, str]]:
    found = table.column(column)
    assert found is not None
    return [(declaration.by, declaration.text) for declaration in found.declared]


COLUMNS = {
    "mask of sql server": ("tsql", "mail varchar(90) MASKED WITH (FUNCTION = 'email()') NULL", [(MASK, "email()")], "varchar(90)"),
    "mask with arguments": ("tsql", "mail char(9) MASKED WITH (FUNCTION = N'partial(1,\"X\",0)')", [(MASK, 'partial(1,"X",0)')], "char(9)"),
    "tags": (
        "snowflake",
        "mail STRING WITH TAG (gov.tags.pii = 'email', cost = 'x') NOT NULL",
        [(TAG, "pii=email"), (TAG, "cost=x")],
        "STRING",
    ),
    "policy": ("snowflake", "mail STRING WITH MASKING POLICY gov.mask_mail USING (mail)", [(MASK, "policy mask_mail")], "STRING"),
    "mask of databricks": ("databricks", "mail STRING MASK gov.mask_mail", [(MASK, "mask_mail")], "STRING"),
    "policy tags": ("bigquery", "mail STRING OPTIONS(description='x', policy_tags=('projects/a/1'))", [(TAG, "policy_tags")], "STRING"),
    "none": ("mysql", "mail varchar(90) COMMENT 'x' DEFAULT 'tag'", [], "varchar(90)"),
}


@pytest.mark.parametrize(("dialect", "column", "said", "kind"), COLUMNS.values(), ids=COLUMNS)
def test_in_a_column_list(only: Only, dialect: str, column: str, said: list[tuple[str, str]], kind: str) -> None:
    table = only(f"CREATE TABLE guest (id int, {column});", dialect)
    assert declared(table) == said
    assert table.columns[1].type == kind
    assert declared(table, "id") == []


STATEMENTS = {
    "anonymizer": (
        "postgres",
        "SECURITY LABEL FOR anon ON COLUMN public.guest.mail IS 'MASKED WITH FUNCTION anon.fake_email()';",
        [(LABEL, "anon: MASKED WITH FUNCTION anon.fake_email()")],
    ),
    "a later label of one provider": (
        "postgres",
        (
            "SECURITY LABEL FOR anon ON COLUMN guest.mail IS 'MASKED WITH VALUE NULL';\n"
            "SECURITY LABEL FOR anon ON COLUMN guest.mail IS 'NOT MASKED';"
        ),
        [(LABEL, "anon: NOT MASKED")],
    ),
    "a label taken away": (
        "postgres",
        "SECURITY LABEL ON COLUMN guest.mail IS 'classified'; SECURITY LABEL ON COLUMN guest.mail IS NULL;",
        [],
    ),
    "a label of a role": ("postgres", "SECURITY LABEL FOR anon ON ROLE mail IS 'MASKED';", []),
    "classification": (
        "tsql",
        (
            "ADD SENSITIVITY CLASSIFICATION TO dbo.guest.id, [guest].[mail]\n"
            "WITH (LABEL='Confidential - GDPR', LABEL_ID='1', INFORMATION_TYPE='Contact Info', RANK=HIGH)"
        ),
        [(CLASS, "label: Confidential - GDPR; information type: Contact Info; rank: HIGH")],
    ),
    "classifications of one batch": (
        "tsql",
        "ADD SENSITIVITY CLASSIFICATION TO guest.id WITH (LABEL='A')\nADD SENSITIVITY CLASSIFICATION TO guest.mail WITH (LABEL='B')\nGO",
        [(CLASS, "label: B")],
    ),
    "classification dropped": (
        "tsql",
        "ADD SENSITIVITY CLASSIFICATION TO guest.mail WITH (LABEL='A');\nDROP SENSITIVITY CLASSIFICATION FROM guest.mail;",
        [],
    ),
    "classification before there were statements for it": (
        "tsql",
        "EXEC sp_addextendedproperty 'sys_information_type_name', 'Contact Info', 'SCHEMA', 'dbo', 'TABLE', 'guest', 'COLUMN', 'mail'",
        [(CLASS, "information type: Contact Info")],
    ),
    "extended property": (
        "tsql",
        "EXEC sp_addextendedproperty 'PII', 'yes', 'SCHEMA', 'dbo', 'TABLE', 'guest', 'COLUMN', 'mail'",
        [(TAG, "PII=yes")],
    ),
    "mask added": ("tsql", "ALTER TABLE guest ALTER COLUMN mail ADD MASKED WITH (FUNCTION = 'email()');", [(MASK, "email()")]),
    "mask added with a type": (
        "tsql",
        "ALTER TABLE guest ALTER COLUMN mail varchar(9) MASKED WITH (FUNCTION = 'default()');",
        [(MASK, "default()")],
    ),
    "mask dropped": (
        "tsql",
        "ALTER TABLE guest ALTER COLUMN mail ADD MASKED WITH (FUNCTION = 'email()');\nALTER TABLE guest ALTER COLUMN mail DROP MASKED;",
        [],
    ),
    "tags of snowflake": (
        "snowflake",
        "ALTER TABLE guest MODIFY COLUMN mail SET TAG gov.pii = 'email', cost = 'x';",
        [(TAG, "pii=email"), (TAG, "cost=x")],
    ),
    "tag unset": (
        "snowflake",
        "ALTER TABLE guest ALTER mail SET TAG a = '1', b = '2'; ALTER TABLE guest ALTER mail UNSET TAG a;",
        [(TAG, "b=2")],
    ),
    "policies of two columns": (
        "snowflake",
        "ALTER TABLE guest MODIFY COLUMN id SET MASKING POLICY p, COLUMN mail SET MASKING POLICY gov.q FORCE;",
        [(MASK, "policy q")],
    ),
    "policy unset": (
        "snowflake",
        "ALTER TABLE guest MODIFY COLUMN mail SET MASKING POLICY p; ALTER TABLE guest MODIFY COLUMN mail UNSET MASKING POLICY;",
        [],
    ),
    "tags of databricks": (
        "databricks",
        "ALTER TABLE guest ALTER COLUMN mail SET TAGS ('pii' = 'email', 'class.email_address');",
        [(TAG, "pii=email"), (TAG, "class.email_address")],
    ),
    "tag on column": ("databricks", "SET TAG ON COLUMN hotel.guest.mail pii = email;", []),
    "tag on column of this schema": ("databricks", "SET TAG ON COLUMN guest.mail pii = email;", [(TAG, "pii=email")]),
    "mask of databricks": ("databricks", "ALTER TABLE guest ALTER COLUMN mail SET MASK gov.mask_mail;", [(MASK, "mask_mail")]),
    "tag of the table": ("snowflake", "ALTER TABLE guest SET TAG pii = 'email';", []),
    "options": (
        "bigquery",
        "ALTER TABLE guest ALTER COLUMN mail SET OPTIONS (description = 'x', policy_tags = ('p'));",
        [(TAG, "policy_tags")],
    ),
}


@pytest.mark.parametrize(("dialect", "sql", "said"), STATEMENTS.values(), ids=STATEMENTS)
def test_in_statements(only: Only, dialect: str, sql: str, said: list[tuple[str, str]]) -> None:
    table = only(f"CREATE TABLE guest (id int, mail varchar(9));\n{sql}", dialect)
    assert declared(table) == said
    assert table.columns[1].type == "varchar(9)"


def test_a_description_among_options(only: Only) -> None:
    table = only("CREATE TABLE guest (mail STRING); ALTER TABLE guest ALTER COLUMN mail SET OPTIONS (description = 'x');", "bigquery")
    assert table.columns[0].comment == "x"


def test_a_field_within_a_column_is_of_the_column(only: Only) -> None:
    table = only("CREATE TABLE guest (mail STRUCT<a STRING>); ALTER TABLE guest ALTER COLUMN mail.a SET TAGS ('pii' = '');", "databricks")
    assert declared(table) == [(TAG, "pii")]


def test_a_label_has_its_line(only: Only) -> None:
    table = only("CREATE TABLE guest (mail text);\n\nSECURITY LABEL ON COLUMN guest.mail IS\n'x';", "postgres")
    assert table.columns[0].declared[0].place == Place("dump.sql", 3)


def test_labels_follow_a_renamed_column(only: Only) -> None:
    table = only("CREATE TABLE guest (m text); SECURITY LABEL ON COLUMN guest.m IS 'x'; ALTER TABLE guest RENAME m TO mail;", "postgres")
    assert declared(table) == [(LABEL, "x")]


def test_a_long_label_is_cut_and_clean(only: Only) -> None:
    table = only(f"CREATE TABLE guest (mail text); SECURITY LABEL ON COLUMN guest.mail IS E'a\\n\u202eb{'c' * 200}';", "postgres")
    ((_, text),) = declared(table)
    assert text.startswith("a bccc")
    assert len(text) == 100
