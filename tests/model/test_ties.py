"""How the rows of two tables belong together."""

from __future__ import annotations

from dataclasses import replace

from privaudit.model.estate import Column, Estate, ForeignKey, Reference, Table
from privaudit.model.register import ColumnName, Link
from privaudit.model.ties import Hop, above, is_pointed_to, partner, path
from tests.conftest import a_table, key_to

ACCOUNTS = a_table("accounts", "id", "ended_on", "country_id")
ORDERS = a_table("orders", "id", "account_id", foreign_keys=(key_to("accounts", "id", via="account_id"),))
LINES = a_table("lines", "order_id", foreign_keys=(key_to("orders", "id", via="order_id"),))


def way(estate: Estate, start: Table, goal: Table, *links: Link) -> list[str] | None:
    """The names of the tables on the way."""
    found = path(estate, links, start, goal)
    return None if found is None else [hop.table.name for hop in found]


def test_a_row_reaches_what_its_foreign_keys_point_to_over_two_steps() -> None:
    estate = Estate((ACCOUNTS, ORDERS, LINES))
    assert path(estate, (), LINES, ACCOUNTS) == (
        Hop(("order_id",), ORDERS, ("id",), up=True),
        Hop(("account_id",), ACCOUNTS, ("id",), up=True),
    )


def test_a_row_reaches_the_rows_that_point_to_it() -> None:
    estate = Estate((ACCOUNTS, ORDERS, LINES))
    assert path(estate, (), ACCOUNTS, LINES) == (
        Hop(("id",), ORDERS, ("account_id",), up=False),
        Hop(("id",), LINES, ("order_id",), up=False),
    )


def test_the_way_to_itself_is_empty() -> None:
    assert path(Estate((ACCOUNTS,)), (), ACCOUNTS, ACCOUNTS) == ()


def test_two_tables_are_not_tied_by_a_third_to_which_both_point() -> None:
    countries = a_table("countries", "id")
    suppliers = a_table("suppliers", "country_id", foreign_keys=(key_to("countries", "id", via="country_id"),))
    accounts = replace(ACCOUNTS, foreign_keys=(key_to("countries", "id", via="country_id"),))
    assert way(Estate((countries, suppliers, accounts)), accounts, suppliers) is None


def test_the_shortest_way_wins() -> None:
    direct = replace(LINES, columns=(*LINES.columns, Column("account_id")), foreign_keys=(*LINES.foreign_keys, *ORDERS.foreign_keys))
    assert way(Estate((ACCOUNTS, ORDERS, direct)), direct, ACCOUNTS) == ["accounts"]


def test_tables_that_point_to_each_other_end_the_search() -> None:
    one = a_table("one", "id", "two_id", foreign_keys=(key_to("two", "id", via="two_id"),))
    two = a_table("two", "id", "one_id", foreign_keys=(key_to("one", "id", via="one_id"),))
    alone = a_table("alone", "id")
    assert way(Estate((one, two, alone)), one, two) == ["two"]
    assert way(Estate((one, two, alone)), one, alone) is None


def test_all_that_a_row_points_to_is_above_it_the_nearest_first() -> None:
    estate = Estate((ACCOUNTS, ORDERS, LINES))
    assert [(table.name, [hop.table.name for hop in way]) for table, way in above(estate, LINES)] == [
        ("orders", ["orders"]),
        ("accounts", ["orders", "accounts"]),
    ]
    assert [*above(estate, ACCOUNTS)] == []


def test_a_table_is_pointed_to_by_keys_alone() -> None:
    estate = Estate((ACCOUNTS, ORDERS, LINES))
    assert [is_pointed_to(estate, table) for table in estate.tables] == [True, True, False]


def test_a_key_of_several_columns_is_one_step() -> None:
    shops = a_table("shops", "chain", "number")
    sales = a_table("sales", "chain", "shop", foreign_keys=(ForeignKey(("chain", "shop"), Reference("shops", ("chain", "number"))),))
    assert path(Estate((shops, sales)), (), sales, shops) == (Hop(("chain", "shop"), shops, ("chain", "number"), up=True),)


def test_a_link_of_the_register_ties_like_a_foreign_key() -> None:
    letters = a_table("letters", "client")
    link = Link(ColumnName("LETTERS", "client"), ColumnName("Accounts", "id"))
    estate = Estate((ACCOUNTS, letters))
    assert way(estate, letters, ACCOUNTS, link) == ["accounts"]
    assert way(estate, ACCOUNTS, letters, link) == ["letters"]


def test_a_link_to_a_column_that_is_not_there_ties_nothing() -> None:
    letters = a_table("letters", "client")
    link = Link(ColumnName("letters", "customer"), ColumnName("accounts", "id"))
    assert way(Estate((ACCOUNTS, letters)), letters, ACCOUNTS, link) is None


def test_foreign_keys_stay_within_the_same_data_source() -> None:
    tables = {(table.name, source): replace(table, source=source) for source in ("north", "south") for table in (ACCOUNTS, ORDERS)}
    estate = Estate(tuple(tables.values()))
    found = path(estate, (), tables["orders", "south"], tables["accounts", "south"])
    assert found is not None
    assert found[0].table is tables["accounts", "south"]
    assert path(estate, (), tables["orders", "south"], tables["accounts", "north"]) is None


def test_the_only_table_of_a_name_is_the_partner_whatever_its_source() -> None:
    orders = replace(ORDERS, source="orders.csv")
    accounts = replace(ACCOUNTS, source="accounts.csv")
    assert partner(Estate((accounts, orders)), orders, "ACCOUNTS") is accounts


def test_no_partner_is_chosen_among_several_of_other_sources() -> None:
    orders = replace(ORDERS, source="orders.csv")
    estate = Estate((replace(ACCOUNTS, source="a.csv"), replace(ACCOUNTS, source="b.csv"), orders))
    assert partner(estate, orders, "accounts") is None
    assert partner(estate, orders, "clients") is None
