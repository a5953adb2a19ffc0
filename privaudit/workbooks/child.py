"""What reads a workbook, in a process of its own that may use so much memory and time and no more.

The library that reads workbooks makes room for each cell between the first and the last one of a sheet, and ends the process where
there is none; a workbook of a few bytes can ask for any number of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetMetadata, SheetVisibleEnum

from privaudit.delimited.dialect import Row
from privaudit.delimited.start import start_of
from privaudit.delimited.written import RowWriter
from privaudit.workbooks.texts import text_of

LOCKED, DAMAGED = "locked", "damaged"
_FIRST = 2_000
"""Rows that tell where the header is."""


def main(asked: dict[str, Any]) -> None:
    """Reads the workbook that is `asked` for, and says on standard output what it found."""
    _bound(asked["memory"], asked["seconds"])
    json.dump(_read(Path(asked["workbook"]), Path(asked["workspace"])), sys.stdout)


def _bound(memory: int, seconds: int) -> None:
    """Takes no more than so many bytes and so long, where the system lets one say so."""
    try:
        import resource  # noqa: PLC0415 not everywhere
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        own = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (own, hard))


def _read(path: Path, workspace: Path) -> dict[str, Any]:
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            kinds = [one for one in workbook.sheets_metadata if str(one.typ).endswith(("WorkSheet", "Vba"))]
            return {"sheets": [found for one in kinds if (found := _sheet(workbook, one, workspace))]}
    except PasswordError:
        return {"problem": LOCKED}
    except (CalamineError, ValueError, OSError):
        return {"problem": DAMAGED}


def _sheet(workbook: CalamineWorkbook, kind: SheetMetadata, workspace: Path) -> dict[str, Any] | None:
    """A sheet by its parts; None where it is empty."""
    told = {"name": kind.name, "hidden": kind.visible != SheetVisibleEnum.Visible}
    try:
        sheet = workbook.get_sheet_by_name(kind.name)
    except (CalamineError, ValueError):
        return told | {"problem": DAMAGED}
    if not sheet.height or not sheet.width:
        return None
    rows = _rows(sheet)
    first = list(islice(rows, _FIRST))
    if not first:
        return None
    start = start_of(first, sheet.width, 0, whole=len(first) < _FIRST)
    with RowWriter(workspace) as writer:
        for row in chain(first, rows):
            if row.line > start.skip:
                writer.add(row.cells[: len(start.names)], row.line)
    rejected = [(one.line, one.reason) for one in writer.rejected]
    found = {"columns": start.names, "header": start.line, "path": str(writer.path), "rows": writer.rows, "rejected": rejected}
    return told | found


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    """The rows that hold anything, each with its number in the sheet."""
    for line, cells in enumerate(sheet.iter_rows(), 1):
        texts = tuple(map(text_of, cells))
        if any(map(str.strip, texts)):
            yield Row(line, line, texts)
