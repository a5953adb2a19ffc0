"""A column list as sqlglot reads it: what its grammar says of columns and keys, or nothing where it gives up."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from privaudit.model.estate import Column, Place
from privaudit.sql.events import ColumnList, Key
from privaudit.sql.scope import Scope


def read(column_list: str, place: Place, scope: Scope) -> ColumnList | None:
    """The columns and keys of a list, written with its brackets; None where sqlglot does not understand it.

    All columns stand at `place`, with their types as sqlglot writes them.
    """
    try:
        with _quiet():
            tree = sqlglot.parse_one(f"CREATE TABLE t {column_list}", read=scope.dialect)
    # NOTE: on odd input its compiled parser also dies of its own mistakes, with any kind of error.
    except (SqlglotError, RecursionError, ValueError, TypeError, AttributeError, IndexError, KeyError):
        return None
    # A grammar that it does not know comes back as a Command, without an error.
    if not isinstance(tree, exp.Create) or not isinstance(tree.this, exp.Schema):
        return None
    columns: list[Column] = []
    primary: tuple[str, ...] = ()
    foreign: list[Key] = []
    for item in tree.this.expressions:
        if isinstance(item, exp.ColumnDef):
            own = item.name
            columns.append(_column(item, place, scope))
            primary = (own,) if item.find(exp.PrimaryKeyColumnConstraint) else primary
            foreign += [_key((own,), reference, scope) for reference in item.find_all(exp.Reference)]
            continue
        for key in item.find_all(exp.PrimaryKey):
            primary = tuple(_names(key.expressions))
        for foreign_key in item.find_all(exp.ForeignKey):
            reference = foreign_key.args.get("reference")
            if isinstance(reference, exp.Reference):
                foreign.append(_key(tuple(_names(foreign_key.expressions)), reference, scope))
    return ColumnList(tuple(columns), primary, tuple(foreign))


def _column(item: exp.ColumnDef, place: Place, scope: Scope) -> Column:
    nullable, comment = True, ""
    for constraint in item.constraints:
        kind = constraint.args.get("kind")
        if isinstance(kind, exp.PrimaryKeyColumnConstraint):
            nullable = False
        elif isinstance(kind, exp.NotNullColumnConstraint):
            nullable = bool(kind.args.get("allow_null"))
        elif isinstance(kind, exp.CommentColumnConstraint):
            comment = " ".join(str(kind.name).split())
    declared = "" if item.kind is None else item.kind.sql(scope.dialect)
    return Column(item.name, declared, comment, nullable, place)


def _key(columns: tuple[str, ...], reference: exp.Reference, scope: Scope) -> Key:
    schema = reference.this
    table = schema.this if isinstance(schema, exp.Schema) else schema
    names = tuple(_names(schema.expressions)) if isinstance(schema, exp.Schema) else ()
    parts = tuple(part.name for part in table.parts) if isinstance(table, exp.Table) else (table.name,)
    return Key(columns, scope.name(parts), names)


def _names(found: list[exp.Expr]) -> Iterator[str]:
    for expression in found:
        yield str(expression.find(exp.Identifier) or expression.name) if not expression.name else expression.name


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps sqlglot from telling on stderr what it does not support: the caller tells what was lost."""
    logger = logging.getLogger("sqlglot")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
