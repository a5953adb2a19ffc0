"""What the reports for people have in common."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType

from privaudit.model.estate import Skipped, Topic
from privaudit.model.report import Style
from privaudit.model.verdicts import Verdict

SPECIAL_MARK = (" special", "bold magenta")
"""Behind a category of GDPR Art. 9, with its style."""
VERDICT_STYLE = {Verdict.PROVEN: "bold red", Verdict.INDICATION: "yellow", Verdict.UNDETERMINED: "cyan", Verdict.NONE: "dim"}

_TITLES = {
    Topic.CONTRADICTED: "Declared otherwise than the values say",
    Topic.ASSUMED: "Read on an assumption",
    Topic.ALLOWED: "Allowed by your rules",
    Topic.SHOWN_TWICE: "Not counted twice",
    Topic.UNREAD: "Not read, or not wholly",
}


def by_topic(skipped: Iterable[Skipped]) -> Iterator[tuple[str, list[Skipped]]]:
    """What is said of a run under its headings, each thing once; what could not be read comes last, where it is looked for."""
    said = list(dict.fromkeys(skipped))
    for topic, title in _TITLES.items():
        yield title, [entry for entry in said if entry.topic is topic]


def laid_out(parts: Iterable[RenderableType], style: Style) -> str:
    """The parts as text of the style's width, with colours where it says so."""
    sink = io.StringIO()
    console = Console(
        file=sink, width=style.width, force_terminal=style.colour, no_color=not style.colour, highlight=False, legacy_windows=False
    )
    console.print(Group(*parts))
    return "\n".join(line.rstrip() for line in sink.getvalue().rstrip("\n").split("\n")) + "\n"
