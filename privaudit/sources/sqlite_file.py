"""Database files of SQLite, by their path.  Every row is looked at, as of any file; `sqlite:///path` asks the file where it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import quote

from privaudit.delimited.written import RowWriter, Written
from privaudit.errors import SourceError
from privaudit.model.estate import Place
from privaudit.model.sources import Deferred, Described, Description, ReadOptions, ServerTable, Source, TargetFile

_MARK = b"SQLite format 3\0"
_EXACT = 2**53
_BATCH = 10_000
_BINARY = "(binary)"
"""What stands for bytes that are no text."""
_HINT = "Close what writes to it, check it with `sqlite3 FILE 'PRAGMA integrity_check'`, or export its tables as CSV."
_Value = int | float | str | bytes | None


def _accepts(_file: TargetFile, head: bytes) -> bool:
    return head.startswith(_MARK)


def _describe(file: TargetFile, _options: ReadOptions, workspace: Path) -> Description:
    """Its tables and views as the file declares them.  Raises SourceError where it cannot be opened, or holds nothing."""
    from privaudit.engines.database import DatabaseEngine  # noqa: PLC0415 other files are read without SQLAlchemy

    database = DatabaseEngine("sqlite:///" + _plain(file.path, workspace), "file")
    try:
        found = database.describe(lambda _: True)
    except SourceError:
        raise SourceError(f"{file.shown} cannot be read: it is damaged, or in use", _HINT, Place(file.shown)) from None
    finally:
        database.close()
    if not found.tables and not found.skipped:
        raise SourceError(f"{file.shown} holds no table", "Export it again, or leave it out.", Place(file.shown))
    return replace(found, tables=tuple(_described(file, entry, workspace) for entry in found.tables))


def _plain(path: Path, workspace: Path) -> str:
    """The path as a URL can hold it."""
    named = str(path.absolute())
    if not set(named) & set("?#%"):
        return named
    link = workspace / f"sqlite-{abs(hash(named)):x}.db"
    if not link.is_symlink():
        link.symlink_to(named)
    return str(link)


def _described(file: TargetFile, entry: Described, workspace: Path) -> Described:
    name = entry.rows.name if isinstance(entry.rows, ServerTable) else entry.table.name
    place = Place(file.shown)
    columns = tuple(replace(column, place=place) for column in entry.table.columns)
    table = replace(entry.table, source=file.shown, columns=columns, place=place, dialect="sqlite")
    return Described(table, Deferred(partial(_written, file, name, tuple(column.name for column in columns), workspace)))


def _written(file: TargetFile, name: str, columns: tuple[str, ...], workspace: Path) -> Written:
    """The rows of a table, in the order in which the file has them."""
    from sqlglot import exp  # noqa: PLC0415 other files are told apart without it

    cells = [exp.column(exp.to_identifier(column, quoted=True)) for column in columns]
    question = exp.select(*cells).from_(exp.Table(this=exp.to_identifier(name, quoted=True))).sql("sqlite")
    try:
        with RowWriter(workspace) as writer:
            for number, row in enumerate(_rows(file.path, question), 1):
                writer.add([_text_of(value) for value in row], number)
    except sqlite3.Error:
        raise SourceError(f"{file.shown}: the rows of {name} cannot be read: the file is damaged, or in use", _HINT) from None
    return writer.written(columns)


def _rows(path: Path, question: str) -> Iterator[tuple[_Value, ...]]:
    with closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as connection:
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        cursor = connection.execute(question)
        while batch := cursor.fetchmany(_BATCH):
            yield from batch


def _text_of(value: _Value) -> str | None:
    """A value as the text that an export as CSV has."""
    match value:
        case None | str():
            return value
        case bytes():
            try:
                return value.decode()
            except UnicodeDecodeError:
                return _BINARY
        case float():
            return str(int(value)) if value.is_integer() and abs(value) <= _EXACT else repr(value)
        case _:
            return str(value)


SOURCE = Source("SQLite file", _accepts, _describe)
