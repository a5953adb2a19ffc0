"""What a database says of the tables that its views read: PostgreSQL keeps a list, of others the definitions tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from sqlalchemy import Connection, exc
from sqlalchemy.engine.reflection import Inspector

from privaudit import lowering
from privaudit.view_definitions import Name, tables_in

_MOST = 500
"""Views whose definitions are asked for one by one; of more it is not known what they read."""
_USES = """
WITH RECURSIVE line (shown, from_table) AS (
    SELECT oid, oid FROM pg_catalog.pg_class
    UNION SELECT l.shown, i.inhrelid FROM line l JOIN pg_catalog.pg_inherits i ON i.inhparent = l.from_table
    JOIN pg_catalog.pg_class p ON p.oid = i.inhparent AND p.relkind <> 'p'
)
SELECT DISTINCT of_view.nspname, v.relname, of_table.nspname, t.relname,
    d.refclassid = 'pg_catalog.pg_proc'::regclass OR t.relrowsecurity AND row_security_active(t.oid)
FROM pg_catalog.pg_rewrite r
JOIN pg_catalog.pg_class v ON v.oid = r.ev_class AND v.relkind IN ('v', 'm')
JOIN pg_catalog.pg_namespace of_view ON of_view.oid = v.relnamespace AND of_view.nspname NOT IN ('pg_catalog', 'information_schema')
JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
    AND d.refobjid <> v.oid AND d.refclassid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_proc'::regclass)
LEFT JOIN pg_catalog.pg_class u ON d.refclassid = 'pg_catalog.pg_class'::regclass AND u.oid = d.refobjid
LEFT JOIN line ON line.shown = CASE WHEN u.relispartition THEN pg_partition_root(u.oid) ELSE u.oid END
LEFT JOIN pg_catalog.pg_class t ON t.oid = line.from_table
LEFT JOIN pg_catalog.pg_namespace of_table ON of_table.oid = t.relnamespace
WHERE t.relkind IS NULL OR t.relkind IN ('r', 'p', 'f', 'v', 'm')
"""
"""Each view with each table that it reads, and those that inherit from it; of a part of a table that table.

The last column says that the pair tells nothing certain: a function that is not the server's own may read anything, and of a table
with policies the login may see less than the view shows."""


class ViewsRead:
    """Tells the tables and views that a view reads itself; nothing is asked before the first view."""

    def __init__(self, connection: Connection, inspector: Inspector) -> None:
        self._connection = connection
        self._inspector = inspector
        self._asked = 0

    def of(self, schema: str | None, name: str) -> tuple[Name, ...]:
        """By schema and name as the server has them; none where it is not known for certain."""
        if self._connection.dialect.name == "postgresql":
            return self._listed.get((schema or self._inspector.default_schema_name or "", name), ())
        return self._defined(schema, name)

    @cached_property
    def _listed(self) -> Mapping[Name, tuple[Name, ...]]:
        found: defaultdict[Name, list[Name]] = defaultdict(list)
        uncertain: set[Name] = set()
        try:
            # What is asked as PostgreSQL may be another that lacks one of these: the questions after it go on.
            with self._connection.begin_nested():
                for schema, view, table_schema, table, unknown in self._connection.exec_driver_sql(_USES):
                    if unknown:
                        uncertain.add((schema, view))
                    else:
                        found[schema, view].append((table_schema, table))
        except exc.DBAPIError:
            return {}
        return {view: tuple(tables) for view, tables in found.items() if view not in uncertain}

    def _defined(self, schema: str | None, name: str) -> tuple[Name, ...]:
        dialect = self._connection.dialect.name
        self._asked += 1
        if self._asked > _MOST or dialect not in lowering.names():
            return ()
        try:
            definition = self._inspector.get_view_definition(name, schema)
        except (NotImplementedError, exc.SQLAlchemyError):
            return ()
        return tables_in(definition or "", lowering.of(dialect).printed)
