"""From what the user typed to an estate that an engine can answer questions about."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path, PurePath

from privaudit import catalogue, sources
from privaudit.engines.late import LateEngine
from privaudit.errors import PrivauditError, SourceError, UsageError
from privaudit.estate import assemble
from privaudit.model.estate import Estate, Skipped
from privaudit.model.ownership import fits
from privaudit.model.sources import Described, Description, ReadOptions, Source, TargetFile
from privaudit.targets import distinct, files_of, head_of, stored_files

_NAMED = 20
"""Tables that a message names."""
_READ = "It takes SQL schemas, delimited text and dbt model files."
_NAME_ONE = "Name a .sql, .csv or .tsv file, or the .yml of dbt models."


@cache
def known_sources() -> dict[str, Source]:
    """The kinds of input, by id."""
    return catalogue.load(sources, "SOURCE", Source)


def open_estate(  # noqa: PLR0913, PLR0917 what to open, how to read it, and into what
    targets: Sequence[str],
    read: ReadOptions,
    include: Sequence[str],
    exclude: Sequence[str],
    engine: LateEngine,
    workspace: Path,
    stored: Sequence[str] = (),
) -> Estate:
    """All tables that the targets name, loaded where they have rows, and what could not be read.

    `include` and `exclude` are globs of table names, `stored` globs of files that are listed and not opened.  Raises UsageError for
    an option that makes no sense.
    """
    opened = _Opened()
    listed = tuple(stored_files(targets, stored))
    shut = {os.path.realpath(path) for _, path in listed}
    files = [file for file in _files(targets, opened, workspace) if os.path.realpath(file.path) not in shut]
    kinds = [(file, source) for file in files if (source := _kind_of(file, opened, named=file.shown in targets)) is not None]
    for description in _descriptions(kinds, read, opened, workspace):
        opened.described += description.tables
        opened.skipped += description.skipped
        opened.unreadable += description.unreadable
    for target in targets:
        if Path(target).is_dir() and opened.skipped and not any(_lies_in(entry.table.source, target) for entry in opened.described):
            opened.fail(target, SourceError("nothing in this folder can be read", _READ))
    wanted = [entry for entry in opened.described if _wanted(entry, include, exclude)]
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
        self.unreadable.append(Skipped(what, problem.told))


def _files(targets: Sequence[str], opened: _Opened, workspace: Path) -> list[TargetFile]:
    files: list[TargetFile] = []
    for target in targets:
        for found in files_of(target, workspace):
            if isinstance(found, TargetFile):
                files.append(found)
            else:
                opened.fail(target, found)
    return distinct(files)


def _kind_of(file: TargetFile, opened: _Opened, *, named: bool) -> Source | None:
    """The source that reads a file; a file that none reads is a failure only where the user named it."""
    try:
        head = head_of(file)
    except PrivauditError as problem:
        opened.fail(file.shown, problem)
        return None
    source = next((source for source in known_sources().values() if source.accepts(file, head)), None)
    if source is None:
        reason = SourceError("it is no SQL schema, no delimited text and no dbt model file", _NAME_ONE if named else "")
        if named:
            opened.fail(file.shown, reason)
        else:
            opened.skipped.append(Skipped(file.shown, reason.message))
    return source


def _descriptions(kinds: Sequence[tuple[TargetFile, Source]], read: ReadOptions, opened: _Opened, workspace: Path) -> Iterator[Description]:
    """What the files hold, in their order; those of a kind that go together in the place of the first."""
    together: dict[str, list[Description]] = {}
    for source in known_sources().values():
        files = [file for file, kind in kinds if kind is source]
        if source.describe_all is not None and files:
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


def _wanted(entry: Described, include: Sequence[str], exclude: Sequence[str]) -> bool:
    name = entry.table.name
    included = not include or any(fits(glob, name) for glob in include)
    return included and not any(fits(glob, name) for glob in exclude)
