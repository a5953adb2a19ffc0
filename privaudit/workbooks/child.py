"""What reads a workbook, in a process of its own that may use so much memory and time and no more.

The library that reads workbooks makes room for each cell between the first and the last one of a sheet, and ends the process where
there is none; a workbook of a few bytes can ask for any number of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetMetadata, SheetVisibleEnum

from privaudit.delimited.dialect import Row
from privaudit.delimited.start import start_of
from privaudit.delimited.written import RowWriter
from privaudit.workbooks.second_headers import SecondHeaders
from privaudit.workbooks.texts import text_of

LOCKED, DAMAGED, LARGE = "locked", "damaged", "large"
_FIRST = 2_000
"""Rows that tell where the header is."""


def main(asked: dict[str, Any]) -> None:
    """Reads the workbook that is `asked` for, and says on standard output what it found."""
    _bound(asked["memory"], asked["seconds"])
    json.dump(_read(Path(asked["workbook"]), asked["task"]), sys.stdout)


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


def _read(path: Path, task: dict[str, Any]) -> dict[str, Any]:
    """Of each sheet its rows, written into a workspace, or all its cells if they are no more than `cells` and `characters`."""
    try:
        with _opened(path) as workbook:
            kinds = [one for one in workbook.sheets_metadata if str(one.typ).endswith(("WorkSheet", "Vba"))]
            if "workspace" not in task:
                return _all_cells(workbook, kinds, task["cells"], task["characters"])
            return {"sheets": [found for one in kinds if (found := _sheet(workbook, one, Path(task["workspace"])))]}
    except PasswordError:
        return {"problem": LOCKED}
    except (CalamineError, ValueError, OSError):
        return {"problem": DAMAGED}


def _opened(path: Path) -> CalamineWorkbook:
    """By the ending of its name, which alone lets the library tell that one is locked; or by its content, if it is of another kind."""
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError:
        raise
    except CalamineError:
        return CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))


def _all_cells(workbook: CalamineWorkbook, kinds: Sequence[SheetMetadata], cells: int, characters: int) -> dict[str, Any]:
    found = []
    for kind in kinds:
        sheet = workbook.get_sheet_by_name(kind.name)
        height, width = sheet.total_height, sheet.total_width
        cells -= height * width
        if cells < 0:
            return {"problem": LARGE}
        rows = [list(map(text_of, row)) for row in sheet.to_python(skip_empty_area=False)]
        characters -= sum(len(text) for row in rows for text in row)
        if characters < 0:
            return {"problem": LARGE}
        found.append({"name": kind.name, "rows": rows})
    return {"sheets": found}


def _sheet(workbook: CalamineWorkbook, kind: SheetMetadata, workspace: Path) -> dict[str, Any] | None:
    """A sheet by its parts; None where it is empty."""
    told: dict[str, Any] = {"name": kind.name, "hidden": kind.visible != SheetVisibleEnum.Visible}
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
    second = SecondHeaders(next((row.cells for row in first if row.line == start.line), ()))
    with RowWriter(workspace) as writer:
        for row in chain(first, rows):
            if row.line > start.skip:
                writer.add(row.cells[: len(start.names)], row.line)
                second.see(row)
    rejected = [(one.line, one.reason) for one in writer.rejected]
    told |= {"columns": start.names, "header": start.line, "passed_over": start.passed_over, "second": second.first}
    return told | {"path": str(writer.path), "rows": writer.rows, "rejected": rejected}


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    """The rows that hold anything, each with its number in the sheet."""
    for line, cells in enumerate(sheet.iter_rows(), 1):
        texts = tuple(map(text_of, cells))
        if any(map(str.strip, texts)):
            yield Row(line, line, texts)
