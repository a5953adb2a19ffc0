"""Names of columns in letters in which no language of the rules has a word: only their values were judged, and that must be said."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace
from itertools import starmap

from privaudit import words
from privaudit.model.estate import Skipped
from privaudit.model.rules import Rulebook
from privaudit.model.verdicts import Inventory

_LATIN = "LATIN"


def say_unread_names(inventory: Inventory, rulebook: Rulebook) -> Inventory:
    """The inventory, which says of each table how many of its columns nobody could read by name; those of which values told count not."""
    unread: dict[tuple[str, str], Counter[str]] = {}
    read: frozenset[str] | None = None
    for verdict in inventory.columns:
        if verdict.column.name.isascii() or verdict.category is not None:
            continue
        if read is None:
            read = frozenset(_script(token) for vocabulary in rulebook.vocabularies.values() for token in vocabulary.tokens)
        script = next((script for token in words.tokens(verdict.column.name) if (script := _script(token)) not in read), None)
        if script is not None:
            unread.setdefault((verdict.table.source, verdict.table.name), Counter())[script] += 1
    said = tuple(Skipped(table, "; ".join(starmap(_said, scripts.items()))) for (_, table), scripts in unread.items())
    return replace(inventory, skipped=inventory.skipped + said)


def _said(script: str, count: int) -> str:
    named = f"{count:,} columns are named" if count > 1 else "1 column is named"
    return f"{named} in {script.capitalize()} letters, in which the rules have no word: only values were judged there"


def _script(token: str) -> str:
    """The script of the first letter, as Unicode calls it: LATIN, GREEK, CYRILLIC; LATIN of what has no letter."""
    letter = next((char for char in token if char.isalpha()), "a")
    return _LATIN if letter.isascii() else unicodedata.name(letter, _LATIN).partition(" ")[0]
