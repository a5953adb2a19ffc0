"""The keys of objects, also of objects within them, as the columns of one table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from privaudit.delimited.headers import LONGEST, is_value, unique_names
from privaudit.errors import SourceError

_DEEPEST = 5
"""Objects within objects that become columns; what lies deeper is told as text."""
_MOST = 5_000
"""Columns of one table."""
_MANY = 200
"""Keys of an object within the rows from which on they are data: one for each person, or each day."""
_EXACT = 2**53

Path = tuple[str, ...]


class Columns:
    """The columns as far as the objects that came have shown them."""

    def __init__(self) -> None:
        self.paths: dict[Path, int] = {}
        """Each in the order in which it first came."""
        self.texts: set[Path] = set()
        """The objects that are told as text, for their keys are data."""
        self._kinds: dict[Path, set[str]] = {}
        self._below: dict[Path, set[str]] = {}

    @property
    def size(self) -> tuple[int, int]:
        """What grows with each thing that is new."""
        return len(self.paths), len(self.texts)

    def row_of(self, record: Mapping[str, Any]) -> list[str | None]:
        """The cells of an object, in the order of the columns.  Raises SourceError where there are too many of them."""
        cells: list[str | None] = [None] * len(self.paths)
        self._take((), record, cells)
        return cells

    def described(self) -> tuple[list[Path], list[tuple[str, str]]]:
        """The columns that stay, and the names and types that they are described by.  Raises SourceError where they are too many."""
        kept = [path for path in self.paths if not any(path[:depth] in self.texts for depth in range(1, len(path)))]
        if len(kept) > _MOST:
            raise _too_many()
        names = unique_names([".".join(path) if not is_value(path[0]) and len(path[0]) <= LONGEST else "" for path in kept], len(kept))
        return kept, [(name, self._type(path)) for name, path in zip(names, kept, strict=True)]

    def _take(self, above: Path, values: Mapping[str, Any], cells: list[str | None]) -> None:
        for key, value in values.items():
            path = (*above, key)
            if isinstance(value, dict) and value and len(path) < _DEEPEST and path not in self.texts and not self._are_data(path, value):
                self._take(path, value, cells)
                continue
            text = _text_of(value)
            place = self.paths.get(path)
            if place is None:
                place = self._new(path)
                cells += [None] * (place + 1 - len(cells))
            cells[place] = text
            if text is not None:
                self._kinds[path].add(type(value).__name__)

    def _are_data(self, path: Path, value: Mapping[str, Any]) -> bool:
        """Whether the keys of an object name no columns."""
        if any(is_value(key) or len(key) > LONGEST for key in value):
            self.texts.add(path)
        return path in self.texts

    def _new(self, path: Path) -> int:
        if len(self.paths) >= _MOST * _DEEPEST:
            raise _too_many()
        for depth in range(1, len(path)):
            below = self._below.setdefault(path[:depth], set())
            below.add(path[depth])
            if len(below) > _MANY:
                self.texts.add(path[:depth])
        self._kinds[path] = set()
        self.paths[path] = len(self.paths)
        return self.paths[path]

    def _type(self, path: Path) -> str:
        kinds = self._kinds[path]
        if kinds and kinds <= {"list", "dict"}:
            return "JSON"
        if kinds == {"bool"}:
            return "BOOLEAN"
        if kinds == {"int"}:
            return "BIGINT"
        return "DOUBLE" if kinds and kinds <= {"int", "float"} else "VARCHAR"


def _too_many() -> SourceError:
    return SourceError(f"it has more than {_MOST:,} different keys", "Are they data? Write them as values, and read it again.")


def _text_of(value: Any) -> str | None:  # noqa: ANN401 whatever JSON holds
    """A value as the text that an export as CSV has; lists and objects as JSON."""
    match value:
        case None:
            return None
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) <= _EXACT else repr(value)
        case list() | dict():
            return json.dumps(value, ensure_ascii=False) if value else None
        case _:
            return str(value)
