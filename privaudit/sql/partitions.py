"""The parts of partitioned tables: statements name them as tables, and their rows are those of the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from privaudit.sql.drafts import Draft
from privaudit.sql.events import Name, TableKey


@dataclass(frozen=True, slots=True)
class _Part:
    of: TableKey
    draft: Draft | None
    """As it would be alone; None where that is not known."""


@dataclass
class Partitions:
    """The parts that are there after the statements so far."""

    _parts: dict[TableKey, _Part] = field(default_factory=dict)

    def add(self, key: TableKey, of: TableKey, draft: Draft | None) -> None:
        """A table is, or becomes, a part of another."""
        self._parts[key] = _Part(of, draft)

    def take_out(self, key: TableKey) -> Draft | None:
        """A part goes, or is a table of its own again: as that it is given back."""
        part = self._parts.pop(key, None)
        return None if part is None else part.draft

    def rename(self, key: TableKey, to: Name) -> bool:
        """A table gets another name, be it a part or a whole; whether it is a part."""
        for inner, part in self._parts.items():
            if part.of == key:
                self._parts[inner] = replace(part, of=to.key)
        part_here = self._parts.pop(key, None)
        if part_here is not None:
            draft = part_here.draft
            self._parts[to.key] = replace(part_here, draft=draft and replace(draft, name=to))
        return part_here is not None

    def change(self, whole: TableKey, change: Callable[[Draft], Draft]) -> None:
        """What befalls the columns of a whole befalls those of its parts."""
        for key, part in self._parts.items():
            if part.draft is not None and self.whole(key) == whole:
                self._parts[key] = replace(part, draft=change(part.draft))

    def whole(self, key: TableKey) -> TableKey:
        """The table that a part belongs to in the end, for a part may have parts; itself for what is no part."""
        passed = {key}
        while (part := self._parts.get(key)) is not None and part.of not in passed:
            key = part.of
            passed.add(key)
        return key

    def draft(self, key: TableKey) -> Draft | None:
        """A part as it would be alone."""
        part = self._parts.get(key)
        return None if part is None else part.draft

    def wholes(self) -> Mapping[TableKey, TableKey]:
        """Each part with the table that it belongs to."""
        return {key: self.whole(key) for key in self._parts}

    def columns(self) -> Mapping[TableKey, tuple[str, ...]]:
        """The columns of each part in its own order, which need not be that of the whole."""
        drafts = ((key, part.draft) for key, part in self._parts.items())
        return {key: tuple(column.name for column in draft.columns) for key, draft in drafts if draft is not None}
