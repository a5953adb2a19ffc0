"""What the rows of a ruled table hold, and what they reach: the day on which their clock starts, and the conditions that hold for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.clock_starts import ROW, Best, Spelled, Value, Way, chosen, reached
from privaudit.facts.conditions import blank, filled_in, holds
from privaudit.model.erasure import MARKS, STAND_INS
from privaudit.model.estate import Column, Table
from privaudit.model.facts import (
    AllTold,
    AnyTold,
    AskedBy,
    DatedBy,
    Keeping,
    Limit,
    RowCondition,
    Ruled,
    TableColumn,
    Telling,
    Told,
    Version,
)
from privaudit.model.register import Choice
from privaudit.model.ties import Path

Order = Callable[[TableColumn], str]
"""How the dates of a column are read: dmy or mdy."""
Ahead = Callable[[TableColumn], bool]
"""Whether dates of the column may lie after the day of the audit."""
Asked = Callable[[AskedBy, exp.Select, str], tuple[exp.Select, exp.Expr]]
"""The day on which the person of a row asked, where the table of that alias tells persons apart."""
_OfCell = Callable[[Column, exp.Expr], exp.Expr]
"""What is told of a cell of a column."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How what rows hold is read, and compared with what others hold."""

    order: Order
    ahead: Ahead
    as_of: date
    spelled: Spelled
    asked: Asked | None = None


def with_starts(ruled: Ruled, reading: Reading, kept: Sequence[exp.Expr]) -> exp.Select:
    """One row for each row of the ruled table: `kept`, and as `start` the ISO day on which its clock starts, or NULL.

    A date that cannot be read counts as not filled, and so does one after as_of of an event that has happened by its nature; an
    end that is yet to come is a date like any other.
    """
    reader = RowReader(ruled.table, reading, kept)
    return reader.with_told({"start": reader.start(ruled)})


class RowReader:
    """Reads rows of one table.  Each thing that is read becomes a column, once, and what is given back names it."""

    def __init__(self, table: Table, reading: Reading, kept: Sequence[exp.Expr]) -> None:
        self._rows = exp.select(*kept).from_(ask.relation(table.relation or "", ROW))
        self._table = table
        self._reading = reading
        self._names: dict[object, str] = {}

    def with_told(self, *steps: Mapping[str, exp.Expr]) -> exp.Select:
        """One row for each row of the table: what is kept, and by their names what this reader told before.

        What is told in one step may be named in the next one.
        """
        rows = self._rows
        for place, told in enumerate(steps):
            rows = exp.select("*", *(exp.alias_(value, name) for name, value in told.items())).from_(
                ask.once(rows).subquery(f"read_{place}")
            )
        return rows

    def start(self, ruled: Ruled) -> exp.Expr:
        """The ISO day on which the clock starts, or NULL."""
        start = chosen([self._started(start, ruled.choice) for start in ruled.starts], ruled.choice)
        if ruled.version is None or not ruled.version.undated:
            return start
        undated = exp.Is(this=self._day(ruled.version.by, Choice.EARLIEST), expression=exp.null())
        return ask.case([(undated, exp.null())], start)

    def day(self, dated: DatedBy) -> exp.Expr:
        """The ISO day of a date, or NULL; one after as_of is none where the event has happened by its nature."""
        return self._day(dated, Choice.EARLIEST)

    def meant(self, ruled: Ruled) -> exp.Expr:
        """Whether the clock rules the row; never NULL."""
        conditions = []
        if ruled.when is not None:
            conditions.append(self.holds(ruled.when))
        if ruled.version is not None:
            conditions.append(self._of_version(ruled.version))
        if ruled.fields is not None:
            conditions.append(self._any(_holds, ruled.table, ruled.fields, ()))
        return exp.and_(*conditions) if conditions else exp.true()

    def holds(self, condition: RowCondition) -> exp.Expr:
        """Whether a condition holds for the row; never NULL."""
        match condition:
            case Told(told, path):
                return self._true(condition, path, lambda table: holds(told, table))
            case AllTold(parts):
                return exp.and_(*map(self.holds, parts))
            case AnyTold(parts):
                return exp.or_(*map(self.holds, parts))

    def past(self, start: exp.Expr, limit: Limit) -> exp.Expr:
        """Whether the start is on or before its cut-off; never NULL."""
        branches = [(self.holds(condition), _reached(start, cutoff)) for condition, cutoff in limit.overrides]
        own = _reached(start, limit.cutoff)
        return ask.case([(ask.case(branches, own) if branches else own, exp.true())], exp.false())

    def keeps(self, keeping: Keeping) -> exp.Expr:
        """Whether another clock still keeps the row; never NULL."""
        start = self.start(keeping.ruled)
        never = exp.true() if keeping.unbegun else exp.false()
        branches = [(exp.Is(this=start, expression=exp.null()), never), (self.past(start, keeping.limit), exp.false())]
        return exp.and_(self.meant(keeping.ruled), ask.case(branches, exp.true()))

    def erased(self, telling: Sequence[Telling]) -> exp.Expr:
        """Whether what tells of a person bears the marks of an erasure, and nothing else; never NULL."""
        return exp.and_(self.marked(telling), *(exp.not_(self._any_of(_holds, one)) for one in telling))

    def marked(self, telling: Sequence[Telling]) -> exp.Expr:
        """Whether something that tells of a person bears the mark of an erasure; never NULL."""
        return exp.or_(*(self._any_of(_marked, one) for one in telling))

    def _any_of(self, told: _OfCell, one: Telling) -> exp.Expr:
        """The same of what tells of a person; of the row's own cells it is told where it is asked, and not for each row."""
        if one.path:
            return self._any(told, one.table, one.columns, one.path)
        columns = [column for column in map(one.table.column, one.columns) if column is not None]
        cells = [self._cell((column.name, "held"), (), _cell_of(column), exp.Max) for column in columns]
        return ask.case([(exp.or_(*map(told, columns, cells)), exp.true())], exp.false())

    def _any(self, told: _OfCell, table: Table, names: tuple[str, ...], path: Path) -> exp.Expr:
        """Whether something is true of one of the columns; never NULL."""
        columns = [column for column in map(table.column, names) if column is not None]

        def one(alias: str) -> exp.Expr:
            return exp.or_(*(told(column, ask.column(column.name, alias)) for column in columns))

        return self._true((told, names, path), path, one)

    def _started(self, start: DatedBy | AskedBy, choice: Choice) -> exp.Expr:
        if isinstance(start, DatedBy):
            return self._day(start, choice)
        asked = self._reading.asked
        if asked is None:
            raise TypeError("nobody said how the persons of requests are compared")
        return self._cell(start, start.path, lambda rows, table: asked(start, rows, table), exp.Min)

    def _day(self, dated: DatedBy, choice: Choice) -> exp.Expr:
        order = self._reading.order(dated.column)

        def day(rows: exp.Select, table: str) -> tuple[exp.Select, exp.Expr]:
            bounded = self._reading.ahead(dated.column) and not dated.event.may_lie_ahead
            last = self._reading.as_of.isoformat() if bounded else None
            return rows, ask.parse_date(ask.column(dated.column.column, table), order, last)

        return self._cell((dated, choice if dated.path else None), dated.path, day, exp.Max if choice is Choice.LATEST else exp.Min)

    def _of_version(self, version: Version) -> exp.Expr:
        day = self._day(version.by, Choice.EARLIEST)
        sides: list[exp.Expr] = [filled_in(day)]
        if version.since is not None:
            sides.append(exp.GTE(this=day, expression=ask.text(version.since.isoformat())))
        if version.until is not None:
            sides.append(exp.LT(this=day, expression=ask.text(version.until.isoformat())))
        unknown = exp.true() if version.undated else exp.false()
        return ask.case([(exp.Is(this=day, expression=exp.null()), unknown), (exp.and_(*sides), exp.true())], exp.false())

    def _true(self, key: object, path: Path, condition: Callable[[str], exp.Expr]) -> exp.Expr:
        def one(rows: exp.Select, table: str) -> tuple[exp.Select, exp.Expr]:
            return rows, ask.case([(condition(table), ask.number(1))], ask.number(0))

        cell = self._cell(key, path, one, exp.Max)
        return exp.EQ(this=exp.Coalesce(this=cell, expressions=[ask.number(0)]), expression=ask.number(1))

    def _cell(self, key: object, path: Path, value: Value, best: Best) -> exp.Expr:
        name = self._names.get(key)
        if name is None:
            name = f"cell_{len(self._names)}"
            self._names[key] = name
            way = Way(self._table, path, f"way_{len(self._names)}", self._reading.spelled)
            rows, told = reached(self._rows, way, value, best)
            self._rows = rows.select(exp.alias_(told, name))
        return ask.column(name)


def _reached(start: exp.Expr, cutoff: date | None) -> exp.Expr:
    return exp.false() if cutoff is None else exp.LTE(this=start.copy(), expression=ask.text(cutoff.isoformat()))


def _cell_of(column: Column) -> Value:
    return lambda rows, table: (rows, ask.column(column.name, table))


def _marked(_: Column, cell: exp.Expr) -> exp.Expr:
    """Whether a text was taken out of the cell by an erasure."""
    marked = ask.one_of(ask.start(ask.trimmed(cell), max(map(len, MARKS))), MARKS)
    # Nearly all texts begin visibly, and with no mark: to see that takes no copy of them.
    text, first = ask.as_text(cell), min(MARKS)
    likely = exp.Between(this=text, low=ask.text(first), high=ask.text(f"{first}~"))
    return ask.case([(exp.and_(ask.begins_visibly(text), exp.not_(likely)), exp.false())], marked)


def _holds(column: Column, cell: exp.Expr) -> exp.Expr:
    """Whether something stands in the cell, and not what an erasure leaves there."""
    filled = exp.and_(exp.not_(blank(cell)), exp.not_(_marked(column, cell)))
    return filled if column.nullable else exp.and_(filled, exp.not_(ask.matches(ask.trimmed(cell), STAND_INS)))
