"""How the dates of a column read."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.asking import Asking, key_of, values_of
from privaudit.facts.clock_starts import ROW
from privaudit.facts.conditions import filled_in, is_no_date
from privaudit.facts.dates_beside import DatesBeside, own_dates
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
        return Reading(self.order, self.ahead, self.as_of, self.spelled)

    def dates(self, column: TableColumn, of: Ruled | None = None) -> DateCounts:
        """How the dates of a column read, in all rows of its table or in those that a clock rules."""
        key = (key_of(column), of)
        if key not in self._date_counts:
            if of is not None:
                self._date_counts[key] = self._dates_of(column, of)
            elif self.engine.holds_days(column.table, column.column):
                self._date_counts[key] = self._typed(column)
            else:
                self.order(column)  # which is told by the counts
        return self._date_counts[key]

    def beside(self, ruled: Ruled) -> DatesBeside:
        """The dates of a clock that can be counted while its rows are, and are not yet known."""
        of = ruled if ruled.when is not None or ruled.version is not None else None
        typed = (one for one in own_dates(ruled) if self.engine.holds_days(one.column.table, one.column.column))
        return DatesBeside(tuple(one for one in typed if (key_of(one.column), of) not in self._date_counts), of)

    def keep(self, beside: DatesBeside, numbers: Sequence[int]) -> None:
        """Keeps what the totals of dates came to."""
        for column, counts in beside.read(numbers):
            self._date_counts[key_of(column), beside.of] = counts

    def _dates_of(self, column: TableColumn, of: Ruled) -> DateCounts:
        cell, day = ask.column("cell"), ask.column("day")
        counts = [
            ("filled", exp.and_(filled_in(cell), exp.not_(is_no_date(cell)))),
            ("unreadable", _unreadable(cell, day)),
            ("future", self.future(day)),
        ]
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
        """How the dates of a column read: dmy, mdy, or what all of them are, for the node `parse_date`.

        Of texts that are not all written in one known way, the order under which more of them are dates; where both are as good,
        that of the organisation's country.
        """
        key = key_of(column)
        if key not in self._orders:
            orders = ("mdy", "dmy") if self.country in MONTH_FIRST else ("dmy", "mdy")
            if self.engine.holds_days(column.table, column.column):
                self._orders[key] = orders[0]
            else:
                self._orders[key], self._date_counts[key, None] = self._told_by_texts(column, orders)
        return self._orders[key]

    def ahead(self, column: TableColumn) -> bool:
        """Whether a date of the column may lie after as_of, as far as that is known by now."""
        counts = self._date_counts.get((key_of(column), None))
        return counts is None or counts.future > 0

    def _read(self, rows: RowsWithoutReadableDate, kept: list[exp.Expr]) -> exp.Select:
        """One row for each row of the table: `kept`, its `cell`, the `day` that this is, and whether the row is `meant`."""
        cell = ask.column(rows.column.column, ROW)
        day = ask.parse_date(cell, self.order(rows.column))
        told = [*kept, exp.alias_(ask.trimmed(cell), "cell"), exp.alias_(day, "day")]
        reader = RowReader(rows.column.table, self.reading, told)
        meant = exp.true() if rows.of is None else reader.meant(rows.of)
        return reader.with_told({"meant": meant})

    def _typed(self, column: TableColumn) -> DateCounts:
        """How the days of a column read that is of such a type: no order has a say."""
        cell = ask.column(column.column)
        days = exp.select(exp.alias_(cell, "cell"), exp.alias_(ask.parse_date(cell, "dmy"), "day"))
        counts = [exp.Count(this=ask.column("cell")), exp.Count(this=ask.column("day")), ask.count_if(self.future(ask.column("day")))]
        question = exp.select(*(exp.alias_(count, f"n{index}") for index, count in enumerate(counts)))
        ((*numbers,),) = self.told(question.from_(days.from_(ask.relation(column.table.relation or "")).subquery("days")))
        filled, readable, future = map(int, numbers)
        # That of no date there is none is known where all of them can be read.
        filled -= self._no_dates(column) if filled > readable else 0
        return DateCounts(filled, filled - readable, future)

    def _no_dates(self, column: TableColumn) -> int:
        number = exp.alias_(ask.count_if(is_no_date(ask.column(column.column))), "n")
        ((found,),) = self.told(exp.select(number).from_(ask.relation(column.table.relation or "")))
        return int(found)

    def _told_by_texts(self, column: TableColumn, orders: tuple[str, str]) -> tuple[str, DateCounts]:
        raw, cell = ask.column("raw"), ask.column("cell")
        days = [exp.alias_(ask.parse_date(raw, order), order) for order in orders]
        values = exp.select(raw, ask.column("n"), exp.alias_(ask.trimmed(raw), "cell"), *days).from_(values_of(column).subquery("texts"))
        first, second = map(ask.column, orders)
        counted = {"filled": filled_in(cell), "no_date": is_no_date(cell), "either_way": exp.NEQ(this=first, expression=second)}
        for order, day in zip(orders, (first, second), strict=True):
            counted |= {f"{order}_unreadable": _unreadable(cell, day), f"{order}_future": self.future(day)}
            for form, written in _written(raw, order).items():
                counted[f"{order}_{form}"] = exp.EQ(this=day.copy(), expression=written)
        told = dict(zip(counted, self.weighed(values, [(f"n{at}", one) for at, one in enumerate(counted.values())]), strict=True))
        order = min(orders, key=lambda one: told[f"{one}_unreadable"])
        counts = DateCounts(told["filled"] - told["no_date"], told[f"{order}_unreadable"], told[f"{order}_future"])
        if told["either_way"] and len({told[f"{one}_unreadable"] for one in orders}) == 1:
            self._assume(column, told["either_way"], orders[0])
        known = (form for form in _written(raw, order) if counts.filled and told[f"{order}_{form}"] == told["filled"])
        return next(known, order), counts

    def _assume(self, column: TableColumn, dates: int, order: str) -> None:
        first = "month" if order == "mdy" else "day"
        told = f"{dates:,} dates are read with the {first} first, as usual in {self.country}"
        reason = f"no value tells whether day or month comes first: {told}"
        self._assumed.append(Skipped(f"{column.table.name}.{column.column}", reason, Topic.ASSUMED))

    def future(self, day: exp.Expr) -> exp.Expr:
        """Whether an ISO day lies after as_of."""
        return exp.GT(this=day.copy(), expression=ask.text(self.as_of.isoformat()))


def _written(raw: exp.Expr, order: str) -> dict[str, exp.Expr]:
    """The days of texts that are all written in one known way, for each of these."""
    by_position = ask.MONTH_FIRST if order == "mdy" else ask.DAY_FIRST
    return {ask.DAY: raw, ask.MOMENT: ask.start(raw, ask.ISO_LENGTH), by_position: ask.by_position(raw, by_position)}


def _unreadable(cell: exp.Expr, day: exp.Expr) -> exp.Expr:
    return exp.and_(filled_in(cell), exp.Is(this=day.copy(), expression=exp.null()), exp.not_(is_no_date(cell)))
