"""Which views a run leaves out, told on tables without a server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from privaudit.model.estate import Estate, Skipped, Table, TableKind, Topic
from privaudit.model.views import counted_once
from tests.conftest import Declare, a_table

SHOP = "postgresql://shop"
ACTIVITY = """\
activities:
  - id: shop
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [WHERE]}]
    data: [{category: user.contact.email}]
"""


def _table(name: str, source: str = SHOP) -> Table:
    return replace(a_table(name, "email", source=source), relation=f"server_{name}")


def _view(name: str, *reads: str, kind: TableKind = TableKind.VIEW) -> Table:
    return replace(_table(name), kind=kind, reads=reads)


def _left(tables: Sequence[Table]) -> list[str]:
    return [table.name for table in counted_once(Estate(tuple(tables))).tables]


def test_a_view_of_tables_of_the_run_is_left_out_and_said() -> None:
    estate = Estate((_table("Customers"), _table("orders"), _view("mailing", "customers"), _view("bought", "customers", "orders")))
    counted = counted_once(estate)
    assert [table.name for table in counted.tables] == ["Customers", "orders"]
    said = "2 views are not counted, as all tables that they read are: mailing, bought"
    assert counted.skipped == (Skipped(SHOP, said, Topic.SHOWN_TWICE),)


def test_each_database_is_said_once_and_no_long_list() -> None:
    elsewhere = [_table("a", source="other.db"), replace(_view("b", "a"), source="other.db")]
    views = [_view(f"v{number}", "customers") for number in range(12)]
    said = [entry.reason for entry in counted_once(Estate((_table("customers"), *views, *elsewhere))).skipped]
    assert said[0].endswith("v8, v9 and 2 more")
    assert said[1:] == ["the view b is not counted, as all tables that it reads are"]


@pytest.mark.parametrize(
    "tables",
    [
        pytest.param([_table("customers"), _view("v", "customers", "orders")], id="a table that it reads is not there"),
        pytest.param([_table("customers", source="other.db"), _view("v", "customers")], id="a table of the name in another database"),
        pytest.param([replace(_table("customers"), relation=None), _view("v", "customers")], id="the rows of the table cannot be read"),
        pytest.param([_table("customers"), _view("v")], id="nobody knows what it reads"),
        pytest.param([_table("customers"), _view("v", "customers", kind=TableKind.MATERIALIZED)], id="its rows are its own"),
    ],
)
def test_a_view_stays_where_it_may_show_what_nothing_else_does(tables: list[Table]) -> None:
    assert _left(tables) == ["customers", "v"]


TABLES = (_table("customers"), _table("shop_orders"), _view("shop_mailing", "customers"))


@pytest.mark.parametrize(
    ("where", "stays"),
    [
        ("customers, shop_orders", False),
        ("customers, shop_mailing", True),
        ("customers, Shop_Mail*", True),
        ('"*"', False),
        ('"shop_*"', True),
        ('customers, "shop_*"', False),
    ],
)
def test_what_the_register_says_of_a_view_alone_keeps_it(declare: Declare, where: str, stays: bool) -> None:
    counted = counted_once(Estate(TABLES), declare(ACTIVITY.replace("WHERE", where)))
    assert ("shop_mailing" in [table.name for table in counted.tables]) is stays


@pytest.mark.parametrize(
    "said",
    [
        "never_collected: [{category: user.name, where: [shop_mailing]}]",
        "links: [{from: shop_mailing.email, to: customers.email}]",
        "accepted: [{check: undeclared-table, table: shop_mailing, reason: known, owner: Ann, until: 2027-01-01}]",
        'stores: [{id: figures, tables: ["shop_m*"], identifiability: anonymised}]',
        'recipients: [{id: partner, name: Partner, role: third_party, country: FR, tables: ["shop_mail*"]}]',
    ],
)
def test_any_part_of_the_register_may_name_it(declare: Declare, said: str) -> None:
    counted = counted_once(Estate(TABLES), declare(f"{said}\n{ACTIVITY.replace('WHERE', 'customers')}"))
    assert "shop_mailing" in [table.name for table in counted.tables]
