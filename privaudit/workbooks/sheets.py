"""The sheets of a workbook as written rows."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from privaudit.delimited.written import Written, of_file
from privaudit.errors import SourceError
from privaudit.model.estate import Rejected

MEMORY = 2_000_000_000
"""Bytes that reading a workbook may take: fifteen million cells, about."""
SECONDS = 900
"""Of computing."""
_START = """
import json, sys
asked = json.load(sys.stdin)
sys.path[:] = asked["path"]
from privaudit.workbooks.child import main
main(asked)
"""
_EXPORT = "Export its sheets as CSV, and name these."
_SAVE = "Open it in a spreadsheet program and save it as .xlsx or .ods, without a password."


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


def read(path: Path, workspace: Path, memory: int = MEMORY, seconds: int = SECONDS) -> tuple[Sheet, ...]:
    """The sheets, without the empty ones; their rows are private files of the workspace.

    Raises SourceError for what is no workbook of a known kind, for a locked or damaged one, and for one that asks for too much.
    """
    asked = {"path": sys.path, "workbook": str(path), "workspace": str(workspace), "memory": memory, "seconds": seconds}
    done = subprocess.run(  # noqa: S603 it runs ourselves
        [sys.executable, "-c", _START], input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise _ended(done.returncode, done.stderr)
    found = json.loads(done.stdout)
    match found.get("problem"):
        case None:
            return tuple(map(_sheet, found["sheets"]))
        case "locked":
            raise SourceError("it is locked with a password", _SAVE)
        case _:
            raise SourceError("it is a damaged workbook, or none", _SAVE)


def _ended(code: int, said: str) -> SourceError:
    """Why the process ended in the middle: its own words are never shown, they may quote cells."""
    if code == -getattr(signal, "SIGXCPU", signal.SIGTERM):
        return SourceError("it takes too long to read", _EXPORT)
    if code == -signal.SIGABRT or code == -getattr(signal, "SIGKILL", signal.SIGTERM) or "MemoryError" in said:
        return SourceError("it takes too much memory to read", _EXPORT)
    return SourceError("it is a damaged workbook, or none", _SAVE)


def _sheet(told: dict[str, Any]) -> Sheet:
    if "problem" in told:
        return Sheet(told["name"], told["hidden"])
    columns = tuple(told["columns"])
    rejected = [Rejected(line, reason) for line, reason in told["rejected"]]
    return Sheet(told["name"], told["hidden"], columns, told["header"], of_file(Path(told["path"]), columns, told["rows"], rejected))
