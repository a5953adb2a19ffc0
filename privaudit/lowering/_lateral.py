"""Lists as rows, where the select list of a dialect cannot hold several rows for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from sqlglot import exp

from privaudit.questions import PREFIX, column

_ALIAS = "privaudit_each"


def rows_of_lists(question: exp.Expr, relation: Callable[[exp.Expr], exp.Expr], name: str) -> exp.Expr:
    """The question with each `each` as a join: the relation of the list, with its texts in the column of that name."""
    question = question.copy()
    for node in list(question.find_all(exp.Anonymous)):
        if node.name == f"{PREFIX}each":
            select = node.parent_select
            if select is None or node not in [selected.unalias() for selected in select.selects]:
                misplaced(node)
            (values,) = node.expressions
            table = exp.Table(this=relation(values), alias=exp.TableAlias(this=exp.to_identifier(_ALIAS)))
            node.replace(column(name, _ALIAS))
            select.append("joins", exp.Join(this=table, kind="CROSS"))
    return question


def misplaced(_values: exp.Expr) -> NoReturn:
    """Of a list that would become rows elsewhere."""
    raise TypeError("a list becomes rows only among what is selected")
