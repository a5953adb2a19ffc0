"""Database files of DuckDB, opened to be read alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from privaudit.errors import SourceError
from privaudit.model.estate import Column, ForeignKey, Place, Reference, Skipped, Table
from privaudit.model.sources import Described, Description, Native, ReadOptions, Source, TargetFile

if TYPE_CHECKING:
    from privaudit.engines._native_catalogue import NativeKey, NativeTable

_MARK, _MARKED_AT = b"DUCK", 8
_DEFAULT = "main"


def _accepts(_file: TargetFile, head: bytes) -> bool:
    return head[_MARKED_AT : _MARKED_AT + len(_MARK)] == _MARK


def _describe(file: TargetFile, _options: ReadOptions, _workspace: Path) -> Description:
    """Its tables; views are named, for a view may read any other file.  Raises SourceError where it cannot be opened, or is empty."""
    from privaudit.engines._native_catalogue import database_tables  # noqa: PLC0415 other files are told apart without the engine

    try:
        tables, views = database_tables(file.path)
    except SourceError as problem:
        raise SourceError(f"{file.shown} cannot be read: {problem.message}", problem.hint, Place(file.shown)) from None
    if not tables:
        raise SourceError(f"{file.shown} holds no table", "Export it again, or leave it out.", Place(file.shown))
    said = f"its {views:,} views are not read, only its tables" if views > 1 else "its view is not read, only its tables"
    return Description(tuple(_described(file, table) for table in tables), (Skipped(file.shown, said),) if views else ())


def _described(file: TargetFile, found: NativeTable) -> Described:
    place = Place(file.shown)
    columns = tuple(Column(one.name, one.type, one.comment, one.nullable, place) for one in found.columns)
    table = Table(
        source=file.shown,
        name=_name(found.schema, found.name),
        columns=columns,
        primary_key=next((key.columns for key in found.keys if not key.table), ()),
        foreign_keys=tuple(_foreign(found.schema, found.keys)),
        comment=found.comment,
        place=place,
        dialect="duckdb",
    )
    cells = tuple(column.cell for column in found.columns)
    return Described(table, Native((file.path,), (found.schema, found.name), cells, tuple(column.name for column in columns)))


def _foreign(schema: str, keys: Sequence[NativeKey]) -> list[ForeignKey]:
    return [ForeignKey(key.columns, Reference(_name(schema, key.table), key.target)) for key in keys if key.table]


def _name(schema: str, table: str) -> str:
    return table if schema == _DEFAULT else f"{schema}.{table}"


SOURCE = Source("DuckDB file", _accepts, _describe)
