"""The sheets of a workbook as written rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from privaudit.delimited.written import Written, of_file
from privaudit.model.estate import Rejected
from privaudit.workbooks.apart import ask


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that holds something."""

    name: str
    hidden: bool
    columns: tuple[str, ...] = ()
    header: int | None = None
    """The row of the sheet that names the columns; None where none does."""
    rows: Written | None = None
    """None where the sheet is damaged."""
    passed_over: str = ""
    """What above the rows was taken for no header, in a sentence."""
    second: int | None = None
    """The row of the sheet that looks like the header of another table below the first."""


def read(path: Path, workspace: Path) -> tuple[Sheet, ...]:
    """The sheets, without the empty ones; their rows are private files of the workspace.

    Raises SourceError for what is no workbook of a known kind, for a locked or damaged one, and for one that asks for too much.
    """
    return tuple(map(_sheet, ask(path, {"workspace": str(workspace)})))


def _sheet(told: dict[str, Any]) -> Sheet:
    if "problem" in told:
        return Sheet(told["name"], told["hidden"])
    columns = tuple(told["columns"])
    rejected = [Rejected(line, reason) for line, reason in told["rejected"]]
    rows = of_file(Path(told["path"]), columns, told["rows"], rejected)
    return Sheet(told["name"], told["hidden"], columns, told["header"], rows, told["passed_over"], told["second"])
