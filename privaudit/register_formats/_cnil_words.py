"""The words of the CNIL's simplified register and what they mean, both ways: `rules/lists/cnil_words.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from privaudit import words
from privaudit.model.rules import Tokens, is_within_any
from privaudit.rulebook import dated_list

_JOINING = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et", "a", "au", "aux", "en", "un", "une", "sur", "pour", "par", "s"})
_BRACKETS = re.compile(r"[()\[\]]+")
_PIECES = re.compile(r"[,;\n\r/•·]+|(?:^|\s)[-–*](?=\s)|\.\s*$|\betc\b\.?|…")  # noqa: RUF001 lists are written with it
_AND = re.compile(r" (?:et|ou) ")
_AROUND = " .:\t-–—*•"  # noqa: RUF001 lists are written with them
LISTED = ", "
"""What stands between the things of one cell."""


def cut(text: str) -> Tokens:
    """The words of a phrase that say something, folded and in the singular."""
    return tuple(word for word in words.tokens(text) if word not in _JOINING)


class Phrases:
    """Phrases and what they mean; the first one of each meaning is how it is written."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        several = {meaning: [phrase.strip() for phrase in text.split(";")] for meaning, text in lists.items()}
        self.labels: Mapping[str, str] = {meaning: phrases[0] for meaning, phrases in several.items()}
        self._meant: dict[Tokens, str] = {}
        # What we write ourselves goes before what others may mean by it.
        for first in (True, False):
            for meaning, phrases in several.items():
                for phrase in phrases[:1] if first else phrases[1:]:
                    self._meant.setdefault(cut(phrase), meaning)
        self._meant.pop((), None)
        self._longest = max(map(len, self._meant), default=0)

    def read(self, text: str) -> str | None:
        """What a whole text means."""
        return self._meant.get(cut(text))

    def begins(self, text: str) -> str | None:
        """What the words mean with which a text begins: what stands first in French is what the rest is about."""
        tokens = cut(text)
        found = (self._meant.get(tokens[:end]) for end in range(min(len(tokens), self._longest), 0, -1))
        return next((meaning for meaning in found if meaning is not None), None)

    def within(self, text: str) -> str | None:
        """What the longest of the phrases means that stand in a text."""
        tokens = cut(text)
        spans = ((size, start) for size in range(min(len(tokens), self._longest), 0, -1) for start in range(len(tokens) - size + 1))
        found = (self._meant.get(tokens[start : start + size]) for size, start in spans)
        return next((meaning for meaning in found if meaning is not None), None)

    def holds(self, text: str) -> bool:
        """Whether it is one of the phrases."""
        return self.read(text) is not None


@dataclass(frozen=True, slots=True)
class DataRow:
    """A row for some kinds of data."""

    id: str
    label: str
    told_by: Phrases
    holds: tuple[str, ...]
    """Branches of categories."""


@dataclass(frozen=True, eq=False)
class Words:
    """All of the list."""

    sections: Phrases
    rows: Phrases
    columns: Phrases
    actors: Phrases
    roles: Phrases
    sources: Phrases
    bases: Phrases
    safeguards: Phrases
    certified: Phrases
    recipients: Phrases
    subjects: Phrases
    purposes: Phrases
    categories: Phrases
    countries: Phrases
    events: Phrases
    units: Phrases
    answers: Phrases
    """`nothing` and `yes`."""
    heads: frozenset[Tokens]
    """Words that stand before a purpose and mean nothing for it."""
    numbers: tuple[str, ...]
    """From one on."""
    own_measure: str
    data_rows: tuple[DataRow, ...]
    sensitive_rows: tuple[DataRow, ...]

    def empty(self, text: str) -> bool:
        """Whether a cell says that there is nothing to say."""
        return not text.strip(" -–—_./\t\n") or self.answers.read(text) == "nothing"  # noqa: RUF001 people type them

    def row_of(self, category: str) -> DataRow:
        """The row in which a category is written."""
        rows = (*self.sensitive_rows, *self.data_rows)
        return next(row for row in rows if is_within_any(category, row.holds))


@cache
def vocabulary() -> Words:
    """The list of this installation."""
    data = dated_list("cnil_words")
    lists = ("sections", "rows", "columns", "actors", "roles", "sources", "bases", "safeguards", "certified", "recipients")
    more = ("subjects", "purposes", "categories", "countries", "events", "units")
    return Words(
        **{name: Phrases(data[name]) for name in (*lists, *more)},
        answers=Phrases({"nothing": data["nothing"], "yes": data["yes"]}),
        heads=frozenset(cut(word) for word in data["purpose_heads"].split(",")),
        numbers=tuple(words.fold(word.strip()) for word in data["numbers"].split(",")),
        own_measure=data["own_measure"],
        data_rows=tuple(map(_row, data["data_rows"])),
        sensitive_rows=tuple(map(_row, data["sensitive_rows"])),
    )


def pieces(text: str, known: Phrases | None = None, *, brackets: bool = True) -> list[str]:
    """The things that a cell lists, each once; those that `and` joins stay together where they mean something together.

    What stands in brackets is listed too, or belongs to what stands before.
    """
    found: dict[str, None] = {}
    parted = _BRACKETS.sub(",", text) if brackets else text
    for piece in filter(None, (" ".join(one.split()).strip(_AROUND) for one in _PIECES.split(parted) if one)):
        parts = [piece] if known is None or known.holds(piece) else _AND.split(piece)
        found |= dict.fromkeys(part for one in parts if (part := one.strip()))
    return list(found)


def labels(of: Phrases, keys: Iterable[str]) -> list[str]:
    """How several things are written; what has no words of its own is written as its key."""
    return [of.labels.get(key, key) for key in keys]


def _row(entry: Mapping[str, Any]) -> DataRow:
    holds = tuple(one.strip() for one in entry["holds"].split(";"))
    return DataRow(entry["id"], entry["label"], Phrases({word.strip(): word for word in entry["told_by"].split(";")}), holds)
