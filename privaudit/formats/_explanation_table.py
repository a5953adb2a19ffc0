"""A column's explanation, for people in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from privaudit.formats._layout import SPECIAL_MARK, VERDICT_STYLE, by_topic, laid_out
from privaudit.messages import number, visible
from privaudit.model.explanation import ColumnExplanation, ColumnsReport, FormCount
from privaudit.model.report import Style
from privaudit.model.verdicts import ColumnVerdict, Considered, Evidence, EvidenceKind


def render(report: ColumnsReport, style: Style) -> str:
    """The columns of the report, one after the other."""
    return laid_out(_parts(report), style)


def _parts(report: ColumnsReport) -> Iterator[RenderableType]:
    if len(report.columns) > 1:
        yield Text(f"{len(report.columns)} columns are called so.\n", "bold")
    for explanation in report.columns:
        yield from _column(explanation)
    for title, entries in by_topic(report.skipped):
        yield from _listed(title, (f"{said.what}: {said.reason}" for said in entries))


def _column(explanation: ColumnExplanation) -> Iterator[RenderableType]:
    verdict = explanation.verdict
    column = f"{verdict.table.name}.{verdict.column.name}"
    yield Text.assemble((visible(column), "bold"), "  ", (visible(_where(verdict)), "dim"))
    yield _answer(verdict)
    for evidence in _beside(verdict):
        yield Text(f"  {visible(evidence.text)}", "dim")
    yield Text("")
    for one in verdict.considered:
        yield _trial(one)
    if not verdict.considered:
        yield Text("Nothing speaks for any category.\n")
    passing = [form for form in explanation.forms if form.values]
    failing = len(explanation.forms) - len(passing)
    if explanation.forms:
        yield Text("What its values look like", "bold")
    if passing:
        yield Padding(_forms(passing), (0, 0, 0 if failing else 1, 0))
    if failing:
        yield Text(f"{number(failing, 'form')} that values have by their look alone: none of them passes the check digit.\n", "dim")
    yield from _listed("What contradicts what", explanation.contradictions)
    yield from _listed("What would change it", explanation.changes)


def _where(verdict: ColumnVerdict) -> str:
    seen = "no rows" if verdict.rows is None else f"{verdict.values or 0:,} of {number(verdict.looked_at or 0, 'row')} filled"
    place = verdict.column.place if verdict.rows is None and verdict.column.place is not None else verdict.table.source
    return f"{place} · {verdict.column.type} · {seen}"


def _answer(verdict: ColumnVerdict) -> Text:
    said = Text(verdict.verdict.word, VERDICT_STYLE[verdict.verdict])
    if verdict.category is not None:
        said.append(f": {verdict.category}", "bold")
        if verdict.special:
            said.append(*SPECIAL_MARK)
    for within in verdict.also:
        said.append(f"\n+ {within.category}")
        if within.special:
            said.append(*SPECIAL_MARK)
        said.append(f" in {number(within.values, 'value')} ({within.share:.1%})")
    return said


def _beside(verdict: ColumnVerdict) -> Iterator[Evidence]:
    """What decided beside the trial: that the column is allowed."""
    tried = {evidence for one in verdict.considered for evidence in one.evidence}
    yield from (evidence for evidence in verdict.evidence if evidence not in tried)


def _trial(one: Considered) -> RenderableType:
    grid = Grid(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for evidence in one.evidence:
        style = "red" if evidence.kind is EvidenceKind.AGAINST else ""
        grid.add_row(Text(f"{evidence.weight:+.2f}", style), Text(evidence.kind.value, "dim"), Text(visible(evidence.text)))
    grid.add_row(Text(f"{one.score:.2f}", "bold"), Text("in all", "dim"), Text(one.verdict.word, VERDICT_STYLE[one.verdict]))
    frame = Grid.grid()
    frame.add_row(Text(one.category, "bold"))
    frame.add_row(Padding(grid, (0, 0, 1, 2)))
    return frame


def _forms(forms: Iterable[FormCount]) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
    grid.add_column("form", overflow="fold")
    grid.add_column("where")
    grid.add_column("values", justify="right")
    grid.add_column("share", justify="right")
    grid.add_column("check digit")
    for form in forms:
        where = "inside" if form.inside else "whole"
        grid.add_row(Text(form.pattern), Text(where), Text(f"{form.values:,}"), Text(f"{form.share:.1%}"), Text(_digits(form)))
    return grid


def _digits(form: FormCount) -> str:
    if not form.checked:
        return "none; proves it" if form.proves else "none"
    chance = "more than chance gives" if form.beyond_chance else "no more than chance gives"
    return f"{form.valid:,} of {form.checked:,} pass, {chance}"


def _listed(title: str, lines: Iterable[str]) -> Iterator[RenderableType]:
    said = list(lines)
    if said:
        yield Text(title, "bold")
        for line in said:
            yield Padding(Text.assemble("- ", visible(line)), (0, 0, 0, 2))
        yield Text("")
