"""What a table's name says that its rows tell of persons."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.model.estate import Column, Table
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.table_names import TableNames
from privaudit.names.topics import topic_of

RULES = rulebook.built_in()


def topic(table: str, key: str, *, belongs: bool = True) -> str | None:
    whole = Table("schema.sql", table, (Column("id", "int"), Column(key, "int"), Column("datum", "date")))
    return topic_of(TableNames(whole, names_of(speech((whole,), RULES))), belongs=belongs)


@pytest.mark.parametrize(
    ("table", "key", "said"),
    [
        ("performance_reviews", "employee_id", "user.workplace"),
        ("einwilligungen", "person_id", "user.privacy_preferences"),
        ("sentences", "offender_id", "user.criminal_history"),
        ("sentences", "book_id", None),
        ("mobile", "customer_id", "user.contact.phone_number"),
        ("cell_assignments", "inmate_id", None),
    ],
)
def test_weak_words_say_what_a_table_is_about_by_whose_its_rows_are(table: str, key: str, said: str | None) -> None:
    assert topic(table, key) == said


@pytest.mark.parametrize(
    ("table", "always"),
    [("opt_outs", True), ("consent_wordings", False), ("financial_situations", True), ("debts", False), ("phones", False)],
)
def test_some_rows_are_always_somebodys(table: str, *, always: bool) -> None:
    assert (topic(table, "list_id", belongs=False) is not None) is always
