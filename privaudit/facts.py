"""The answers to the questions of checks, computed where the rows are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlglot import exp

from privaudit import cell_forms
from privaudit import questions as ask
from privaudit.clock_starts import ROW, with_starts
from privaudit.model.estate import Skipped, Topic
from privaudit.model.facts import (
    BlankCounts,
    BlankRows,
    ClockCounts,
    DateCounts,
    FlagCounts,
    FormCounts,
    NumberCounts,
    OptedOutRows,
    OptOutCounts,
    PastRows,
    RejectedRows,
    RowKey,
    Rows,
    RowsOfForms,
    RowsWithNumber,
    RowsWithoutReadableDate,
    RowsWithoutStart,
    Ruled,
    TableColumn,
    Wish,
    table_of,
)
from privaudit.questions import Answer, Engine
from privaudit.register.convert import YES
from privaudit.same_contact import BEYOND_ASCII, MailProvider, ascii_domains, contact_key, domain_of

MONTH_FIRST = frozenset({"US", "PW", "FM", "MH"})
"""Countries where 03/04/1980 is the 4th of March (CLDR short date patterns); elsewhere it is the 3rd of April."""
NO = ("false", "f", "0", "no", "n", "non", "nein", "nee", "nie", "nao", "não", "off", "faux", "falsch", "falso")
"""What a flag holds where it is plainly not set."""
RECORD = "record"
_Asked = PastRows | RowsWithoutStart | RowsWithoutReadableDate | OptedOutRows | RowsOfForms | BlankRows
"""Rows that a condition tells from the others."""
_Key = Callable[[exp.Expr], exp.Expr]
"""From an address to its key."""


@dataclass
class RowFacts:
    """Facts about the rows of one run.  `as_of` is the day for which the audit holds, `country` the organisation's."""

    engine: Engine
    as_of: date
    country: str
    providers: tuple[MailProvider, ...]
    _orders: dict[tuple[str, str, str], tuple[str, DateCounts]] = field(default_factory=dict)
    _assumed: list[Skipped] = field(default_factory=list)

    @property
    def assumed(self) -> tuple[Skipped, ...]:
        """The columns so far whose dates the country decided, because nothing else could."""
        return tuple(self._assumed)

    def dates(self, column: TableColumn) -> DateCounts:
        """How the dates of a column read."""
        return self._reading(column)[1]

    def clock(self, ruled: Ruled, cutoff: date | None) -> ClockCounts:
        """How the rows of a ruled table stand to a cut-off; None: no start can be past."""
        start = ask.column("start")
        past = _past(start, cutoff)
        rows = with_starts(ruled, self._order, self.as_of, [exp.alias_(ask.number(1), "one")])
        question = exp.select(
            exp.alias_(exp.Count(this=exp.Star()), "n"),
            exp.alias_(ask.count_if(past), "past"),
            exp.alias_(exp.Min(this=ask.case([(past, start)], exp.null())), "oldest"),
            exp.alias_(ask.count_if(exp.Is(this=start, expression=exp.null())), "without"),
        ).from_(rows.subquery("started"))
        ((count, late, oldest, without),) = self.engine.ask(question)
        return ClockCounts(int(count), int(late), date.fromisoformat(oldest) if oldest else None, int(without))

    def opted_out(self, contacts: TableColumn, wishes: tuple[Wish, ...]) -> OptOutCounts:
        """How many rows hold a contact who opted out, by the rules of `the same contact`."""
        rows = self._with_wishes(contacts, wishes, [])
        said = [ask.column(f"said_{index}") for index in range(len(wishes))]
        question = exp.select(
            exp.alias_(exp.Count(this=exp.Star()), "n"),
            exp.alias_(ask.count_if(exp.or_(*said)), "out"),
            *(exp.alias_(ask.count_if(one), f"by_{index}") for index, one in enumerate(said)),
        ).from_(rows.subquery("wished"))
        ((count, out, *by_wish),) = self.engine.ask(question)
        return OptOutCounts(int(count), int(out), tuple(int(number) for number in by_wish))

    def flag(self, flag: TableColumn, means: tuple[str, ...]) -> FlagCounts:
        """How the values of a flag read, `means` being those that it is set by: in lower case, without blanks."""
        cells = exp.select(exp.alias_(ask.unspaced(ask.column(flag.column)), "cell")).from_(ask.relation(flag.table.relation or ""))
        cell = ask.column("cell")
        unclear = exp.not_(ask.one_of(cell, tuple(dict.fromkeys((*means, *YES, *NO)))))
        question = exp.select(exp.alias_(exp.Count(this=cell), "filled"), exp.alias_(ask.count_if(unclear), "unclear"))
        ((filled, others),) = self.engine.ask(question.from_(cells.subquery("cells")))
        return FlagCounts(int(filled), int(others))

    def forms(self, column: TableColumn, forms: tuple[str, ...]) -> FormCounts:
        """How the values share out among forms, each a pattern of the whole trimmed value."""
        ((values, *by_form, other, distinct),) = self.engine.ask(cell_forms.count_places(column, forms))
        return FormCounts(int(values), tuple(int(number) for number in by_form), int(other), int(distinct))

    def numbers(self, rows: RowsWithNumber) -> NumberCounts:
        """How many values are a number with a check digit, or hold one: each candidate is held against its check."""
        values = found = numbers = valid = 0
        for *runs, count in self.engine.stream(cell_forms.count_runs(rows)):
            passed = list(cell_forms.candidates(runs, rows))
            values += int(count)
            found += int(count) * any(passed)
            numbers += len(passed)
            valid += sum(passed)
        return NumberCounts(values, found, numbers, valid)

    def blank(self, rows: BlankRows) -> BlankCounts:
        """How many rows have nothing in any of the columns."""
        found = exp.select(exp.alias_(_blank(rows), "blank")).from_(ask.relation(rows.table.relation or "", ROW))
        counts = exp.select(exp.alias_(exp.Count(this=exp.Star()), "n"), exp.alias_(ask.count_if(ask.column("blank")), "without"))
        ((number, without),) = self.engine.ask(counts.from_(found.subquery("found")))
        return BlankCounts(int(number), int(without))

    def keys(self, rows: Rows, personal: frozenset[str]) -> Iterator[RowKey]:
        """The keys of the rows.  A primary key with one of the `personal` columns (lower case) gives way to the line."""
        if isinstance(rows, RejectedRows):
            yield from (RowKey(None, (rejected.line,)) for rejected in self.engine.rejected(rows.table))
            return
        table = table_of(rows)
        by_key = bool(table.primary_key) and not personal.intersection(name.lower() for name in table.primary_key)
        if by_key and not any(table.lacks_values_of(name) for name in table.primary_key):
            kept = [exp.alias_(ask.column(name, ROW), f"key_{index}") for index, name in enumerate(table.primary_key)]
            names = [f"key_{index}" for index in range(len(kept))]
            yield from (RowKey(table.primary_key, tuple(answer)) for answer in self._answers(rows, kept, names))
            return
        record = exp.alias_(ask.record(ask.relation(table.relation or "", ROW)), RECORD)
        records = sorted(int(answer[0]) for answer in self._answers(rows, [record], [RECORD]))
        lines = self.engine.lines(table, records)
        yield from (RowKey(None, (lines[number],)) for number in records)

    def _answers(self, rows: _Asked | RowsWithNumber, kept: list[exp.Expr], names: list[str]) -> Iterator[Answer]:
        """What is kept of the rows."""
        if not isinstance(rows, RowsWithNumber):
            yield from self.engine.stream(self._select(rows, kept, names))
            return
        runs = [f"run_{index}" for index in range(cell_forms.RUNS)]
        question = exp.select(*map(ask.column, names + runs)).from_(cell_forms.with_runs(rows, kept, ROW).subquery("told"))
        for answer in self.engine.stream(question):
            if any(cell_forms.candidates(answer[len(names) :], rows)):
                yield answer[: len(names)]

    def _select(self, rows: _Asked, kept: list[exp.Expr], names: list[str]) -> exp.Select:
        match rows:
            case PastRows(ruled, cutoff):
                found = with_starts(ruled, self._order, self.as_of, kept)
                condition = _past(ask.column("start"), cutoff)
            case RowsWithoutStart(ruled):
                found = with_starts(ruled, self._order, self.as_of, kept)
                condition = exp.Is(this=ask.column("start"), expression=exp.null())
            case RowsWithoutReadableDate(column, may_be_future):
                cell = ask.column(column.column, ROW)
                day = ask.parse_date(cell, self._order(column))
                found = exp.select(*kept, exp.alias_(ask.trimmed(cell), "cell"), exp.alias_(day, "day"))
                found = found.from_(ask.relation(column.table.relation or "", ROW))
                unreadable = _unreadable(ask.column("cell"), ask.column("day"))
                condition = unreadable if may_be_future else exp.or_(unreadable, self._future(ask.column("day")))
            case OptedOutRows(contacts, wishes):
                found = self._with_wishes(contacts, wishes, kept)
                condition = exp.or_(*(ask.column(f"said_{index}") for index in range(len(wishes))))
            case RowsOfForms(column, forms, _):
                found = cell_forms.with_place(column, forms, kept, ROW)
                condition = cell_forms.has_place(rows)
            case BlankRows(table, _):
                found = exp.select(*kept, exp.alias_(_blank(rows), "blank")).from_(ask.relation(table.relation or "", ROW))
                condition = ask.column("blank")
        return exp.select(*(ask.column(name) for name in names)).from_(found.subquery("found")).where(condition)

    def _order(self, column: TableColumn) -> str:
        return self._reading(column)[0]

    def _reading(self, column: TableColumn) -> tuple[str, DateCounts]:
        """Whether the column's dates put the day first or the month, and how they read so.

        The order under which more of them are dates; where both are as good, that of the organisation's country.
        """
        key = (column.table.source, column.table.name, column.column)
        if key not in self._orders:
            orders = ("mdy", "dmy") if self.country in MONTH_FIRST else ("dmy", "mdy")
            cell = ask.trimmed(ask.column(column.column))
            days = [ask.parse_date(ask.column(column.column), order) for order in orders]
            cells = exp.select(exp.alias_(cell, "cell"), *(exp.alias_(day, order) for day, order in zip(days, orders, strict=True)))
            counts: list[exp.Expr] = [exp.Count(this=ask.column("cell"))]
            for order in orders:
                day = ask.column(order)
                counts += [ask.count_if(_unreadable(ask.column("cell"), day)), ask.count_if(self._future(day))]
            counts.append(ask.count_if(exp.NEQ(this=ask.column(orders[0]), expression=ask.column(orders[1]))))
            question = exp.select(*(exp.alias_(count, f"n{index}") for index, count in enumerate(counts)))
            rows = cells.from_(ask.relation(column.table.relation or ""))
            ((filled, *numbers, either_way),) = self.engine.ask(question.from_(rows.subquery("cells")))
            readings = [
                (int(numbers[2 * index]), index, order, DateCounts(int(filled), int(numbers[2 * index]), int(numbers[2 * index + 1])))
                for index, order in enumerate(orders)
            ]
            self._orders[key] = min(readings)[2:]
            if int(either_way) and readings[0][0] == readings[1][0]:
                self._assume(column, int(either_way), orders[0])
        return self._orders[key]

    def _assume(self, column: TableColumn, dates: int, order: str) -> None:
        first = "month" if order == "mdy" else "day"
        told = f"{dates:,} dates are read with the {first} first, as usual in {self.country}"
        reason = f"no value tells whether day or month comes first: {told}"
        self._assumed.append(Skipped(f"{column.table.name}.{column.column}", reason, Topic.ASSUMED))

    def _future(self, day: exp.Expr) -> exp.Expr:
        return exp.GT(this=day.copy(), expression=ask.text(self.as_of.isoformat()))

    def _with_wishes(self, contacts: TableColumn, wishes: Sequence[Wish], kept: list[exp.Expr]) -> exp.Select:
        """One row for each row of the contacts: `kept`, and as `said_N` whether the Nth wish says that they opted out."""
        key = self._contact_key([contacts, *(wish.contact for wish in wishes if wish.contact is not None)])
        own = ask.column(contacts.column, ROW)
        rows = exp.select(*kept).from_(ask.relation(contacts.table.relation or "", ROW))
        for index, wish in enumerate(wishes):
            if wish.contact is None:
                said: exp.Expr = ask.case([(self._wished(wish, ROW), exp.true())], exp.false())
            else:
                those = exp.select(exp.alias_(key(ask.column(wish.contact.column, "wish")), "contact")).distinct()
                those = those.from_(ask.relation(wish.contact.table.relation or "", "wish")).where(self._wished(wish, "wish"))
                name = f"wish_{index}"
                same = exp.EQ(this=key(own), expression=ask.column("contact", name))
                rows = rows.join(those.subquery(name), on=same, join_type="left")
                said = exp.not_(exp.Is(this=ask.column("contact", name), expression=exp.null()))
            rows = rows.select(exp.alias_(said, f"said_{index}"))
        return rows

    def _wished(self, wish: Wish, table: str) -> exp.Expr:
        """Whether the wish stands on as_of.  A filled date that cannot be read stands too: the wish is there, only its day is lost."""
        conditions: list[exp.Expr] = []
        if wish.flag is not None:
            conditions.append(ask.one_of(ask.unspaced(ask.column(wish.flag.column, table)), wish.opt_out.means))
        if wish.date is not None:
            cell = ask.column(wish.date.column, table)
            day = ask.parse_date(cell, self._order(wish.date))
            reached = ask.case([(self._future(day), exp.false())], exp.true())
            conditions.append(reached)
            if wish.opt_out.list is None:
                conditions.append(exp.not_(exp.Is(this=ask.trimmed(cell), expression=exp.null())))
        return exp.and_(*conditions) if conditions else exp.true()

    def _contact_key(self, columns: Sequence[TableColumn]) -> _Key:
        """How the addresses of these columns become keys; their international domains are looked up first."""
        domains: list[str] = []
        for column in columns:
            domain = domain_of(ask.column(column.column))
            found = exp.select(exp.alias_(domain, "domain")).distinct().from_(ask.relation(column.table.relation or ""))
            beyond = ask.matches(ask.column("domain"), BEYOND_ASCII)
            question = exp.select(ask.column("domain")).from_(found.subquery("domains")).where(beyond)
            domains += [str(answer[0]) for answer in self.engine.ask(question)]
        international = ascii_domains(sorted(set(domains)))
        return lambda address: contact_key(address, self.providers, international)


def _past(start: exp.Expr, cutoff: date | None) -> exp.Expr:
    return exp.false() if cutoff is None else exp.LTE(this=start.copy(), expression=ask.text(cutoff.isoformat()))


def _unreadable(cell: exp.Expr, day: exp.Expr) -> exp.Expr:
    return exp.and_(exp.not_(exp.Is(this=cell.copy(), expression=exp.null())), exp.Is(this=day.copy(), expression=exp.null()))


def _blank(rows: BlankRows) -> exp.Expr:
    return exp.and_(*(exp.Is(this=ask.trimmed(ask.column(name, ROW)), expression=exp.null()) for name in rows.columns))
