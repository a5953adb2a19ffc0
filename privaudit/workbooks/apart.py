"""Reads a workbook in a process of its own, and tells what it found or why it ended."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from privaudit.errors import SourceError
from privaudit.workbooks.size import EXPORT, seconds_for

MEMORY = 2_000_000_000
"""Bytes that reading a workbook may take: fifteen million cells, about."""
SECONDS = 900
"""Of computing, however large it is."""
_START = """
import json, sys
asked = json.load(sys.stdin)
sys.path[:] = asked["path"]
from privaudit.workbooks.child import main
main(asked)
"""
_SAVE = "Open it in a spreadsheet program and save it as .xlsx or .ods, without a password."


def ask(path: Path, task: dict[str, Any], memory: int = MEMORY, seconds: int = SECONDS) -> list[dict[str, Any]]:
    """What `child` tells of each sheet of the workbook for that task.

    Raises SourceError for what is no workbook of a known kind, for a locked or damaged one, and for one that asks for too much.
    """
    asked = {"path": sys.path, "workbook": str(path), "memory": memory, "seconds": min(seconds, seconds_for(path)), "task": task}
    done = subprocess.run(  # noqa: S603 it runs ourselves
        [sys.executable, "-c", _START], input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise _ended(done.returncode, done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    match found.get("problem"):
        case None:
            sheets: list[dict[str, Any]] = found["sheets"]
            return sheets
        case "locked":
            raise SourceError("it is locked with a password", _SAVE)
        case "large":
            raise SourceError("it has too many cells, or too much text", EXPORT)
        case _:
            raise SourceError("it is a damaged workbook, or none", _SAVE)


def _ended(code: int, said: str) -> SourceError:
    """Why the process ended in the middle: its own words are never shown, they may quote cells."""
    if code == -getattr(signal, "SIGXCPU", signal.SIGTERM):
        return SourceError("it takes too long to read", EXPORT)
    if code == -signal.SIGABRT or code == -getattr(signal, "SIGKILL", signal.SIGTERM) or "MemoryError" in said:
        return SourceError("it takes too much memory to read", EXPORT)
    return SourceError("it is a damaged workbook, or none", _SAVE)
