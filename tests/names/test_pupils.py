"""Tables whose rows are pupils or students, or are each of one."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.pupils import is_of_pupils
from privaudit.names.table_names import TableNames

RULES = rulebook.built_in()


@pytest.mark.parametrize(
    ("table", "columns", "of_pupils"),
    [
        ("students", ("id", "class"), True),
        ("eleves", ("id", "nom", "prenom"), True),
        ("valutazioni", ("id", "id_alunno", "giudizio"), True),
        ("customers", ("id", "class"), False),
        ("reviews", ("id", "customer_id", "text"), False),
    ],
)
def test_the_table_or_its_key_says_that_rows_are_of_pupils(table: str, columns: tuple[str, ...], *, of_pupils: bool) -> None:
    whole = Table("schema.sql", table, tuple(Column(name) for name in columns))
    assert is_of_pupils(TableNames(whole, names_of(speech((whole,), RULES)))) is of_pupils


@pytest.mark.parametrize(
    ("table", "person", "column", "found"),
    [
        ("bulletins", "id_eleve", Column("appreciation", "text"), True),
        ("admissions", "etudid", Column("bac"), True),
        ("evaluations", "student_id", Column("text", "text"), True),
        ("evaluations", "room_id", Column("text", "text"), False),
    ],
)
def test_what_is_written_of_a_pupil_and_where_one_learnt_is_told_by_few_words(
    table: str, person: str, column: Column, *, found: bool
) -> None:
    whole = Table("schema.sql", table, (Column("id", "int"), Column(person, "int"), column, Column("trimestre", "int")))
    assert detect(whole, None, RULES)[2].verdict.personal is found


@pytest.mark.parametrize(("table", "found"), [("students", True), ("customers", False)])
def test_only_pupils_have_a_class_that_is_of_school(table: str, *, found: bool) -> None:
    whole = Table("schema.sql", table, (Column("surname"), Column("first_name"), Column("class", "varchar(10)")))
    assert detect(whole, None, RULES)[2].verdict.personal is found
