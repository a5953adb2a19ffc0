"""Which columns of a relation a question reads."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from privaudit.model.estate import Table


def columns_of(relation: exp.Table, table: Table) -> Iterator[exp.Column]:
    """The columns in the question that are those of one of its relations, wherever they are used; not what `*` stands for."""
    select = _select_of(relation)
    if select is None:
        return
    for column in select.find_all(exp.Column):
        if not isinstance(column.this, exp.Star) and _is_of(column, relation, select, table):
            yield column


def names_of(relation: exp.Table, table: Table) -> list[str]:
    """The names of the columns that a question reads of one of its relations, in the order of the table."""
    select = _select_of(relation)
    if select is None:
        return []
    if any(isinstance(entry, exp.Star) for entry in select.expressions) or any(
        isinstance(column.this, exp.Star) and _is_of(column, relation, select, table) for column in select.find_all(exp.Column)
    ):
        return [column.name for column in table.columns]
    read = {column.name.lower() for column in columns_of(relation, table)}
    return [column.name for column in table.columns if column.name.lower() in read]


def _select_of(relation: exp.Table) -> exp.Select | None:
    """The SELECT whose rows come from the relation."""
    return relation.find_ancestor(exp.Select) if isinstance(relation.parent, exp.From | exp.Join) else None


def _is_of(column: exp.Column, relation: exp.Table, select: exp.Select, table: Table) -> bool:
    if not column.table:
        return column.find_ancestor(exp.Select) is select and (isinstance(column.this, exp.Star) or table.column(column.name) is not None)
    within = column.find_ancestor(exp.Select)
    while within is not None:
        for source in _sources(within):
            if source.alias_or_name == column.table:
                return source is relation
        within = within.find_ancestor(exp.Select)
    return False


def _sources(select: exp.Select) -> Iterator[exp.Expr]:
    start = select.args.get("from_") or select.args.get("from")
    for entry in [start, *(select.args.get("joins") or [])]:
        if entry is not None:
            yield entry.this
