"""Numbers and codes that are a person's, or say what a patient has, though their names say little."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table

RULES = rulebook.built_in()
NUMBER = "user.unique_id"
HEALTH = "user.health_and_medical"


def found(table: str, column: Column, *beside: str) -> str | None:
    columns = (column, Column("id", "int"), *(Column(name, "int") for name in beside))
    verdict = detect(Table("schema.sql", table, columns, ("id",)), None, RULES)[0]
    return verdict.category if verdict.verdict.personal else None


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("students", Column("number"), NUMBER),
        ("students", Column("student_id", "varchar(12)"), NUMBER),
        ("students", Column("student_id", "int"), None),
        ("student_phones", Column("student_id", "varchar(12)"), None),
        ("students", Column("code", "varchar(12)"), NUMBER),
        ("rooms", Column("code", "varchar(12)"), None),
    ],
)
def test_a_bare_number_in_a_row_of_a_person_is_the_one_it_is_known_by(table: str, column: Column, expected: str | None) -> None:
    assert found(table, column) == expected


@pytest.mark.parametrize(
    ("column", "beside", "expected"),
    [
        (Column("diagnosis_code", "varchar(8)"), "patient_id", HEALTH),
        (Column("diagnosis_type", "varchar(8)"), "patient_id", HEALTH),
        (Column("diagnosis_type", "int"), "patient_id", None),
        (Column("diagnosis_code", "varchar(8)"), "chapter_id", None),
    ],
    ids=["the code", "the kind", "a key", "a list"],
)
def test_the_code_and_the_kind_of_what_a_patient_has_tell_of_the_patient(column: Column, beside: str, expected: str | None) -> None:
    assert found("diagnoses", column, beside) == expected
