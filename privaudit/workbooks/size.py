"""What a workbook holds unpacked, as its own directory has it, before anything of it is read."""

from __future__ import annotations

import zipfile
from pathlib import Path

from privaudit.errors import SourceError
from privaudit.packed.limits import Limits

EXPORT = "Export its sheets as CSV, and name these."
_SECONDS = 20
"""Of computing, that any workbook may take."""
_BYTES_A_SECOND = 2_000_000
"""Unpacked; a sheet of short cells is read ten times as fast."""


def seconds_for(path: Path) -> int:
    """How long reading a workbook may take: sheets can name the same part again and again, or make few bytes millions of cells.

    Raises SourceError for one that holds more than it can hold in earnest.
    """
    packed = path.stat().st_size
    limits = Limits()
    unpacked = _unpacked(path)
    if unpacked > limits.freely and unpacked > limits.ratio * packed:
        raise SourceError(f"it holds more than {limits.ratio} times its own size, as files do that are made to fill memory", EXPORT)
    return _SECONDS + max(packed, unpacked) // _BYTES_A_SECOND


def _unpacked(path: Path) -> int:
    """Bytes; 0 for an old workbook, which is no archive, and for a damaged one."""
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return 0
