"""How the rows of two tables belong together: through foreign keys and the links that the register declares."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from privaudit.model.estate import Estate, Table
from privaudit.model.register import Link


@dataclass(frozen=True, slots=True)
class Hop:
    """One step from a row to the rows of a neighbouring table."""

    columns: tuple[str, ...]
    """Of the table where the step begins."""
    table: Table
    """Where it leads."""
    target_columns: tuple[str, ...]
    """Of the table where it leads, in the same order."""
    up: bool
    """Whether it leads to the one row that is pointed to; else to all rows that point here."""
    same: str | None = None
    """The identifier by whose rules the two values are the same: email, phone, or one of the organisation's; None: equal values."""


Path = tuple[Hop, ...]


def path(estate: Estate, links: Iterable[Link], start: Table, goal: Table) -> Path | None:
    """The shortest way from the rows of one table to those of another; None if nothing ties them.

    A way goes up foreign keys only, or down only: two tables that merely point to the same third one (a list of countries)
    are not tied by it.
    """
    edges = tuple(_edges(estate, tuple(links)))
    for up in (True, False):
        found = _search([(source, hop) for source, hop in edges if hop.up is up], start, goal)
        if found is not None:
            return found
    return None


def _search(edges: list[tuple[Table, Hop]], start: Table, goal: Table) -> Path | None:
    seen = {id(start)}
    queue: deque[tuple[Table, Path]] = deque([(start, ())])
    while queue:
        table, way = queue.popleft()
        if table is goal:
            return way
        for source, hop in edges:
            if source is table and id(hop.table) not in seen:
                seen.add(id(hop.table))
                queue.append((hop.table, (*way, hop)))
    return None


def _edges(estate: Estate, links: tuple[Link, ...]) -> Iterator[tuple[Table, Hop]]:
    for source, columns, target, target_columns, same in _ties(estate, links):
        if all(source.column(name) for name in columns) and all(target.column(name) for name in target_columns):
            yield source, Hop(columns, target, target_columns, up=True, same=same)
            yield target, Hop(target_columns, source, columns, up=False, same=same)


_Tie = tuple[Table, tuple[str, ...], Table, tuple[str, ...], str | None]


def _ties(estate: Estate, links: tuple[Link, ...]) -> Iterator[_Tie]:
    for table in estate.tables:
        for key in table.foreign_keys:
            target = partner(estate, table, key.target.table)
            if target is not None and target is not table:
                yield table, key.columns, target, key.target.columns, None
    for link in links:
        for table in estate.named(link.source.table):
            target = partner(estate, table, link.target.table)
            if target is not None:
                yield table, (link.source.column,), target, (link.target.column,), link.same


def partner(estate: Estate, table: Table, name: str) -> Table | None:
    """The table of that name that belongs to the same data as `table`: the only one, or the one of the same source or folder."""
    named = estate.named(name)
    if len(named) == 1:
        return named[0]
    of_source = [other for other in named if other.source == table.source]
    beside = [other for other in named if PurePath(other.source).parent == PurePath(table.source).parent]
    return next((found[0] for found in (of_source, beside) if len(found) == 1), None)
