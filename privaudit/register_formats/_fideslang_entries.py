"""Resources of fideslang as they are read: each key once, and what nobody asked for is said at the end."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from privaudit.model.register_format import Lost
from privaudit.yaml_text.problems import quoted

_NOTHING: tuple[object, ...] = (None, "", [], {}, False)
_FORMAL = frozenset({"fides_key", "organization_fides_key", "organization_parent_key", "system_type"})
"""Keys that tell what a resource is, and nothing of a register."""


class Entry:
    """One mapping of the file, with the way to it."""

    def __init__(self, data: dict[str, Any], path: str, lost: list[Lost]) -> None:
        self.path = path
        self._data = data
        self._lost = lost
        self._asked: set[str] = set(_FORMAL)

    def text(self, key: str) -> str:
        """A text; empty where it is left out, or is none."""
        value = self._value(key)
        if isinstance(value, str):
            return value if value.strip() else ""
        if value is not None:
            self.lose(key, "is no text")
        return ""

    def texts(self, key: str) -> list[str]:
        """Several texts."""
        value = self._value(key)
        found = [one for one in value if isinstance(one, str) and one.strip()] if isinstance(value, list) else []
        if value not in _NOTHING and len(found) != (len(value) if isinstance(value, list) else -1):
            self.lose(key, "is no list of texts")
        return found

    def known(self, key: str, words: Collection[str], what: str) -> list[str]:
        """Those of several texts that a register may hold."""
        found = self.texts(key)
        for word in dict.fromkeys(found):
            if word not in words:
                self.lose(key, f"holds no {what} that a register knows: {quoted(word)}")
        return [word for word in found if word in words]

    def entry(self, key: str) -> Entry | None:
        """A mapping within."""
        value = self._value(key)
        if isinstance(value, dict):
            return Entry(value, f"{self.path}.{key}" if self.path else key, self._lost)
        if value is not None:
            self.lose(key, "is no mapping of keys")
        return None

    def entries(self, key: str, *names: str) -> list[Entry]:
        """The mappings of a list, each called by the first of the names that it has."""
        value = self._value(key)
        if value not in _NOTHING and not (isinstance(value, list) and all(isinstance(one, dict) for one in value)):
            self.lose(key, "is no list of mappings")
        found = []
        for position, one in enumerate(value if isinstance(value, list) else (), 1):
            if isinstance(one, dict):
                own = next((str(one[name]) for name in names if isinstance(one.get(name), str)), f"#{position}")
                found.append(Entry(one, f"{self.path}.{key}[{own}]" if self.path else f"{key}[{own}]", self._lost))
        return found

    def has(self, key: str) -> bool:
        """Whether something is said of a key, which is then asked for."""
        return self._value(key) not in _NOTHING

    def lose(self, key: str, why: str) -> None:
        """Says that something of a key could not be carried."""
        self._lost.append(Lost(f"{self.path}.{key}" if self.path else key, why))

    def close(self) -> None:
        """Says what nobody asked for."""
        for key, value in self._data.items():
            if key not in self._asked and value not in _NOTHING:
                self.lose(key, "has no place in a register")

    def _value(self, key: str) -> Any:  # noqa: ANN401 plain data of a file
        self._asked.add(key)
        return self._data.get(key)
