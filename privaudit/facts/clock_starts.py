"""How a row of one table reaches what rows of other tables hold, wherever they lie, and is never counted twice for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlglot import exp

from privaudit import questions as ask
from privaudit.model.estate import Table
from privaudit.model.register import Choice
from privaudit.model.ties import Hop, Path

ROW = "row"
"""The alias of the table in question."""
TOLD = "told"
"""What the rows at the end of the way hold."""
Value = Callable[[exp.Select, str], tuple[exp.Select, exp.Expr]]
"""From the rows of a table and its alias to what one of them holds, and to the rows with whatever had to be joined for that."""
Best = type[exp.Max] | type[exp.Min]
"""Which one counts of those that several rows hold."""


Spelled = Callable[[exp.Select, Hop, Table, Best], exp.Select]
"""From what the rows of a hop's table hold for each key to what they hold for each value, of the table before, that is the same."""


@dataclass(frozen=True, slots=True)
class Way:
    """How the rows of the table in question reach others."""

    start: Table
    path: Path
    name: str
    """Of what is joined."""
    spelled: Spelled


def reached(rows: exp.Select, way: Way, value: Value, best: Best) -> tuple[exp.Select, exp.Expr]:
    """The rows of the table in question with what the rows at the end of the way hold joined to each, and its name."""
    path, name = way.path, way.name
    if not path:
        return value(rows, ROW)
    before = [way.start, *(hop.table for hop in path)]
    inner = _step(path[-1], value, best)
    for place in range(len(path) - 1, -1, -1):
        hop = path[place]
        if hop.same is not None:
            inner = way.spelled(inner, hop, before[place], best)
        if place:
            inner = _step(path[place - 1], _beyond(inner, hop), best)
    return rows.join(inner.subquery(name), on=_same_keys(path[0], ROW, name), join_type="left"), ask.column(TOLD, name)


def _step(hop: Hop, value: Value, best: Best) -> exp.Select:
    """The one value that the rows of the hop's table give for each key."""
    names = [ask.fingerprint(ask.trimmed(ask.column(key, "here"))) for key in hop.target_columns]
    keys = [exp.alias_(name, f"key_{n}") for n, name in enumerate(names)]
    rows, told = value(exp.select(*keys).from_(ask.relation(hop.table.relation or "", "here")), "here")
    return rows.select(exp.alias_(best(this=told), TOLD)).group_by(*names)


def _beyond(inner: exp.Select, hop: Hop) -> Value:
    """What the rows beyond the next hop hold."""

    def value(rows: exp.Select, table: str) -> tuple[exp.Select, exp.Expr]:
        return rows.join(inner.subquery("beyond"), on=_same_keys(hop, table, "beyond")), ask.column(TOLD, "beyond")

    return value


def _same_keys(hop: Hop, here: str, there: str) -> exp.Expr:
    pairs = [
        exp.EQ(this=ask.fingerprint(ask.trimmed(ask.column(key, here))), expression=ask.column(f"key_{index}", there))
        for index, key in enumerate(hop.columns)
    ]
    return exp.and_(*pairs)


def chosen(days: list[exp.Expr], choice: Choice) -> exp.Expr:
    """The latest or earliest of the days that are filled.  ISO days compare as text."""
    compare = exp.GTE if choice is Choice.LATEST else exp.LTE
    *others, last = days
    branches = []
    for day in others:
        rest = [exp.Coalesce(this=other.copy(), expressions=[day.copy()]) for other in days if other is not day]
        # To compare with a day that is not filled is never true.
        branches.append((exp.and_(*(compare(this=day.copy(), expression=other) for other in rest)), day))
    return ask.case(branches, last) if branches else last.copy()
