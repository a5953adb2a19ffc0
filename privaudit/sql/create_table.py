"""A CREATE TABLE statement as the table that it makes."""

from __future__ import annotations

from dataclasses import replace

from privaudit.sql import column_list
from privaudit.sql.dialects import stored_name
from privaudit.sql.events import ColumnList, Created, Name, Unread
from privaudit.sql.scope import Scope, Statement
from privaudit.sql.tokens import Token, Tokens, closing, dotted, is_name, key_at, split_at_commas, tokens, within

_FROM_QUERY = "its columns come from a query"
_NO_LIST = "it has no column list"
_QUERY_WORDS = frozenset({"SELECT", "WITH", "VALUES", "FROM", "TABLE"})


def read(statement: Statement, scope: Scope) -> Created | Unread:
    """The table that a statement makes; where its columns are not in it, whose they are or why there are none."""
    everything = tokens(statement.text, scope.flavour)
    found = [token for token in everything if token.kind != "comment"]
    at = next((place for place, token in enumerate(found) if token.key == "TABLE"), len(found)) + 1
    unless_there = key_at(found, at) == "IF"
    if unless_there:
        at += 3 if key_at(found, at + 1) == "NOT" else 2
    parts, at = dotted(found, at)
    if not parts:
        return Unread("a table", statement.line, "its name was not understood")
    replaces = key_at(found, 1) == "OR"
    stored = stored_name(parts[-1], scope.dialect, quoted=found[at - 1].kind == "quoted")
    created = Created(scope.name(parts), statement.line, ColumnList(), unless_there=unless_there, replaces=replaces, stored=stored)
    bracket = _bracket(found, at)
    if bracket is None:
        return _without_list(created, found, at, scope)
    inside = within(found, bracket)
    if inside and inside[0].key in _QUERY_WORDS and len(inside) > 1 and key_at(inside, 1) != ",":
        return replace(created, reason=_FROM_QUERY)
    end = closing(found, bracket)
    stop = found[end].start if end < len(found) else len(statement.text)
    content = _content(everything, found[bracket], stop, statement, scope)
    created = _with_tail(replace(created, content=content), found[end + 1 :], scope)
    return created if content.columns or content.like or created.inherits else replace(created, reason=_NO_LIST)


def _bracket(found: Tokens, at: int) -> int | None:
    """The position of the column list's bracket; None where something else says what the columns are."""
    for position in range(at, len(found)):
        key = found[position].key
        if key == "(":
            return position
        if key in ("AS", "LIKE", "PARTITION", "CLONE", "OF", "SELECT", "COPY"):
            return None
    return None


def _without_list(created: Created, found: Tokens, at: int, scope: Scope) -> Created:
    key, following = key_at(found, at), key_at(found, at + 1)
    if key in ("LIKE", "CLONE", "COPY") and at + 1 < len(found):
        return replace(created, content=ColumnList(like=(scope.name(dotted(found, at + 1)[0] or ("",)),)))
    if key == "PARTITION" and following == "OF":
        return replace(created, partition_of=scope.name(dotted(found, at + 2)[0] or ("",)))
    if key == "OF":
        return replace(created, reason="its columns come from a type")
    rest = [token.key for token in found[at:]]
    if "AS" not in rest and "SELECT" not in rest:
        return replace(created, reason=_NO_LIST)
    source = _whole_source(found[at:], scope)
    return replace(created, content=ColumnList(like=(source,))) if source is not None else replace(created, reason=_FROM_QUERY)


def _whole_source(found: Tokens, scope: Scope) -> Name | None:
    """The table that a query takes all columns of and nothing else: AS SELECT * FROM t, AS TABLE t."""
    keys = [token.key for token in found if token.key not in ("(", ")")]
    marks = [token for token in found if token.key not in ("(", ")")]
    for opening in (["AS", "SELECT", "*", "FROM"], ["SELECT", "*", "FROM"], ["AS", "TABLE"]):
        if keys[: len(opening)] == opening:
            parts, behind = dotted(marks, len(opening))
            plain = not {"JOIN", "UNION", "APPLY", "LATERAL"} & set(keys) and key_at(marks, behind) != ","
            return scope.name(parts) if parts and plain else None
    return None


def _content(everything: Tokens, bracket: Token, stop: int, statement: Statement, scope: Scope) -> ColumnList:
    """What the list says, word by word; by sqlglot's grammar only where words alone left something out.

    NOTE: asked first, the grammar took as long as all the rest, gave up on one list in eight of one real schema, lost keys of T-SQL,
    and nowhere knew more.
    """
    listed = [token for token in everything if bracket.end <= token.start < stop]
    content = column_list.read(listed, statement, scope)
    if content.columns and not content.unread:
        return content
    from privaudit.sql import syntax_tree  # noqa: PLC0415 its grammars take longer to load than most schemas take to read

    parsed = syntax_tree.read(statement.text[bracket.start : stop] + ")", statement.place(scope, bracket.start), scope)
    return content if parsed is None or len(parsed.columns) <= len(content.columns) else parsed


def _with_tail(created: Created, tail: Tokens, scope: Scope) -> Created:
    """What stands behind the list: the comment, the parents, and in some dialects the key."""
    for at, token in enumerate(tail):
        if token.key == "INHERITS":
            parents = tuple(scope.name(dotted(item, 0)[0] or ("",)) for item in split_at_commas(within(tail, at + 1)))
            created = replace(created, inherits=parents)
        elif token.key == "COMMENT":
            created = replace(created, comment=column_list.string_behind(tail, at, scope) or created.comment)
        elif token.key == "PRIMARY" and key_at(tail, at + 1) == "KEY" and not created.content.primary_key:
            names = column_list.names_within(tail, at + 2) or tuple(item.text for item in tail[at + 2 : at + 3] if is_name(item))
            created = replace(created, content=replace(created.content, primary_key=names))
        elif token.key in ("AS", "SELECT", ";"):
            break
    return created
