"""How rows stand to the clocks that rule them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.asking import day_of, values_of, weight
from privaudit.facts.clock_starts import ROW, chosen
from privaudit.facts.conditions import filled_in
from privaudit.facts.keyed import KeyedFacts, Keys
from privaudit.facts.row_reader import RowReader
from privaudit.model.facts import AskedBy, ClockCounts, DatedBy, Limit, PastRows, Rows, RowsWithoutStart, Ruled, Standing, TableColumn
from privaudit.model.register import Choice
from privaudit.questions import Answer

_START, _PAST, _MEANT, _LIMIT = "start", "past", "meant", "limit"


class ClockFacts(KeyedFacts):
    """Answers about clocks."""

    def clock(self, rows: PastRows) -> ClockCounts:
        """How the rows of a ruled table stand to a limit."""
        if rows == PastRows(rows.ruled, Limit(None)) and rows.ruled in self._begun:
            number, unbegun = self._begun[rows.ruled]
            return ClockCounts(number, 0, (None,), unbegun)
        dates = _own_dates(rows)
        if dates and all(self._is_cheap(one.column) for one in dates):
            return self._by_own_dates(rows, dates)
        if len(dates) == 1 and not rows.telling:
            return self._by_texts(rows, dates[0])
        return self._by_rows(rows)

    def _by_rows(self, rows: PastRows) -> ClockCounts:
        beside = self.beside(rows.ruled)
        reader = self._reader(rows.ruled, [exp.alias_(ask.number(1), "one"), *beside.kept()])
        branches = range(len(rows.limit.overrides) + 1)
        start, past, limit = (ask.column(name) for name in (_START, _PAST, _LIMIT))
        oldest = [
            exp.Min(this=ask.case([(exp.and_(past, exp.EQ(this=limit, expression=ask.number(branch))), start)], exp.null()))
            for branch in branches
        ]
        without = exp.and_(ask.column(_MEANT), exp.Is(this=start, expression=exp.null()))
        question = exp.select(
            exp.alias_(exp.Count(this=exp.Star()), "n"),
            exp.alias_(ask.count_if(past), "late"),
            exp.alias_(ask.count_if(without), "without"),
            *(exp.alias_(day, f"oldest_{branch}") for branch, day in zip(branches, oldest, strict=True)),
            *beside.totals([reader.day(one) for one in beside.dated], self.future, ask.column(_MEANT)),
        ).from_(_clocked(reader, rows).subquery("clocked"))
        ((count, late, without_start, *rest),) = self.told(question)
        days = rest[: len(branches)]
        self.keep(beside, rest[len(branches) :])
        self._begun[rows.ruled] = int(count), int(without_start)
        return ClockCounts(int(count), int(late), tuple(day_of(day) if day else None for day in days), int(without_start))

    def _by_own_dates(self, rows: PastRows, dates: tuple[DatedBy, ...]) -> ClockCounts:
        """The same where dates of the row's own tell all, and are cheap to read: with less that servers would compute for each row.

        A row is past where all of its days are that (of the latest), or one of them (of the earliest).
        """
        beside = self.beside(rows.ruled)
        days = [self._bounded(one, ask.column(one.column.column, ROW), rows.limit.cutoff) for one in dates]
        read = [exp.alias_(day, f"{name}_{at}") for at, pair in enumerate(days) for name, day in zip((_START, _PAST), pair, strict=True)]
        starts, lates = ([ask.column(f"{name}_{at}") for at in range(len(dates))] for name in (_START, _PAST))
        gone = chosen(lates, rows.ruled.choice)
        if len(dates) > 1 and rows.ruled.choice is Choice.LATEST:
            over = (exp.or_(filled_in(late), exp.not_(filled_in(start))) for start, late in zip(starts, lates, strict=True))
            gone = ask.case([(exp.and_(*over), gone)], exp.null())
        reader = self._reader(rows.ruled, [*beside.kept(), *read])
        marked = exp.and_(exp.or_(*map(filled_in, lates)), reader.marked(rows.telling)) if rows.telling else exp.false()
        question = exp.select(
            exp.alias_(exp.Count(this=exp.Star()), "n"),
            exp.alias_(exp.Count(this=exp.Coalesce(this=starts[0], expressions=starts[1:]) if starts[1:] else starts[0]), "begun"),
            exp.alias_(exp.Count(this=ask.column(_PAST)), "late"),
            exp.alias_(exp.Min(this=ask.column(_PAST)), "oldest"),
            exp.alias_(ask.count_if(marked), "marked"),
            *beside.totals([starts[dates.index(one)] for one in beside.dated], self.future, exp.true()),
        ).from_(reader.with_told({_PAST: gone}).subquery("judged"))
        ((number, begun, past, oldest, erased, *rest),) = self.told(question)
        self.keep(beside, rest)
        if erased:
            # Few tables hold rows that an erasure had to leave: only there it is asked which of these hold nothing else.
            return self._by_rows(rows)
        return self._counted(rows, (number, begun, past, oldest))

    def _by_texts(self, rows: PastRows, dated: DatedBy) -> ClockCounts:
        """The same where that date is a text which takes long to read: many rows have the same."""
        start, past = self._bounded(dated, ask.column("raw"), rows.limit.cutoff)
        texts = exp.select(ask.column("n"), exp.alias_(start, _START), exp.alias_(past, _PAST))
        question = exp.select(
            weight("n", exp.true()),
            weight("begun", filled_in(ask.column(_START))),
            weight("late", filled_in(ask.column(_PAST))),
            exp.alias_(exp.Min(this=ask.column(_PAST)), "oldest"),
        ).from_(texts.from_(values_of(dated.column).subquery("texts")).subquery("weighed"))
        (answer,) = self.told(question)
        return self._counted(rows, answer)

    def _counted(self, rows: PastRows, answer: Answer) -> ClockCounts:
        """The counts, from how many rows there are, how many have a start and are past, and the earliest start of these."""
        number, begun, past, oldest = answer
        self._begun[rows.ruled] = int(number), int(number) - int(begun)
        return ClockCounts(int(number), int(past), (day_of(oldest) if oldest else None,), int(number) - int(begun))

    def _bounded(self, dated: DatedBy, cell: exp.Expr, cutoff: date | None) -> tuple[exp.Expr, exp.Expr]:
        """The day of a date, and the same where it is past."""
        order, happened = self.order(dated.column), not dated.event.may_lie_ahead
        last = self.as_of if happened and self.ahead(dated.column) else None
        day = ask.parse_date(cell, order, None if last is None else last.isoformat())
        end = cutoff if cutoff is None or last is None else min(cutoff, last)
        return day, exp.null() if end is None else ask.parse_date(cell, order, end.isoformat())

    def _is_cheap(self, column: TableColumn) -> bool:
        """Whether the days of a column need no reading: they are days, or texts that all begin with an ISO one."""
        return self.engine.holds_days(column.table, column.column) or self.order(column) in {ask.DAY, ask.MOMENT}

    def days(self, ruled: Ruled, since: date) -> tuple[date, ...]:
        """The days on which clocks of a ruled table start, from one day on; each once, the earliest first."""
        reader = self._reader(ruled, [])
        found = reader.with_told({_START: reader.start(ruled), _MEANT: reader.meant(ruled)})
        late = exp.GTE(this=ask.column(_START), expression=ask.text(since.isoformat()))
        question = exp.select(ask.column(_START)).distinct().from_(found.subquery("started"))
        days = self.engine.stream(question.where(exp.and_(ask.column(_MEANT), late)))
        return tuple(sorted(day_of(day) for (day,) in days))

    def within(self, column: TableColumn, since: date, before: date) -> int:
        """How many dates of a column lie from one day on and before another."""
        day = ask.parse_date(ask.column(column.column), self.order(column))
        days = exp.select(exp.alias_(day, "day")).from_(ask.relation(column.table.relation or ""))
        read = ask.column("day")
        inside = exp.and_(
            exp.GTE(this=read, expression=ask.text(since.isoformat())), exp.LT(this=read.copy(), expression=ask.text(before.isoformat()))
        )
        ((number,),) = self.told(exp.select(exp.alias_(ask.count_if(inside), "n")).from_(days.subquery("days")))
        return int(number)

    def standings(self, rows: PastRows, columns: Sequence[str], only: exp.Expr | None = None) -> Iterator[tuple[Answer, Standing]]:
        """What the columns of each row hold, and how the row stands to a limit.

        `only` is a condition on the columns, by the names value_0, value_1 ...; without it, the rows that are past come.
        """
        kept = [exp.alias_(ask.column(name, ROW), f"value_{place}") for place, name in enumerate(columns)]
        told = [ask.column(name) for name in (*(f"value_{place}" for place in range(len(kept))), _START, _MEANT, _PAST, _LIMIT)]
        question = exp.select(*told).from_(_clocked(self._reader(rows.ruled, kept), rows).subquery("clocked"))
        for *values, start, meant, past, limit in self.engine.stream(question.where(ask.column(_PAST) if only is None else only)):
            day = None if start is None else day_of(str(start))
            yield tuple(values), Standing(day, bool(meant), bool(past), int(limit))

    def found(self, rows: Rows, kept: list[exp.Expr]) -> tuple[exp.Select, exp.Expr]:
        """Also the rows that are past a limit, or have no start."""
        match rows:
            case PastRows():
                return _clocked(self._reader(rows.ruled, kept), rows), ask.column(_PAST)
            case RowsWithoutStart(ruled):
                reader = self._reader(ruled, kept)
                found = reader.with_told({_START: reader.start(ruled), _MEANT: reader.meant(ruled)})
                return found, exp.and_(ask.column(_MEANT), exp.Is(this=ask.column(_START), expression=exp.null()))
            case _:
                return super().found(rows, kept)

    def _reader(self, ruled: Ruled, kept: list[exp.Expr]) -> RowReader:
        return RowReader(ruled.table, replace(self.reading, asked=self._asked), kept)

    def _asked(self, start: AskedBy, rows: exp.Select, table: str) -> tuple[exp.Select, exp.Expr]:
        """The day of the earliest past request of the person whom one of the columns names."""
        requests = TableColumn(start.asked.ruled.table, start.of)
        keys = self.keys_of([requests, *(TableColumn(start.table, column) for column in start.columns)], start.kind)

        found, condition = self.found(start.asked, [exp.alias_(ask.column(start.of, ROW), "cell")])
        past = exp.select(ask.column("cell"), ask.column(_START)).from_(found.subquery("found")).where(condition)
        asked = _by_person(past, keys, [ask.column(_START)])
        days = []
        for index, column in enumerate(start.columns):
            name = f"{table}_asked_{index}"
            cell = ask.fingerprint(ask.trimmed(ask.column(column, table)))
            rows = rows.join(
                _asked_cells(asked, start, column, keys).subquery(name),
                on=exp.EQ(this=cell, expression=ask.column("cell", name)),
                join_type="left",
            )
            days.append(ask.column("first", name))
        return rows, chosen(days, Choice.EARLIEST)


def _own_dates(rows: PastRows) -> tuple[DatedBy, ...]:
    """The dates of the rows' own that alone tell which of them are past; none where more is asked."""
    ruled = rows.ruled
    if (ruled.when, ruled.version, ruled.fields) != (None, None, None) or rows.limit.overrides or rows.keeping:
        return ()
    if any(one.path for one in rows.telling):
        return ()
    dated = tuple(start for start in ruled.starts if isinstance(start, DatedBy) and not start.path)
    return dated if len(dated) == len(ruled.starts) else ()


def _clocked(reader: RowReader, rows: PastRows) -> exp.Select:
    """One row for each row of the table: what is kept, its `start`, whether it is `meant` and `past`, and by which `limit` (a number)."""
    started = {_START: reader.start(rows.ruled), _MEANT: reader.meant(rows.ruled)}
    start, meant = ask.column(_START), ask.column(_MEANT)
    past: exp.Expr = exp.and_(meant, reader.past(start, rows.limit), *(exp.not_(reader.keeps(other)) for other in rows.keeping))
    if rows.telling:
        # To look at all that tells of a person takes longer than the rest: only of rows that are past otherwise.
        past = ask.case([(past, exp.not_(reader.erased(rows.telling)))], exp.false())
    numbered = [(reader.holds(condition), ask.number(place)) for place, (condition, _) in enumerate(rows.limit.overrides)]
    last = ask.number(len(numbered))
    limit = ask.case(numbered, last) if numbered else last
    return reader.with_told(started, {_PAST: past, _LIMIT: limit})


def _asked_cells(asked: exp.Select, start: AskedBy, column: str, keys: Keys) -> exp.Select:
    """The different values of a column that are persons who asked, each with the first day on which they did."""
    cells = exp.select(exp.alias_(ask.trimmed(ask.column(column)), "cell")).distinct().from_(ask.relation(start.table.relation or ""))
    persons = _by_person(cells, keys, [ask.column("cell")])
    same = exp.EQ(this=ask.column("person", "persons"), expression=ask.column("person", "asked"))
    cell = ask.fingerprint(ask.column("cell", "persons"))
    found = exp.select(exp.alias_(cell, "cell"), exp.alias_(exp.Min(this=ask.column(_START, "asked")), "first"))
    joined = found.from_(persons.subquery("persons")).join(asked.subquery("asked"), on=same)
    return joined.group_by(cell)


def _by_person(rows: exp.Select, keys: Keys, kept: list[exp.Expr]) -> exp.Select:
    """The rows with what is kept of them, and the key of the person whose `cell` it is."""
    first = exp.select(*kept, exp.alias_(keys.first(ask.column("cell")), "raw")).from_(rows.subquery("cells"))
    return exp.select(*kept, exp.alias_(keys.mark(ask.column("raw")), "person")).from_(ask.once(first).subquery("raws"))
