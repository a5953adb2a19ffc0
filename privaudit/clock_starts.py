"""When the clock of a row starts: the date of its start event, wherever the tables that hold it lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlglot import exp

from privaudit import questions as ask
from privaudit.model.facts import DatedBy, Ruled, TableColumn
from privaudit.model.register import Choice
from privaudit.model.ties import Hop

Order = Callable[[TableColumn], str]
"""How the dates of a column are read: dmy or mdy."""
_DayOf = Callable[[DatedBy, str], exp.Expr]
"""The readable day of a start event that has come, in the table of that alias."""
ROW = "row"
"""The alias of the ruled table in the question."""


def with_starts(ruled: Ruled, order: Order, as_of: date, kept: Sequence[exp.Expr]) -> exp.Select:
    """One row for each row of the ruled table: `kept`, and as `start` the ISO day on which its clock starts, or NULL.

    A date that cannot be read counts as not filled, and so does one after as_of of an event that has happened by its nature; an
    end that is yet to come is a date like any other.
    """

    def day_of(start: DatedBy, table: str) -> exp.Expr:
        day = ask.parse_date(ask.column(start.column.column, table), order(start.column))
        if not start.event.of_every_record:
            return day
        return ask.case([(exp.LTE(this=day, expression=ask.text(as_of.isoformat())), day)], exp.null())

    dated = exp.select(*kept).from_(ask.relation(ruled.table.relation or "", ROW))
    names = [f"start_{index}" for index in range(len(ruled.starts))]
    for name, start in zip(names, ruled.starts, strict=True):
        if not start.path:
            day = day_of(start, ROW)
        else:
            dated = _joined(dated, start, name, ruled.choice, day_of)
            day = ask.column("start", name)
        dated = dated.select(exp.alias_(day, name))
    chosen = _chosen([ask.column(name) for name in names], ruled.choice)
    return exp.select("*", exp.alias_(chosen, "start")).from_(dated.subquery("dated"))


def _joined(dated: exp.Select, start: DatedBy, name: str, choice: Choice, day_of: _DayOf) -> exp.Select:
    """Joins the one start that the rows at the end of the path give for each key: so no row is counted twice."""
    best = exp.Max if choice is Choice.LATEST else exp.Min
    inner: exp.Select | None = None
    for index in range(len(start.path) - 1, -1, -1):
        hop = start.path[index]
        day = day_of(start, "here") if inner is None else ask.column("start", "beyond")
        keys = [exp.alias_(ask.trimmed(ask.column(key, "here")), f"key_{n}") for n, key in enumerate(hop.target_columns)]
        step = exp.select(*keys, exp.alias_(best(this=day), "start")).from_(ask.relation(hop.table.relation or "", "here"))
        if inner is not None:
            step = step.join(inner.subquery("beyond"), on=_same_keys(start.path[index + 1], "here", "beyond"))
        inner = step.group_by(*(ask.trimmed(ask.column(key, "here")) for key in hop.target_columns))
    if inner is None:
        return dated
    return dated.join(inner.subquery(name), on=_same_keys(start.path[0], ROW, name), join_type="left")


def _same_keys(hop: Hop, here: str, there: str) -> exp.Expr:
    pairs = [
        exp.EQ(this=ask.trimmed(ask.column(key, here)), expression=ask.column(f"key_{index}", there))
        for index, key in enumerate(hop.columns)
    ]
    return exp.and_(*pairs)


def _chosen(days: list[exp.Expr], choice: Choice) -> exp.Expr:
    """The latest or earliest of the days that are filled.  ISO days compare as text."""
    compare = exp.GTE if choice is Choice.LATEST else exp.LTE
    branches = []
    for day in days:
        filled = exp.not_(exp.Is(this=day.copy(), expression=exp.null()))
        others = [exp.Coalesce(this=other.copy(), expressions=[day.copy()]) for other in days if other is not day]
        branches.append((exp.and_(filled, *(compare(this=day.copy(), expression=other) for other in others)), day))
    return ask.case(branches, exp.null())
