"""SQL text: schema files, migrations and whole dumps, in any dialect."""

from __future__ import annotations

import codecs
import mmap
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj

from privaudit.errors import SourceError, UsageError
from privaudit.model.estate import Place, Skipped
from privaudit.model.sources import Described, Description, ReadOptions, Source, TargetFile
from privaudit.sql import dialects, schema
from privaudit.sql.recognition import encoding_of, is_binary, looks_like_sql, text_of
from privaudit.sql.schema import Schema
from privaudit.sql.statements import Buffer

_NAMES = frozenset({".ddl", ".mysql", ".pgsql", ".psql", ".sql", ".tsql"})
_WITH_ROWS = "its rows (INSERT, COPY) are not read, only its tables: export them as CSV to have the values looked at"
_NAMES_OF_ANYTHING = frozenset({"", ".bak", ".dmp", ".dump", ".out", ".text", ".txt"})
_HEAD = 65536
_SEEN_FOR_DIALECT = 1 << 16
_ASCII_BELOW_128 = re.compile(r"ascii|utf-8|latin-1|iso8859-\d+|cp125\d|cp437|cp85\d|mac-roman|koi8-[ru]")


def _accepts(file: TargetFile, head: bytes) -> bool:
    """Whether the file is SQL by its name, or by a name that says nothing and text that plainly creates tables."""
    suffix = "" if file.shown == "-" else Path(file.shown).suffix.lower()
    if suffix in _NAMES:
        return not is_binary(head)
    return suffix in _NAMES_OF_ANYTHING and looks_like_sql(head)


def _describe(file: TargetFile, options: ReadOptions, workspace: Path) -> Description:
    """The tables that are there once all statements of the file have run, and what of them was not recovered.

    Raises SourceError where the file is empty, cannot be opened or makes no table, UsageError for an unknown dialect or encoding.
    """
    dialect = None if options.dialect is None else dialects.named(options.dialect)
    encoding = None if options.encoding is None else _known_encoding(options.encoding)
    with _opened(file, encoding, workspace) as (data, encoding):
        sample = text_of(data[:_SEEN_FOR_DIALECT], encoding)
        if not sample.strip():
            raise SourceError(f"{file.shown} is empty", "name a file with CREATE TABLE statements", Place(file.shown))
        found = schema.read(data, file.shown, dialects.detect(sample) if dialect is None else dialect, _decoder(encoding))
    if not found.tables and not found.skipped:
        raise _without_tables(file, found)
    rows = (Skipped(file.shown, _WITH_ROWS),) if found.tables and found.has_rows else ()
    return Description(tuple(Described(table) for table in found.tables), found.skipped + found.strange + rows)


def _without_tables(file: TargetFile, found: Schema) -> SourceError:
    message = f"no table is left in {file.shown}: all are dropped again" if found.creates else f"no table found in {file.shown}"
    if found.strange:
        message += f"; {found.strange[0].what}: {found.strange[0].reason}"
    hint = "dump the schema too (mysqldump --no-data, pg_dump --schema-only, sqlite3 .schema)"
    return SourceError(message, hint, Place(file.shown))


def _known_encoding(name: str) -> str:
    """The encoding by the name that Python gives it.  Raises UsageError for one that it does not know, or that is not of text."""
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except (LookupError, ValueError):
        raise UsageError(f"unknown encoding: {name}", "name one that Python knows: utf-8, utf-16, cp1252, latin-1") from None
    return found.name


def _decoder(encoding: str | None) -> Callable[[bytes], str]:
    return lambda data: text_of(data, encoding)


@contextmanager
def _opened(file: TargetFile, encoding: str | None, workspace: Path) -> Iterator[tuple[Buffer, str | None]]:
    """The file's bytes without reading them all, and the encoding that they are in now; None if each statement is to tell its own.

    What writes ASCII in other bytes than ASCII is rewritten as UTF-8 into the workspace.  Raises SourceError if it cannot be opened.
    """
    try:
        with file.path.open("rb") as opened:
            encoding = encoding or encoding_of(opened.read(_HEAD))
        path = file.path
        if encoding is not None and not _ASCII_BELOW_128.fullmatch(encoding.removesuffix("-sig")):
            path, encoding = _rewritten(file.path, encoding, workspace), "utf-8"
        with path.open("rb") as opened:
            if opened.seek(0, 2) == 0:
                yield b"", encoding
                return
            with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
                yield data, encoding
    except OSError as error:
        message = f"{file.shown} cannot be read: {error.strerror or 'input/output error'}"
        raise SourceError(message, "check that it exists and that you may read it", Place(file.shown)) from None


def _rewritten(path: Path, encoding: str, workspace: Path) -> Path:
    target = workspace / f"{path.stem}.utf-8.sql"
    with path.open(encoding=encoding, errors="replace", newline="") as old, target.open("w", encoding="utf-8", newline="") as new:
        copyfileobj(old, new)
    return target


SOURCE = Source("SQL schema", _accepts, _describe)
