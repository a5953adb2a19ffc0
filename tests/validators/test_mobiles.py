"""Which numbers are of mobile phones."""

from __future__ import annotations

import pytest

from privaudit.validators.mobiles import mobile_in


@pytest.mark.parametrize(
    ("country", "number", "mobile"),
    [
        ("FR", "06 12 34 56 78", True),
        ("FR", "+33 7 12 34 56 78", False),
        ("FR", "+33 7 69 12 34 56", True),
        ("FR", "0033612345678", True),
        ("FR", "01 42 68 53 00", False),
        ("FR", "0692 12 34 56", True),
        ("FR", "0590 30 12 34", False),
        ("FR", "+49 1512 3456789", True),
        ("DE", "0151 23456789", True),
        ("US", "+1 202 555 0143", False),
        ("FR", "no number", False),
        ("FR", "", False),
    ],
)
def test_mobile_numbers_are_told_by_the_numbering_plans(country: str, number: str, *, mobile: bool) -> None:
    assert mobile_in(country)(number) is mobile
