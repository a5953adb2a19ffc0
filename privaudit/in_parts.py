"""Work on many things in parts, on all cores of this machine: each part in a copy of this process, which hands back what it made.

Threads would not do, since Python computes in one at a time.  Where a process cannot safely copy itself, all is done in this one.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
import signal
import sys
import warnings
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, BinaryIO, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

_MOST = 8
"""With more parts it takes longer to take over what they made than they save."""


def in_parts(
    work: Callable[[Item], Made], items: Sequence[Item], sizes: Sequence[int], *, least: int, shared: Sequence[object]
) -> list[Made]:
    """What `work` makes of each item, in order.

    `sizes` says how much work each item is, and `least` how much a part has at least.  `work` only computes: what it changes elsewhere
    is lost.  `shared` are objects that results point to; they come back as what they are, never as copies.
    """
    first, *others = _parts(items, sizes, max(1, min(_cores(), _MOST, sum(sizes) // least)))
    places = {id(one): place for place, one in enumerate(shared)}
    copies = [_begun(work, part, places) for part in others]
    try:
        made = [work(item) for item in first]
        for part, copy in zip(others, copies, strict=True):
            # A copy that failed, or that somebody ended, is no reason to fail: here the reason shows, or there is none.
            made += copy.made(shared) or [work(item) for item in part]
    finally:
        for copy in copies:
            copy.leave()
    return made


def _cores() -> int:
    """How many copies of this process can run at once.  Only Linux lets one copy itself whatever libraries it has loaded."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _parts(items: Sequence[Item], sizes: Sequence[int], number: int) -> list[Sequence[Item]]:
    """Neighbours stay together: what their names have in common is read once."""
    ends = list(accumulate(sizes))
    total = ends[-1] if ends else 0
    cuts = [0, *(bisect_left(ends, total * part / number) + 1 for part in range(1, number)), len(items)]
    return [items[start:end] for start, end in pairwise(cuts)]


@dataclass(frozen=True)
class _Copy:
    """A copy of this process, and the pipe by which it hands back what it makes."""

    process: int
    pipe: BinaryIO

    def made(self, shared: Sequence[object]) -> list[Any]:
        """What it made, as soon as it is done; nothing where it ended before that."""
        try:
            made: list[Any] = _Unpacker(io.BytesIO(self.pipe.read()), shared).load()
        except (EOFError, pickle.UnpicklingError):
            return []
        return made

    def leave(self) -> None:
        """Ends it if it still runs."""
        self.pipe.close()
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def _begun(work: Callable[[Item], Made], part: Sequence[Item], places: Mapping[int, int]) -> _Copy:
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # Python warns where other threads run: what they have locked stays so in the copy, which asks for none of it.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process == 0:
        _hand_back(work, part, places, writing)
    os.close(writing)
    return _Copy(process, os.fdopen(reading, "rb"))


def _hand_back(work: Callable[[Item], Made], part: Sequence[Item], places: Mapping[int, int], writing: int) -> None:
    """Does a part, and ends the copy with it, whatever happens: what this process has opened is not the copy's to close."""
    try:
        gc.disable()
        packed = io.BytesIO()
        _Packer(packed, places).dump([work(item) for item in part])
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(packed.getbuffer())
    finally:
        os._exit(0)


class _Packer(pickle.Pickler):
    def __init__(self, file: BinaryIO, places: Mapping[int, int]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._places = places

    def persistent_id(self, obj: object) -> int | None:
        """The place of a shared object."""
        return self._places.get(id(obj))


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: BinaryIO, shared: Sequence[object]) -> None:
        super().__init__(file)
        self._shared = shared

    def persistent_load(self, pid: int) -> object:
        """The shared object of a place."""
        return self._shared[pid]
