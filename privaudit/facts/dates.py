"""How the dates of a column read."""

from __future__ import annotations

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.asking import Asking, values_of
from privaudit.facts.clock_starts import ROW
from privaudit.facts.conditions import filled_in
from privaudit.facts.row_reader import Reading, RowReader
from privaudit.model.estate import Skipped, Topic
from privaudit.model.facts import DateCounts, Rows, RowsWithoutReadableDate, Ruled, TableColumn
from privaudit.model.organisation import MONTH_FIRST


class DateFacts(Asking):
    """Answers about dates."""

    @property
    def assumed(self) -> tuple[Skipped, ...]:
        """The columns so far whose dates the country decided, because nothing else could."""
        return tuple(self._assumed)

    @property
    def reading(self) -> Reading:
        """How what rows hold is read."""
        return Reading(self.order, self.as_of, self.spelled)

    def dates(self, column: TableColumn, of: Ruled | None = None) -> DateCounts:
        """How the dates of a column read, in all rows of its table or in those that a clock rules."""
        if of is None:
            return self._reading(column)[1]
        cell, day = ask.column("cell"), ask.column("day")
        filled = filled_in(cell)
        counts = [("filled", filled), ("unreadable", _unreadable(cell, day)), ("future", self.future(day))]
        meant = [exp.alias_(ask.count_if(exp.and_(ask.column("meant"), told)), name) for name, told in counts]
        rows = self._read(RowsWithoutReadableDate(column, of=of), [])
        ((*numbers,),) = self.told(exp.select(*meant).from_(rows.subquery("dates")))
        return DateCounts(*map(int, numbers))

    def found(self, rows: Rows, kept: list[exp.Expr]) -> tuple[exp.Select, exp.Expr]:
        """Also the rows whose date cannot be read."""
        if not isinstance(rows, RowsWithoutReadableDate):
            return super().found(rows, kept)
        wrong = _unreadable(ask.column("cell"), ask.column("day"))
        if not rows.may_be_future:
            wrong = exp.or_(wrong, self.future(ask.column("day")))
        return self._read(rows, kept), exp.and_(ask.column("meant"), wrong)

    def order(self, column: TableColumn) -> str:
        """How the dates of a column read: dmy, mdy, or what all of them are, for the node `parse_date`."""
        return self._reading(column)[0]

    def _read(self, rows: RowsWithoutReadableDate, kept: list[exp.Expr]) -> exp.Select:
        """One row for each row of the table: `kept`, its `cell`, the `day` that this is, and whether the row is `meant`."""
        cell = ask.column(rows.column.column, ROW)
        day = ask.parse_date(cell, self.order(rows.column))
        told = [*kept, exp.alias_(ask.trimmed(cell), "cell"), exp.alias_(day, "day")]
        reader = RowReader(rows.column.table, self.reading, told)
        meant = exp.true() if rows.of is None else reader.meant(rows.of)
        return reader.with_told({"meant": meant})

    def _reading(self, column: TableColumn) -> tuple[str, DateCounts]:
        """How the column's dates read, and how many do so.

        Of texts that are not ISO days all, the order under which more of them are dates; where both are as good, that of the
        organisation's country.
        """
        key = (column.table.source, column.table.name, column.column)
        if key not in self._orders:
            orders = ("mdy", "dmy") if self.country in MONTH_FIRST else ("dmy", "mdy")
            typed = self.engine.holds_days(column.table, column.column)
            self._orders[key] = (orders[0], self._typed(column)) if typed else self._told_by_texts(column, orders)
        return self._orders[key]

    def _typed(self, column: TableColumn) -> DateCounts:
        """How the days of a column read that is of such a type: no order has a say."""
        cell = ask.column(column.column)
        days = exp.select(exp.alias_(cell, "cell"), exp.alias_(ask.parse_date(cell, "dmy"), "day"))
        counts = [exp.Count(this=ask.column("cell")), exp.Count(this=ask.column("day")), ask.count_if(self.future(ask.column("day")))]
        question = exp.select(*(exp.alias_(count, f"n{index}") for index, count in enumerate(counts)))
        ((*numbers,),) = self.told(question.from_(days.from_(ask.relation(column.table.relation or "")).subquery("days")))
        filled, readable, future = map(int, numbers)
        return DateCounts(filled, filled - readable, future)

    def _told_by_texts(self, column: TableColumn, orders: tuple[str, str]) -> tuple[str, DateCounts]:
        raw, cell = ask.column("raw"), ask.column("cell")
        days = [exp.alias_(ask.parse_date(raw, order), order) for order in orders]
        values = exp.select(raw, ask.column("n"), exp.alias_(ask.trimmed(raw), "cell"), *days).from_(values_of(column).subquery("texts"))
        first, second = map(ask.column, orders)
        conditions = [filled_in(cell)]
        for day in (first, second):
            conditions += [_unreadable(cell, day), self.future(day)]
        conditions.append(exp.NEQ(this=first, expression=second))
        conditions += [exp.EQ(this=first.copy(), expression=start) for start in (raw, ask.start(raw, ask.ISO_LENGTH))]
        filled, *numbers, either_way, iso, beginning = self.weighed(values, [(f"n{at}", one) for at, one in enumerate(conditions)])
        readings = [(numbers[2 * at], at, order, DateCounts(filled, *numbers[2 * at : 2 * at + 2])) for at, order in enumerate(orders)]
        order, counts = min(readings)[2:]
        if filled and filled in {iso, beginning}:
            return ask.DAY if iso == filled else ask.MOMENT, counts
        if either_way and readings[0][0] == readings[1][0]:
            self._assume(column, either_way, orders[0])
        return order, counts

    def _assume(self, column: TableColumn, dates: int, order: str) -> None:
        first = "month" if order == "mdy" else "day"
        told = f"{dates:,} dates are read with the {first} first, as usual in {self.country}"
        reason = f"no value tells whether day or month comes first: {told}"
        self._assumed.append(Skipped(f"{column.table.name}.{column.column}", reason, Topic.ASSUMED))

    def future(self, day: exp.Expr) -> exp.Expr:
        """Whether an ISO day lies after as_of."""
        return exp.GT(this=day.copy(), expression=ask.text(self.as_of.isoformat()))


def _unreadable(cell: exp.Expr, day: exp.Expr) -> exp.Expr:
    return exp.and_(filled_in(cell), exp.Is(this=day.copy(), expression=exp.null()))
