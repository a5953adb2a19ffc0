"""In which order a plan is carried out: whoever points to a row goes before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from privaudit.model.erasure import Detached, ErasureStep, Fate
from privaudit.model.estate import ForeignKey, Reference, Skipped, Table
from privaudit.model.rights import LinkKind, TableLink

_FIRST = (Fate.ANONYMISE, Fate.DELETE, Fate.ARCHIVE, Fate.KEEP)


@dataclass(frozen=True, slots=True)
class Order:
    """The steps in order, what has to point nowhere before, and what cannot be ordered."""

    steps: tuple[ErasureStep, ...]
    detached: tuple[Detached, ...]
    warnings: tuple[Skipped, ...]


def in_order(steps: Sequence[ErasureStep], links: Sequence[TableLink]) -> Order:
    """The steps so that no foreign key is ever broken: what is cleared, then what is deleted, then what stays."""
    deleted = [step for step in steps if step.fate is Fate.DELETE]
    tables = list({id(step.table): step.table for step in deleted}.values())
    there = {id(table) for table in tables}
    keys = [link for link in links if link.kind is LinkKind.FOREIGN_KEY and id(link.child) in there and id(link.parent) in there]
    cut = [link for link in keys if link.child is link.parent and _may_point_nowhere(link)]
    left = [link for link in keys if link.child is not link.parent]
    ranked: list[Table] = []
    waiting = tables
    warnings: list[Skipped] = []
    while waiting:
        pointed_at = {id(link.parent) for link in left}
        free = [table for table in waiting if id(table) not in pointed_at]
        if not free:
            link = next((link for link in left if _may_point_nowhere(link)), left[0])
            left.remove(link)
            if _may_point_nowhere(link):
                cut.append(link)
            else:
                warnings.append(
                    Skipped(str(link), "the tables point to each other in a circle, and this key may not be empty: order by hand")
                )
            continue
        ranked += free
        waiting = [table for table in waiting if id(table) in pointed_at]
        going = {id(table) for table in free}
        left = [link for link in left if id(link.child) not in going]
    rank = {id(table): place for place, table in enumerate(ranked)}
    ordered = sorted(steps, key=lambda step: (_FIRST.index(step.fate), rank.get(id(step.table), 0) if step.fate is Fate.DELETE else 0))
    detached = tuple(found for step in deleted for link in cut if link.child is step.table and (found := _detached(step, link)))
    return Order(tuple(ordered), detached, tuple(warnings))


def _may_point_nowhere(link: TableLink) -> bool:
    columns = [link.child.column(name) for name in link.child_columns]
    own = {name.lower() for name in link.child.primary_key}
    return all(column is not None and column.nullable and column.name.lower() not in own for column in columns)


def _detached(step: ErasureStep, link: TableLink) -> Detached | None:
    """The rows of a step that point somewhere by the key; None where none does."""
    pointing = [row for row, key in zip(step.held.rows, step.held.values(link.child_columns), strict=True) if None not in key]
    if not pointing:
        return None
    held = type(step.held)(step.held.table, step.held.columns, tuple(pointing))
    return Detached(held, ForeignKey(link.child_columns, Reference(link.parent.name, link.parent_columns)))
