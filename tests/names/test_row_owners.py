"""Whose the rows of a table are that points to persons only by way of another."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.model.estate import Column, ForeignKey, Reference, Table
from privaudit.names.languages import speech
from privaudit.names.row_owners import label_of, owner_of

RULES = rulebook.built_in()
PATIENTS = Table("schema.sql", "patients", (Column("id", "int"), Column("surname", "text")))
VISITS = Table("schema.sql", "visits", (Column("id", "int"), Column("patient_id", "int"), Column("visit_date", "date")))


def vitals(*columns: str, to: str = "") -> Table:
    keys = (ForeignKey((columns[0],), Reference(to, ("id",))),) if to else ()
    return Table("schema.sql", "vital_signs", tuple(Column(name, "int") for name in columns), foreign_keys=keys)


def owner(table: Table, *others: Table) -> tuple[str, bool] | None:
    words = speech((*others, table), RULES)
    return owner_of(table, words.owners, words.roles, words.prefix)


def test_the_words_of_a_table_without_schema_and_prefix() -> None:
    assert label_of("clinic.hms_visit_notes", "hms_") == ("visit", "note")


@pytest.mark.parametrize(
    "table",
    [vitals("visit_id", "pulse"), vitals("ref", "pulse", to="visits"), vitals("ref", "pulse", to="public.visits")],
    ids=["by its name", "by a declared key", "in a schema"],
)
def test_what_points_to_a_visit_is_of_the_patient(table: Table) -> None:
    assert owner(table, PATIENTS, VISITS) == (table.columns[0].name, True)


def test_what_points_to_an_order_is_of_a_customer_who_is_no_patient() -> None:
    orders = Table("schema.sql", "orders", (Column("id", "int"), Column("customer_id", "int")))
    refunds = Table("schema.sql", "refunds", (Column("order_id", "int"), Column("reason", "text")))
    assert owner(refunds, orders) == ("order_id", False)


def test_the_way_to_the_person_may_be_longer() -> None:
    exams = Table("schema.sql", "consultations", (Column("id", "int"), Column("visit_id", "int")))
    results = Table("schema.sql", "findings", (Column("consultation_id", "int"), Column("finding", "text")))
    assert owner(results, PATIENTS, VISITS, exams) == ("consultation_id", True)


@pytest.mark.parametrize("name", ["rooms", "countries", "visits"])
def test_nothing_belongs_to_whom_a_thing_or_a_list_points(name: str) -> None:
    listed = Table("schema.sql", name, (Column("id", "int"), Column("visit_id", "int")))
    results = Table("schema.sql", "findings", (Column("room_id", "int"), Column("country_id", "int"), Column("finding", "text")))
    assert owner(results, PATIENTS, VISITS, listed) is None


def test_a_visit_that_nobody_is_said_to_have_made_owns_nothing() -> None:
    bare = Table("schema.sql", "visits", (Column("id", "int"), Column("visit_date", "date")))
    assert owner(vitals("visit_id", "pulse"), bare) is None


@pytest.mark.parametrize(("column", "owned"), [("ref", True), ("created_by", False)])
def test_a_row_is_not_of_who_made_it(column: str, *, owned: bool) -> None:
    assert (owner(vitals(column, "pulse", to="visits"), PATIENTS, VISITS) is not None) is owned
