"""What the local engine knows of a delimited file that it reads."""

from __future__ import annotations

from dataclasses import dataclass

from privaudit.delimited import view as views
from privaudit.model.estate import Rejected, Table
from privaudit.model.sources import Delimited

_MEMORY = 700
"""Megabytes that the engine may set aside."""
_WIDE = 1_000
"""Columns of a table up to which that is enough."""
_A_COLUMN = 160
"""Kilobytes that each column of a wider one needs: rows are read 2,048 at once, whether there are so many or not."""


def memory_for(columns: int) -> int:
    """Megabytes that the engine may set aside while the widest table has so many columns; where it has few rows, hardly used."""
    return _MEMORY + (columns * _A_COLUMN // 1_000 if columns > _WIDE else 0)


@dataclass(slots=True)
class Loaded:
    """One table, and how it is read by now."""

    name: str
    table: Table
    original: Delimited
    reading: views.Reading
    size: int
    """Bytes of the file."""
    settled: bool = False
    """Whether a full pass has shown that it is read rightly."""
    line_by_line: bool = False
    """Whether each line behind those skipped is a record, read or rejected."""
    recoded: bool = False
    rejected: tuple[Rejected, ...] = ()

    @property
    def width(self) -> int:
        return len(self.reading.columns)
