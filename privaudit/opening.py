"""From what the user typed to an estate that an engine can answer questions about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path, PurePath

from privaudit import catalogue, sources
from privaudit.engines.late import LateEngine
from privaudit.errors import PrivauditError, SourceError, UsageError
from privaudit.estate import assemble
from privaudit.model.estate import Estate, Skipped
from privaudit.model.ownership import fits
from privaudit.model.sources import Described, ReadOptions, Source, TargetFile
from privaudit.targets import distinct, files_of, head_of

_NAMED = 20
"""Tables that a message names."""


@cache
def known_sources() -> dict[str, Source]:
    """The kinds of input, by id."""
    return catalogue.load(sources, "SOURCE", Source)


def open_estate(  # noqa: PLR0913, PLR0917 what to open, how to read it, and into what
    targets: Sequence[str], read: ReadOptions, include: Sequence[str], exclude: Sequence[str], engine: LateEngine, workspace: Path
) -> Estate:
    """All tables that the targets name, loaded where they have rows, and what could not be read.

    `include` and `exclude` are globs of table names.  Raises UsageError for an option that makes no sense.
    """
    opened = _Opened()
    for file in _files(targets, opened, workspace):
        _describe(file, read, opened, workspace, named=file.shown in targets)
    for target in targets:
        if Path(target).is_dir() and opened.skipped and not any(_lies_in(entry.table.source, target) for entry in opened.described):
            opened.fail(target, SourceError("nothing in this folder can be read", "It takes SQL schemas and delimited text."))
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
    return Estate(tuple(tables), (*opened.skipped, *said), tuple(opened.unreadable))


def _lies_in(source: str, folder: str) -> bool:
    return PurePath(source).is_relative_to(PurePath(folder))


class _Opened:
    """What came out of the targets so far."""

    def __init__(self) -> None:
        self.described: list[Described] = []
        self.skipped: list[Skipped] = []
        self.unreadable: list[Skipped] = []

    def fail(self, what: str, problem: PrivauditError) -> None:
        reason = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
        self.unreadable.append(Skipped(what, reason))


def _files(targets: Sequence[str], opened: _Opened, workspace: Path) -> list[TargetFile]:
    files: list[TargetFile] = []
    for target in targets:
        for found in files_of(target, workspace):
            if isinstance(found, TargetFile):
                files.append(found)
            else:
                opened.fail(target, found)
    return distinct(files)


def _describe(file: TargetFile, read: ReadOptions, opened: _Opened, workspace: Path, *, named: bool) -> None:
    """Describes one file.  One that no source reads is a failure only where the user named it."""
    try:
        head = head_of(file)
        source = next((source for source in known_sources().values() if source.accepts(file, head)), None)
        if source is None:
            reason = SourceError("it is no SQL schema and no delimited text", "Name a .sql, .csv or .tsv file." if named else "")
            if named:
                raise reason
            opened.skipped.append(Skipped(file.shown, reason.message))
            return
        description = source.describe(file, read, workspace)
    except UsageError:
        raise
    except PrivauditError as problem:
        opened.fail(file.shown, problem)
        return
    opened.described += description.tables
    opened.skipped += description.skipped


def _wanted(entry: Described, include: Sequence[str], exclude: Sequence[str]) -> bool:
    name = entry.table.name
    included = not include or any(fits(glob, name) for glob in include)
    return included and not any(fits(glob, name) for glob in exclude)
