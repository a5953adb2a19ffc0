"""Days that a server holds as days: what is counted of them alone need not become text first."""

from __future__ import annotations

from sqlglot import exp

from privaudit.lowering._building import is_day, is_moment
from privaudit.questions import KNOWN, PREFIX, text

_READ, _LATER, _TOTAL = (PREFIX + name for name in ("parse_date", "later", "count_if"))
_NATIVE = "native"
"""In place of the order of day and month."""


def with_native_days(question: exp.Expr) -> exp.Expr:
    """The question in which days stay what they are, where it reads days or moments alone and gives nothing but totals.

    Days compare with quoted ISO texts; anything else that is made of a day needs it as text.
    """
    read = [node.expressions[0] for node in question.find_all(exp.Anonymous) if node.name == _READ]
    if not read or not all(is_day(value) or is_moment(value) for value in read):
        return question
    if not isinstance(question, exp.Select) or question.find(exp.SetOperation) or _names(question, _LATER):
        return question
    if not all(map(_is_total, question.selects)):
        return question
    question = question.copy()
    for node in question.find_all(exp.Anonymous):
        if node.name == _READ:
            value, _, *last = node.expressions
            node.set("expressions", [value, text(_NATIVE), *last])
    return question


def has_native_days(question: exp.Expr) -> bool:
    """Whether days stay what they are in a question."""
    return any(node.name == _READ and is_native(node.expressions[1]) for node in question.find_all(exp.Anonymous))


def has_known_days(node: exp.Anonymous) -> bool:
    """Whether a node reads days of texts that are known to begin with theirs."""
    return node.name == _READ and node.expressions[1].name in KNOWN


def is_native(order: exp.Expr) -> bool:
    """Whether a day is to stay one, by what tells the order of day and month."""
    return order.name == _NATIVE


def _is_total(selected: exp.Expr) -> bool:
    return selected.find(exp.AggFunc) is not None or _names(selected, _TOTAL)


def _names(expression: exp.Expr, node: str) -> bool:
    return any(one.name == node for one in expression.find_all(exp.Anonymous))
