"""The dates of sign-ins and presences are of the person, whatever they are called."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table

RULES = rulebook.built_in()
BEHAVIOR = "user.behavior"


def found(table: str, column: Column) -> str | None:
    schema = Table("schema.sql", table, (Column("id", "INT"), Column("user_id", "INT"), column))
    return detect(schema, None, RULES)[-1].category


@pytest.mark.parametrize(
    ("column", "category"),
    [
        (Column("date", "DATETIME"), BEHAVIOR),
        (Column("end", "TIMESTAMP"), BEHAVIOR),
        (Column("event_epoch", "BIGINT"), BEHAVIOR),
        (Column("created_at", "DATETIME"), None),
        (Column("expires", "DATETIME"), None),
        (Column("attempts", "INT"), None),
    ],
    ids=["a date", "an end", "seconds", "of the row", "to come", "a count"],
)
def test_dates_of_sign_ins_are_the_persons(column: Column, category: str | None) -> None:
    assert found("login_history", column) == category


def test_dates_of_other_rows_are_not() -> None:
    assert found("orders", Column("date", "DATETIME")) is None
