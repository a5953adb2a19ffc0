"""What a date is of."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table

RULES = rulebook.built_in()


@pytest.mark.parametrize(
    ("table", "column", "category"),
    [
        ("drivers", "passport_expiry", "user.government_id.passport_number"),
        ("drivers", "licence_issued", "user.government_id.drivers_license_number"),
        ("drivers", "passport_updated", None),
        ("employees", "hire_date", "user.workplace"),
        ("machines", "passport_expiry", None),
        ("xqz_main", "termination_date", None),
    ],
)
def test_the_date_of_a_paper_or_of_work_is_a_persons_in_that_persons_row(table: str, column: str, category: str | None) -> None:
    found = detect(Table("schema.sql", table, (Column("id", "int"), Column(column, "date"))), None, RULES)[1]
    assert (found.category if found.verdict.personal else None) == category
