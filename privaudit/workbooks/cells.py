"""All cells of a small workbook, from the first one of each sheet on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from privaudit.workbooks.apart import ask

_MEMORY, _SECONDS = 1_000_000_000, 120


@dataclass(frozen=True, slots=True)
class Cells:
    """A sheet."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    """Each cell as a text; an empty one is empty."""


def read(path: Path, cells: int, characters: int) -> tuple[Cells, ...]:
    """The sheets, which together have no more than so many cells and characters.

    Raises SourceError for what is no workbook of a known kind, for a locked or damaged one, and for a larger one.
    """
    told = ask(path, {"cells": cells, "characters": characters}, _MEMORY, _SECONDS)
    return tuple(Cells(sheet["name"], tuple(map(tuple, sheet["rows"]))) for sheet in told)
