"""How much a packed file may hold: a few bytes can stand for terabytes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from privaudit.errors import SourceError

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond these a packed file is not unpacked."""

    ratio: int = 200
    """How many times its own size; a large table of a few values over and over reaches half of it."""
    freely: int = 100 * _MB
    """Bytes up to which the ratio does not matter."""
    most: int = 50_000 * _MB
    """Bytes of all that it holds."""
    left: int = 500 * _MB
    """Bytes of the disk that stay free."""
    members: int = 10_000
    depth: int = 2
    """Archives within archives."""


class TooMuchError(SourceError):
    """A packed file holds more than it may: nothing else of it is unpacked."""


class Budget:
    """What one file named by the user may unpack, with all that is packed in it."""

    def __init__(self, packed: Path, workspace: Path, limits: Limits) -> None:
        self.limits = limits
        self._size = packed.stat().st_size
        self._workspace = workspace
        self._spent = 0
        self._looked = 0

    def spend(self, size: int) -> None:
        """So many more bytes come out.  Raises TooMuchError where they are too many."""
        self._spent += size
        limits = self.limits
        if self._spent > limits.freely and self._spent > limits.ratio * self._size:
            hint = "Unpack it yourself if it is what you take it for, and name that file."
            raise TooMuchError(f"it holds more than {limits.ratio} times its own size, as archives do that are made to fill disks", hint)
        if self._spent > limits.most:
            raise TooMuchError(f"it holds more than {limits.most // _MB:,} MB", "Unpack it yourself, and name that file.")
        self._looked -= size
        if self._looked <= 0:
            self._look_at_disk()

    def _look_at_disk(self) -> None:
        free = shutil.disk_usage(self._workspace).free
        if free < self.limits.left:
            raise TooMuchError("the disk for temporary files is too small to unpack it", "Set TMPDIR to a folder with more room.")
        self._looked = max((free - self.limits.left) // 2, self.limits.left // 8)
