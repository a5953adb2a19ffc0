"""Questions with what a dialect really does in the place of each node."""

from __future__ import annotations

from sqlglot import exp

from privaudit import questions as ask

_READ = 2
"""What the node `parse_date` takes where dates have to be read."""


def lower(question: exp.Expr, lowering: ask.Lowering) -> exp.Expr:
    """The question with each node of the vocabulary replaced by what the dialect really does.

    Raises KeyError where the dialect does not lower a node: a gap in the package, not a mistake of the user.
    """
    root = question.copy()
    for node in list(root.find_all(exp.Anonymous)):
        if node.name == f"{ask.PREFIX}parse_date" and len(node.expressions) > _READ:
            known = _known_day(*node.expressions)
            root = known if node is root else root
            node.replace(known)
    nodes = [node for node in root.walk() if isinstance(node, exp.Anonymous) and str(node.this).startswith(ask.PREFIX)]
    for node in reversed(nodes):  # the inner ones first: the walk comes to them last
        lowered = lowering[str(node.this).removeprefix(ask.PREFIX)](*node.expressions)
        if node is root:
            root = lowered
        else:
            node.replace(lowered)
    return root


def _known_day(value: exp.Expr, order: exp.Expr, high: exp.Expr) -> exp.Expr:
    filled = exp.Between(this=ask.as_text(value), low=ask.text("1"), high=high.copy())
    return ask.case([(filled, ask.as_text(value) if order.name == ask.DAY else ask.start(value, ask.ISO_LENGTH))], exp.null())
