"""What an SQLite file says of its tables, with the types as they were declared."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, exc

from privaudit.engines._database_catalogue import Found, Said, Wanted
from privaudit.model.estate import Column, ForeignKey, Reference, TableKind
from privaudit.view_definitions import tables_in

_NOT_OURS = " AND name NOT IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow')"
"""Leaves out where a virtual table, as that of a full text search, keeps its rows: it shows them, and who changes them breaks it."""
_SAID_SINCE = (3, 37)
"""The version of SQLite that tells which these are."""
_ENTRIES = "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
_NAMES = _ENTRIES + (_NOT_OURS if sqlite3.sqlite_version_info >= _SAID_SINCE else "") + " ORDER BY name"
_COLUMNS = (
    'SELECT m.name, c.name, c.type, c."notnull", c.pk, c.hidden > 1 FROM sqlite_master m, pragma_table_xinfo(m.name) c'
    " WHERE m.type = 'table' AND c.hidden <> 1 ORDER BY m.name, c.cid"
)
_REFERENCES = (
    'SELECT m.name, k.id, k."table", k."from", k."to" FROM sqlite_master m, pragma_foreign_key_list(m.name) k'
    " WHERE m.type = 'table' ORDER BY m.name, k.id, k.seq"
)
_OF_VIEW = "SELECT name, type FROM pragma_table_xinfo(?) ORDER BY cid"


def read(connection: Connection, wanted: Wanted) -> Iterator[Found]:
    """All wanted tables and views."""
    entries = [(name, kind, sql) for name, kind, sql in connection.exec_driver_sql(_NAMES) if wanted(name)]
    said = _of_tables(connection) if any(kind == "table" for _, kind, _ in entries) else Said()
    for name, kind, sql in entries:
        yield said.of(None, name) if kind == "table" else _view(connection, name, sql)


def _of_tables(connection: Connection) -> Said:
    columns: defaultdict[str, tuple[Column, ...]] = defaultdict(tuple)
    keys: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for table, name, declared, not_null, position, computed in connection.exec_driver_sql(_COLUMNS):
        columns[table] += (Column(name, declared, nullable=not not_null, computed=bool(computed)),)
        if position:
            keys[table][position] = name
    primary = {table: tuple(name for _, name in sorted(found.items())) for table, found in keys.items()}
    pairs: dict[tuple[str, int], tuple[str, list[str], list[str | None]]] = {}
    for table, number, target, name, there in connection.exec_driver_sql(_REFERENCES):
        _, own, theirs = pairs.setdefault((table, number), (target, [], []))
        own.append(name)
        theirs.append(there)
    references: defaultdict[str, tuple[ForeignKey, ...]] = defaultdict(tuple)
    for (table, _), (target, own, theirs) in pairs.items():
        # Without names it points to the primary key.
        named = tuple(name for name in theirs if name is not None) or primary.get(target, ())
        references[table] = (ForeignKey(tuple(own), Reference(target, named)), *references[table])
    return Said(columns, primary, references)


def _view(connection: Connection, name: str, definition: str) -> Found:
    try:
        columns = tuple(Column(column, declared) for column, declared in connection.exec_driver_sql(_OF_VIEW, (name,)))
    except exc.DBAPIError:
        return Found(None, name, unread="the view needs a table or column that is not there")
    return Found(None, name, columns, kind=TableKind.VIEW, reads=tuple(table for _, table in tables_in(definition, "sqlite")))
