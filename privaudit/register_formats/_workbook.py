"""The sheets of a workbook in which a register is kept: .ods of LibreOffice and OpenOffice, .xlsx and .xls of Excel."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from privaudit.errors import SourceError, UsageError
from privaudit.register_formats._sheets import Sheet
from privaudit.workbooks import cells

LARGEST = 20_000_000
"""Bytes of a workbook."""
_MOST_CELLS = 500_000
"""Cells of all sheets; three hundred sheets of a register have about 200,000."""
_MOST_TEXT = 20_000_000
"""Characters of all cells."""
_BEGINNINGS = (b"PK", b"\xd0\xcf\x11\xe0")
"""How workbooks begin: archives, and those of Excel before 2007 or locked with a password."""
_SUFFIXES = (".ods", ".xlsx", ".xlsm", ".xls", ".xlsb", ".fods")


def is_workbook(content: bytes, shown: str) -> bool:
    """Whether a file is a workbook, by how it begins, or is called one."""
    return content.startswith(_BEGINNINGS) or shown.lower().endswith(_SUFFIXES)


def sheets_of(content: bytes, shown: str) -> tuple[Sheet, ...]:
    """The sheets with all their cells as texts.

    Raises UsageError for what is no workbook of a known kind, for a locked or damaged one, and for one that is larger than a register is.
    """
    if len(content) > LARGEST:
        raise UsageError(f"{shown} is larger than {LARGEST // 1_000_000} MB", "Is it the right file?")
    with tempfile.TemporaryDirectory(prefix="privaudit-") as folder:
        path = (Path(folder) / "register").with_suffix(PurePath(shown).suffix)
        path.write_bytes(content)
        try:
            found = cells.read(path, _MOST_CELLS, _MOST_TEXT)
        except SourceError as problem:
            raise UsageError(f"{shown} cannot be read: {problem.message}", problem.hint) from None
    return tuple(Sheet(sheet.name, tuple(_rows(sheet.rows))) for sheet in found)


def _rows(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        yield tuple(text.strip() for text in row)
