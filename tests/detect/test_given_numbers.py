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
        ("student_orders", Column("order_number", "varchar(12)"), None),
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


@pytest.mark.parametrize(
    ("file", "columns", "expected"),
    [
        ("export_2025", ("member_id", "first_name", "last_name", "email"), NUMBER),
        ("hr_dataset", ("EmpID", "employee_name", "date_of_birth", "gender"), NUMBER),
        ("export_2025", ("first_name", "last_name", "email", "member_id"), None),
        ("export_2025", ("order_id", "first_name", "last_name", "email"), None),
        ("export_2025", ("member_id", "first_visit", "amount", "status"), None),
        ("patient_readings", ("patient_id", "age", "gender", "pulse"), NUMBER),
        ("readings", ("patient_id", "blood_pressure", "diagnosis", "pulse"), NUMBER),
        ("readings", ("blood_pressure", "patient_id", "diagnosis", "pulse"), None),
    ],
    ids=["leads", "a data set", "another's", "of a thing", "no person's row", "readings", "a record of health", "points to one"],
)
def test_the_first_column_of_a_file_may_be_the_number_of_whom_its_rows_are(
    file: str, columns: tuple[str, ...], expected: str | None
) -> None:
    table = Table(f"{file}.csv", file, tuple(Column(name, "VARCHAR") for name in columns))
    wanted = next(name for name in columns if name.lower().endswith("id"))
    verdict = next(one for one in detect(table, None, RULES) if one.column.name == wanted)
    assert (verdict.category if verdict.verdict.personal else None) == expected


def test_the_number_of_an_order_is_not_that_of_who_ordered() -> None:
    columns = tuple(Column(name, "VARCHAR") for name in ("order_number", "first_name", "last_name", "email", "city"))
    verdict = detect(Table("orders.csv", "orders", columns), None, RULES)[0]
    assert not verdict.verdict.personal


@pytest.mark.parametrize(
    ("column", "found"),
    [
        (Column("ewk_person_id", "varchar(40)"), True),
        (Column("ewk_person_id", "int"), False),
        (Column("manager_person_id", "varchar(40)"), False),
    ],
)
def test_the_key_of_a_person_in_another_system_is_that_persons(column: Column, *, found: bool) -> None:
    table = Table("schema.sql", "applicants", (Column("id", "int"), Column("surname"), Column("birth_date", "date"), column))
    assert detect(table, None, RULES)[3].verdict.personal is found


@pytest.mark.parametrize(
    ("table", "number", "found"), [("medlemmer", "medl_nr", True), ("customers", "cus_no", True), ("customers", "ord_no", False)]
)
def test_the_number_of_a_person_may_begin_as_the_table_does(table: str, number: str, *, found: bool) -> None:
    columns = tuple(Column(name, "VARCHAR(10)") for name in (number, "first_name", "last_name"))
    assert detect(Table("schema.sql", table, columns), None, RULES)[0].verdict.personal is found
