"""The `user_id` of a person's row that is no key."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table

RULES = rulebook.built_in()
LOGIN = "user.account.username"
STAFF_ID, SURNAME = Column("staff_id", "int"), Column("surname", "varchar(40)")


def found(table: str, *columns: Column, key: tuple[str, ...] = ()) -> str | None:
    verdict = next(one for one in detect(Table("schema.sql", table, columns, key), None, RULES) if one.column.name == "user_id")
    return verdict.category if verdict.verdict.personal else None


@pytest.mark.parametrize(
    ("declared", "expected"),
    [("varchar(20)", LOGIN), ("varchar(36)", None), ("text", None), ("int", None)],
    ids=["a name to type", "a random key", "of any length", "a number"],
)
def test_the_short_text_of_a_row_that_has_another_key_is_what_one_signs_in_with(declared: str, expected: str | None) -> None:
    assert found("staff", STAFF_ID, Column("user_id", declared), SURNAME) == expected


def test_the_key_of_the_row_is_none() -> None:
    assert found("staff", Column("user_id", "varchar(20)"), SURNAME) != LOGIN


def test_what_points_to_another_table_is_none() -> None:
    staff = Table("schema.sql", "staff", (STAFF_ID, Column("user_id", "varchar(20)"), SURNAME))
    verdicts = detect(Table("schema.sql", "tasks", (Column("task_id", "int"), *staff.columns[1:2], Column("due", "date"))), None, RULES)
    assert not any(one.verdict.personal for one in verdicts)
