"""What the user says of a person, as it is typed."""

from __future__ import annotations

import pytest

from privaudit.errors import UsageError
from privaudit.model.column_name import ColumnName
from privaudit.model.rights import Given
from privaudit.rights.given import columns_of, given_of


@pytest.mark.parametrize("text", ["email", "=x", "email=", " = "])
def test_an_identifier_without_a_name_or_a_value_is_a_mistake(text: str) -> None:
    with pytest.raises(UsageError, match="NAME=VALUE"):
        given_of(text)


def test_a_value_may_hold_any_sign() -> None:
    assert given_of(" customers.ref = a=b ") == Given("customers.ref", "a=b")


def test_identifiers_that_are_columns_are_told_from_those_of_the_register() -> None:
    said = [Given("email", "a@x.example"), Given("shop.customers.id", "17"), Given("shop.customers.id", "18")]
    assert columns_of(said) == (ColumnName("shop.customers", "id"),)
