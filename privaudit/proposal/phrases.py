"""The words by which a draft is cut into activities: a dated list, compared with names as they are cut into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from privaudit import words
from privaudit.model.rules import Tokens
from privaudit.rulebook import dated_list

_LIST = "register_words"
_LONG = 5
"""Letters from which a word with another ending is no chance."""
_ENDINGS = ("n", "en", "e", "er", "i")
NO_EVENT = "none"
"""What a date is of that only keeps the books, or is of another thing."""
AGAINST = "against"
"""A wish not to be contacted."""


@dataclass(frozen=True, eq=False)
class Phrases:
    """Phrases, each with what it means."""

    meaning: Mapping[Tokens, str]

    @classmethod
    def of(cls, lists: Mapping[str, str], *, plurals: bool = False) -> Phrases:
        """Lists by what they mean; where two have a phrase, the first is right.

        With `plurals` also as tables are called whose languages do not make them with an s: Kunden, dipendenti.
        """
        found: dict[Tokens, str] = {}
        for meaning, text in lists.items():
            for phrase in text.split(","):
                found.setdefault(words.tokens(phrase), meaning)
        for plain, meaning in tuple(found.items()) if plurals else ():
            for last in _plurals(plain[-1]):
                found.setdefault((*plain[:-1], last), meaning)
        return cls(found)

    def read(self, readings: Iterable[Tokens]) -> str | None:
        """What a name means, cut into words in one or several ways: its longest phrase decides, then the first of the lists."""
        spans = {phrase for tokens in readings for phrase in self._within(tokens)}
        best = min(spans, key=lambda phrase: (-len(phrase), self._rank[phrase]), default=None)
        return None if best is None else self.meaning[best]

    @cached_property
    def _rank(self) -> Mapping[Tokens, int]:
        return {phrase: rank for rank, phrase in enumerate(self.meaning)}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.meaning), default=0)

    def _within(self, tokens: Tokens) -> Iterable[Tokens]:
        for start in range(len(tokens)):
            for end in range(start + 1, min(len(tokens), start + self._longest) + 1):
                if tokens[start:end] in self.meaning:
                    yield tokens[start:end]


def _plurals(word: str) -> tuple[str, ...]:
    if len(word) < _LONG:
        return ()
    stem = word[:-1] if word[-1] in "aeo" else word
    return tuple(f"{stem}{ending}" for ending in _ENDINGS)


@dataclass(frozen=True, slots=True)
class Asked:
    """Purposes and bases that are often the answer: what to ask for, not what is so."""

    purposes: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of tables that make an activity of their own, whoever they point to."""

    id: str
    title: str
    subjects: tuple[str, ...]
    asked: Asked
    persons: bool
    """Whether tables that are called after persons may be of it."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All that the list says."""

    families: Mapping[str, Family]
    family_words: Phrases
    subjects: Phrases
    perhaps: Phrases
    """Words that mean such persons in some houses."""
    doers: Phrases
    events: Phrases
    """Ids of events, or NO_EVENT."""
    wishes: Phrases
    """AGAINST being contacted, or `for` it."""
    asked: Mapping[str, Asked]
    """By subject."""


@cache
def vocabulary() -> Vocabulary:
    """The list of this installation."""
    data = dated_list(_LIST)
    families = [_family(entry) for entry in data["families"]]
    return Vocabulary(
        families={family.id: family for family in families},
        family_words=Phrases.of({entry["id"]: entry["words"] for entry in data["families"]}, plurals=True),
        subjects=Phrases.of(data["subjects"], plurals=True),
        perhaps=Phrases.of(data["perhaps"], plurals=True),
        doers=Phrases.of({"doer": data["doers"]}),
        events=Phrases.of({NO_EVENT: data["no_events"], **data["events"]}),
        wishes=Phrases.of(data["wishes"]),
        asked={subject: _asked(entry) for subject, entry in data["asked"].items()},
    )


def _family(entry: Mapping[str, Any]) -> Family:
    return Family(entry["id"], entry["title"], tuple(entry["subjects"]), _asked(entry), entry.get("persons", True))


def _asked(entry: Mapping[str, list[str]]) -> Asked:
    return Asked(tuple(entry["purposes"]), tuple(entry["bases"]))
