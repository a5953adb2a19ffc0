"""What MySQL and MariaDB say of their tables: five questions for any number of them, where asking table by table takes one for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, text

from privaudit.engines._database_catalogue import Found, Wanted, reported
from privaudit.engines._database_privileges import narrowed
from privaudit.model.estate import Column, ForeignKey, Reference, TableKind
from privaudit.view_definitions import tables_in

_VIEW = "VIEW"
"""How the kinds of tables end that are views."""
_SYSTEM = ("information_schema", "mysql", "performance_schema", "sys")
_TABLES = (
    "SELECT table_schema, table_name, table_rows, table_comment, table_type FROM information_schema.tables"
    " WHERE table_schema IN :schemas AND table_type <> 'SEQUENCE' ORDER BY table_schema, table_name"
)
_COLUMNS = (
    "SELECT table_schema, table_name, column_name, column_type, is_nullable, column_comment,"
    " COALESCE(generation_expression, '') <> '', FIND_IN_SET('select', privileges) FROM information_schema.columns"
    " WHERE table_schema IN :schemas AND (:all OR table_name IN :names) ORDER BY table_schema, table_name, ordinal_position"
)
_VIEWS = (
    "SELECT table_schema, table_name, view_definition FROM information_schema.views"
    " WHERE table_schema IN :schemas AND (:all OR table_name IN :names)"
)
"""The definition is empty where the login may not see it."""
_KEYS = (
    "SELECT table_schema, table_name, constraint_name, column_name, referenced_table_schema, referenced_table_name, referenced_column_name"
    " FROM information_schema.key_column_usage WHERE table_schema IN :schemas AND (:all OR table_name IN :names)"
    " AND (constraint_name = 'PRIMARY' OR referenced_table_name IS NOT NULL)"
    " ORDER BY table_schema, table_name, constraint_name, ordinal_position"
)
_FEW = 500
"""Names that are listed in a question; of more, all of a schema are asked for."""
_Name = tuple[str, str]
"""A schema and a table of it."""


def read(connection: Connection, wanted: Wanted) -> Iterator[Found]:
    """All wanted tables and views: of the database that the URL names, else of all that the login may see."""
    default = connection.exec_driver_sql("SELECT DATABASE()").scalar()
    schemas = [default] if default else [str(name) for (name,) in connection.exec_driver_sql("SHOW DATABASES") if name not in _SYSTEM]
    tables = [row for row in _asked(connection, _TABLES, schemas) if wanted(reported(_own(row[0], default), row[1]))] if schemas else []
    if not tables:
        return
    names = sorted({row[1] for row in tables})
    columns, denied = _columns(_asked(connection, _COLUMNS, schemas, names))
    may_be = [(row[0], row[1]) for row in tables if columns[row[0], row[1]]]
    partly = denied | narrowed(connection, (name for name in may_be if name not in denied))
    keys, references = _keys(_asked(connection, _KEYS, schemas, names), default)
    views = sorted({row[1] for row in tables if row[4].endswith(_VIEW)})
    defined = _asked(connection, _VIEWS, schemas, views) if views else ()
    reads = {(schema, name): tables_in(definition or "", "mysql") for schema, name, definition in defined}
    for schema, name, size, comment, kind in tables:
        yield Found(
            _own(schema, default),
            name,
            columns[schema, name],
            keys.get((schema, name), ()),
            references.get((schema, name), ()),
            # Of a view it says that it is one.
            "" if kind.endswith(_VIEW) else comment or "",
            None if size is None else int(size),
            unread="" if columns[schema, name] else "no permission to read it, or the view needs what is gone",
            kind=TableKind.VIEW if kind.endswith(_VIEW) else TableKind.TABLE,
            reads=tuple(reported(_own(there or schema, default), table) for there, table in reads.get((schema, name), ())),
            narrowed=(schema, name) in partly,
        )


def _columns(rows: Iterable[Any]) -> tuple[Mapping[_Name, tuple[Column, ...]], frozenset[_Name]]:
    """The columns by table: of one of which the login may read some, these; and the tables of which that is so."""
    columns: defaultdict[_Name, tuple[Column, ...]] = defaultdict(tuple)
    readable: defaultdict[_Name, tuple[Column, ...]] = defaultdict(tuple)
    for schema, table, column, declared, nullable, comment, computed, may_be_read in rows:
        found = Column(column, declared, comment or "", nullable=nullable == "YES", computed=bool(computed))
        columns[schema, table] += (found,)
        readable[schema, table] += (found,) if may_be_read else ()
    denied = frozenset(name for name, found in columns.items() if readable[name] and len(readable[name]) < len(found))
    return defaultdict(tuple, {name: readable[name] or found for name, found in columns.items()}), denied


def _asked(connection: Connection, question: str, schemas: Sequence[str], names: Sequence[str] = ()) -> Iterator[Any]:
    listed = [*(names if len(names) <= _FEW else ()), ""]
    binds: list[BindParameter[Any]] = [bindparam("schemas", list(schemas), expanding=True)]
    if ":names" in question:
        binds += [bindparam("names", listed, expanding=True), bindparam("all", len(names) > _FEW)]
    yield from connection.execute(text(question).bindparams(*binds))


def _keys(rows: Iterable[Any], default: str | None) -> tuple[dict[_Name, tuple[str, ...]], dict[_Name, tuple[ForeignKey, ...]]]:
    """Primary keys and foreign keys by table."""
    keys: defaultdict[_Name, tuple[str, ...]] = defaultdict(tuple)
    pairs: defaultdict[tuple[str, str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for schema, table, constraint, column, there, target, target_column in rows:
        if target is None:
            keys[schema, table] += (column,)
        else:
            pairs[schema, table, constraint].append((column, reported(_own(there, default), target), target_column))
    references: defaultdict[_Name, tuple[ForeignKey, ...]] = defaultdict(tuple)
    for (schema, table, _), found in pairs.items():
        target = Reference(found[0][1], tuple(there for _, _, there in found))
        references[schema, table] += (ForeignKey(tuple(own for own, _, _ in found), target),)
    return dict(keys), dict(references)


def _own(schema: str, default: str | None) -> str | None:
    return None if schema == default else schema
