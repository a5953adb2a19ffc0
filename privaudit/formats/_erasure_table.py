"""An erasure plan, for people in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from privaudit.formats._layout import by_topic, laid_out
from privaudit.messages import number, visible
from privaudit.model.erasure import ErasurePlan, ErasureStep, Fate
from privaudit.model.report import Style

_STYLE = {Fate.DELETE: "bold red", Fate.ANONYMISE: "bold yellow", Fate.ARCHIVE: "bold cyan", Fate.KEEP: "bold green"}


def render(plan: ErasurePlan, style: Style) -> str:
    """Each step with its reason, then what is left to do elsewhere."""
    return laid_out(_parts(plan), style)


def _parts(plan: ErasurePlan) -> Iterator[RenderableType]:
    what = "all rows past their clock" if plan.about.value == "expired" else "one person"
    yield Text(f"Plan for the erasure of {what} on {plan.run.as_of.isoformat()}. Nothing has been changed.\n", "dim")
    if plan.nobody:
        yield Text(f"No plan: {visible(plan.nobody)}.\n", "bold red")
    for step in plan.steps:
        yield _step(step)
    if not plan.steps and not plan.nobody:
        yield Text("Nothing is to be erased.\n", "bold green")
    yield from _listed("Before anything is deleted", [_detached(one.held.table.name, one.key.columns) for one in plan.detached])
    yield from _listed("Copies that may still hold it", [f"{one.store}: {one.reason}{_until(one.until)}" for one in plan.copies])
    told = [f"{one.name} ({one.role}{', ' + one.country if one.country else ''})" for one in plan.recipients]
    yield from _listed("Recipients to tell (GDPR Art. 19)", told)
    yield from _listed("What the plan cannot answer for", [f"{entry.what}: {entry.reason}" for entry in plan.warnings])
    for title, entries in by_topic(plan.skipped):
        yield from _listed(title, [f"{entry.what}: {entry.reason}" for entry in entries])


def _step(step: ErasureStep) -> RenderableType:
    head = Text.assemble(
        (f" {step.fate.value} ", _STYLE[step.fate]), " ", (visible(step.table.name), "bold"), f"  {number(step.count, 'row')}"
    )
    if step.fate is Fate.KEEP and step.grounds.until is not None:
        first = "" if step.grounds.earliest is None else f"{step.grounds.earliest.isoformat()} to "
        head.append(f" until {first}{step.grounds.until.isoformat()}")
    body = Text(f"{visible(step.grounds.reason)}.")
    if step.cleared:
        body.append(f"\n{', '.join(f'{visible(one.column)} becomes {one.by.value}' for one in step.cleared)}")
    by = [visible(step.grounds.register), ", ".join(step.grounds.law), visible(step.table.source)]
    body.append("\n" + " · ".join(filter(None, by)), "dim")
    return Group(head, Padding(body, (0, 0, 1, 2)))


def _detached(table: str, columns: tuple[str, ...]) -> str:
    return f"{table}: {', '.join(columns)} points nowhere, as the rows point to each other in a circle"


def _until(day: object) -> str:
    return "" if day is None else f", until {day}"


def _listed(title: str, entries: list[str]) -> Iterator[RenderableType]:
    if entries:
        yield Text(title, "bold")
        for entry in entries:
            yield Padding(Text(visible(entry)), (0, 0, 0, 2))
        yield Text("")
