"""The first look at a table: what its first rows are like, which only decides what is asked of all rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from privaudit import questions as ask
from privaudit.profile.counted import CUT, Row
from privaudit.questions import Answer

TELLING = 0.9
"""The share of rows with a cell of their own from which a column tells them apart."""


@dataclass(frozen=True)
class Glimpse:
    """One column in the first look."""

    longest: int
    spaced: bool


@dataclass(frozen=True)
class FirstLook:
    """What the first rows are like."""

    rows: int
    columns: tuple[Glimpse, ...]
    some: tuple[Row, ...]
    """Some of them, each once."""

    def cells(self, column: int) -> list[str]:
        """Of a column in these, those that are not empty."""
        return [cell for row in self.some if (cell := row[column])]

    def of(self, columns: Sequence[int]) -> FirstLook:
        """The same of some columns alone."""
        some = tuple([row[i] for i in columns] for row in self.some)
        return FirstLook(self.rows, tuple(self.columns[i] for i in columns), some)

    def telling(self) -> int | None:
        """The column whose cells nearly tell the rows apart by themselves; None where it takes several."""
        different = [len(set(self.cells(column))) for column in range(len(self.columns))]
        most = max(different, default=0)
        return different.index(most) if self.some and most >= TELLING * len(self.some) else None

    @staticmethod
    def question(names: Sequence[str], rows: exp.Expr, most: int) -> exp.Select:
        """What is asked of these rows."""
        cells = [ask.column(f"c{i}") for i in range(len(names))]
        told = [exp.alias_(ask.trimmed(ask.column(name)), f"c{i}", quoted=True) for i, name in enumerate(names)]
        all_rows = exp.alias_(exp.Window(this=exp.Count(this=exp.Star())), "all", quoted=True)
        different = exp.select(*told, all_rows).distinct().from_(rows, copy=False).subquery("different")
        row = exp.select("*", exp.alias_(ask.side_by_side(cells), "row", quoted=True)).from_(different, copy=False)
        counts = [count for cell in cells for count in (exp.Max(this=ask.length(cell)), ask.count_if(ask.has(cell, " ")))]
        some = ask.some(ask.listed([ask.start(cell, CUT) for cell in cells]), ask.column("row"), most, exp.true())
        return exp.select(some, exp.Max(this=ask.column("all")), *counts).from_(row.subquery("row"), copy=False)

    @classmethod
    def read(cls, answer: Answer) -> FirstLook:
        """What the answer to the question says."""
        some, rows, *numbers = answer
        columns = (Glimpse(int(longest or 0), bool(spaced)) for longest, spaced in zip(numbers[::2], numbers[1::2], strict=True))
        return cls(int(rows or 0), tuple(columns), tuple(some or ()))
