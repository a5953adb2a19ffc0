"""What of a run belongs to a store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from privaudit.model.conditions import AllOf, IsNull, NotNull
from privaudit.model.estate import Estate, StoredFile
from privaudit.model.facts import TableColumn
from privaudit.model.findings import Missing, NotChecked
from privaudit.model.register import ColumnName, Store
from privaudit.model.store_contents import columns_of_store, file_globs, meant_rows, store_files, store_tables, stores_of
from privaudit.model.store_facts import Meant
from tests.conftest import HERE, a_register, a_table

COOKIES = replace(a_table("cookies", "id", "kind"), relation="rows_1")
STORE = Store("cookies", HERE, tables=("cook*", "copy_{ticket}.*"))


def test_tables_and_files_are_those_that_a_glob_fits() -> None:
    copy, other = a_table("copy_t1.clients", "id"), a_table("orders", "id")
    dump = StoredFile("b/a.dump", "data/b/a.dump", date(2026, 1, 1))
    estate = Estate((COOKIES, copy, other), files=(dump, replace(dump, name="c/a.dump")))
    assert store_tables(STORE, estate) == (COOKIES, copy)
    assert store_files(replace(STORE, files=("b/*",)), estate) == (dump,)
    register = replace(a_register(), stores=(STORE, Store("b", HERE, files=("b/*",)), Store("c", HERE, files=("b/*", "c"))))
    assert stores_of(register, copy) == (STORE,)
    assert file_globs(register) == ("b/*", "c")


def test_a_bare_column_is_of_the_stores_own_tables() -> None:
    estate = Estate((COOKIES, a_table("orders", "kind")))
    assert list(columns_of_store(STORE, ColumnName("", "kind"), estate)) == [TableColumn(COOKIES, "kind")]
    assert list(columns_of_store(STORE, ColumnName("", "life"), estate)) == [
        Missing("cookies.life", "store cookies names it, and cookies does not have it")
    ]
    assert list(columns_of_store(STORE, ColumnName("orders", "kind"), estate)) == [
        NotChecked("store cookies: orders.kind", "orders is a schema without rows")
    ]
    assert list(columns_of_store(STORE, ColumnName("gone", "kind"), estate)) == [
        NotChecked("store cookies: gone.kind", "table gone is not in this run")
    ]


def test_the_rows_that_are_meant_are_told_by_columns_of_the_table() -> None:
    own = AllOf((IsNull(ColumnName("", "kind")), NotNull(ColumnName("Cookies", "id"))))
    assert meant_rows(replace(STORE, when=own), COOKIES) == Meant(COOKIES, own)
    foreign = meant_rows(replace(STORE, when=IsNull(ColumnName("orders", "kind"))), COOKIES)
    assert foreign == NotChecked("store cookies on cookies", "its `when` reads orders.kind, a column of another table")
    assert isinstance(meant_rows(replace(STORE, when=IsNull(ColumnName("", "gone"))), COOKIES), Missing)
