"""A table for people, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from privaudit.formats._layout import SPECIAL_MARK, VERDICT_STYLE, by_topic, laid_out
from privaudit.messages import number, visible
from privaudit.model.estate import Skipped
from privaudit.model.findings import Finding, Severity
from privaudit.model.report import CheckReport, Format, NotCheckedBy, Report, ScanReport, Style
from privaudit.model.verdicts import ColumnVerdict, EvidenceKind, Verdict

_SEVERITY = {Severity.CRITICAL: "bold white on red", Severity.HIGH: "bold red", Severity.MEDIUM: "yellow", Severity.LOW: "cyan"}


def render(report: Report, style: Style) -> str:
    """The report as text of the style's width, with colours where it says so."""
    match report:
        case ScanReport():
            parts = list(_scan(report))
        case CheckReport():
            parts = list(_check(report))
    return laid_out(parts, style)


def _scan(report: ScanReport) -> Iterator[RenderableType]:
    personal = 0
    for _, group in groupby(report.columns, key=lambda verdict: id(verdict.table)):
        columns = list(group)
        shown = [verdict for verdict in columns if verdict.category is not None or verdict.also]
        personal += bool(shown)
        if shown:
            yield _title(columns)
            yield Padding(_columns(shown), (0, 0, 1, 0))
    tables = len({id(verdict.table) for verdict in report.columns})
    if tables > personal:
        rest = tables - personal
        yield Text(f"{number(rest, 'table')} of {tables:,} without a sign of personal data.\n" if tables else "")
    yield from _said(report.skipped)


def _title(columns: list[ColumnVerdict]) -> Text:
    table, rows = columns[0].table, columns[0].rows
    size = "schema only" if rows is None else number(rows, "row")
    where = str(table.place) if rows is None and table.place is not None else table.source
    personal = sum(verdict.personal for verdict in columns)
    said = f"{visible(where)} · {size} · {personal} of {number(len(columns), 'column')} personal"
    return Text.assemble((visible(table.name), "bold"), "  ", (said, "dim"))


def _columns(columns: Iterable[ColumnVerdict]) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
    grid.add_column("column", overflow="fold", ratio=3)
    grid.add_column("category", overflow="fold", ratio=4)
    grid.add_column("verdict", no_wrap=True)
    grid.add_column("because", ratio=6, style="dim")
    for verdict in columns:
        if verdict.category is not None:
            category = _category(verdict.category, special=verdict.special)
            grid.add_row(Text(visible(verdict.column.name)), category, _verdict(verdict.verdict), Text(visible(_because(verdict))))
        for within in verdict.also:
            name = "" if verdict.category is not None else visible(verdict.column.name)
            where = f"in {number(within.values, 'value')} ({within.share:.1%})"
            grid.add_row(Text(name), _category(f"+ {within.category}", special=within.special), _verdict(within.verdict), Text(where))
    return grid


def _category(said: str, *, special: bool) -> Text:
    return Text.assemble(said, SPECIAL_MARK) if special else Text(said)


def _verdict(verdict: Verdict) -> Text:
    return Text(verdict.word, VERDICT_STYLE[verdict])


def _because(verdict: ColumnVerdict) -> str:
    """What weighs most: values before names, and what speaks against where the answer is open."""
    order = (EvidenceKind.VALUE, EvidenceKind.COMMENT, EvidenceKind.NAME, EvidenceKind.CONTEXT, EvidenceKind.TYPE)
    speaking = [evidence for kind in order for evidence in verdict.evidence if evidence.kind is kind]
    said = [evidence.text for evidence in speaking[:1]]
    if verdict.verdict is Verdict.UNDETERMINED:
        said += [f"but {evidence.text}" for evidence in verdict.evidence if evidence.kind is EvidenceKind.AGAINST][:1]
    return "; ".join(said)


def _check(report: CheckReport) -> Iterator[RenderableType]:
    seen = f"{number(report.tables, 'table')}, {number(report.columns, 'column')}"
    seen += "" if report.rows is None else f", {number(report.rows, 'row')}"
    day = report.run.as_of.isoformat()
    yield Text(f"Held against the register on {day}: {seen}.\n" if report.tables else f"The register by itself on {day}.\n", "dim")
    open_ones = [finding for finding in report.findings if finding.accepted is None]
    for finding in open_ones:
        if finding.fails:
            yield _finding(finding)
    doubtful = [finding for finding in open_ones if not finding.fails]
    if doubtful:
        yield Text("Undetermined: the evidence does not decide, and no build fails on it\n", "bold")
        yield from map(_finding, doubtful)
    if not open_ones:
        yield Text("No findings.\n", "bold green")
    accepted = ((f"{finding.check} {_where(finding)}", finding.accepted) for finding in report.findings if finding.accepted)
    yield from _notes("Accepted", accepted)
    yield from _notes("Not checked", _not_checked(report.not_checked))
    yield from _said(report.skipped)


def _finding(finding: Finding) -> RenderableType:
    word = finding.severity.word
    severity = (f" {word} ", _SEVERITY[finding.severity]) if finding.fails else (f" {word} if so ", VERDICT_STYLE[finding.verdict])
    head = Text.assemble(severity, " ", (finding.check, "bold"), "  ", visible(_where(finding)))
    if finding.count is not None:
        head.append(f"  {number(finding.count, 'row' if finding.table else 'file')}", "bold")
    if finding.verdict is not Verdict.PROVEN:
        head.append(f"  {finding.verdict.word}", VERDICT_STYLE[finding.verdict])
    place = "" if finding.place is None else visible(str(finding.place))
    details = [", ".join(finding.law), finding.register, place, finding.fingerprint[:12]]
    body = Text(visible(finding.message))
    body.append("\n" + " · ".join(detail for detail in details if detail), "dim")
    return Group(head, Padding(body, (0, 0, 1, 2)))


def _where(finding: Finding) -> str:
    return ".".join(part for part in (finding.table, finding.column or "") if part) or finding.register


def _not_checked(entries: tuple[NotCheckedBy, ...]) -> Iterator[tuple[str, str]]:
    """Each thing once, with the checks that it stopped."""
    checks: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        checks.setdefault((entry.what, entry.reason), []).append(entry.check or "")
    for (what, reason), names in checks.items():
        by = ", ".join(name for name in names if name)
        yield what, f"{reason} ({by})" if by else reason


def _said(skipped: tuple[Skipped, ...]) -> Iterator[RenderableType]:
    for title, entries in by_topic(skipped):
        yield from _notes(title, ((entry.what, entry.reason) for entry in entries))


def _notes(title: str, notes: Iterable[tuple[str, str]]) -> Iterator[RenderableType]:
    lines = list(notes)
    if lines:
        yield Text(title, "bold")
        for what, reason in lines:
            yield Padding(Text.assemble((visible(what), "bold"), ": ", visible(reason)), (0, 0, 0, 2))
        yield Text("")


FORMAT = Format(title="A table for people", render=render)
