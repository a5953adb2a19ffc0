"""Whose the rows of a table are."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.model.estate import Column, Table
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.table_names import TableNames

RULES = rulebook.built_in()


def read(table: str, *columns: Column) -> TableNames:
    whole = Table("schema.sql", table, columns)
    return TableNames(whole, names_of(speech((whole,), RULES)))


@pytest.mark.parametrize(
    ("table", "column", "link"),
    [
        ("grades", Column("student_id", "int"), "student_id"),
        ("payslips", Column("emp_no", "varchar(10)"), "emp_no"),
        ("messages", Column("from_user", "int"), "from_user"),
        ("messages", Column("from_user", "varchar(60)"), None),
        ("reservations", Column("guests", "int"), None),
        ("shops", Column("manager", "int"), None),
        ("orders", Column("contact_number", "varchar(20)"), None),
    ],
)
def test_a_number_that_is_called_after_a_person_points_to_one(table: str, column: Column, link: str | None) -> None:
    assert read(table, Column("id", "int"), column).link == link


@pytest.mark.parametrize(("column", "known"), [("patient_id", True), ("employee_id", True), ("user_id", False), ("owner_id", False)])
def test_a_user_of_the_system_may_be_anybody(column: str, *, known: bool) -> None:
    assert read("documents", Column("id", "int"), Column(column, "int")).of_known_person is known


@pytest.mark.parametrize(
    ("table", "column", "animals"),
    [("dogs", "name", True), ("visits", "horse_id", True), ("visits", "patient_id", False), ("dog_owners", "name", False)],
)
def test_rows_of_animals_are_told_by_the_table_or_by_a_key(table: str, column: str, *, animals: bool) -> None:
    assert read(table, Column("id", "int"), Column(column)).of_animals is animals


@pytest.mark.parametrize(("column", "link"), [("cislo_odesilatele", "cislo_odesilatele"), ("cislo_jednaci_odesilatele", None)])
def test_an_unknown_word_between_the_key_and_the_person_says_what_is_meant(column: str, link: str | None) -> None:
    czech = (Column("predmet", "varchar(80)"), Column("datum_prijeti", "date"), Column("poznamka", "text"))
    assert read("dokument", Column("id", "int"), Column(column, "varchar(40)"), *czech).link == link


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
    assert read(table, *map(Column, columns)).of_pupil is of_pupils


@pytest.mark.parametrize(
    ("table", "column", "link"),
    [("patologias", "usuario_creacion", None), ("messages", "user_name", "user_name"), ("colours", "author_email", None)],
)
def test_who_made_a_row_is_not_the_person_whose_row_it_is(table: str, column: str, link: str | None) -> None:
    assert read(table, Column("id", "int"), Column(column, "varchar(40)")).link == link


@pytest.mark.parametrize(
    ("table", "link", "convict"), [("inmates", "id", True), ("alerts", "offender_id", True), ("alerts", "user_id", False)]
)
def test_rows_of_prisoners_are_told_by_the_table_or_by_a_key(table: str, link: str, *, convict: bool) -> None:
    assert read(table, Column("id", "int"), Column(link, "int")).of_convict is convict


@pytest.mark.parametrize(
    ("table", "column", "link"),
    [("expedientes", "nro_exp", None), ("legajos_personal", "nro_exp", "nro_exp")],
)
def test_the_number_of_a_row_that_is_no_person_tells_none(table: str, column: str, link: str | None) -> None:
    spanish = (Column("apellido"), Column("domicilio"), Column("fecha_nacimiento", "date"))
    whole = read(table, Column("id", "int"), Column(column, "varchar(20)"), *spanish)
    assert (whole.link == column) is (link == column)
