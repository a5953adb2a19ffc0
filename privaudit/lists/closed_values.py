"""Values of columns that hold one of a few: religions, unions, nationalities, family situations, by a dated list in sixteen languages.

Meant for the distinct texts of a column with few of them.  Most of them must be known: `single` is a family situation beside
`married` and `divorced`, and a room beside `double`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType

from privaudit.lists.health_words import speaks_of_health
from privaudit.model.profile import ListCounts
from privaudit.rulebook import dated_list
from privaudit.words import fold

MOST_DISTINCT = 200
"""Distinct texts of a column that can be a closed list: there are as many nations."""
LEAST = 0.7
"""The share of the distinct texts that must be known; the rest is `other`, misspelt, or of a language more."""
FEWEST = 3
"""Known texts below which nothing is said: every list shares a word or two with another."""
HEALTH = "user.health_and_medical"
"""Its values are as many as there are illnesses: those count that begin words as one does."""
PAIRS = frozenset({"user.demographic.gender"})
"""Categories of which two values are enough."""


def closed_values() -> Mapping[str, frozenset[str]]:
    """Category -> its values, compared by `same`."""
    return _lists()[0]


@cache
def _lists() -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    """The values of each category, and those that say nothing."""
    data = dated_list("closed_values")
    lists = {category: frozenset(map(same, values.split(","))) for category, values in data["values"].items()}
    return MappingProxyType(lists), frozenset(map(same, data["neutral"].split(",")))


def same(text: str) -> str:
    """The text without accents, case and marks; the signs of blood groups stay."""
    folded = fold(text.strip())
    return " ".join("".join(char if char.isalnum() or char in "+-" else " " for char in folded).split())


def count(texts: Collection[str]) -> ListCounts:
    """What the lists know of distinct texts; nothing where there are too many for a closed list."""
    if len(texts) > MOST_DISTINCT:
        return ListCounts(len(texts), {})
    values, neutral = _lists()
    said = {same(text) for text in texts} - neutral - {""}
    lists = {**values, HEALTH: values[HEALTH] | {same(text) for text in texts if speaks_of_health(text)}}
    return ListCounts(len(said), {category: known for category, listed in lists.items() if (known := len(said & listed))})


def category_of(counts: ListCounts) -> str | None:
    """The category that nearly all of the distinct texts belong to."""
    enough = {
        category: known
        for category, known in counts.known.items()
        if known >= (2 if category in PAIRS else FEWEST) and known >= LEAST * counts.texts
    }
    return max(enough, key=enough.__getitem__, default=None)
