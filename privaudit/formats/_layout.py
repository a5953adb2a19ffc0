"""What the reports for people have in common."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType

from privaudit.model.report import Style
from privaudit.model.verdicts import Verdict

VERDICT_STYLE = {Verdict.PROVEN: "bold red", Verdict.INDICATION: "yellow", Verdict.UNDETERMINED: "cyan", Verdict.NONE: "dim"}


def laid_out(parts: Iterable[RenderableType], style: Style) -> str:
    """The parts as text of the style's width, with colours where it says so."""
    sink = io.StringIO()
    console = Console(
        file=sink, width=style.width, force_terminal=style.colour, no_color=not style.colour, highlight=False, legacy_windows=False
    )
    console.print(Group(*parts))
    return "\n".join(line.rstrip() for line in sink.getvalue().rstrip("\n").split("\n")) + "\n"
