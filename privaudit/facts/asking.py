"""What every question about rows has: the engine, the day of the audit, and how rows are told from the others of their table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlglot import exp

from privaudit import questions as ask
from privaudit.clock_starts import Best
from privaudit.model.estate import Skipped, Table
from privaudit.model.facts import DateCounts, Rows
from privaudit.model.ties import Hop
from privaudit.questions import Answer, Engine
from privaudit.same_contact import MailProvider


@dataclass
class Asking:
    """What is known of the run.  `as_of` is the day for which the audit holds, `country` the organisation's."""

    engine: Engine
    as_of: date
    country: str
    providers: tuple[MailProvider, ...]
    _orders: dict[tuple[str, str, str], tuple[str, DateCounts]] = field(default_factory=dict)
    _assumed: list[Skipped] = field(default_factory=list)
    _told: dict[str, list[Answer]] = field(default_factory=dict)

    def told(self, question: exp.Expr) -> list[Answer]:
        """The answer to a question for counts, or for a short list; several checks ask the same one."""
        asked = question.sql()
        if asked not in self._told:
            self._told[asked] = self.engine.ask(question)
        return self._told[asked]

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
