"""The phrases of the languages that a schema speaks, by their ends and beginnings: worked out once for all schemas that speak them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from privaudit.model.rules import Strength, Tokens, Word

STEM = 3
"""Letters by which phrases are found that a name cuts short."""

_WRITTEN = "user.content.private"
_LONG = 6
"""Letters of a word for texts that is told at the end of a longer one: `debarredcomment`."""


@dataclass(frozen=True, eq=False)
class Phrases:
    """The phrases of categories that count together."""

    words: Mapping[Tokens, Word]
    languages: tuple[str, ...]
    """Spoken ones."""
    _stems: dict[str, Mapping[Tokens, Sequence[Word]]] = field(default_factory=dict)

    @cached_property
    def ends(self) -> frozenset[str]:
        """Words that name a category by themselves wherever they stand, or a text, and no other without their first letter.

        A `filialname` is no `lname` of a `filia`.
        """
        alone = {phrase[0]: word for phrase, word in self.words.items() if len(phrase) == 1 and word.strength is Strength.STRONG}
        alone |= {text: self.words[text,] for text in self.texts}
        spoken = {token: word.category for token, word in alone.items() if word.language in self.languages}
        return frozenset(token for token, category in spoken.items() if self.words.get((token[1:],), alone[token]).category == category)

    @cached_property
    def texts(self) -> frozenset[str]:
        """Long words that each mean a text that somebody wrote, in the languages that are spoken: `remark`, `bemerkungen`."""
        alone = (word for phrase, word in self.words.items() if len(phrase) == 1 and word.category == _WRITTEN)
        return frozenset(word.tokens[0] for word in alone if len(word.tokens[0]) >= _LONG and word.language in self.languages)

    def by_stems(self, first: str) -> Mapping[Tokens, Sequence[Word]]:
        """The phrases whose first word begins so, by the beginnings of all their words: most schemas ask for few of all phrases."""
        if first not in self._stems:
            found: dict[Tokens, list[Word]] = defaultdict(list)
            for word in self.beginning_with(first):
                found[stems(word.tokens)].append(word)
            self._stems[first] = found
        return self._stems[first]

    def beginning_with(self, letters: str) -> Sequence[Word]:
        """The phrases whose first word begins with the letters of a stem."""
        return self._by_first.get(letters, ())

    @cached_property
    def _by_first(self) -> Mapping[str, Sequence[Word]]:
        found: dict[str, list[Word]] = defaultdict(list)
        for phrase, word in self.words.items():
            found[phrase[0][:STEM]].append(word)
        return found


def stems(phrase: Tokens) -> Tokens:
    """The beginnings of the words of a phrase."""
    return tuple([token[:STEM] for token in phrase])
