"""The changes of a plan, one statement each, as every dialect writes them in its own way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlglot import exp

from privaudit.declared_type import kind_of
from privaudit.messages import number, visible
from privaudit.model.erasure import Blank, Cleared, Detached, ErasurePlan, ErasureStep, Fate, HeldRows
from privaudit.model.estate import Table
from privaudit.words import plain

_AT_ONCE = 500
"""Rows in one statement."""
_COMPARED = frozenset({"text", "number", "date", "boolean", ""})
"""Kinds of types that have an equality in every dialect."""
_INEXACT = ("float", "double", "real")
_LIST = "[]"
"""How types of lists end, which are kept as JSON here."""
_SIGNS = str.maketrans("\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2013\u2014", '\'\'"""""--')
"""Quotes and dashes as people type them."""
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Change:
    """One statement and how many rows it must meet."""

    table: exp.Table
    name: str
    """Of the table, as messages say it."""
    where: exp.Expr
    rows: int
    said: str
    """What it does and why, on one line."""
    values: tuple[tuple[exp.Expr, exp.Expr], ...] = ()
    """Columns and what they become; empty: the rows are deleted."""

    def statement(self, also: exp.Expr | None = None) -> exp.Expr:
        """The UPDATE or DELETE; `also` is one more condition."""
        condition = exp.Where(this=self.where.copy() if also is None else exp.and_(self.where, also))
        if not self.values:
            return exp.Delete(this=self.table.copy(), where=condition)
        assigned = [exp.EQ(this=column.copy(), expression=value.copy()) for column, value in self.values]
        return exp.Update(this=self.table.copy(), expressions=assigned, where=condition)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a dialect writes names and texts."""

    name: str
    """As sqlglot calls it."""
    schemas: bool
    """Whether what stands before the last dot of a table's name is a schema."""
    joined: Callable[[exp.Expr, exp.Expr], exp.Expr]
    """Two texts, one behind the other."""

    def written(self, expression: exp.Expr) -> str:
        """The SQL of an expression."""
        return expression.sql(self.name, comments=False)


@dataclass(frozen=True, slots=True)
class Script:
    """A dialect of scripts.  Each module of this folder exports one as SCRIPT."""

    dialect: Dialect
    render: Callable[[Sequence[Change]], str]
    """The whole transaction."""
    first: str = ""
    """What stands before everything else, comments too."""


def changes(plan: ErasurePlan, dialect: Dialect, wanted: Callable[[Table], bool]) -> Iterator[Change]:
    """What the plan does to the wanted tables, in order: what is cleared, what has to point nowhere, what is deleted."""
    mine = [step for step in plan.steps if wanted(step.table)]
    for step in mine:
        if step.fate is Fate.ANONYMISE:
            yield from _in_parts(step, dialect, f"clear {', '.join(one.column for one in step.cleared)}", step.cleared)
    for detached in plan.detached:
        if wanted(detached.held.table):
            yield from _detachments(detached, dialect)
    for step in mine:
        if step.fate is Fate.DELETE:
            yield from _in_parts(step, dialect, "delete", ())


def comment(text: str) -> str:
    """A text as a comment on one line, whatever stands in it.

    In plain letters: PostgreSQL refuses a script for a letter that the encoding of the database lacks, though it be in a comment.
    """
    line = plain(visible(" ".join(text.split())).translate(_SIGNS))
    return f"-- {line.encode('ascii', 'replace').decode()}"


def _in_parts(step: ErasureStep, dialect: Dialect, what: str, cleared: Sequence[Cleared]) -> Iterator[Change]:
    why = step.grounds.reason + (f" ({step.grounds.register})" if step.grounds.register else "")
    said = f"{step.table.name}: {what}, {number(step.count, 'row')}: {why}"
    values = tuple((_column(one.column), _blank(one.by, step.held, dialect)) for one in cleared)
    for part in _parts(step.held):
        yield Change(_table(step.table, dialect), step.table.name, _among(part), part.count, said, values)


def _detachments(detached: Detached, dialect: Dialect) -> Iterator[Change]:
    table = detached.held.table
    said = f"{table.name}: point nowhere before they are deleted, as rows of {detached.key.target.table} point back"
    values = tuple((_column(name), exp.null()) for name in detached.key.columns)
    for part in _parts(detached.held):
        yield Change(_table(table, dialect), table.name, _among(part), len(part.rows), said, values)


def _parts(held: HeldRows) -> Iterator[HeldRows]:
    """The rows in parts; equal rows of a table without a key stay together, as one condition means them all."""
    if held.dated is not None:
        yield held
        return
    ordered = held.rows if held.key != held.columns else tuple(sorted(held.rows, key=repr))
    start = 0
    while start < len(ordered):
        end = min(start + _AT_ONCE, len(ordered))
        while held.key == held.columns and end < len(ordered) and ordered[end] == ordered[end - 1]:
            end += 1
        yield replace(held, rows=ordered[start:end])
        start = end


def _among(held: HeldRows) -> exp.Expr:
    """Whether a row is one of these, by the columns of the key, or by a date where that tells them."""
    if held.dated is not None:
        after = held.dated.until + timedelta(days=1)  # a column of moments has many on the last day
        return exp.LT(this=_column(held.dated.column), expression=exp.Literal.string(after.isoformat()))
    names = held.key if held.key != held.columns else tuple(name for name in held.columns if _can_be_compared(held.table, name))
    keys = list(dict.fromkeys(held.values(names)))
    if len(names) == 1 and all(value is not None for (value,) in keys):
        return exp.In(this=_column(names[0]), expressions=[_literal(value, held.table, names[0]) for (value,) in keys])
    each = [exp.and_(*(_equal(held.table, name, value) for name, value in zip(names, key, strict=True))) for key in keys]
    return each[0] if len(each) == 1 else exp.paren(exp.or_(*(exp.paren(one) for one in each)))


def _equal(table: Table, name: str, value: object) -> exp.Expr:
    if value is None:
        return exp.Is(this=_column(name), expression=exp.null())
    return exp.EQ(this=_column(name), expression=_literal(value, table, name))


def _can_be_compared(table: Table, name: str) -> bool:
    column = table.column(name)
    kind = "" if column is None else column.type.lower()
    return kind_of(kind) in _COMPARED and not kind.startswith(_INEXACT) and not kind.endswith(_LIST)


def _literal(value: Any, table: Table, name: str) -> exp.Expr:  # noqa: ANN401 whatever a driver gives
    column = table.column(name)
    if isinstance(value, bool):
        return exp.true() if value else exp.false()
    if isinstance(value, bytes):
        return exp.HexString(this=value.hex())
    text = str(value)
    numeric = not isinstance(value, str) or (column is not None and kind_of(column.type) == "number")
    return exp.Literal.number(text) if numeric and _NUMBER.fullmatch(text) else exp.Literal.string(text)


def _blank(by: Blank, held: HeldRows, dialect: Dialect) -> exp.Expr:
    match by:
        case Blank.NULL:
            return exp.null()
        case Blank.ZERO:
            return exp.Literal.number(0)
        case Blank.FALSE:
            # Elsewhere FALSE may be the name of a column.
            return exp.false() if dialect.name == "postgres" else exp.Literal.number(0)
        case Blank.NAMED:
            key = exp.cast(_column(held.key[0]), exp.DataType.Type.TEXT)
            return dialect.joined(exp.Literal.string(by.value.replace("<key>", "")), key)
        case _:
            return exp.Literal.string(by.value)


def _table(table: Table, dialect: Dialect) -> exp.Table:
    schema, _, name = table.name.rpartition(".") if dialect.schemas else ("", "", table.name)
    before = exp.to_identifier(schema, quoted=True) if schema else None
    return exp.Table(this=exp.to_identifier(name, quoted=True), db=before, only=table.inherited)


def _column(name: str) -> exp.Expr:
    return exp.column(exp.to_identifier(name, quoted=True))
