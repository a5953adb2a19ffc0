from __future__ import annotations

import pytest

from privaudit.model.glob_pairs import share


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("orders", "Orders", True),
        ("orders", "accounts", False),
        ("ord*", "orders", True),
        ("crm.*", "crm.contacts", True),
        ("crm_*", "*_old", True),
        ("crm_*", "erp_*", False),
        ("a*b", "*c", False),
        ("a*b*", "*c", True),
        ("t?", "t*1", True),
        ("t?", "t??", False),
        ("t[12]", "t?", True),
        ("*.*", "orders", True),
        ("*.*", "ord*", True),
        ("*", "**", True),
    ],
)
def test_whether_some_name_fits_both(one: str, other: str, shared: bool) -> None:
    assert share(one, other) is shared
    assert share(other, one) is shared
