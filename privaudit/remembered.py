"""What takes long to make of the files that come with privaudit, remembered from one run to the next.

Rules and lists of names are the same in every run of an installation; to read them anew takes as long as all else that a run on a
small file does.  They lie in the user's cache folder, which may be deleted at any time: nothing of what is audited goes there.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from platformdirs import user_cache_path

from privaudit import __version__

Made = TypeVar("Made")
Names = ParamSpec("Names")

_PACKAGE = Path(__file__).parent
_RULES_OF_CHECKOUT = _PACKAGE.parent / "rules"
"""In an installed package they lie among its files."""
_OTHERS_MAY_WRITE = 0o022
_LONG = 90 * 24 * 3600
"""Seconds after which the results of another installation are deleted."""
_UNREADABLE = (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError)


def remembered(make: Callable[Names, Made]) -> Callable[Names, Made]:
    """A function that makes the same in every run of an installation: it is called once, until a file of the installation changes.

    Where it takes something, these are plain names, and each has a result of its own.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    known: dict[tuple[object, ...], Made] = {}

    def result(*of: Names.args, **more: Names.kwargs) -> Made:
        if of not in known:
            path = folder() / f"{'-'.join([name, *map(str, of)])}.pickle"
            with without_garbage():
                try:
                    known[of] = _read(path)
                except _UNREADABLE:
                    known[of] = make(*of, **more)
                    _write(path, known[of])
        return known[of]

    return result


@contextmanager
def without_garbage() -> Iterator[None]:
    """Without the search for garbage cycles: there are none among many new words, and looking for them takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(path: Path) -> Any:  # noqa: ANN401 whatever was made
    """What was made when the files were as they are now.  Raises one of _UNREADABLE."""
    if not _is_trusted(path.parent) or not _is_trusted(path):
        raise PermissionError
    content = path.read_bytes()
    begin = stamp()
    if not content.startswith(begin):
        raise ValueError
    return pickle.loads(memoryview(content)[len(begin) :])  # noqa: S301 nobody else could write it


def _write(path: Path, made: object) -> None:
    """Remembers it for the next run; a folder that nobody may write to only makes the next one slower."""
    if not path.is_absolute():
        # Nobody knows where the home of this user is: `~` would be a folder of the place where privaudit runs.
        return
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
                handle.write(stamp() + pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
            partial.replace(path)
            _forget_others(path.parent)
        finally:
            partial.unlink(missing_ok=True)


def _forget_others(own: Path) -> None:
    """Deletes what installations remembered that have not changed for long, or are there no more; whoever still runs one makes it anew."""
    for other in own.parent.iterdir():
        if other != own and other.is_dir() and not other.is_symlink() and time.time() - other.stat().st_mtime > _LONG:
            for file in other.glob("*.pickle*"):
                file.unlink()
            other.rmdir()


def _is_trusted(path: Path) -> bool:
    """Whether nobody but this user could have written there: to read a pickle is to run it."""
    if sys.platform == "win32":
        return True
    found = path.lstat()
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_MAY_WRITE


@cache
def folder() -> Path:
    """Of this installation, among others that the user may have."""
    here = hashlib.sha256(os.fsencode(_PACKAGE)).hexdigest()[:12]
    return user_cache_path("privaudit") / f"{sys.implementation.cache_tag}-{here}"


@cache
def stamp() -> bytes:
    """What changes when a file changes of which something is made: the code, the rules, the package with lists of names."""
    folders = [folder for folder in (_PACKAGE, _RULES_OF_CHECKOUT) if folder.is_dir()]
    told = [line for folder in folders for line in _state(folder)]
    names = find_spec("faker")
    if names is not None and names.origin is not None:
        told += _state(Path(names.origin).parent, deep=False)
    return hashlib.sha256("\n".join([__version__, *sorted(told)]).encode()).digest()


def _state(folder: Path | str, *, deep: bool = True) -> Iterator[str]:
    """Path, size and time of change of each file of code or rules."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".yaml")):
                found = entry.stat()
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"
            elif deep and entry.is_dir(follow_symlinks=False):
                yield from _state(entry.path)
