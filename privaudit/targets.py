"""What the user names on the command line, as files."""

from __future__ import annotations

import glob
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path, PurePath

from privaudit.errors import PrivauditError, SourceError
from privaudit.model.estate import Skipped, StoredFile
from privaudit.model.path_globs import fits_path
from privaudit.model.sources import TargetFile
from privaudit.paths import is_folder, is_there, written

STANDARD_INPUT = "-"
HEAD = 65_536
"""Bytes that tell what kind of file it is."""


Found = TargetFile | Skipped | PrivauditError
"""A file, or what is none and why, or what is not there or may not be looked at."""


def files_of(target: str, workspace: Path) -> Iterator[Found]:
    """The files that one target names: itself, all below a folder, all that a glob matches, or standard input.

    Hidden files of a folder are left out.  A file, folder or glob that is not there comes out as an error.  Standard input and pipes
    are kept in `workspace`, a private folder.
    """
    for found in _named_by(target, workspace):
        try:
            yield _openable(found, workspace) if isinstance(found, TargetFile) else found
        except OSError as problem:
            yield SourceError(f"{written(target)} cannot be read: {problem.strerror}", "Check its permissions.")


def _named_by(target: str, workspace: Path) -> Iterator[Found]:
    if target == STANDARD_INPUT:
        yield _standard_input(workspace)
        return
    path = Path(target)
    if is_folder(path):
        found = list(_below(path))
        yield from found
        if not found:
            yield SourceError("this folder holds no files", "Name a folder with exports, workbooks, database files, SQL or dbt models.")
    elif is_there(path):
        yield TargetFile(target, path)
    elif any(char in target for char in "*?["):
        matched = sorted(glob.glob(target, recursive=True))  # noqa: PTH207 pathlib's glob takes no absolute pattern
        for name in matched:
            yield from _below(Path(name)) if is_folder(Path(name)) else [TargetFile(name, Path(name))]
        if not matched:
            yield SourceError(
                f"no file matches {target}", "Quote the pattern to keep the shell from it; it starts from the current folder."
            )
    else:
        yield _not_seen(path)


def _not_seen(path: Path) -> SourceError:
    """Why nothing is seen at a path."""
    try:
        path.stat()
    except PermissionError as problem:
        return SourceError(f"it cannot be looked at: {problem.strerror}", "Check the permissions of the folders above it.")
    except OSError:
        pass
    return SourceError("it does not exist", "Name a file, a folder, a glob in quotes, or - for standard input.")


def distinct(files: Sequence[TargetFile]) -> list[TargetFile]:
    """The files, each once, however often it was named: by its own name rather than by that of a link to it."""
    seen: dict[str, TargetFile] = {}
    for file in files:
        real = os.path.realpath(file.path)
        if real not in seen or (seen[real].path.is_symlink() and not file.path.is_symlink()):
            seen[real] = file
    return list(seen.values())


def stored_files(targets: Sequence[str], globs: Sequence[str]) -> Iterator[tuple[StoredFile, Path]]:
    """The files of the targets that globs of stores fit, hidden ones too; a file that links and names lead to comes once.  None is opened.

    A glob is held against the path relative to the target, and also against that with the end of the target before it: `backups/*.dump`
    is found where the target is the folder of backups itself.
    """
    if not globs:
        return
    links: list[tuple[StoredFile, Path]] = []
    seen: set[str] = set()
    for shown, path, depth in _listed(targets):
        name = next((name for name in _names(shown, depth) if any(fits_path(glob, name) for glob in globs)), None)
        if name is None:
            continue
        found = StoredFile(name, shown, _modified(path))
        if path.is_symlink():
            links.append((found, path))
        elif os.path.realpath(path) not in seen:
            seen.add(os.path.realpath(path))
            yield found, path
    for found, path in links:
        if os.path.realpath(path) not in seen:
            seen.add(os.path.realpath(path))
            yield found, path


def head_of(file: TargetFile) -> bytes:
    """The first bytes of a file.  Raises SourceError where it cannot be opened."""
    try:
        with file.path.open("rb") as handle:
            return handle.read(HEAD)
    except OSError as problem:
        raise SourceError(f"{file.shown} cannot be opened: {problem.strerror}", "Check its permissions.") from None


def _below(folder: Path) -> Iterator[Found]:
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root) / name
            if not name.startswith("."):
                why_none = _why_no_file(path)
                yield Skipped(written(path.as_posix()), why_none) if why_none else TargetFile(path.as_posix(), path)
        yield from _leading_out(folder, [Path(root) / name for name in folders])
    for problem in closed:
        shown = written(Path(problem.filename).as_posix())
        yield SourceError(f"{shown} cannot be opened: {problem.strerror}", "Check its permissions.")


def _leading_out(folder: Path, inner: Sequence[Path]) -> Iterator[Skipped]:
    """The links among the inner folders that lead out of a folder, and are not followed; what others lead to is read where it lies."""
    for path in inner:
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
            yield Skipped(written(path.as_posix()), "it is a link to another folder, which is not followed: name that folder too")


def _listed(targets: Sequence[str]) -> Iterator[tuple[str, Path, int]]:
    """Each file of the targets as the user would type it, where it is, and how many parts of its path are relative to the target."""
    for target in targets:
        path = Path(target)
        there = is_there(path) or target == STANDARD_INPUT
        for named in [path] if there else map(Path, sorted(glob.glob(target, recursive=True))):  # noqa: PTH207 as above
            if not is_folder(named):
                if target != STANDARD_INPUT:
                    yield named.as_posix(), named, 1
                continue
            for root, folders, names in os.walk(named):
                folders.sort()
                for name in sorted(names):
                    file = Path(root) / name
                    if os.path.lexists(file):  # else it may not be looked at, which is said where it is to be opened
                        yield file.as_posix(), file, len(file.relative_to(named).parts)


def _names(shown: str, depth: int) -> Iterator[str]:
    """The end of a path from its part relative to the target up to all of it."""
    parts = PurePath(shown).parts
    for start in range(len(parts) - depth, -1, -1):
        yield "/".join(parts[start:])


def _modified(path: Path) -> date:
    try:
        status = path.stat()
    except OSError:
        status = path.lstat()
    return datetime.fromtimestamp(status.st_mtime, UTC).date()


def _why_no_file(path: Path) -> str:
    """Why something in a folder is no file; empty for a file, and for what may not be looked at: opening it will say so."""
    try:
        mode = path.stat().st_mode
    except PermissionError:
        return ""
    except OSError:
        return "it is a link to a file that is not there"
    if stat.S_ISFIFO(mode):
        return "it is a pipe, which is read where it is named itself"
    return "" if stat.S_ISREG(mode) else "it is no file"


def _openable(file: TargetFile, workspace: Path) -> TargetFile:
    """The file as it can be opened again and again, and under a name that all can open and show."""
    shown, name = written(file.shown), written(file.path.name)
    if is_there(file.path) and stat.S_ISFIFO(file.path.stat().st_mode):
        copy = Path(tempfile.mkdtemp(dir=workspace)) / name
        with file.path.open("rb") as pipe, copy.open("xb") as kept:
            shutil.copyfileobj(pipe, kept)
        return TargetFile(shown, copy)
    if shown == file.shown:
        return file
    link = Path(tempfile.mkdtemp(dir=workspace)) / name
    link.symlink_to(file.path.absolute())
    return TargetFile(shown, link)


def _standard_input(workspace: Path) -> TargetFile:
    path = workspace / "standard_input"
    with path.open("xb") as handle:
        shutil.copyfileobj(sys.stdin.buffer, handle)
    return TargetFile(STANDARD_INPUT, path)
