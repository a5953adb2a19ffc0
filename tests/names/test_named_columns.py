"""What the columns of a table name, counted."""

from __future__ import annotations

from privaudit import rulebook
from privaudit.model.estate import Column, Table
from privaudit.names.languages import speech
from privaudit.names.named_columns import Named, named_in, tells_of_humans
from privaudit.names.naming import names_of
from privaudit.names.table_names import TableNames

RULES = rulebook.built_in()


def named(*columns: str) -> Named:
    table = Table("schema.sql", "t", tuple(map(Column, columns)))
    return named_in(TableNames(table, names_of(speech((table,), RULES))))


def test_parts_of_an_address_and_of_an_account_are_counted_once_each() -> None:
    found = named("street", "city", "billing_city", "zip", "bank", "account_number", "bank_id", "account_type")
    assert (found.addresses, found.accounts) == (3, 2)


def test_what_persons_alone_have_is_told_from_what_places_have_too() -> None:
    found = named("surname", "phone", "email", "mobile_phone", "email_count")
    assert found.alone == {"user.name.last"}
    assert found.contact == {"user.contact.phone_number", "user.contact.email", "user.name"}
    assert (found.phones, found.kinds) == (2, 3)


def test_flags_tell_nothing() -> None:
    table = Table("schema.sql", "t", (Column("surname", "boolean"),))
    assert named_in(TableNames(table, names_of(speech((table,), RULES)))).kinds == 0


def test_traits_of_humans_are_told_from_those_of_animals() -> None:
    assert tells_of_humans(named("marital_status", "birth_date", "gender"))
    assert not tells_of_humans(named("birth_date", "gender", "diagnosis"))
