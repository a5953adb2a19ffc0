"""Conditions over several tables, as a row reaches them."""

from __future__ import annotations

from privaudit.model.conditions import AllOf, AnyOf, Condition, IsNull, NotNull, OneOf
from privaudit.model.register import ColumnName
from privaudit.model.row_conditions import resolved
from privaudit.model.ruled import AllTold, AnyTold, Told, paths_of
from privaudit.model.ties import Hop, Path
from tests.conftest import a_table

ACCOUNTS = Hop(("account",), a_table("accounts", "id"), ("id",), up=True)
OWN, CLOSED, VIP = (ColumnName(*name) for name in (("orders", "paid"), ("accounts", "closed"), ("Accounts", "vip")))


def way(column: ColumnName) -> Path:
    """From orders to themselves or to their accounts."""
    return () if column.table == "orders" else (ACCOUNTS,)


def test_a_condition_on_one_table_is_told_by_one_row_of_it() -> None:
    condition = AllOf((IsNull(CLOSED), OneOf(VIP, (True,))))
    assert resolved(condition, way) == Told(condition, (ACCOUNTS,))


def test_parts_on_one_table_stay_together_in_a_condition_on_several() -> None:
    condition = AllOf((IsNull(CLOSED), NotNull(OWN), OneOf(VIP, (True,))))
    assert resolved(condition, way) == AllTold((Told(AllOf((IsNull(CLOSED), OneOf(VIP, (True,)))), (ACCOUNTS,)), Told(NotNull(OWN), ())))


def test_alternatives_on_several_tables_are_told_one_by_one() -> None:
    inner: Condition = AllOf((NotNull(OWN), NotNull(CLOSED)))
    found = resolved(AnyOf((inner, IsNull(VIP))), way)
    both = AllTold((Told(NotNull(OWN), ()), Told(NotNull(CLOSED), (ACCOUNTS,))))
    assert found == AnyTold((both, Told(IsNull(VIP), (ACCOUNTS,))))
    assert list(paths_of(found)) == [(), (ACCOUNTS,), (ACCOUNTS,)]
