"""How rows stand to the clocks that rule them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.asking import day_of
from privaudit.facts.clock_starts import ROW, chosen
from privaudit.facts.keyed import KeyedFacts, Keys
from privaudit.facts.row_reader import RowReader
from privaudit.model.facts import AskedBy, ClockCounts, Limit, PastRows, Rows, RowsWithoutStart, Ruled, Standing, TableColumn
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
        ).from_(self._clocked(rows, [exp.alias_(ask.number(1), "one")]).subquery("clocked"))
        ((count, late, without_start, *days),) = self.told(question)
        self._begun[rows.ruled] = int(count), int(without_start)
        return ClockCounts(int(count), int(late), tuple(day_of(day) if day else None for day in days), int(without_start))

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
        question = exp.select(*told).from_(self._clocked(rows, kept).subquery("clocked"))
        for *values, start, meant, past, limit in self.engine.stream(question.where(ask.column(_PAST) if only is None else only)):
            day = None if start is None else day_of(str(start))
            yield tuple(values), Standing(day, bool(meant), bool(past), int(limit))

    def found(self, rows: Rows, kept: list[exp.Expr]) -> tuple[exp.Select, exp.Expr]:
        """Also the rows that are past a limit, or have no start."""
        match rows:
            case PastRows():
                return self._clocked(rows, kept), ask.column(_PAST)
            case RowsWithoutStart(ruled):
                reader = self._reader(ruled, kept)
                found = reader.with_told({_START: reader.start(ruled), _MEANT: reader.meant(ruled)})
                return found, exp.and_(ask.column(_MEANT), exp.Is(this=ask.column(_START), expression=exp.null()))
            case _:
                return super().found(rows, kept)

    def _clocked(self, rows: PastRows, kept: list[exp.Expr]) -> exp.Select:
        """One row for each row of the table: `kept`, its `start`, whether it is `meant` and `past`, and by which `limit` (a number)."""
        reader = self._reader(rows.ruled, kept)
        started = {_START: reader.start(rows.ruled), _MEANT: reader.meant(rows.ruled)}
        start, meant = ask.column(_START), ask.column(_MEANT)
        past = exp.and_(meant, reader.past(start, rows.limit), *(exp.not_(reader.keeps(other)) for other in rows.keeping))
        past = exp.and_(past, exp.not_(reader.erased(rows.telling))) if rows.telling else past
        numbered = [(reader.holds(condition), ask.number(place)) for place, (condition, _) in enumerate(rows.limit.overrides)]
        last = ask.number(len(numbered))
        limit = ask.case(numbered, last) if numbered else last
        return reader.with_told(started, {_PAST: past, _LIMIT: limit})

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
