"""Parquet files: each is a table, or a part of one that lies in a folder of its own."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from privaudit.delimited.headers import clean
from privaudit.errors import SourceError
from privaudit.model.estate import Column, Place, Skipped, Table
from privaudit.model.sources import Described, Description, Native, ReadOptions, Source, TargetFile

if TYPE_CHECKING:
    from privaudit.engines._native_catalogue import NativeColumn

_MARK = b"PAR1"
_SUFFIXES = frozenset({".parquet", ".pq"})
_PART = re.compile(r"(?:part|data)?[-_]?\d{3,}.*", re.IGNORECASE)
"""What the parts of a table are called that several machines write at once."""


def _accepts(file: TargetFile, head: bytes) -> bool:
    return head.startswith(_MARK) or file.suffix in _SUFFIXES


def _describe(file: TargetFile, _options: ReadOptions, _workspace: Path) -> Description:
    """One table, with the types that the file tells.  Raises SourceError where it is no Parquet, or damaged."""
    return Description((_described([file], _columns(file)),))


def _describe_all(files: Sequence[TargetFile], _options: ReadOptions, _workspace: Path) -> list[tuple[TargetFile, Description]]:
    """The tables of all files; parts of one folder that have the same columns are one table, in the place of the first."""
    found: list[tuple[TargetFile, Description]] = []
    together: dict[Hashable, list[TargetFile]] = {}
    columns: dict[Hashable, tuple[NativeColumn, ...]] = {}
    for file in files:
        try:
            own = _columns(file)
        except SourceError as problem:
            found.append((file, Description((), unreadable=(Skipped(file.shown, problem.told_of(file.shown)),))))
            continue
        key: Hashable = (PurePath(file.shown).parent, own) if _is_part(file) else file.shown
        together.setdefault(key, []).append(file)
        columns[key] = own
    found += [(parts[0], Description((_described(parts, columns[key]),))) for key, parts in together.items()]
    return found


def _is_part(file: TargetFile) -> bool:
    path = PurePath(file.shown)
    return bool(path.parent.name) and _PART.fullmatch(path.name) is not None


def _columns(file: TargetFile) -> tuple[NativeColumn, ...]:
    from privaudit.engines._native_catalogue import parquet_columns  # noqa: PLC0415 other files are told apart without the engine

    try:
        return parquet_columns(file.path)
    except SourceError as problem:
        raise SourceError(f"{file.shown} cannot be read: {problem.message}", problem.hint, Place(file.shown)) from None


def _described(parts: Sequence[TargetFile], columns: Sequence[NativeColumn]) -> Described:
    source, name = parts[0].shown, parts[0].stem
    if len(parts) > 1:
        folder = PurePath(source).parent
        source, name = folder.as_posix(), clean(folder.name.removesuffix(".parquet"))
    shown = tuple(Column(column.name, column.type, nullable=column.nullable, place=Place(source)) for column in columns)
    rows = Native(
        tuple(part.path for part in parts), None, tuple(column.cell for column in columns), tuple(column.name for column in columns)
    )
    return Described(Table(source, name, shown, place=Place(source)), rows)


SOURCE = Source("Parquet", _accepts, _describe, _describe_all)
