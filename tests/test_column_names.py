"""A column as people name it."""

from __future__ import annotations

import pytest

from privaudit.column_names import columns_named
from privaudit.errors import SourceError, UsageError
from privaudit.model.estate import Estate, Skipped
from tests.conftest import a_table

ESTATE = Estate(
    (
        a_table("users", "id", "email"),
        a_table("sales.orders", "id", "customer_email"),
        a_table("stock.orders", "id"),
        a_table("book.xls.sheet", "e.mail"),
        a_table("users", "EMail", source="users.csv"),
    )
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("users.email", [("schema.sql", "users.email"), ("users.csv", "users.EMail")]),
        ("USERS.ID", [("schema.sql", "users.id")]),
        ("public.users.id", [("schema.sql", "users.id")]),
        ("sales.orders.id", [("schema.sql", "sales.orders.id")]),
        ("orders.id", [("schema.sql", "sales.orders.id"), ("schema.sql", "stock.orders.id")]),
        ("book.xls.sheet.e.mail", [("schema.sql", "book.xls.sheet.e.mail")]),
    ],
)
def test_a_column_is_found_by_its_name_whatever_the_case_with_its_schema_or_without(name: str, found: list[tuple[str, str]]) -> None:
    assert [(table.source, f"{table.name}.{column.name}") for table, column in columns_named(ESTATE, name)] == found


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("users.emial", "The nearest: users.EMail, users.id, book.xls.sheet.e.mail."),
        ("persons.customer_email", "The nearest: sales.orders.customer_email."),
        ("customer_email", "The nearest: users.EMail, sales.orders.customer_email."),
        ("other.users.email", "The nearest: users.EMail, book.xls.sheet.e.mail."),
        ("zzz", "Write TABLE.COLUMN. The tables: users, sales.orders, stock.orders, book.xls.sheet."),
    ],
)
def test_a_column_that_is_not_there_is_said_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        columns_named(ESTATE, name)
    assert caught.value.message == f"there is no column {name}"
    assert caught.value.hint == hint


def test_where_something_could_not_be_read_the_column_may_stand_there() -> None:
    with pytest.raises(SourceError, match=r"there is no column users.emial in what could be read") as caught:
        columns_named(Estate(ESTATE.tables, (), (Skipped("c.csv", "it is empty"),)), "users.emial")
    assert caught.value.hint == "The nearest: users.EMail, users.id, book.xls.sheet.e.mail. Not read: c.csv: it is empty"
