"""Of which tables of MySQL and MariaDB the login sees some columns alone: the server is silent about the others."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, exc, text
from sqlglot import exp

_GRANTED = (
    "SELECT NULL, NULL FROM information_schema.user_privileges WHERE grantee = :login AND privilege_type = 'SELECT'"
    " UNION ALL SELECT table_schema, NULL FROM information_schema.schema_privileges WHERE grantee = :login AND privilege_type = 'SELECT'"
    " UNION ALL SELECT table_schema, table_name FROM information_schema.table_privileges"
    " WHERE grantee = :login AND privilege_type = 'SELECT'"
)
"""What the login may read all of: everything, schemas, tables.  What it may read by a role does not stand there."""
_DENIED = frozenset({1142, 1143})
"""What the server answers to somebody who asks for columns beyond those that they may read."""
_Name = tuple[str, str]
"""A schema and a table of it."""


def narrowed(connection: Connection, tables: Iterable[_Name]) -> frozenset[_Name]:
    """Those of the tables that have columns which the login may not read."""
    user, _, host = str(connection.exec_driver_sql("SELECT CURRENT_USER()").scalar()).rpartition("@")
    granted = connection.execute(text(_GRANTED), {"login": f"'{user}'@'{host}'"})
    # A schema may be granted by a pattern, in which the sign for any letter has a backslash where it is itself.
    whole = {(schema and schema.replace("\\", ""), table) for schema, table in granted}
    asked = (name for name in tables if not whole & {(None, None), (name[0], None), name})
    return frozenset(name for name in asked if _is_denied(connection, name))


def _is_denied(connection: Connection, name: _Name) -> bool:
    schema, table = (exp.to_identifier(part, quoted=True) for part in name)
    question = exp.select(exp.Star()).from_(exp.Table(this=table, db=schema)).limit(0).sql("mysql")
    try:
        connection.exec_driver_sql(question, execution_options={"no_parameters": True})
    except exc.DBAPIError as problem:
        return next(iter(getattr(problem.orig, "args", ())), None) in _DENIED
    return False
