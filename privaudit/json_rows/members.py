"""The lists of objects that one JSON object holds, `{"customers": [{...}], "orders": [{...}]}`: each is a table, and all else is one row.

The lists may lie in objects within it, as what a service answers often does: `{"data": {"people": [{...}]}}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from privaudit.errors import SourceError
from privaudit.json_rows.records import NO_JSON, NOT_UTF_8, UNREAD, Record, in_array
from privaudit.json_rows.window import BETWEEN, BLANK, Window, is_utf_8, opened

Keys = tuple[str, ...]
"""The keys that lead to a list; none lead to what stands in no list."""
_OBJECTS = re.compile(r"\[\s*\{")
_DEEPEST = 5
"""Objects within objects in which lists are looked for."""
_MOST = 200
"""Lists of objects in one file."""


def lists(path: Path) -> list[Keys]:
    """The lists of objects in a file, in order, behind () where something stands in none of them.

    Raises SourceError where they are too many.
    """
    found = dict.fromkeys(keys for keys, _ in _records(path))
    if len(found) > _MOST:
        raise SourceError(f"it has more than {_MOST} lists of objects", "Are their keys data? Have the lists written as one.")
    return sorted(found, key=bool)


def of_list(path: Path, keys: Keys) -> Iterator[Record]:
    """The objects of one of these lists."""
    return (record for of, record in _records(path) if of == keys)


def _records(path: Path) -> Iterator[tuple[Keys, Record]]:
    """All objects of all lists, each with the keys of its list, and at the end what stands in none of them."""
    with opened(path) as window:
        yield from _Reading(window).all()


class _BrokenError(Exception):
    """Behind this nobody can tell what begins where."""


class _Reading:
    """Reads the members of an object from a window."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._last: Keys = ()
        """The list that was read last: what is wrong behind it is said of it."""

    def all(self) -> Iterator[tuple[Keys, Record]]:
        """The records, each with the keys that lead to it."""
        first = self._window.line
        rest: dict[str, Any] = {}
        try:
            self._window.takes("{")
            yield from self._members((), rest)
            self._end()
        except _BrokenError as problem:
            yield self._last, Record(self._window.line, None, str(problem))
        if rest:
            yield (), Record(first, rest)

    def _end(self) -> None:
        if not self._window.lost and not self._window.ended:
            raise _BrokenError("stands behind the end of the object, and is not read")

    def _members(self, above: Keys, rest: dict[str, Any]) -> Iterator[tuple[Keys, Record]]:
        """Those of an object of which the bracket has been taken; what is in no list goes to `rest`."""
        window = self._window
        while not window.lost and not window.skip(BETWEEN).takes("}"):
            key = self._key()
            if window.begins(_OBJECTS):
                window.takes("[")
                self._last = (*above, key)
                for record in in_array(window):
                    yield self._last, record
            elif window.at("{") and len(above) + 1 < _DEEPEST:
                window.takes("{")
                within: dict[str, Any] = {}
                yield from self._members((*above, key), within)
                rest |= {key: within} if within else {}
            else:
                rest[key] = self._value()

    def _key(self) -> str:
        if self._window.ended:
            raise _BrokenError("the object does not end: the file is cut short")
        key = self._value()
        if not isinstance(key, str) or not self._window.skip(BLANK).takes(":"):
            raise _BrokenError(NO_JSON + UNREAD)
        return key

    def _value(self) -> Any:  # noqa: ANN401 whatever JSON holds
        found = self._window.value()
        if found is None:
            raise _BrokenError(NO_JSON + UNREAD)
        value, text = found
        if not is_utf_8(text):
            raise _BrokenError(NOT_UTF_8 + UNREAD)
        return value
