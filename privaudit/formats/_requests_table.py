"""Requests of persons and their last days, for people in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from privaudit.formats._layout import laid_out
from privaudit.messages import number, visible
from privaudit.model.facts import RowKey
from privaudit.model.report import Style
from privaudit.model.requests import Request, RequestsReport, RequestState

_STYLE = {
    RequestState.OVERDUE: "bold red",
    RequestState.UNREADABLE: "bold yellow",
    RequestState.DUE: "cyan",
    RequestState.EXTENDED: "cyan",
}


def render(report: RequestsReport, style: Style) -> str:
    """The requests that are open, the most urgent first, and the number of the others."""
    return laid_out(_parts(report), style)


def _parts(report: RequestsReport) -> Iterator[RenderableType]:
    yield Text(f"Requests on {report.run.as_of.isoformat()}; public holidays of {report.country}.", "dim")
    for one in report.tables:
        read = ", ".join(f"{what.value} from {visible(name)}" for what, name in one.columns.items())
        yield Text(f"{visible(one.table.name)} ({visible(one.table.source)}): {read}.", "dim")
    yield Text("")
    waiting = [request for request in report.requests if request.state.open]
    if waiting:
        yield _grid(waiting, report)
    else:
        yield Text("No request is open.", "bold green")
    late = report.counts[RequestState.CLOSED_LATE]
    closed = report.counts[RequestState.CLOSED] + late
    yield Text(f"\n{number(closed, 'request')} closed, {late:,} of them after the last day.", "dim")
    for entry in dict.fromkeys(report.skipped):
        yield Text(f"{visible(entry.what)}: {visible(entry.reason)}", "yellow")


def _grid(requests: list[Request], report: RequestsReport) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    grid.add_column("state", no_wrap=True)
    grid.add_column("last day", no_wrap=True)
    grid.add_column("received", no_wrap=True)
    grid.add_column("request", overflow="fold")
    for request in requests:
        body = Text(f"{visible(request.table.name)} {_key(request.key)}  {_left(request.days_left(report.run.as_of))}".rstrip())
        for note in request.notes:
            body.append(f"\n{note}", "dim")
        grid.add_row(Text(request.state.value, _STYLE[request.state]), _day(request.deadline), _day(request.received), body)
    return grid


def _day(day: object) -> str:
    return "" if day is None else str(day)


def _left(days: int | None) -> str:
    if days is None:
        return ""
    if days == 0:
        return "today is the last day"
    return f"{number(days, 'day')} left" if days > 0 else f"{number(-days, 'day')} late"


def _key(key: RowKey) -> str:
    if key.columns is None:
        return "" if key.values[0] is None else f"line {key.values[0]}"
    return ", ".join(f"{visible(name)} {visible(str(value))}" for name, value in zip(key.columns, key.values, strict=True))
