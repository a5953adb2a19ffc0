"""Ids for things that come with names alone."""

from __future__ import annotations

import re

from privaudit.words import fold

_LONGEST = 60
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def plain_id(text: str) -> str:
    """An id of a name: what is one already stays."""
    return text if _ID.fullmatch(text) else re.sub(r"[^a-z0-9]+", "-", fold(text))[:_LONGEST].strip("-") or "unnamed"


class Ids:
    """Ids, each given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, name: str) -> str:
        """An id like the name."""
        wanted = own = plain_id(name)
        number = 2
        while own in self._given:
            own, number = f"{wanted}-{number}", number + 1
        self._given.add(own)
        return own
