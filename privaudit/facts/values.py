"""What the values of a column are."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts import cell_forms
from privaudit.facts.asking import Asking
from privaudit.facts.clock_starts import ROW
from privaudit.model.facts import BlankCounts, BlankRows, FormCounts, NumberCounts, Rows, RowsOfForms, RowsWithNumber, TableColumn
from privaudit.questions import Answer


class ValueFacts(Asking):
    """Answers about values."""

    def forms(self, column: TableColumn, forms: tuple[str, ...]) -> FormCounts:
        """How the values share out among forms, each a pattern of the whole trimmed value."""
        ((values, *by_form, other, distinct),) = self.told(cell_forms.count_places(column, forms))
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
        ((number, without),) = self.told(counts.from_(found.subquery("found")))
        return BlankCounts(int(number), int(without))

    def found(self, rows: Rows, kept: list[exp.Expr]) -> tuple[exp.Select, exp.Expr]:
        """Also the rows of some forms, and those with nothing in some columns."""
        match rows:
            case RowsOfForms(column, forms, _):
                return cell_forms.with_place(column, forms, kept, ROW), cell_forms.has_place(rows)
            case BlankRows(table, _):
                found = exp.select(*kept, exp.alias_(_blank(rows), "blank")).from_(ask.relation(table.relation or "", ROW))
                return found, ask.column("blank")
            case _:
                return super().found(rows, kept)

    def answers(self, rows: Rows, kept: list[exp.Expr], names: list[str]) -> Iterator[Answer]:
        """Numbers are held against their check here; an engine cannot."""
        if not isinstance(rows, RowsWithNumber):
            yield from super().answers(rows, kept, names)
            return
        runs = [f"run_{index}" for index in range(cell_forms.RUNS)]
        question = exp.select(*map(ask.column, [*names, *runs])).from_(cell_forms.with_runs(rows, kept, ROW).subquery("told"))
        for answer in self.engine.stream(question):
            if any(cell_forms.candidates(answer[len(names) :], rows)):
                yield answer[: len(names)]


def _blank(rows: BlankRows) -> exp.Expr:
    return exp.and_(*(exp.Is(this=ask.trimmed(ask.column(name, ROW)), expression=exp.null()) for name in rows.columns))
