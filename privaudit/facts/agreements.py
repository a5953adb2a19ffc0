"""What was agreed to: consents, publications, approvals."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.asking import values_of
from privaudit.facts.clock_starts import ROW
from privaudit.facts.conditions import blank, filled_in, says
from privaudit.facts.dates import DateFacts
from privaudit.model.contacts import AccessCounts, AllRows, FlagCounts, PublishedCounts, PublishedRows, UnapprovedRows
from privaudit.model.estate import Table
from privaudit.model.facts import Rows, TableColumn
from privaudit.yes_no import NO, YES

_Counted = Sequence[tuple[str, exp.Expr]]


class AgreementFacts(DateFacts):
    """Answers about what was agreed to."""

    def said(self, column: TableColumn) -> FlagCounts:
        """How the values of a column read that says yes or since when: unclear is what is neither a date nor a plain yes or no."""
        raw = ask.column("raw")
        day = exp.Is(this=ask.parse_date(raw, self.order(column)), expression=exp.null())
        values = exp.select(ask.column("n"), exp.alias_(ask.unspaced(raw), "cell"), exp.alias_(day, "dateless"))
        values = values.from_(values_of(column).subquery("texts"))
        unclear = exp.and_(ask.column("dateless"), exp.not_(ask.one_of(ask.column("cell"), (*YES, *NO))))
        filled, others = self.weighed(values, [("filled", filled_in(ask.column("cell"))), ("unclear", unclear)])
        return FlagCounts(filled, others)

    def published(self, rows: PublishedRows) -> PublishedCounts:
        """How many rows are published without a consent that holds."""
        published, given, withdrawn = (ask.column(name) for name in ("published", "given", "withdrawn"))
        counts = [
            ("n", exp.true()),
            ("published", published),
            ("without", exp.and_(published, exp.not_(given))),
            ("gone", exp.and_(published, given, withdrawn)),
        ]
        return PublishedCounts(*self.totals(self._publications(rows, []), counts))

    def accesses(self, rows: UnapprovedRows) -> AccessCounts:
        """How accesses stand to their approvals."""
        counts: _Counted = [("n", exp.true()), *((name, ask.column(name)) for name in ("accessed", "missing", "late", "unclear"))]
        return AccessCounts(*self.totals(self._accesses(rows, []), counts))

    def count(self, table: Table) -> int:
        """How many rows a table has."""
        (number,) = self.totals(exp.select(exp.alias_(ask.number(1), "one")).from_(ask.relation(table.relation or "")), [("n", exp.true())])
        return number

    def found(self, rows: Rows, kept: list[exp.Expr]) -> tuple[exp.Select, exp.Expr]:
        """Also what is published or was accessed without leave, and whole tables."""
        match rows:
            case PublishedRows():
                without = exp.or_(exp.not_(ask.column("given")), ask.column("withdrawn"))
                return self._publications(rows, kept), exp.and_(ask.column("published"), without)
            case UnapprovedRows():
                return self._accesses(rows, kept), exp.or_(ask.column("missing"), ask.column("late"))
            case AllRows(table):
                return exp.select(*kept).from_(ask.relation(table.relation or "", ROW)), exp.true()
            case _:
                return super().found(rows, kept)

    def totals(self, rows: exp.Select, counts: _Counted) -> list[int]:
        """Of how many of the rows each condition is true."""
        question = exp.select(*(exp.alias_(ask.count_if(condition), name) for name, condition in counts))
        ((*numbers,),) = self.told(question.from_(rows.subquery("counted")))
        return [int(number) for number in numbers]

    def day(self, column: TableColumn, table: str) -> exp.Expr:
        """The calendar day of a column as ISO text; NULL where there is none."""
        return ask.parse_date(ask.column(column.column, table), self.order(column))

    def given(self, column: TableColumn, table: str) -> exp.Expr:
        """Whether the cell agrees: a day that has come, or anything else but a plain no.  What cannot be read may be an agreement."""
        cell = ask.column(column.column, table)
        return _unless(blank(cell), says(cell, NO), self.future(self.day(column, table)))

    def holds_no_more(self, given: TableColumn, withdrawn: TableColumn | None, table: str) -> exp.Expr:
        """Whether an agreement was withdrawn, and not given again after that."""
        if withdrawn is None:
            return exp.false()
        again = exp.GT(this=self.day(given, table), expression=self.day(withdrawn, table))
        return _unless(exp.not_(self.given(withdrawn, table)), again)

    def _publications(self, rows: PublishedRows, kept: list[exp.Expr]) -> exp.Select:
        """One row for each row: `kept`, and whether it is published, `given` a consent that was not `withdrawn`."""
        cell = ask.column(rows.published.column, ROW)
        since = self.day(rows.published, ROW)
        reached = exp.and_(filled_in(since), exp.not_(self.future(since)))
        return exp.select(
            *kept,
            exp.alias_(_if_any(says(cell, YES), reached), "published"),
            exp.alias_(self.given(rows.consent, ROW), "given"),
            exp.alias_(self.holds_no_more(rows.consent, rows.withdrawn, ROW), "withdrawn"),
        ).from_(ask.relation(rows.published.table.relation or "", ROW))

    def _accesses(self, rows: UnapprovedRows, kept: list[exp.Expr]) -> exp.Select:
        """One row for each row: `kept`, and whether it is an access, without approval, approved too late, or one cannot tell."""
        at, approved = self.day(rows.at, ROW), self.day(rows.approved, ROW)
        approval = ask.column(rows.approved.column, ROW)
        refused = exp.or_(blank(approval), says(approval, NO))
        told = exp.select(
            *kept,
            exp.alias_(self.given(rows.at, ROW), "accessed"),
            exp.alias_(_if_any(refused), "refused"),
            exp.alias_(at, "at"),
            exp.alias_(approved, "approved"),
        ).from_(ask.relation(rows.at.table.relation or "", ROW))
        accessed, allowed = ask.column("accessed"), exp.not_(ask.column("refused"))
        later = exp.GT(this=ask.column("approved"), expression=ask.column("at"))
        return exp.select(
            "*",
            exp.alias_(exp.and_(accessed, ask.column("refused")), "missing"),
            exp.alias_(exp.and_(accessed, allowed, _if_any(later)), "late"),
            exp.alias_(exp.and_(accessed, allowed, _unless(later, exp.not_(later))), "unclear"),
        ).from_(told.subquery("told"))


def _if_any(*conditions: exp.Expr) -> exp.Expr:
    """Whether one of the conditions is true; never NULL."""
    return ask.case([(condition, exp.true()) for condition in conditions], exp.false())


def _unless(*conditions: exp.Expr) -> exp.Expr:
    """Whether none of the conditions is true; never NULL."""
    return ask.case([(condition, exp.false()) for condition in conditions], exp.true())
