"""Paths as texts, and what lies at one, also where nobody may look: then nothing is seen there, and nothing fails."""

from __future__ import annotations

from pathlib import Path

_FIRST_ESCAPE, _LAST_ESCAPE, _ESCAPES = "\udc80", "\udcff", 0xDC00
"""What Python puts for the bytes of a name that are no UTF-8."""


def written(path: str) -> str:
    """A path that can be shown: bytes that are no UTF-8 are told by their numbers."""
    return "".join(rf"\x{ord(char) - _ESCAPES:02x}" if _FIRST_ESCAPE <= char <= _LAST_ESCAPE else char for char in path)


def is_folder(path: Path) -> bool:
    """Whether a folder is seen at a path."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Whether anything is seen at a path."""
    try:
        return path.exists()
    except OSError:
        return False
