"""Workbooks: .xlsx and .xls of Excel, .ods of LibreOffice.  Each sheet is a table."""

from __future__ import annotations

from pathlib import Path

from privaudit.delimited.headers import clean
from privaudit.errors import SourceError
from privaudit.model.estate import Column, Place, Skipped, Table, Topic
from privaudit.model.sources import Described, Description, ReadOptions, Source, TargetFile
from privaudit.workbooks.sheets import Sheet, read

_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
_BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""Zip archives, and the containers of old workbooks and locked ones."""
_HIDDEN = "this sheet is hidden in the workbook; it is read as the others are"

_SECOND = (
    "looks like the header of another table below the first: what stands from there on is read as more rows of the first;"
    " put each table on a sheet of its own"
)


def _accepts(file: TargetFile, head: bytes) -> bool:
    """Whether it is called a workbook, and is none of the text files that some programs call so."""
    return file.suffix in _SUFFIXES and head.startswith(_BEGINNINGS)


def _describe(file: TargetFile, _options: ReadOptions, workspace: Path) -> Description:
    """A table for each sheet that holds something.  Raises SourceError where the workbook cannot be read, or holds nothing."""
    try:
        sheets = read(file.path, workspace)
    except SourceError as problem:
        raise SourceError(f"{file.shown} cannot be read: {problem.message}", problem.hint, Place(file.shown)) from None
    except OSError as problem:
        hint = "Check its permissions and the space for temporary files."
        raise SourceError(f"{file.shown} cannot be read: {problem.strerror or 'input/output error'}", hint, Place(file.shown)) from None
    if not sheets:
        raise SourceError(f"{file.shown} is empty", "Export it again, or leave it out.", Place(file.shown))
    tables: list[Described] = []
    skipped: list[Skipped] = []
    unreadable: list[Skipped] = []
    for sheet in sheets:
        name = file.stem if len(sheets) == 1 else f"{file.stem}.{clean(sheet.name)}"
        if sheet.rows is None:
            unreadable.append(Skipped(file.shown, f"the sheet {clean(sheet.name)} is damaged"))
            continue
        second = f"row {sheet.second} {_SECOND}" if sheet.second else ""
        assumed = (_HIDDEN if sheet.hidden else "", sheet.passed_over, second)
        skipped += [Skipped(name, reason, Topic.ASSUMED) for reason in assumed if reason]
        tables.append(Described(_table(file, sheet, name), sheet.rows))
    return Description(tuple(tables), tuple(skipped), tuple(unreadable))


def _table(file: TargetFile, sheet: Sheet, name: str) -> Table:
    columns = tuple(Column(column, place=Place(file.shown, sheet.header)) for column in sheet.columns)
    return Table(file.shown, name, columns, place=Place(file.shown))


SOURCE = Source("workbook (.xlsx, .xls, .ods)", _accepts, _describe)
