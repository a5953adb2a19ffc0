from __future__ import annotations

import pytest

from privaudit.model.period_ends import can_outlast, is_zero
from privaudit.register.periods import period


@pytest.mark.parametrize(
    ("longer", "shorter", "can"),
    [
        (["P1Y"], ["P6M"], True),
        (["P6M"], ["P1Y"], False),
        (["P1Y"], ["P12M"], False),
        (["P1Y"], ["P365D"], True),
        (["P366D"], ["P1Y"], True),
        (["P1M"], ["P31D"], False),
        (["P30D", "P30D"], ["P60D"], False),
        (["P1000Y", "P1000Y", "P1000Y", "P1000Y", "P1000Y", "P1000Y", "P1000Y", "P1000Y"], ["P999Y"], True),
    ],
)
def test_whether_one_can_end_later(longer: list[str], shorter: list[str], can: bool) -> None:
    assert can_outlast([period(text) for text in longer], [period(text) for text in shorter]) is can


@pytest.mark.parametrize(("text", "zero"), [("P0D", True), ("P0Y0M0D", True), ("P1D", False)])
def test_no_time_at_all(text: str, zero: bool) -> None:
    assert is_zero(period(text)) is zero
