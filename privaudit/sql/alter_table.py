"""An ALTER TABLE statement as the changes that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from privaudit.sql import column_list, labels
from privaudit.sql.events import (
    Added,
    Attached,
    ColumnDropped,
    ColumnRenamed,
    ColumnRetyped,
    Commented,
    Detached,
    Event,
    Name,
    Renamed,
    Unread,
)
from privaudit.sql.scope import Scope, Statement
from privaudit.sql.tokens import Tokens, dotted, is_name, key_at, name_of, split_at_commas, string_of, tokens, within

_VERBS = frozenset(
    (  # noqa: SIM905 words are read more easily as text
        "ADD ALTER ATTACH CHANGE CHECK CLUSTER COMMENT CONVERT DEFAULT DETACH DISABLE DROP ENABLE FORCE INHERIT MODIFY NO NOCHECK ORDER"
        " OWNER PARTITION REBUILD REMOVE RENAME REPLICA RESET SET SWITCH VALIDATE"
    ).split()
)
_NO_COLUMN = frozenset(
    {"CHECK", "CONSTRAINT", "DEFAULT", "FOREIGN", "GENERATED", "INDEX", "KEY", "PARTITION", "PRIMARY", "STATISTICS", "UNIQUE"}
)


def read(statement: Statement, scope: Scope) -> Iterator[Event]:
    """The changes in their order; what is neither a column's nor a key's is left out."""
    found = [token for token in tokens(statement.text, scope.flavour) if token.kind != "comment" and token.key != ";"]
    at = _past(found, 2, "IF", "EXISTS", "ONLY")
    parts, at = dotted(found, at)
    if not parts:
        return
    if key_at(found, at) == "WITH" and key_at(found, at + 1) in ("CHECK", "NOCHECK"):
        at += 2
    name = scope.name(parts)
    verb: tuple[str, ...] = ()
    for action in split_at_commas(found[at:]):
        if action[0].key in _VERBS:
            verb = (action[0].key, *(("COLUMN",) if key_at(action, 1) in ("COLUMN", "COLUMNS") else ()))
            body = action[len(verb) :]
        elif verb[:1] in (("ADD",), ("DROP",)) and key_at(action, 1) not in ("=", "COLUMN"):
            # T-SQL names the verb once: ADD a int, b int.
            body = action
        else:
            if key_at(action, 1) == "COLUMN":
                yield Unread(name.table, statement.line, "a change of a column of it was not understood")
            continue
        yield from _change(name, verb, body, statement, scope)
    yield from labels.of_alter(name, found[at:], statement, scope)


def _change(name: Name, verb: tuple[str, ...], body: Tokens, statement: Statement, scope: Scope) -> Iterator[Event]:
    explicit = len(verb) > 1
    body = body[_past(body, 0, "IF", "NOT", "EXISTS") :] if key_at(body, 0) == "IF" else body
    if not body:
        return
    match verb[0]:
        case "ADD":
            yield from _added(name, body, explicit, statement, scope)
        case "DROP":
            yield from _dropped(name, body, explicit, statement)
        case "CHANGE" if is_name(body[0]):
            yield from _redefined(name, body[1:], name_of(body[0]), statement, scope)
        case "MODIFY":
            for item in split_at_commas(within(body, 0) or body):
                yield from _redefined(name, item, name_of(item[0]), statement, scope)
        case "ALTER" if explicit or key_at(body, 0) not in _NO_COLUMN:
            yield from _altered(name, body, statement, scope)
        case "RENAME":
            yield from _renamed(name, body, explicit, statement, scope)
        case other:
            yield from _table_changed(name, other, body, scope)


def _table_changed(name: Name, verb: str, body: Tokens, scope: Scope) -> Iterator[Event]:
    match verb:
        case "ATTACH" if key_at(body, 0) == "PARTITION" and (parts := dotted(body, 1)[0]):
            yield Attached(scope.name(parts), name)
        case "DETACH" if key_at(body, 0) == "PARTITION" and (parts := dotted(body, 1)[0]):
            yield Detached(scope.name(parts))
        case "SET" if key_at(body, 0) == "SCHEMA" and len(body) > 1:
            yield Renamed(name, replace(name, schema=name_of(body[1])))
        case "COMMENT":
            text = body[1:2] if body[0].key == "=" else body[:1]
            if text and text[0].kind in ("string", "quoted"):
                yield Commented(name, None, string_of(text[0], scope.flavour))
        case _:
            pass


def _added(name: Name, body: Tokens, explicit: bool, statement: Statement, scope: Scope) -> Iterator[Event]:
    if not explicit and body[0].key in ("PARTITION", "DEFAULT", "STATISTICS", "VALUE", "GENERATED"):
        return
    content = column_list.read(within(body, 0) or body, statement, scope)
    if content.columns or content.primary_key or content.foreign_keys:
        yield Added(name, statement.place(scope, body[0].start).line or statement.line, content)


def _dropped(name: Name, body: Tokens, explicit: bool, statement: Statement) -> Iterator[Event]:
    for item in split_at_commas(within(body, 0) or body):
        at = _past(item, 0, "IF", "EXISTS", "COLUMN")
        if at < len(item) and is_name(item[at]) and (explicit or item[at].key not in _NO_COLUMN):
            yield ColumnDropped(name, statement.line, name_of(item[at]))


def _redefined(name: Name, body: Tokens, column: str, statement: Statement, scope: Scope) -> Iterator[Event]:
    for declared in column_list.read(body, statement, scope).columns:
        nullable = declared.nullable if declared.type or not declared.nullable else None
        to = declared.name, declared.type or None, nullable, declared.comment, declared.declared
        yield ColumnRetyped(name, statement.line, column, *to)


def _altered(name: Name, body: Tokens, statement: Statement, scope: Scope) -> Iterator[Event]:
    if not is_name(body[0]):
        return
    column = name_of(body[0])
    words = [token.key for token in body[1:4]]
    if words[:3] == ["SET", "DATA", "TYPE"]:
        yield from _retyped(name, [body[0], *body[4:]], statement, scope)
    elif words[:1] == ["TYPE"]:
        yield from _retyped(name, [body[0], *body[2:]], statement, scope)
    elif words[:3] == ["SET", "NOT", "NULL"] or words[:3] == ["DROP", "NOT", "NULL"]:
        yield ColumnRetyped(name, statement.line, column, column, nullable=words[0] == "DROP")
    elif words and words[0] not in ("SET", "DROP", "ADD", "RESTART", "RESET"):
        yield from _redefined(name, body, column, statement, scope)


def _retyped(name: Name, declared: Tokens, statement: Statement, scope: Scope) -> Iterator[Event]:
    for column in column_list.read(declared, statement, scope).columns:
        yield ColumnRetyped(name, statement.line, column.name, column.name, column.type or None)


def _renamed(name: Name, body: Tokens, explicit: bool, statement: Statement, scope: Scope) -> Iterator[Event]:
    if not explicit and body[0].key in ("TO", "AS"):
        parts = dotted(body, 1)[0]
        if parts:
            yield Renamed(name, moved(name, parts, scope))
    elif key_at(body, 1) == "TO" and len(body) > 2 and (explicit or body[0].key not in _NO_COLUMN):  # noqa: PLR2004 old TO new
        yield ColumnRenamed(name, statement.line, name_of(body[0]), name_of(body[2]))
    elif not explicit and len(body) == 1:
        yield Renamed(name, moved(name, (name_of(body[0]),), scope))


def moved(name: Name, parts: tuple[str, ...], scope: Scope) -> Name:
    """The name that a table gets: a bare one stays in its schema."""
    to = scope.name(parts)
    return replace(to, database=name.database, schema=name.schema) if len(parts) == 1 else to


def _past(found: Tokens, at: int, *skipped: str) -> int:
    while key_at(found, at) in skipped:
        at += 1
    return at
