"""From what the user typed to an estate that an engine can answer questions about."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePath

from privaudit import catalogue, sources
from privaudit.engines.several import Engines
from privaudit.errors import PrivauditError, SourceError, UsageError
from privaudit.estate import assemble
from privaudit.model.estate import DEFAULT_SCHEMAS, Estate, Skipped
from privaudit.model.ownership import fits
from privaudit.model.sources import Described, Description, ReadOptions, Source, TargetFile
from privaudit.other_kinds import why_not_read
from privaudit.packed.streams import is_packed
from privaudit.packed.unpacking import unpacked
from privaudit.paths import is_folder, written
from privaudit.sources import _dbt_project
from privaudit.targets import HEAD, distinct, files_of, head_of, stored_files
from privaudit.urls import masked, path_of

_NAMED = 20
"""Tables that a message names."""
_READ = "It takes delimited text, SQL, workbooks, JSON rows, Parquet, SQLite and DuckDB files, and dbt model files, packed or not."


@cache
def known_sources() -> Mapping[str, Source]:
    """The kinds of input, by id."""
    return catalogue.load(sources, "SOURCE", Source)


def open_estate(  # noqa: PLR0913, PLR0917 what to open, how to read it, and into what
    targets: Sequence[str],
    read: ReadOptions,
    include: Sequence[str],
    exclude: Sequence[str],
    engine: Engines,
    workspace: Path,
    stored: Sequence[str] = (),
) -> Estate:
    """All tables that the targets name, loaded where they have rows, and what could not be read.

    `include` and `exclude` are globs of table names, `stored` globs of files that are listed and not opened.  Raises UsageError for
    an option that makes no sense.
    """
    opened = _Opened()
    targets = list(map(path_of, targets))
    urls = list(dict.fromkeys(filter(engine.describes, targets)))
    targets = [target for target in targets if target not in urls]
    listed = tuple(stored_files(targets, stored))
    shut = {os.path.realpath(path) for _, path in listed}
    files = [file for file in _files(targets, opened, workspace) if os.path.realpath(file.path) not in shut]
    typed = set(map(written, targets))
    kinds = [kind for file in files for kind in _kinds_of(file, opened, workspace, named=file.shown in typed)]
    kinds = list(_but_queries(kinds, targets, opened))
    for description in _descriptions(kinds, read, opened, workspace):
        opened.described += description.tables
        opened.skipped += description.skipped
        opened.unreadable += description.unreadable
    for target in targets:
        if is_folder(Path(target)) and opened.skipped and not any(_lies_in(entry.table.source, target) for entry in opened.described):
            opened.fail(target, SourceError("nothing in this folder can be read", _READ))
    for url in urls:
        _ask_for_tables(url, include, exclude, engine, opened)
    wanted = [entry for entry in opened.described if _wanted(entry.table.name, include, exclude)]
    if opened.described and not wanted:
        names = ", ".join(sorted({entry.table.name for entry in opened.described})[:_NAMED])
        raise UsageError("--include and --exclude leave no table", f"The targets hold {names}.")
    described, said = assemble(wanted)
    tables = []
    for entry in described:
        try:
            tables.append(engine.load(entry))
        except SourceError as problem:
            opened.fail(entry.table.source, problem)
    return Estate(tuple(tables), (*opened.skipped, *said), tuple(opened.unreadable), tuple(file for file, _ in listed))


def _lies_in(source: str, folder: str) -> bool:
    return PurePath(source).is_relative_to(PurePath(folder))


class _Opened:
    """What came out of the targets so far."""

    def __init__(self) -> None:
        self.described: list[Described] = []
        self.skipped: list[Skipped] = []
        self.unreadable: list[Skipped] = []

    def fail(self, what: str, problem: PrivauditError) -> None:
        self.unreadable.append(Skipped(what, problem.told_of(what)))


def _files(targets: Sequence[str], opened: _Opened, workspace: Path) -> list[TargetFile]:
    files: list[TargetFile] = []
    for target in targets:
        for found in files_of(target, workspace):
            match found:
                case TargetFile():
                    files.append(found)
                case Skipped():
                    opened.skipped.append(found)
                case problem:
                    opened.fail(written(target), problem)
    return distinct(files)


def _kinds_of(file: TargetFile, opened: _Opened, workspace: Path, *, named: bool) -> Iterator[tuple[TargetFile, Source]]:
    """The file with the source that reads it, or the files packed in it; what none reads is a failure only where the user named it."""
    try:
        head = head_of(file)
        if is_packed(file, head):
            yield from _packed_in(file, opened, workspace, named=named)
            return
    except PrivauditError as problem:
        opened.fail(file.shown, problem)
        return
    source = _source_of(file, head)
    if source is not None:
        yield file, source
    elif named:
        opened.fail(file.shown, why_not_read(file, head))
    else:
        settings = _dbt_project.is_settings(file)
        opened.skipped.append(Skipped(file.shown, _dbt_project.SETTINGS if settings else why_not_read(file, head).message))


def _but_queries(
    kinds: Sequence[tuple[TargetFile, Source]], targets: Sequence[str], opened: _Opened
) -> Iterator[tuple[TargetFile, Source]]:
    """The files without the queries that lie in a folder of dbt models; one that the user names himself stays."""
    described = [file.shown for file, source in kinds if source is known_sources()["dbt-models"]]
    folders = [target for target in targets if is_folder(Path(target)) and any(_lies_in(shown, target) for shown in described)]
    if not folders:
        yield from kinds
        return
    sql = known_sources()["sql-schema"]
    for file, source in kinds:
        below = source is sql and file.shown not in targets and any(_lies_in(file.shown, folder) for folder in folders)
        if below and file.path.stat().st_size <= HEAD and _dbt_project.is_query(head_of(file)):
            opened.skipped.append(Skipped(file.shown, _dbt_project.QUERY))
        else:
            yield file, source


def _source_of(file: TargetFile, head: bytes) -> Source | None:
    return next((source for source in known_sources().values() if source.accepts(file, head)), None)


def _packed_in(file: TargetFile, opened: _Opened, workspace: Path, *, named: bool) -> Iterator[tuple[TargetFile, Source]]:
    """The files that lie packed in one, with the sources that read them."""
    refused: dict[str, SourceError] = {}
    some = False

    def is_wanted(inner: TargetFile, head: bytes) -> bool:
        if _source_of(inner, head) is not None:
            return True
        refused[inner.shown] = why_not_read(inner, head)
        return False

    try:
        for found in unpacked(file, is_wanted, workspace):
            match found:
                case TargetFile():
                    source = _source_of(found, head_of(found))
                    if source is not None:
                        some = True
                        yield found, source
                case (shown, problem):
                    some = True
                    opened.fail(shown, SourceError(f"it cannot be unpacked: {problem.message}", problem.hint))
                case _:
                    pass  # nobody wants it: it is among the refused
    except SourceError as problem:
        opened.fail(file.shown, SourceError(f"it cannot be unpacked: {problem.message}", problem.hint))
        return
    except OSError as problem:
        reason = f"it cannot be unpacked: {problem.strerror or 'input/output error'}"
        opened.fail(file.shown, SourceError(reason, "Check the space for temporary files."))
        return
    if not some or refused:
        _say_of_packed(file, refused, opened, failed=named and not some)


def _say_of_packed(file: TargetFile, refused: Mapping[str, SourceError], opened: _Opened, *, failed: bool) -> None:
    """That no file is packed in another, or that those which are packed there cannot be read: the first, and how many more."""
    nothing = SourceError("it holds no files", "Pack it again, or leave it out.")
    where, first = next(iter(refused.items()), (file.shown, nothing))
    if failed:
        opened.fail(file.shown, SourceError(f"nothing in it can be read: {first.message}" if refused else first.message, first.hint))
    else:
        more = f"; {len(refused) - 1:,} more beside it cannot be read either" if len(refused) > 1 else ""
        opened.skipped.append(Skipped(where, first.message + more))


def _descriptions(kinds: Sequence[tuple[TargetFile, Source]], read: ReadOptions, opened: _Opened, workspace: Path) -> Iterator[Description]:
    """What the files hold, in their order; those of a kind that go together in the place of the first."""
    together: dict[str, list[Description]] = {}
    for source in {id(kind): kind for _, kind in kinds}.values():
        files = [file for file, kind in kinds if kind is source]
        if source.describe_all is not None:
            for file, description in source.describe_all(files, read, workspace):
                together.setdefault(file.shown, []).append(description)
    for file, source in kinds:
        if source.describe_all is not None:
            yield from together.get(file.shown, ())
            continue
        try:
            yield source.describe(file, read, workspace)
        except UsageError:
            raise
        except PrivauditError as problem:
            opened.fail(file.shown, problem)


def _ask_for_tables(url: str, include: Sequence[str], exclude: Sequence[str], engine: Engines, opened: _Opened) -> None:
    """Adds the tables of a database; the server is asked for nothing but names of those that are not wanted."""
    left_out: list[str] = []

    def wanted(name: str) -> bool:
        if _wanted(name, include, exclude):
            return True
        left_out.append(name)
        return False

    try:
        description = engine.describe(url, wanted)
    except PrivauditError as problem:
        opened.fail(masked(url), problem)
        return
    opened.described += description.tables
    opened.skipped += description.skipped
    opened.unreadable += description.unreadable
    if description.tables or description.skipped or description.unreadable:
        return
    if left_out:
        names = ", ".join(left_out[:_NAMED])
        opened.fail(masked(url), SourceError("--include and --exclude leave no table of it", f"It holds {names}."))
    else:
        opened.fail(masked(url), SourceError("it holds no table that this login may see", "Check the end of the URL, and its rights."))


def _wanted(name: str, include: Sequence[str], exclude: Sequence[str]) -> bool:
    included = not include or any(_fits(glob, name) for glob in include)
    return included and not any(_fits(glob, name) for glob in exclude)


def _fits(glob: str, name: str) -> bool:
    """Whether a glob fits the name of a table, which may stand there with the schema that is not reported: `public.*`."""
    names = [name] if "." in name else [name, *(f"{schema}.{name}" for schema in DEFAULT_SCHEMAS)]
    return any(fits(glob, one) for one in names)
