"""What the user names on the command line, as files."""

from __future__ import annotations

import glob
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path, PurePath

from privaudit.errors import PrivauditError, SourceError
from privaudit.model.estate import StoredFile
from privaudit.model.path_globs import fits_path
from privaudit.model.sources import TargetFile
from privaudit.paths import is_folder, is_there

STANDARD_INPUT = "-"
HEAD = 65_536
"""Bytes that tell what kind of file it is."""


def files_of(target: str, workspace: Path) -> Iterator[TargetFile | PrivauditError]:
    """The files that one target names: itself, all below a folder, all that a glob matches, or standard input.

    Hidden files of a folder are left out.  A file, folder or glob that is not there comes out as an error.  Standard input is
    kept in `workspace`, a private folder.
    """
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
    """The files, each once, however often it was named."""
    seen: dict[str, TargetFile] = {}
    for file in files:
        seen.setdefault(os.path.realpath(file.path), file)
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


def _below(folder: Path) -> Iterator[TargetFile | PrivauditError]:
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root) / name
            if not name.startswith(".") and _is_file(path):
                yield TargetFile(path.as_posix(), path)
    for problem in closed:
        yield SourceError(f"{Path(problem.filename).as_posix()} cannot be opened: {problem.strerror}", "Check its permissions.")


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


def _is_file(path: Path) -> bool:
    """Whether it is a file, or a link to something that may not be looked at: opening it will say so."""
    try:
        return path.is_file()
    except OSError:
        return True


def _standard_input(workspace: Path) -> TargetFile:
    path = workspace / "standard_input"
    with path.open("xb") as handle:
        shutil.copyfileobj(sys.stdin.buffer, handle)
    return TargetFile(STANDARD_INPUT, path)
