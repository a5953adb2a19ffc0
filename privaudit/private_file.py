"""Files with data of persons: readable by their owner alone, and there only when they are whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from privaudit.errors import UsageError

MODE = 0o600
"""Read and written by the owner alone."""
_ELSEWHERE = "Name a file in a folder that you may write to."


@contextmanager
def private_file(path: Path, *, over: bool) -> Iterator[BinaryIO]:
    """What is written here appears under the path when the block ends, and not at all where it fails.

    `over`: whether a file of that name may be written over.  Raises UsageError where it may not, or the file cannot be written.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE), "wb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        if over:
            partial.replace(path)
        else:
            _appear(partial, path)
    except FileExistsError:
        raise exists(path) from None
    except OSError as problem:
        raise UsageError(f"{path} cannot be written: {problem.strerror}", _ELSEWHERE) from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def exists(path: Path) -> UsageError:
    """What is said of a file that is there already."""
    return UsageError(f"{path} exists already", "Name another file: a package is never written over.")


def _appear(partial: Path, path: Path) -> None:
    """Gives a whole file its name, unless something has it already."""
    try:
        os.link(partial, path)
    except FileExistsError:
        raise
    except OSError:
        # No links on this file system: the check and the renaming are two steps there.
        if path.exists():
            raise FileExistsError from None
        partial.rename(path)
