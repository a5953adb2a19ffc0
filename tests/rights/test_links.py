"""Links between tables: foreign keys, those of the register, and what names suggest."""

from __future__ import annotations

from privaudit.model.estate import Estate, ForeignKey, Reference, Table
from privaudit.model.register import ColumnName, Link
from privaudit.model.rights import LinkKind
from privaudit.rights.links import Links
from privaudit.rights.tables import TableKinds
from privaudit.rulebook import built_in
from tests.conftest import a_register, a_table, key_to


def links(*tables: Table, declared: tuple[Link, ...] = ()) -> dict[str, LinkKind]:
    """All links, with who says so."""
    found = Links.of(Estate(tables), a_register(links=declared), TableKinds(tables, built_in()))
    return {str(link): link.kind for link in found.followed(confirmed=True)}


def test_foreign_keys_are_links_also_of_a_table_to_itself() -> None:
    staff = a_table("staff", "id", "boss_id", foreign_keys=(key_to("staff", "id", via="boss_id"),))
    assert links(staff) == {"staff.boss_id -> staff.id": LinkKind.FOREIGN_KEY}


def test_a_foreign_key_without_columns_means_the_primary_key() -> None:
    orders = a_table("orders", "id", "who", foreign_keys=(ForeignKey(("who",), Reference("customers", ())),))
    customers = Table("schema.sql", "customers", a_table("customers", "id").columns, primary_key=("id",))
    assert links(orders, customers) == {"orders.who -> customers.id": LinkKind.FOREIGN_KEY}


def test_the_register_declares_links_and_what_it_declares_is_not_suggested() -> None:
    link = Link(ColumnName("orders", "customer_id"), ColumnName("customers", "id"))
    found = links(a_table("orders", "id", "customer_id"), a_table("customers", "id", "email"), declared=(link,))
    assert found == {"orders.customer_id -> customers.id": LinkKind.DECLARED}


def test_a_link_over_addresses_is_no_link_of_rows() -> None:
    link = Link(ColumnName("stops", "mail"), ColumnName("customers", "email"), "email")
    assert links(a_table("stops", "mail"), a_table("customers", "id", "email"), declared=(link,)) == {}


def test_columns_called_after_a_table_and_its_key_suggest_a_link() -> None:
    tables = (a_table("customers", "id", "email"), a_table("orders", "id", "customerId", "billing_customer_id", "customer_note"))
    assert links(*tables) == {
        "orders.customerId -> customers.id": LinkKind.SUGGESTED,
        "orders.billing_customer_id -> customers.id": LinkKind.SUGGESTED,
    }


def test_nothing_is_suggested_where_the_table_called_after_has_no_key() -> None:
    assert links(a_table("customers", "email"), a_table("orders", "id", "customer_id")) == {}
