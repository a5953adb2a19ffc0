"""What each node of the vocabulary is in the SQL of SQL Server, from 2025 on, and of Azure SQL: older ones know no patterns.

Conditions are no values there, and blanks at the end of a text count for nothing where texts are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlglot import exp

from privaudit.lowering._building import call, is_day, is_moment
from privaudit.lowering._standard_nodes import StandardNodes, dialect, shaped
from privaudit.questions import PREFIX, number, text

_BINARY = "Latin1_General_100_BIN2"
_UTF_8 = "Latin1_General_100_BIN2_UTF8"
_ISO_STYLE = number(23)
_MOMENT_STYLE = number(121)
_LONGEST = number(2_147_483_647)
_CONDITIONS = frozenset({"ends_with", "familiar", "has", "holds", "matches", "one_in"})
"""Nodes that are true or false."""
_WORD = number(4)
"""Bytes of a hash that make a number."""


class _Nodes(StandardNodes):
    text_type = "NVARCHAR(MAX)"
    part_name = "SUBSTRING"

    def as_text(self, value: exp.Expr) -> exp.Expr:
        if isinstance(value, exp.Literal) and value.is_string:
            return value.copy()
        kind = exp.DataType.build(self.text_type, dialect=self.printed)
        # A moment would be written as Jan 31 2020 12:00AM.
        styled = is_day(value) or is_moment(value)
        cast = exp.Convert(this=kind, expression=value.copy(), style=_MOMENT_STYLE) if styled else exp.Cast(this=value.copy(), to=kind)
        return exp.Paren(this=_collated(cast, _BINARY))

    def position(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        return call("CHARINDEX", piece, value)

    def length(self, value: exp.Expr) -> exp.Expr:
        # Blanks at the end would not count.
        ended = exp.Add(this=self.as_text(value), expression=text("."))
        return exp.Paren(this=exp.Sub(this=call("LEN", ended), expression=number(1)))

    def size(self, value: exp.Expr) -> exp.Expr:
        return call("DATALENGTH", exp.cast(_collated(self.as_text(value), _UTF_8), "VARCHAR(MAX)", dialect=self.printed))

    def part(self, value: exp.Expr, first: exp.Expr, length: exp.Expr | None = None) -> exp.Expr:
        return call("SUBSTRING", value, first, length if length is not None else _LONGEST)

    def chained(self, *texts: exp.Expr) -> exp.Expr:
        whole = texts[0]
        for part in texts[1:]:
            whole = exp.Add(this=whole, expression=part)
        return exp.Paren(this=whole)

    def by_chance(self, value: exp.Expr) -> exp.Expr:
        return exp.cast(call("SUBSTRING", call("HASHBYTES", text("SHA2_256"), value), number(1), _WORD), "INT")

    def iso(self, day: exp.Expr) -> exp.Expr:
        return exp.Convert(this=exp.DataType.build("NVARCHAR(10)", dialect=self.printed), expression=day, style=_ISO_STYLE)


def _collated(value: exp.Expr, collation: str) -> exp.Expr:
    return exp.Collate(this=value, expression=exp.Var(this=collation))


def _shaped(question: exp.Expr) -> exp.Expr:
    """The question with 1 and 0 where a condition would be a value, and a condition where NULL would be one."""
    question = shaped(question)
    for null in list(question.find_all(exp.Null)):
        if isinstance(null.parent, exp.Anonymous) or (isinstance(null.parent, exp.If) and null.arg_key == "this"):
            null.replace(exp.EQ(this=number(1), expression=number(0)))
    for value in list(_values(question)):
        if isinstance(value, exp.Boolean):
            value.replace(number(int(value.this)))
        elif _is_condition(value):
            value.replace(exp.Case(ifs=[exp.If(this=value.copy(), true=number(1)), exp.If(this=exp.not_(value.copy()), true=number(0))]))
    return question


def _values(question: exp.Expr) -> Iterator[exp.Expr]:
    """What is selected, and what a CASE gives; the inner ones first."""
    for node in reversed(list(question.walk())):
        if isinstance(node, exp.Case):
            yield from (branch.args["true"] for branch in node.args["ifs"])
            if node.args.get("default") is not None:
                yield node.args["default"]
        elif isinstance(node, exp.Select):
            yield from (selected.unalias() for selected in node.expressions)


def _is_condition(value: exp.Expr) -> bool:
    bare = value.unnest()
    if isinstance(bare, exp.Anonymous):
        return bare.name.removeprefix(PREFIX) in _CONDITIONS
    return isinstance(bare, exp.Predicate | exp.Connector | exp.Not)


def _finished(question: exp.Expr) -> exp.Expr:
    """The question with texts beyond ASCII as what they are: without a mark they would be read in the code page of the server."""
    for literal in list(question.find_all(exp.Literal)):
        if literal.is_string and not literal.name.isascii():
            literal.replace(exp.National(this=literal.name))
    return question


DIALECT = replace(dialect(_Nodes("tsql")), shaped=_shaped, finished=_finished)
