"""What changed between two registers, for people in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from privaudit.formats._layout import laid_out
from privaudit.messages import visible
from privaudit.model.register_changes import Effect, RegisterChange, RegistersReport
from privaudit.model.report import Style

_STYLE = {Effect.LOOSENS: "bold red", Effect.TIGHTENS: "bold green", Effect.NEITHER: "cyan"}


def render(report: RegistersReport, style: Style) -> str:
    """Each change with what it does, what it is about and where it stands."""
    return laid_out(_parts(report), style)


def _parts(report: RegistersReport) -> Iterator[RenderableType]:
    yield Text(f"What changed from {visible(report.old)} to {visible(report.new)}.\n", "dim")
    for change in report.changes:
        yield _change(change)
    if not report.changes:
        yield Text("No changes.\n", "bold green")


def _change(change: RegisterChange) -> RenderableType:
    head = Text.assemble((f" {change.effect.value} ", _STYLE[change.effect]), " ", (change.what, "bold"), f"  {change.kind.value}")
    if change.special:
        head.append("  special", "bold magenta")
    places = (("was", change.old_place), ("is", change.new_place))
    details = [visible(change.register), *(f"{word} {visible(str(place))}" for word, place in places if place is not None)]
    body = Text(visible(change.message))
    body.append("\n" + " · ".join(filter(None, details)), "dim")
    return Group(head, Padding(body, (0, 0, 1, 2)))
