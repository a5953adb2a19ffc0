"""Which tables views read: by their definition, and through views that they read in turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

Name = tuple[str, str]
"""A schema, empty where none is said, and a table of it."""
_QUOTED = frozenset({"mysql", "sqlite"})
"""Dialects that keep the names of functions of users in quotes, or have none."""
_DISCLOSES = "decrypt"
"""In the name of a function that shows what its table does not."""


def tables_in(definition: str, dialect: str) -> tuple[Name, ...]:
    """The tables and views that the definition of a view reads: a query, or a CREATE VIEW with one, in a dialect of sqlglot's.

    Empty where that is not certain: for what cannot be parsed, or reads something that is no table, or asks functions of users, which
    may read anything.
    """
    from sqlglot.optimizer.scope import traverse_scope  # noqa: PLC0415 slow to import, and most databases have no view

    try:
        parsed = parse_one(definition, read=dialect)
        query = parsed.expression if isinstance(parsed, exp.Create) else parsed
        scopes = list(traverse_scope(query)) if isinstance(query, exp.Query) else []
    except SqlglotError:
        return ()
    tables = {id(table): (table, scope.sources.get(table.alias_or_name)) for scope in scopes for table in scope.tables}
    if not all(id(table) in tables and _is_plain(table) for table in query.find_all(exp.Table)) or _asks_users(query, dialect):
        return ()
    # What is no table there is a part of the query itself, by its name.
    return tuple(dict.fromkeys((table.db, table.name) for table, source in tables.values() if isinstance(source, exp.Table)))


def _is_plain(table: exp.Table) -> bool:
    """Whether it is a table of this database, by its name."""
    return isinstance(table.this, exp.Identifier) and not table.catalog


def _asks_users(query: exp.Expr, dialect: str) -> bool:
    """Whether it calls a function that is not the server's own, or one that discloses."""
    return any(
        dialect not in _QUOTED or isinstance(called.this, exp.Identifier) or _DISCLOSES in called.name.lower()
        for called in query.find_all(exp.Anonymous)
    )


def beneath(reads: Sequence[str], views: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The tables to which names lead, where some are of views; none where one leads to what is not known.

    `views` are the names that each view reads itself, by its own name in lower case; empty where that is not known.
    """
    found: dict[str, None] = {}
    waiting = list(reads)
    seen: set[str] = set()
    for name in waiting:
        lower = name.lower()
        if lower not in views:
            found[name] = None
        elif not views[lower]:
            return ()
        elif lower not in seen:
            seen.add(lower)
            waiting += views[lower]
    return tuple(found)
