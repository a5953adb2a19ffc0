"""What lies at a path, also where nobody may look: then nothing is seen there, and nothing fails."""

from __future__ import annotations

from pathlib import Path


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
