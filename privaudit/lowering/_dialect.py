"""A dialect: what its nodes are, how a question is written in it, and how its answers are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from json import loads
from typing import Any

from sqlglot import exp

from privaudit.lowering._native_days import has_native_days
from privaudit.lowering._nodes import lower
from privaudit.questions import PREFIX, Answer, Lowering

_LISTS = frozenset(PREFIX + name for name in ("listed", "pieces", "some", "word_pairs"))
"""Nodes whose value is a list of texts."""


@dataclass(frozen=True, slots=True)
class Written:
    """A question in the SQL of a dialect.  The SQL goes through the driver as it is: a % or : in it is none of a parameter."""

    sql: str
    lists: frozenset[int]
    """Columns of the answer in which lists come as JSON."""
    native: bool = False
    """Whether days come as the server holds them."""

    def row(self, answer: Answer) -> Answer:
        """The row as every engine gives it: lists are lists, whole numbers are ints."""
        return tuple(_read(value, as_list=place in self.lists, as_day=self.native) for place, value in enumerate(answer))


def _read(value: Any, *, as_list: bool, as_day: bool) -> Any:  # noqa: ANN401 whatever a driver gives
    if as_day and isinstance(value, date):
        return value.isoformat()
    if as_list and isinstance(value, str):
        return loads(value)
    if isinstance(value, Decimal) and value == value.to_integral_value() and value.as_tuple().exponent == 0:
        return int(value)
    return value


def _unchanged(question: exp.Expr) -> exp.Expr:
    return question


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a dialect makes of questions."""

    printed: str
    """How sqlglot calls the dialect in which it is written."""
    lowering: Lowering
    session: tuple[str, ...] = ()
    """Statements that every session needs before its first question: the lowering leans on them."""
    prepare: Callable[[Any], None] | None = None
    """What makes a connection of the driver ready, where the database has to be taught functions."""
    shaped: Callable[[exp.Expr], exp.Expr] = _unchanged
    """Mends what sqlglot prints although the dialect does not know it; before the nodes are lowered."""
    finished: Callable[[exp.Expr], exp.Expr] = _unchanged
    """The same, of what the nodes have become."""

    def written(self, question: exp.Expr) -> Written:
        """The question as SQL.  Raises KeyError where the dialect lacks a node, SourceError where it refuses one."""
        lists = frozenset(place for place, one in enumerate(question.selects if isinstance(question, exp.Query) else ()) if _is_list(one))
        shaped = self.shaped(question)
        lowered = self.finished(lower(shaped, self.lowering))
        return Written(lowered.sql(self.printed, identify=True), lists, has_native_days(shaped))


def _is_list(selected: exp.Expr) -> bool:
    bare = selected.unalias()
    return isinstance(bare, exp.Anonymous) and bare.name in _LISTS
