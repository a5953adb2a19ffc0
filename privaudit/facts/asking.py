"""What every question about rows has: the engine, the day of the audit, and how rows are told from the others of their table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlglot import exp

from privaudit import questions as ask
from privaudit.errors import SourceError
from privaudit.facts.clock_starts import Best
from privaudit.facts.same_contact import MailProvider
from privaudit.model.estate import Skipped, Table
from privaudit.model.facts import DateCounts, Rows, Ruled, TableColumn
from privaudit.model.ties import Hop
from privaudit.questions import Answer, Engine

ColumnKey = tuple[str, str, str]
"""What tells a column from all others: its source, table and name."""


@dataclass
class Asking:
    """What is known of the run.  `as_of` is the day for which the audit holds, `country` the organisation's."""

    engine: Engine
    as_of: date
    country: str
    providers: tuple[MailProvider, ...]
    _orders: dict[ColumnKey, str] = field(default_factory=dict)
    _date_counts: dict[tuple[ColumnKey, Ruled | None], DateCounts] = field(default_factory=dict)
    """How the dates of columns read, in all rows or in those that a clock rules."""
    _assumed: list[Skipped] = field(default_factory=list)
    _domains: dict[ColumnKey, frozenset[str]] = field(default_factory=dict)
    """The international domains of columns with addresses."""
    _begun: dict[Ruled, tuple[int, int]] = field(default_factory=dict)
    """The rows of ruled tables, and those without a start: no limit has a say in them."""
    _told: dict[str, list[Answer]] = field(default_factory=dict)

    def told(self, question: exp.Expr) -> list[Answer]:
        """The answer to a question for counts, or for a short list; several checks ask the same one."""
        asked = question.sql()
        if asked not in self._told:
            self._told[asked] = self.engine.ask(question)
        return self._told[asked]

    def weighed(self, values: exp.Select, counts: Sequence[tuple[str, exp.Expr]]) -> list[int]:
        """Of how many rows each condition is true, where each of the values stands for `n` rows: see `values_of`."""
        ((*numbers,),) = self.told(exp.select(*map(weight, *zip(*counts, strict=True))).from_(values.subquery("weighed")))
        return [int(number) for number in numbers]

    def found(self, rows: Rows, kept: list[exp.Expr]) -> tuple[exp.Select, exp.Expr]:  # noqa: ARG002 the subjects keep it
        """All rows of their table with what is `kept` of each, under the alias ROW, and the condition that tells the meant ones.

        Each subject answers for its own kinds of rows and hands the others on.
        """
        raise TypeError(f"no subject tells {type(rows).__name__} from other rows")

    def spelled(self, inner: exp.Select, hop: Hop, source: Table, best: Best) -> exp.Select:  # noqa: ARG002 as above
        """What the rows of a hop's table hold for each of their keys, for each value of the table before that is the same one."""
        raise TypeError(f"no subject compares the values of {source.name} as {hop.same}")

    def answers(self, rows: Rows, kept: list[exp.Expr], names: list[str]) -> Iterator[Answer]:
        """What is kept of the meant rows; `names` are the aliases of what is kept."""
        found, condition = self.found(rows, kept)
        question = exp.select(*(ask.column(name) for name in names)).from_(found.subquery("found")).where(condition)
        yield from self.engine.stream(question)


def values_of(column: TableColumn) -> exp.Select:
    """The different texts of a column as `raw`, each with the number `n` of its rows: what is asked of a text is asked once."""
    raw, rows = ask.as_text(ask.column(column.column)), exp.alias_(exp.Count(this=exp.Star()), "n")
    return exp.select(exp.alias_(raw, "raw"), rows).from_(ask.relation(column.table.relation or "")).group_by(raw)


def weight(name: str, condition: exp.Expr) -> exp.Expr:
    """Of how many rows the condition is true, among values that stand for `n` rows each."""
    total = exp.Sum(this=ask.case([(condition, ask.column("n"))], ask.number(0)))
    return exp.alias_(exp.Coalesce(this=total, expressions=[ask.number(0)]), name)


def key_of(column: TableColumn) -> ColumnKey:
    """What tells the column from all others."""
    return column.table.source, column.table.name, column.column


def day_of(iso: str) -> date:
    """The day of an answer.  Raises SourceError where the rows are no longer what they were at an earlier question."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        raise SourceError("its dates were changed while they were read", "Try again.") from None
