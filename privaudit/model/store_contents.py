"""What of a run belongs to a store: tables, columns and files."""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.conditions import columns_of
from privaudit.model.estate import Estate, StoredFile, Table
from privaudit.model.facts import TableColumn
from privaudit.model.findings import Missing, NotChecked
from privaudit.model.ownership import fits
from privaudit.model.path_globs import fits_path
from privaudit.model.register import ColumnName, Register, Store
from privaudit.model.store_facts import Meant
from privaudit.model.stores import TICKET


def stores_of(register: Register, table: Table) -> tuple[Store, ...]:
    """The stores that declare a table, in the order of the register."""
    return tuple(store for store in register.stores if holds_table(store, table))


def holds_table(store: Store, table: Table) -> bool:
    """Whether one of the store's globs fits the table."""
    return any(fits(glob.replace(TICKET, "*"), table.name) for glob in store.tables)


def store_tables(store: Store, estate: Estate) -> tuple[Table, ...]:
    """The tables of the run that a store declares."""
    return tuple(table for table in estate.tables if holds_table(store, table))


def store_files(store: Store, estate: Estate) -> tuple[StoredFile, ...]:
    """The listed files of the run that a store names."""
    return tuple(file for file in estate.files if any(fits_path(glob, file.name) for glob in store.files))


def file_globs(register: Register) -> tuple[str, ...]:
    """The globs of all files that stores name: these are listed and never opened."""
    return tuple(dict.fromkeys(glob for store in register.stores for glob in store.files))


def columns_of_store(store: Store, name: ColumnName, estate: Estate) -> Iterator[TableColumn | NotChecked | Missing]:
    """A column that a store names, in each table that it may be of, or why it cannot be asked; a bare one is of the store's own tables."""
    who = f"store {store.id}"
    tables = estate.named(name.table) if name.table else store_tables(store, estate)
    if name.table and not tables:
        yield NotChecked(f"{who}: {name}", f"table {name.table} is not in this run")
    for table in tables:
        yield asked(table, name.column, who)


def asked(table: Table, column: str, who: str) -> TableColumn | NotChecked | Missing:
    """A column of a table that `who` names, where its rows can be asked; else why not."""
    name = f"{table.name}.{column}"
    if table.column(column) is None:
        return Missing(name, f"{who} names it, and {table.name} does not have it")
    if not table.has_rows:
        return NotChecked(f"{who}: {name}", f"{table.name} is a schema without rows")
    if table.lacks_values_of(column):
        return Missing(name, f"{who} names it, and the rows of {table.source} do not hold it")
    return TableColumn(table, column)


def meant_rows(store: Store, table: Table) -> Meant | NotChecked | Missing:
    """The rows of a table that a store means; or why its condition cannot be asked."""
    who = f"store {store.id}"
    for name in () if store.when is None else columns_of(store.when):
        if name.table and name.table.lower() != table.name.lower():
            return NotChecked(f"{who} on {table.name}", f"its `when` reads {name}, a column of another table")
        found = asked(table, name.column, who)
        if not isinstance(found, TableColumn):
            return found
    return Meant(table, store.when)
