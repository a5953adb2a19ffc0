"""The keys of lists of illnesses, of offences."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table
from privaudit.names.languages import speech
from privaudit.names.listed_keys import plain

RULES = rulebook.built_in()


def a_table(name: str, *columns: str, key: str = "") -> Table:
    return Table("clinic.sql", name, tuple(Column(one, "int" if one.lower().endswith("id") else "varchar(80)") for one in columns), (key,))


@pytest.mark.parametrize("name", ["ICDID", "ICDID2", "icd_id", "IcdId_1"])
def test_names_are_compared_without_marks_and_digits(name: str) -> None:
    assert plain(name) == "icdid"


def test_a_list_is_called_after_what_persons_have_and_points_to_none() -> None:
    icd = a_table("tblICDCodes", "ICDID", "ICDCode", "ICDName", key="ICDID")
    diagnoses = a_table("diagnoses", "id", "patient_id", "diagnosis", key="id")
    towns = a_table("towns", "town_id", "town", key="town_id")
    assert speech([icd, diagnoses, towns], RULES).listed == {"icdid": "user.health_and_medical", "icdcodeid": "user.health_and_medical"}


@pytest.mark.parametrize(
    ("table", "columns", "personal"),
    [
        ("claims", ("claim_id", "insured_person_id", "icdid", "icdid2", "shop_id"), {"icdid", "icdid2"}),
        ("drugs", ("drug_id", "drug", "icdid"), set()),
    ],
    ids=["of a person", "of a thing"],
)
def test_in_a_persons_row_the_key_tells_what_the_person_has(table: str, columns: tuple[str, ...], personal: set[str]) -> None:
    icd = a_table("icd_codes", "icdid", "icd_code", "icd_name", key="icdid")
    rows = a_table(table, *columns, key=columns[0])
    verdicts = detect(rows, None, RULES, speech([icd, rows], RULES))
    assert {one.column.name for one in verdicts if one.verdict.personal} == personal
