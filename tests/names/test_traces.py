"""Where persons were: coordinates of a moment, in the row of somebody."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table

RULES = rulebook.built_in()
SPOT = (Column("lat", "DOUBLE"), Column("lon", "DOUBLE"))
WHOSE = Column("user_id", "INT")
MOMENT = Column("recorded_at", "DATETIME")


@pytest.mark.parametrize(
    ("table", "columns", "found"),
    [
        ("user_locations", (WHOSE, *SPOT, MOMENT), True),
        ("tracks", (WHOSE, *SPOT, MOMENT, Column("accuracy", "INT")), True),
        (
            "posiciones",
            (Column("empleado_id", "INT"), Column("latitud", "DOUBLE"), Column("longitud", "DOUBLE"), Column("fecha", "DATE")),
            True,
        ),
        ("locations", (*SPOT, MOMENT), False),
        ("places", (WHOSE, Column("name", "VARCHAR(80)"), *SPOT, Column("created_at", "DATETIME")), False),
        ("stores", (WHOSE, Column("street", "VARCHAR(80)"), *SPOT, Column("created_at", "DATETIME")), False),
    ],
)
def test_coordinates_are_a_persons_where_the_row_says_when_and_who(table: str, columns: tuple[Column, ...], *, found: bool) -> None:
    verdicts = detect(Table("schema.sql", table, (Column("id", "INT"), *columns), ("id",)), None, RULES)
    told = [one.column.name for one in verdicts if one.verdict.personal and one.category == "user.location.precise"]
    assert len(told) == (2 if found else 0)
