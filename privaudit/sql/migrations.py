"""Which SQL files of a folder are run one after the other, and in which order, as far as their names tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_NUMBER = re.compile(
    r"(?:[VB](?=\d)|(?:migration|migrate|script|changelog|change|update|upgrade|patch|step|release|version)[ ._-]*)?"
    r"(?P<number>\d+(?:[._-]\d+)*)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?:init|initial|base|baseline|create)", re.IGNORECASE)
_WAY_BACK = re.compile(r"U\d[\d._]*__.*|(?:.*[._-])?(?:down|undo|rollback|revert|downgrade)", re.IGNORECASE)
_ONE_PER_FOLDER = frozenset({"migration", "up", "down"})
"""Names of the only file of a migration that is a folder: the number stands before the name of the folder."""
_PIECES = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Series:
    """Files that are run one after the other, and those that would take it all back."""

    files: tuple[Path, ...]
    way_back: tuple[Path, ...] = ()


def series_of(paths: Sequence[Path]) -> tuple[tuple[Series, ...], ...]:
    """The series by folder, each where its first file stands: numbered files of a folder are one, each other file is one of its own."""
    folders: dict[Path, list[Path]] = {}
    for path in paths:
        folders.setdefault(_folder(path), []).append(path)
    return tuple(_in_folder(files) for files in folders.values())


def _in_folder(files: Sequence[Path]) -> tuple[Series, ...]:
    forward = [path for path in files if not _WAY_BACK.fullmatch(path.stem)]
    numbered = [path for path in forward if _number(path)]
    if not numbered:
        return tuple(Series((path,)) for path in files)
    first = [path for path in forward if _FIRST.fullmatch(path.stem)]
    ordered = (*first, *sorted(numbered, key=lambda path: (_number(path), _natural(path.as_posix()))))
    of_series = frozenset(ordered)
    one = Series(ordered, tuple(path for path in files if _WAY_BACK.fullmatch(path.stem)))
    where = next(path for path in forward if path in of_series)
    return tuple(one if path is where else Series((path,)) for path in forward if path is where or path not in of_series)


def _folder(path: Path) -> Path:
    return path.parent.parent if _is_folder_of_one(path) else path.parent


def _is_folder_of_one(path: Path) -> bool:
    return path.stem.lower() in _ONE_PER_FOLDER and _NUMBER.match(path.parent.name) is not None


def _number(path: Path) -> tuple[int, ...]:
    """The number of a migration, 1.10 as (1, 10); empty where the name has none."""
    found = _NUMBER.match(path.parent.name if _is_folder_of_one(path) else path.stem)
    return () if found is None else tuple(int(piece) for piece in _PIECES.findall(found["number"]))


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """What sorts names as people do: 2 before 10."""
    return tuple((int(piece), "") if piece.isdecimal() else (-1, piece.lower()) for piece in _PIECES.split(name))
