"""What the local engine knows of a delimited file that it reads."""

from __future__ import annotations

from dataclasses import dataclass

from privaudit.delimited import view as views
from privaudit.model.estate import Rejected, Table
from privaudit.model.sources import Delimited


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
