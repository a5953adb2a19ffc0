"""The sheets of a workbook: .ods of LibreOffice and OpenOffice, .xlsx of Excel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

from privaudit.errors import UsageError
from privaudit.register_formats._sheets import Sheet
from privaudit.register_formats._workbook_limits import LARGEST, check_size, damaged

ARCHIVE = b"PK"
_OLD = b"\xd0\xcf\x11\xe0"
"""How workbooks of Excel before 2007 begin, and those that are locked with a password."""
SUFFIXES = (".ods", ".xlsx", ".xlsm", ".xls", ".xlsb", ".fods")
_EXCEL, _OPEN = "xl/workbook.xml", "content.xml"

Value = int | float | str | bool | time | date | datetime | timedelta | None


def is_workbook(content: bytes, shown: str) -> bool:
    """Whether a file is a workbook, by how it begins, or is called one."""
    return content.startswith((ARCHIVE, _OLD)) or shown.lower().endswith(SUFFIXES)


def sheets_of(content: bytes, shown: str) -> tuple[Sheet, ...]:
    """The sheets with all their cells as texts.

    Raises UsageError for what is no workbook of a known kind, for a locked or damaged one, and for one that is larger than a register is.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 seldom needed

    _check(content, shown)
    check_size(content, shown)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            names = [one.name for one in workbook.sheets_metadata if str(one.typ).endswith(("WorkSheet", "Vba"))]
            return tuple(Sheet(name, tuple(_rows(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)))) for name in names)
    except (CalamineError, ValueError, OSError):
        raise damaged(shown) from None


def _check(content: bytes, shown: str) -> None:
    if content.startswith(_OLD):
        says = "is a workbook of an old kind, or locked with a password"
        raise UsageError(f"{shown} {says}", "Save it as .ods or .xlsx, without a password.")
    if not content.startswith(ARCHIVE):
        says = "is called a workbook, and is none"
        raise UsageError(f"{shown} {says}", "Save it as .ods or .xlsx in a spreadsheet program, or give it the ending of what it is.")
    if len(content) > LARGEST:
        raise UsageError(f"{shown} is larger than {LARGEST // 1_000_000} MB", "Is it the right file?")


def _rows(rows: Sequence[Sequence[Value]]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        yield tuple(map(_text, row))


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case _:
            return str(value).strip()
