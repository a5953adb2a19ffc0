"""How old the rows of stores are, how long cookies live, and which tickets are closed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.asking import day_of
from privaudit.facts.clock_starts import ROW
from privaudit.facts.conditions import filled_in, holds
from privaudit.facts.dates import DateFacts
from privaudit.model.clock_declarations import Period
from privaudit.model.estate import Table
from privaudit.model.facts import Rows, TableColumn
from privaudit.model.store_facts import AgeCounts, AgedRows, Closing, FilledRows, Lifetime, LifetimeCounts, Meant

_MONTHS = 12


class StoreFacts(DateFacts):
    """Answers about the rows of stores."""

    def ages(self, meant: Meant, column: str, cutoff: date | None) -> AgeCounts:
        """How old the rows are; None: none can be past."""
        day = ask.column("day")
        come = ask.case([(_not_after(day, self.as_of), day)], exp.null())
        past = exp.false() if cutoff is None else _not_after(day, cutoff)
        undated = exp.or_(exp.Is(this=day.copy(), expression=exp.null()), self.future(day))
        question = exp.select(
            exp.alias_(exp.Count(this=exp.Star()), "n"),
            exp.alias_(ask.count_if(past), "past"),
            exp.alias_(exp.Min(this=come.copy()), "oldest"),
            exp.alias_(exp.Max(this=come.copy()), "newest"),
            exp.alias_(ask.count_if(undated), "undated"),
        )
        ((count, late, oldest, newest, without),) = self.told(question.from_(self._dated(meant, column, []).subquery("dated")))
        return AgeCounts(int(count), int(late), _day(oldest), _day(newest), int(without))

    def lifetimes(self, lifetime: Lifetime) -> LifetimeCounts:
        """How many cookies outlive what is promised of them, to the day."""
        expires, late = ask.column("expires"), ask.column("late")
        filled = filled_in(ask.column("cell"))
        no_day = exp.Is(this=expires.copy(), expression=exp.null())
        unknown = exp.and_(filled_in(expires), exp.Is(this=ask.column("set_on"), expression=exp.null()), exp.not_(late.copy()))
        question = exp.select(
            exp.alias_(exp.Count(this=exp.Star()), "n"),
            exp.alias_(ask.count_if(late), "outliving"),
            exp.alias_(exp.Max(this=ask.case([(late, expires)], exp.null())), "latest"),
            exp.alias_(ask.count_if(unknown), "unknown"),
            exp.alias_(ask.count_if(exp.and_(filled, no_day)), "unreadable"),
        )
        ((count, over, latest, without, unreadable),) = self.told(question.from_(self._judged(lifetime, []).subquery("judged")))
        return LifetimeCounts(int(count), int(over), _day(latest), int(without), int(unreadable))

    def filled(self, rows: FilledRows) -> int:
        """In how many of the rows the column is filled."""
        question = exp.select(exp.alias_(exp.Count(this=ask.column("cell")), "n"))
        ((count,),) = self.told(question.from_(_cells(rows, []).subquery("cells")))
        return int(count)

    def closings(self, table: Table, ticket: str, closed: str, wanted: tuple[str, ...]) -> Mapping[str, Closing]:
        """What is known of the wanted tickets; ids compare by their letters and digits alone.  One without a row is left out."""
        bare = {text: _bare(text) for text in wanted}
        cell = ask.column(closed)
        day = ask.parse_date(cell, self.order(TableColumn(table, closed)))
        rows = exp.select(
            exp.alias_(ask.letters_and_digits(ask.column(ticket)), "ticket"),
            exp.alias_(ask.trimmed(cell), "cell"),
            exp.alias_(day, "day"),
        ).from_(ask.relation(table.relation or ""))
        still_open = exp.Is(this=ask.column("cell"), expression=exp.null())
        question = exp.select(
            ask.column("ticket"),
            exp.alias_(ask.count_if(still_open), "open"),
            exp.alias_(exp.Count(this=ask.column("cell")), "closed"),
            exp.alias_(exp.Count(this=ask.column("day")), "dated"),
            exp.alias_(exp.Max(this=ask.column("day")), "latest"),
        ).from_(rows.subquery("tickets"))
        question = question.where(ask.one_of(ask.column("ticket"), tuple(sorted({text for text in bare.values() if text}))))
        known: dict[str, Closing] = {}
        for text, unclosed, filled, dated, latest in self.told(question.group_by(ask.column("ticket"))):
            is_closed = not int(unclosed)
            known[str(text)] = Closing(is_closed, _day(latest) if is_closed and int(filled) == int(dated) else None)
        return {text: known[key] for text, key in bare.items() if key in known}

    def found(self, rows: Rows, kept: list[exp.Expr]) -> tuple[exp.Select, exp.Expr]:
        """Also the rows that are too old, the cookies that live too long, and the rows where a column is filled."""
        match rows:
            case AgedRows(meant, column, cutoff):
                return self._dated(meant, column, kept), _not_after(ask.column("day"), cutoff)
            case Lifetime():
                return self._judged(rows, kept), ask.column("late")
            case FilledRows():
                return _cells(rows, kept), filled_in(ask.column("cell"))
            case _:
                return super().found(rows, kept)

    def _dated(self, meant: Meant, column: str, kept: list[exp.Expr]) -> exp.Select:
        day = ask.parse_date(ask.column(column, ROW), self.order(TableColumn(meant.table, column)))
        return meant_rows(meant, [*kept, exp.alias_(day, "day")])

    def _judged(self, lifetime: Lifetime, kept: list[exp.Expr]) -> exp.Select:
        """What is kept of each cookie; its expiry as `cell` and as a day, `set_on`, and as `late` whether it outlives its promise."""
        table = lifetime.meant.table
        cell = ask.column(lifetime.expires, ROW)
        expires = ask.parse_date(cell, self.order(TableColumn(table, lifetime.expires)))
        set_on: exp.Expr = exp.null()
        if lifetime.set_at is not None:
            day = ask.parse_date(ask.column(lifetime.set_at, ROW), self.order(TableColumn(table, lifetime.set_at)))
            set_on = ask.case([(_not_after(day, self.as_of), day)], exp.null())
        days = [exp.alias_(ask.trimmed(cell), "cell"), exp.alias_(expires, "expires"), exp.alias_(set_on, "set_on")]
        rows = meant_rows(lifetime.meant, [*kept, *days])
        return exp.select("*", exp.alias_(self._late(lifetime), "late")).from_(rows.subquery("cookies"))

    def _late(self, lifetime: Lifetime) -> exp.Expr:
        expires, set_on = ask.column("expires"), ask.column("set_on")
        unknown = exp.Is(this=set_on.copy(), expression=exp.null())
        if lifetime.max is None:
            # An expiry before the cookie was set is how a cookie is deleted.
            late = exp.or_(unknown, exp.GTE(this=expires, expression=set_on))
            return ask.case([(exp.and_(filled_in(expires), late), exp.true())], exp.false())
        length = lifetime.max.length
        last = ask.later(set_on, _MONTHS * length.years + length.months, length.days)
        # It was set on as_of at the latest: what expires later than that allows outlives its promise, whenever it was set.
        furthest = _end_of(lifetime.max, self.as_of)
        beyond = exp.false() if furthest is None else exp.GT(this=expires.copy(), expression=ask.text(furthest.isoformat()))
        return ask.case([(exp.and_(unknown, beyond), exp.true()), (exp.GT(this=expires, expression=last), exp.true())], exp.false())


def meant_rows(meant: Meant, selected: list[exp.Expr]) -> exp.Select:
    """What is selected of each row, under the alias ROW, that a store means."""
    rows = exp.select(*selected).from_(ask.relation(meant.table.relation or "", ROW))
    return rows if meant.when is None else rows.where(holds(meant.when, ROW))


def _cells(rows: FilledRows, kept: list[exp.Expr]) -> exp.Select:
    return meant_rows(rows.meant, [*kept, exp.alias_(ask.trimmed(ask.column(rows.column, ROW)), "cell")])


def _not_after(day: exp.Expr, last: date) -> exp.Expr:
    return exp.LTE(this=day.copy(), expression=ask.text(last.isoformat()))


def _end_of(period: Period, start: date) -> date | None:
    try:
        return start + period.length
    except (OverflowError, ValueError):
        return None


def _day(iso: str | None) -> date | None:
    return None if iso is None else day_of(iso)


def _bare(text: str) -> str:
    """As the node `letters_and_digits`."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char))
    return "".join(char for char in plain if char.isalnum())
