"""Dates whose reading is counted beside something else that looks at each row of their table: it costs no pass of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.clock_starts import ROW
from privaudit.facts.conditions import filled_in
from privaudit.model.facts import DateCounts, DatedBy, Ruled, TableColumn


@dataclass(frozen=True, slots=True)
class DatesBeside:
    """Dates of a clock that hold days by their type, in the table that it rules; `of` are the rows that are counted, None for all."""

    dated: tuple[DatedBy, ...]
    of: Ruled | None

    def kept(self) -> list[exp.Expr]:
        """What each row keeps of its dates."""
        return [exp.alias_(ask.column(one.column.column, ROW), f"held_{at}") for at, one in enumerate(self.dated)]

    def totals(self, days: Sequence[exp.Expr], future: Callable[[exp.Expr], exp.Expr], meant: exp.Expr) -> Iterator[exp.Expr]:
        """How many of the dates are filled, how many of these give a day, and how many of these lie in the future.

        `days` are what the clock reads of them: none lies in the future where the event has happened by its nature.
        """
        for at, (one, day) in enumerate(zip(self.dated, days, strict=True)):
            for name, cell in (("filled", ask.column(f"held_{at}")), ("days", day)):
                told = exp.Count(this=cell.copy()) if self.of is None else ask.count_if(exp.and_(meant, filled_in(cell)))
                yield exp.alias_(told, f"{name}_{at}")
            if one.event.may_lie_ahead:
                yield exp.alias_(ask.count_if(future(day) if self.of is None else exp.and_(meant, future(day))), f"ahead_{at}")

    def read(self, numbers: Sequence[int]) -> Iterator[tuple[TableColumn, DateCounts]]:
        """The columns of which that tells all: those whose dates are days, each of them one that may be there."""
        told = map(int, numbers)
        for one in self.dated:
            filled, days, future = next(told), next(told), next(told) if one.event.may_lie_ahead else 0
            if filled == days:
                yield one.column, DateCounts(filled, 0, future)


def own_dates(ruled: Ruled) -> tuple[DatedBy, ...]:
    """The dates of a clock that lie in the ruled table itself, each column once."""
    dated = [*ruled.starts, *([] if ruled.version is None else [ruled.version.by])]
    found: dict[str, DatedBy] = {}
    for one in dated:
        if isinstance(one, DatedBy) and not one.path:
            found.setdefault(one.column.column, one)
    return tuple(found.values())
