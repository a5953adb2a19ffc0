"""Questions with what a dialect really does in the place of each node."""

from __future__ import annotations

from sqlglot import exp

from privaudit import questions as ask
from privaudit.lowering._native_days import has_known_days, is_native


def lower(question: exp.Expr, lowering: ask.Lowering) -> exp.Expr:
    """The question with each node of the vocabulary replaced by what the dialect really does.

    Raises KeyError where the dialect does not lower a node: a gap in the package, not a mistake of the user.
    """
    root = _with_last_days(question.copy())
    nodes = [node for node in root.walk() if isinstance(node, exp.Anonymous) and str(node.this).startswith(ask.PREFIX)]
    for node in reversed(nodes):  # the inner ones first: the walk comes to them last
        lowered = lowering[str(node.this).removeprefix(ask.PREFIX)](*node.expressions)
        if node is root:
            root = lowered
        else:
            node.replace(lowered)
    return root


def _with_last_days(root: exp.Expr) -> exp.Expr:
    """The question in which days are compared with their last one, and those that are known to be some are not read."""
    for node in list(root.find_all(exp.Anonymous)):
        if node.name != f"{ask.PREFIX}parse_date" or is_native(node.expressions[1]):
            continue
        value, order, *last = node.expressions
        if has_known_days(node):
            day = _known_day(value, order, last[0].name if last else None)
        elif last:
            read = exp.Anonymous(this=node.this, expressions=[value, order])
            day = ask.case([(exp.LTE(this=read, expression=last[0]), read)], exp.null())
        else:
            continue
        root = day if node is root else root
        node.replace(day)
    return root


def _known_day(value: exp.Expr, order: exp.Expr, last: str | None) -> exp.Expr:
    if order.name in {ask.DAY_FIRST, ask.MONTH_FIRST}:
        day = ask.by_position(value, order.name)
        filled = exp.Between(this=ask.as_text(value), low=ask.text("0"), high=ask.text(":"))
        come = filled if last is None else exp.and_(filled, exp.LTE(this=day, expression=ask.text(last)))
        return ask.case([(come, day)], exp.null())
    # A year begins with a digit, which no white space does; a time of day begins with a letter or a blank.
    high = ask.text(":" if last is None else f"{last}~")
    filled = exp.Between(this=ask.as_text(value), low=ask.text("1"), high=high)
    return ask.case([(filled, ask.as_text(value) if order.name == ask.DAY else ask.start(value, ask.ISO_LENGTH))], exp.null())
