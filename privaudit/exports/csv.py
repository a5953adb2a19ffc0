"""Each table as CSV for spreadsheets: UTF-8, commas, and cells that a spreadsheet would run as a formula made text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from privaudit.exports._values import text
from privaudit.model.export import Package, PackagedFile, PortableFormat

GUARD = "'"
"""What stands before a cell that a spreadsheet would take for a formula."""
GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With what such a cell begins; the last four are the wide forms of the first."""
_NUMBER = re.compile(r"[+-]?[0-9][0-9 .,()/-]*")
"""Amounts and phone numbers: nothing in them can be run."""


def guarded(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would run it."""
    return GUARD + cell if cell.lstrip(" ").startswith(GUARDED) and not _NUMBER.fullmatch(cell) else cell


def _write(package: Package) -> Iterator[PackagedFile]:
    for table in package.tables:
        told = io.StringIO(newline="")
        writer = csv.writer(told, lineterminator="\r\n")
        lines = [[column.name for column in table.columns], *([text(cell) for cell in row] for row in table.rows)]
        number = 0
        for line in lines:
            safe = [guarded(cell) for cell in line]
            number += sum(one != other for one, other in zip(line, safe, strict=True))
            writer.writerow(safe)
        yield PackagedFile(f"data/{table.stem}.csv", told.getvalue().encode("utf-8", "surrogatepass"), len(table.rows), number)


EXPORT = PortableFormat("each table as CSV", _write)
