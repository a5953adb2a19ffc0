"""Which persons of a schema are patients, and who cares for them."""

from __future__ import annotations

from privaudit import rulebook
from privaudit.model.estate import Column, Table
from privaudit.model.rules import Role
from privaudit.names.languages import vocabulary_of
from privaudit.names.patients import carers_in, subjects_in

ENGLISH = vocabulary_of("en", rulebook.built_in())


def a_table(name: str, *columns: str) -> Table:
    return Table("schema.sql", name, tuple(map(Column, columns)))


def test_a_person_to_whom_several_tables_about_health_point_is_a_patient() -> None:
    tables = [a_table(name, "id", "resident_id", "created_by_user_id") for name in ("medications", "symptoms", "allergies")]
    found = subjects_in(tables, ENGLISH.words, ENGLISH.roles, "")
    assert {phrase: Role.PATIENT in roles for phrase, roles in found.items()} == {("resident",): True}
    assert subjects_in(tables[:2], ENGLISH.words, ENGLISH.roles, "") == {}
    assert subjects_in([*tables, a_table("patients", "id")], ENGLISH.words, ENGLISH.roles, "") == {}
    shop = [a_table(name, "id", "resident_id") for name in ("orders", "invoices", "parcels")]
    assert subjects_in(shop, ENGLISH.words, ENGLISH.roles, "") == {}


def test_who_provides_care_is_a_person_where_there_are_patients() -> None:
    assert Role.PERSON in carers_in([a_table("patients", "id")], ENGLISH.roles, "")["provider",]
    assert carers_in([a_table("members", "id")], ENGLISH.roles, "") == {}
