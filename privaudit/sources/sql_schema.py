"""SQL text: schema files, migrations and whole dumps, in any dialect."""

from __future__ import annotations

import codecs
import mmap
import re
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from shutil import copyfileobj

from privaudit.errors import SourceError, UsageError
from privaudit.model.estate import Place, Skipped
from privaudit.model.sources import Described, Description, ReadOptions, Source, TargetFile
from privaudit.sources._sql_rows import DumpRows, rows_of, rows_of_series
from privaudit.sources._sql_views import said_of_views
from privaudit.sql import dialects, migrations, schema
from privaudit.sql.recognition import encoding_of, is_binary, looks_like_sql, text_of
from privaudit.sql.schema import Schema, Script
from privaudit.sql.statements import Buffer

_NAMES = frozenset({".ddl", ".mysql", ".pgsql", ".psql", ".sql", ".tsql"})
_NAMES_OF_ANYTHING = frozenset({"", ".bak", ".dmp", ".dump", ".out", ".text", ".txt"})
_HEAD = 65536
_SEEN_FOR_DIALECT = 1 << 16
_SEEN_OF_EACH = 1 << 11
_NO_TABLE = "it says nothing of a table"
_NAMED = 10
"""Tables that a message names."""
_ASCII_BELOW_128 = re.compile(r"ascii|utf-8|latin-1|iso8859-\d+|cp125\d|cp437|cp85\d|mac-roman|koi8-[ru]")


def _accepts(file: TargetFile, head: bytes) -> bool:
    """Whether the file is SQL by its name, or by a name that says nothing and text that plainly creates tables."""
    if file.suffix in _NAMES:
        return not is_binary(head)
    return file.suffix in _NAMES_OF_ANYTHING and looks_like_sql(head)


def _describe(file: TargetFile, options: ReadOptions, workspace: Path) -> Description:
    """The tables that are there once all statements of the file have run, and what of them was not recovered.

    Raises SourceError where the file is empty, cannot be opened or makes no table, UsageError for an unknown dialect or encoding.
    """
    script = _script(file, options, workspace)
    (found,) = schema.schemas([[script]])
    rows = _rows_of([file], [script], [found], options, workspace)
    if not found.tables and not found.skipped and not rows.tables:
        raise _without_tables(file.shown, found)
    return _described(found, [found], rows)


def _describe_all(files: Sequence[TargetFile], options: ReadOptions, workspace: Path) -> list[tuple[TargetFile, Description]]:
    """The tables of all files: those of numbered migrations as they are once all have run, those of other files each for itself."""
    by_path = {file.path: file for file in files}
    found: list[tuple[TargetFile, Description]] = []
    for folder in migrations.series_of([file.path for file in files]):
        found += _of_folder([[by_path[path] for path in one.files] for one in folder], options, workspace)
        for one in folder:
            if one.way_back:
                file = by_path[one.way_back[0]]
                more = f"it and {len(one.way_back) - 1:,} more take" if len(one.way_back) > 1 else "it takes"
                found.append((file, Description((), (Skipped(file.shown, f"{more} migrations back, which is not done"),))))
    return found


def _of_folder(folder: Sequence[Sequence[TargetFile]], options: ReadOptions, workspace: Path) -> Iterator[tuple[TargetFile, Description]]:
    """The tables of the series of one folder, each in the place of its first file."""
    read: list[tuple[list[TargetFile], list[Script]]] = []
    for files in folder:
        dialect = _common_dialect(files, options, workspace) if len(files) > 1 and options.dialect is None else None
        scripts: list[Script] = []
        there: list[TargetFile] = []
        for file in files:
            try:
                scripts.append(_script(file, options, workspace, dialect))
                there.append(file)
            except SourceError as problem:
                yield file, Description((), unreadable=(Skipped(file.shown, problem.told_of(file.shown)),))
        if scripts:
            read.append((there, scripts))
    schemas = schema.schemas([scripts for _, scripts in read])
    alone = sum(len(files) for files in folder) == 1
    for (several, scripts), found in zip(read, schemas, strict=True):
        file = several[0]
        beside = [found, *(other for other in schemas if other is not found)]
        rows = _rows_of(several, scripts, beside, options, workspace)
        if found.tables or found.skipped or rows.tables:
            yield file, _described(found, beside, rows)
        elif alone or not any(other.tables for other in schemas):
            yield file, Description((), unreadable=(Skipped(file.shown, _without_tables(scripts[0].path, found).told),))
        else:
            yield file, _described(found, beside, rows, nothing=file.shown)
    yield from _said_twice(read, schemas)


def _script(file: TargetFile, options: ReadOptions, workspace: Path, dialect: str | None = None) -> Script:
    """What a file says; in the dialect that the user names, else in the one given, else in its own.

    Raises SourceError where it is empty or cannot be opened, UsageError for an unknown dialect or encoding.
    """
    dialect = dialect if options.dialect is None else dialects.named(options.dialect)
    encoding = None if options.encoding is None else _known_encoding(options.encoding)
    with _opened(file, encoding, workspace) as (data, encoding):
        sample = text_of(data[:_SEEN_FOR_DIALECT], encoding)
        if not sample.strip():
            raise SourceError(f"{file.shown} is empty", "name a file with CREATE TABLE statements", Place(file.shown))
        return schema.script(data, file.shown, dialects.detect(sample) if dialect is None else dialect, _decoder(encoding))


def _common_dialect(files: Sequence[TargetFile], options: ReadOptions, workspace: Path) -> str:
    """The one dialect of files that run on the same database."""
    encoding = None if options.encoding is None else _known_encoding(options.encoding)
    share = max(_SEEN_OF_EACH, _SEEN_FOR_DIALECT // len(files))
    samples = []
    for file in files:
        with suppress(SourceError), _opened(file, encoding, workspace) as (data, found):
            samples.append(text_of(data[:share], found))
    return dialects.detect("\n".join(samples))


def _rows_of(
    files: Sequence[TargetFile], scripts: Sequence[Script], schemas: Sequence[Schema], options: ReadOptions, workspace: Path
) -> DumpRows:
    """The rows that stand in files that run one after the other; `schemas` declare their tables."""
    if not any(script.has_rows for script in scripts):
        return DumpRows(())
    encoding = None if options.encoding is None else _known_encoding(options.encoding)

    def parts() -> Generator[tuple[Buffer, Callable[[bytes], str]]]:
        for file in files:
            with _opened(file, encoding, workspace) as (data, found):
                yield data, _decoder(found)

    if len(scripts) > 1:
        return rows_of_series(parts(), scripts, schemas, workspace)
    with closing(parts()) as alone:
        data, decode = next(alone)
        return rows_of(data, scripts[0], schemas, decode, workspace)


def _described(found: Schema, beside: Sequence[Schema], rows: DumpRows, nothing: str = "") -> Description:
    """The tables, and those with rows once more.

    `nothing`: the file of which there is nothing else to say.
    """
    none = (Skipped(nothing, _NO_TABLE),) if nothing and found.silent and not rows.skipped else ()
    shown = said_of_views(found, beside)
    tables = (*(Described(table) for table in found.tables), *rows.tables)
    return Description(tables, (*found.skipped, *found.strange, *rows.skipped, *shown, *none))


def _said_twice(
    read: Sequence[tuple[list[TargetFile], list[Script]]], schemas: Sequence[Schema]
) -> Iterator[tuple[TargetFile, Description]]:
    """Which tables of a file another one of its folder has too, where no order tells which of the two is meant."""
    first: dict[str, str] = {}
    for ((file, *_), _), found in zip(read, schemas, strict=True):
        twice: dict[str, list[str]] = {}
        for table in found.tables:
            source = first.setdefault(table.name.lower(), table.source)
            if source != table.source:
                twice.setdefault(source, []).append(table.name)
        for source, names in twice.items():
            more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
            reason = f"{source} creates tables of the same names, and each stands as it is there: {', '.join(names[:_NAMED])}{more}"
            yield file, Description((), (Skipped(file.shown, reason),))


def _without_tables(shown: str, found: Schema) -> SourceError:
    message = (
        f"no table is left in {shown}: all are dropped again"
        if found.creates
        else f"no table found in {shown}{', only views' if found.views else ''}"
    )
    if found.strange:
        message += f"; {found.strange[0].what}: {found.strange[0].reason}"
    hint = "dump the schema too (mysqldump --no-data, pg_dump --schema-only, sqlite3 .schema)"
    return SourceError(message, hint, Place(shown))


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


SOURCE = Source("SQL schema", _accepts, _describe, _describe_all)
