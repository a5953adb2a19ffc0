"""An erasure plan as Markdown, for a ticket or the record of requests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privaudit.formats._layout import by_topic
from privaudit.messages import visible
from privaudit.model.erasure import ErasurePlan, ErasureStep
from privaudit.model.report import Style

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#|~!&])")


def render(plan: ErasurePlan, _style: Style) -> str:
    """The plan as a page: a table of its steps, then what is left to do elsewhere."""
    return "\n".join(_lines(plan)).rstrip("\n") + "\n"


def _lines(plan: ErasurePlan) -> Iterator[str]:
    what = "all rows past their clock" if plan.about.value == "expired" else "one person"
    yield f"# Plan for the erasure of {what}"
    yield ""
    yield f"As of {plan.run.as_of.isoformat()}. Nothing has been changed."
    yield ""
    if plan.nobody:
        yield f"**No plan**: {_plain(plan.nobody)}."
        yield ""
    if plan.steps:
        yield "| | what | table | rows | until | columns | why |"
        yield "|---:|---|---|---:|---|---|---|"
        yield from (_step(place, step) for place, step in enumerate(plan.steps, 1))
        yield ""
    yield from _listed("Copies that may still hold it", [f"{one.store}: {one.reason}{_until(one.until)}" for one in plan.copies])
    told = [f"{one.name}, {one.role}{', ' + one.country if one.country else ''}" for one in plan.recipients]
    yield from _listed("Recipients to tell, GDPR Art. 19", told)
    yield from _listed("What the plan cannot answer for", [f"{entry.what}: {entry.reason}" for entry in plan.warnings])
    for title, entries in by_topic(plan.skipped):
        yield from _listed(title, [f"{entry.what}: {entry.reason}" for entry in entries])


def _step(place: int, step: ErasureStep) -> str:
    columns = ", ".join(f"{_plain(one.column)} becomes {_plain(one.by.value)}" for one in step.cleared)
    by = "; ".join(filter(None, [step.grounds.register, ", ".join(step.grounds.law)]))
    why = _plain(step.grounds.reason) + (f" ({_plain(by)})" if by else "")
    days = (step.grounds.earliest, step.grounds.until)
    until = " to ".join(day.isoformat() for day in days if day is not None)
    return f"| {place} | {step.fate.value} | {_plain(step.table.name)} | {step.count:,} | {until} | {columns} | {why} |"


def _listed(title: str, entries: list[str]) -> Iterator[str]:
    if entries:
        yield f"## {title}"
        yield ""
        yield from (f"- {_plain(entry)}" for entry in entries)
        yield ""


def _until(day: object) -> str:
    return "" if day is None else f", until {day}"


def _plain(text: str) -> str:
    """A text in which nothing is markup."""
    return _MARKS.sub(r"\\\1", visible(" ".join(text.split())))
