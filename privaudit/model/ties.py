"""How the rows of two tables belong together: through foreign keys and the links that the register declares."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath
from weakref import WeakKeyDictionary

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
    hops = _hops(estate, tuple(links))
    upward = _search(start, lambda table: hops.get((id(table), True), ()))
    downward = _search(start, lambda table: hops.get((id(table), False), ()))
    return next((way for table, way in chain(upward, downward) if table is goal), None)


def above(estate: Estate, start: Table) -> Iterator[tuple[Table, Path]]:
    """The other tables to whose rows those of a table point, directly or over others: each with the shortest way, nearest first."""
    hops = _hops(estate, ())
    return ((table, way) for table, way in _search(start, lambda table: hops.get((id(table), True), ())) if way)


def is_pointed_to(estate: Estate, table: Table) -> bool:
    """Whether a foreign key, of whichever table, leads to this one."""
    name = table.name.lower()
    return any(
        partner(estate, other, key.target.table) is table
        for other in estate.tables
        for key in other.foreign_keys
        if key.target.table.lower() == name
    )


def _search(start: Table, hops: Callable[[Table], Iterable[Hop]]) -> Iterator[tuple[Table, Path]]:
    """Every table within reach, the nearest first, with the shortest way to it."""
    seen = {id(start)}
    queue: deque[tuple[Table, Path]] = deque([(start, ())])
    while queue:
        table, way = queue.popleft()
        yield table, way
        for hop in hops(table):
            if id(hop.table) not in seen:
                seen.add(id(hop.table))
                queue.append((hop.table, (*way, hop)))


_Hops = Mapping[tuple[int, bool], Sequence[Hop]]
"""The identity of a table, and whether to go up -> the steps from there."""
_HOPS: WeakKeyDictionary[Estate, dict[tuple[Link, ...], _Hops]] = WeakKeyDictionary()
"""Every clock asks for the way from every table."""


def _hops(estate: Estate, links: tuple[Link, ...]) -> _Hops:
    known = _HOPS.setdefault(estate, {})
    if links not in known:
        found: defaultdict[tuple[int, bool], list[Hop]] = defaultdict(list)
        for source, hop in _edges(estate, links):
            found[id(source), hop.up].append(hop)
        known[links] = dict(found)
    return known[links]


_Tie = tuple[Table, tuple[str, ...], Table, tuple[str, ...], str | None]


def _edges(estate: Estate, links: Iterable[Link]) -> Iterator[tuple[Table, Hop]]:
    for table in estate.tables:
        yield from _edges_of(_keys(estate, table))
    yield from _edges_of(_linked(estate, links))


def _edges_of(ties: Iterable[_Tie]) -> Iterator[tuple[Table, Hop]]:
    for source, columns, target, target_columns, same in ties:
        if all(source.column(name) for name in columns) and all(target.column(name) for name in target_columns):
            yield source, Hop(columns, target, target_columns, up=True, same=same)
            yield target, Hop(target_columns, source, columns, up=False, same=same)


def _keys(estate: Estate, table: Table) -> Iterator[_Tie]:
    for key in table.foreign_keys:
        target = partner(estate, table, key.target.table)
        if target is not None and target is not table:
            yield table, key.columns, target, key.target.columns, None


def _linked(estate: Estate, links: Iterable[Link]) -> Iterator[_Tie]:
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
