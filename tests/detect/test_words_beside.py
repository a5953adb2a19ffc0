"""Words beside a phrase that make another column of it, and where they do not: by the type and by the table."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table

RULES = rulebook.built_in()


def found(table: str, column: Column) -> str | None:
    whole = Table("schema.sql", table, (Column("employee_id", "int"), column))
    verdict = detect(whole, None, RULES)[1]
    return verdict.category if verdict.verdict.personal else None


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("customers", Column("last_name_key", "varchar(35)"), "user.name.last"),
        ("customers", Column("last_name_key", "int"), None),
        ("customers", Column("last_name_key", "varchar(4)"), None),
        ("labels", Column("last_name_key", "varchar(35)"), None),
    ],
    ids=["a name to search by", "a number", "too short", "the key of a text"],
)
def test_the_key_by_which_a_person_is_searched_is_the_name(table: str, column: Column, expected: str | None) -> None:
    assert found(table, column) == expected


@pytest.mark.parametrize(("declared", "expected"), [("blob", "user.content.self_image"), ("int", None), ("varchar(10)", None)])
def test_bytes_are_the_picture_and_not_its_size(declared: str, expected: str | None) -> None:
    assert found("employee_images", Column("full_size_image", declared)) == expected


@pytest.mark.parametrize(("name", "expected"), [("medecin", "user.name"), ("famille", None)])
def test_who_came_is_named_by_a_role_but_a_family_is_also_one_of_products(name: str, expected: str | None) -> None:
    whole = Table("schema.sql", "activites", (Column("id", "int"), Column("createur_id", "int"), Column(name, "varchar(80)")))
    verdict = detect(whole, None, RULES)[2]
    assert (verdict.category if verdict.verdict.personal else None) == expected


@pytest.mark.parametrize(
    ("table", "name", "expected"),
    [
        ("cases", "court_phone", None),
        ("casos", "juzgado_telefono", None),
        ("cases", "court_ruling", "user.criminal_history"),
    ],
)
def test_a_way_to_reach_something_is_not_what_it_is_a_sign_of(table: str, name: str, expected: str | None) -> None:
    assert found(table, Column(name, "varchar(60)")) == expected


@pytest.mark.parametrize(
    ("table", "name", "expected"),
    [("employee_type", "employee_type", None), ("status", "is_deceased", None), ("civil_records", "father_job", "user.job_title")],
)
def test_a_list_of_the_kinds_of_persons_is_of_nobody(table: str, name: str, expected: str | None) -> None:
    whole = Table("schema.sql", table, (Column("code", "varchar(5)"), Column(name, "varchar(60)"), Column("active", "boolean")))
    verdict = detect(whole, None, RULES)[1]
    assert (verdict.category if verdict.verdict.personal else None) == expected


@pytest.mark.parametrize(("table", "found"), [("download_file", True), ("uploads", True), ("download_servers", False), ("printers", False)])
def test_the_address_of_a_file_is_that_of_who_fetched_it(table: str, *, found: bool) -> None:
    whole = Table("schema.sql", table, (Column("id", "int"), Column("ip", "varchar(40)")))
    assert detect(whole, None, RULES)[1].verdict.personal is found


@pytest.mark.parametrize(("table", "found"), [("emp_dependents", True), ("product_links", False)])
def test_the_kind_of_a_relationship_tells_of_a_relative(table: str, *, found: bool) -> None:
    whole = Table("schema.sql", table, (Column("id", "int"), Column("relationship_type", "varchar(20)")))
    assert detect(whole, None, RULES)[1].verdict.personal is found


@pytest.mark.parametrize(
    ("table", "name", "expected"),
    [
        ("applicants", "passport_image", "user.government_id.passport_number"),
        ("applicants", "passport_scan_file", "user.government_id.passport_number"),
        ("empleados_nomina", "descuento_sueldo", "user.financial.salary"),
        ("applicants", "passport_template", None),
    ],
    ids=["a picture of a paper", "its file", "the same said twice", "another thing"],
)
def test_the_picture_of_a_paper_and_what_says_the_same_twice_are_of_no_thing(table: str, name: str, expected: str | None) -> None:
    assert found(table, Column(name, "varchar(200)")) == expected
