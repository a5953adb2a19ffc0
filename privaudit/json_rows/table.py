"""A file of JSON objects as written rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from privaudit.delimited.written import RowWriter, Written
from privaudit.errors import SourceError
from privaudit.json_rows.columns import Columns
from privaudit.json_rows.records import Record

_FIRST = 1_000
"""Objects that tell the columns before a row is written."""
_MOST_REJECTED = 1_000_000


@dataclass(frozen=True, slots=True)
class JsonTable:
    """The rows, and the columns by name and type."""

    columns: tuple[tuple[str, str], ...]
    rows: Written


def read(records: Callable[[], Iterator[Record]], workspace: Path) -> JsonTable:
    """The table that the records make.  It reads them twice where a key first comes late.

    Raises SourceError where none is an object, or where they have too many different keys.
    """
    columns = Columns()
    while True:
        every = records()
        first = list(islice(every, _FIRST))
        for record in first:
            if record.content is not None:
                columns.row_of(record.content)
        known = columns.size
        kept, described = columns.described()
        names = [name for name, _ in described]
        writer = _write(chain(first, every), columns, [columns.paths[path] for path in kept], workspace)
        if columns.size == known:
            break
        writer.path.unlink()
    if not writer.rows:
        raise SourceError("it holds no object that can be read", "Each row is to be an object: {...}.")
    return JsonTable(tuple(columns.described()[1]), writer.written(names))


def _write(records: Iterator[Record], columns: Columns, places: Sequence[int], workspace: Path) -> RowWriter:
    known = columns.size
    with RowWriter(workspace) as writer:
        for record in records:
            if record.content is None:
                writer.reject(record.line, record.problem)
                if len(writer.rejected) > _MOST_REJECTED:
                    raise SourceError(f"more than {_MOST_REJECTED:,} rows cannot be read", "Is it the right file?")
                continue
            cells = columns.row_of(record.content)
            if columns.size == known:
                writer.add([cells[place] for place in places], record.line)
    return writer
