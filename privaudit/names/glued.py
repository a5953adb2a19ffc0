"""Glued names that are cut short, in the manner of the files of administrations: `nomprenomtitu`, `codeposhab`, `adrelec`."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from privaudit.model.rules import Strength, Tokens, Word
from privaudit.names.phrases import STEM, Phrases

HEAD_LAST = frozenset({"en", "de", "nl", "sv", "da", "nb", "fi", "hu"})
"""Languages in which the last word of a name says what it is: `hotel guests`; in the others it is the first: `clients hotel`."""
_OF_PERSONS = (
    "user.account.username",
    "user.authorization.password",
    "user.contact",
    "user.demographic",
    "user.financial.bank_account",
    "user.government_id",
    "user.name",
)
"""Categories whose phrases are looked for at the beginning of such names."""
_LONG_WORD = 5
"""Letters of a single word that nothing else begins with."""
_LONG_PIECE = 4
"""Letters of the longest piece of a phrase, at least."""
_LONG_PHRASE = 7
"""Letters of all pieces of a phrase, at least."""
_AGREED = 0.7
"""The share of the phrases that a name can begin with, from which it is of their category."""


@dataclass(frozen=True, eq=False)
class Glued:
    """Reads glued names in the languages whose names begin with what they are."""

    phrases: Phrases
    known: Sequence[str]
    """All words of those languages, in order."""
    _by_stem: dict[str, Sequence[Word]] = field(default_factory=dict)

    def cut(self, name: str) -> Tokens:
        """The words of the phrase that a name begins with, and the pieces left over: code, postal, hab; empty where it is none.

        Each piece has three letters at least and is the beginning of a word.  Of several phrases those that fill most count.
        """
        if len(name) <= _LONG_WORD or HEAD_LAST.issuperset(self.phrases.languages):
            return ()
        found = [(len(rest), word, rest) for word in self._first(name) for rest in _after(name, word.tokens)]
        if not found:
            return ()
        least = min(length for length, *_ in found)
        best = [(word, rest) for length, word, rest in found if length == least]
        category, count = Counter(word.category for word, _ in best).most_common(1)[0]
        if count < _AGREED * len(best):
            return ()
        word, rest = next((word, rest) for word, rest in best if word.category == category)
        pieces = self._pieces(rest)
        return () if pieces is None else (*word.tokens, *pieces)

    def _first(self, name: str) -> Sequence[Word]:
        """The phrases whose first word a name may begin with."""
        stem = name[:STEM]
        if stem not in self._by_stem:
            strong = (word for word in self.phrases.beginning_with(stem) if word.strength is Strength.STRONG)
            spoken = (word for word in strong if word.language in self.phrases.languages and word.language not in HEAD_LAST)
            self._by_stem[stem] = tuple(word for word in spoken if word.category.startswith(_OF_PERSONS))
        return self._by_stem[stem]

    def _pieces(self, rest: str) -> Tokens | None:
        """What is left, cut into as few pieces as possible, each the beginning of a word; None where it cannot be."""
        best: list[Tokens | None] = [()] + [None] * len(rest)
        for end in range(STEM, len(rest) + 1):
            for start in range(end - STEM + 1):
                before, here = best[start], best[end]
                if before is not None and (here is None or len(before) + 1 < len(here)) and self._begins_word(rest[start:end]):
                    best[end] = (*before, rest[start:end])
        return best[-1]

    def _begins_word(self, piece: str) -> bool:
        at = bisect_left(self.known, piece)
        return at < len(self.known) and self.known[at].startswith(piece)


def _after(name: str, phrase: Tokens) -> Iterator[str]:
    """What a name leaves after the words of a phrase, each in full or cut short; nothing where it does not begin with them."""
    if len(phrase) == 1:
        if len(phrase[0]) >= _LONG_WORD and name.startswith(phrase[0]):
            yield name[len(phrase[0]) :]
        return
    pieces: list[str] = []
    rest = name
    for word in phrase:
        length = _shared(rest, word)
        if length < min(STEM, len(word)):
            return
        pieces.append(rest[:length])
        rest = rest[length:]
    letters = sum(map(len, pieces))
    if (max(map(len, pieces)) >= _LONG_PIECE and letters >= _LONG_PHRASE) or (pieces[-1] == phrase[-1] and letters > _LONG_WORD):
        yield rest


def _shared(name: str, word: str) -> int:
    """How many letters a name and a word begin with together."""
    for at, (one, other) in enumerate(zip(name, word, strict=False)):
        if one != other:
            return at
    return min(len(name), len(word))
