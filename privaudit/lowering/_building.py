"""Small builders of SQL expressions that several dialects share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn

from sqlglot import exp

from privaudit.errors import ElsewhereError, SourceError
from privaudit.questions import number, text

_DAYS = {exp.DType.DATE, exp.DType.DATETIME, exp.DType.TIMESTAMP}
_MOMENTS = {exp.DType.TIMESTAMPTZ, exp.DType.TIMESTAMPLTZ}
_NUMBERS = {*exp.DataType.INTEGER_TYPES, exp.DType.DECIMAL, exp.DType.BOOLEAN}
END_OF_DAY = " 23:59:59.999999"
"""The last moment of a day that the servers can hold which hold moments."""


def call(name: str, *arguments: exp.Expr) -> exp.Expr:
    """A function of the dialect, under that very name."""
    # What stands nowhere yet is taken as it is: chains of many functions would be copied at each link.
    return exp.Anonymous(this=name, expressions=[argument.copy() if argument.parent else argument for argument in arguments])


def null_if_empty(value: exp.Expr) -> exp.Expr:
    """NULL instead of a text without characters."""
    return exp.Nullif(this=value, expression=text(""))


def when(condition: exp.Expr, value: exp.Expr, otherwise: exp.Expr | None = None) -> exp.Expr:
    """The value where the condition is true, else the other one or NULL."""
    return exp.Case(ifs=[exp.If(this=condition, true=value)], default=otherwise)


def first_of(*values: exp.Expr) -> exp.Expr:
    """The first value that is not NULL."""
    return exp.Coalesce(this=values[0], expressions=list(values[1:]))


def above_zero(value: exp.Expr) -> exp.Expr:
    """Whether a number is more than 0."""
    return exp.Paren(this=exp.GT(this=value, expression=number(0)))


def is_known(value: exp.Expr) -> exp.Expr:
    """Whether a value is not NULL."""
    return exp.Not(this=exp.Paren(this=exp.Is(this=value.copy(), expression=exp.null())))


def multiple_of(value: exp.Expr, many: exp.Expr) -> exp.Expr:
    """Whether a number can be divided by another without rest."""
    return exp.Paren(this=exp.EQ(this=call("MOD", value, many), expression=number(0)))


def count_if(condition: exp.Expr) -> exp.Expr:
    """Of how many rows the condition is true.  A count is 0 of no rows, a sum is NULL, and a filter is not known everywhere."""
    return exp.Count(this=when(condition.copy(), number(1)))


def with_copies(value: exp.Expr, cheap: Callable[[exp.Expr], exp.Expr], plain: Callable[[exp.Expr], exp.Expr]) -> exp.Expr:
    """`cheap` of a value that may be written down several times without computing it again; `plain`, which uses it once, of others.

    Nodes are used within nodes: a question in which each doubled its value would burst.
    """
    return cheap(value) if isinstance(value, exp.Column | exp.Literal) else plain(value)


def is_day(value: exp.Expr) -> bool:
    """Whether it is known that the value is a date, or a moment without an offset."""
    return value.type is not None and value.type.this in _DAYS


def is_moment(value: exp.Expr) -> bool:
    """Whether it is known that the value is a moment with an offset from UTC."""
    return value.type is not None and value.type.this in _MOMENTS


def is_bare(value: exp.Expr) -> bool:
    """Whether it is known that the value has no white space around it when it is written down."""
    return value.type is not None and value.type.this in _NUMBERS | _DAYS | _MOMENTS


def refused_record(_table: exp.Expr) -> NoReturn:
    """Rows have numbers in files alone."""
    raise SourceError("the rows of this table cannot be told apart: it has no primary key, and the server does not number rows")


def elsewhere(name: str) -> Callable[..., NoReturn]:
    """What a dialect has for a node that it does not lower: the engines answer such a question from the columns that it reads."""

    def refuse(*_arguments: exp.Expr) -> NoReturn:
        raise ElsewhereError(f"this server is not asked for {name}", "Export the tables as CSV.")

    return refuse


def typed(question: exp.Expr, types: Mapping[str, Mapping[str, exp.DataType]]) -> exp.Expr:
    """The question, in which columns that come straight from a relation know their type: relation -> column -> type.

    Typed columns are read without patterns, which is many times faster.
    """
    question = question.copy()
    for select in question.find_all(exp.Select):
        source = select.args.get("from_")
        tables = [source.this] if source else []
        tables += [join.this for join in select.args.get("joins") or []]
        known = {table.alias_or_name: types.get(table.name, {}) for table in tables if isinstance(table, exp.Table)}
        alone = next(iter(known.values())) if len(tables) == 1 and known else {}
        for column in select.find_all(exp.Column):
            if column.parent_select is select:
                of = known.get(column.table, {}) if column.table else alone
                column.type = of.get(column.name)
    return question
