"""What the name of a column says: which category its words name, and what the words around them do to that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from privaudit import words
from privaudit.languages import Speech
from privaudit.model.rules import Role, Strength, Tokens, Word

_LONGEST_PHRASE = 6
_NAMES_KEPT = 65_536


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: a phrase that names a category, and the roles of the words left over."""

    word: Word
    left: tuple[tuple[str, frozenset[Role]], ...]
    """The other words, in order, each with its roles; an unknown word has none."""

    @property
    def exact(self) -> bool:
        """Whether the name is the phrase and nothing else that matters."""
        return all(roles & {Role.QUALIFIER, Role.PREFIX} for _, roles in self.left)

    def leaves(self, *roles: Role) -> tuple[str, ...]:
        """The words left over that have one of the roles."""
        return tuple(token for token, of in self.left if of.intersection(roles))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words left over that no rule knows."""
        return tuple(token for token, roles in self.left if not roles and not token.isdigit())


class Names:
    """The names of a schema, read with the words that count there."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.tokens = lru_cache(maxsize=_NAMES_KEPT)(self._tokens)
        self._readings = lru_cache(maxsize=_NAMES_KEPT)(self._read)

    def _tokens(self, name: str) -> Tokens:
        """The words of a name, glued ones cut, without fillers."""
        pieces = (piece for token in words.tokens(name) for piece in words.unglue(token, self.speech.tokens))
        return tuple(piece for piece in pieces if piece not in self.speech.fillers)

    def readings(self, name: str, ignored: frozenset[str] = frozenset()) -> tuple[Reading, ...]:
        """The ways to read a name, the best first.  The `ignored` words (of the table's own name) change nothing."""
        return self._readings(name, ignored.intersection(self.tokens(name)))

    def _read(self, name: str, ignored: frozenset[str]) -> tuple[Reading, ...]:
        tokens = self.tokens(name)
        found = [
            (Reading(self.speech.words[tokens[start:end]], self._left(tokens, start, end, ignored)), end - start, start)
            for start, end in self._spans(tokens)
        ]
        found.sort(key=lambda entry: (entry[0].word.strength is Strength.STRONG, entry[1], entry[2]), reverse=True)
        return tuple(reading for reading, _, _ in found)

    def roles(self, name: str) -> tuple[tuple[str, frozenset[Role]], ...]:
        """The words of a name, each with its roles."""
        tokens = self.tokens(name)
        return self._left(tokens, 0, 0, frozenset())

    def _spans(self, tokens: Tokens) -> list[tuple[int, int]]:
        """Where phrases of categories stand, without those that lie inside a longer phrase of a category or a role."""
        spans = [
            (start, end)
            for start in range(len(tokens))
            for end in range(min(len(tokens), start + _LONGEST_PHRASE), start, -1)
            if tokens[start:end] in self.speech.words or (end - start > 1 and tokens[start:end] in self.speech.roles)
        ]
        outer = [span for span in spans if not any(_inside(span, other) for other in spans)]
        return [(start, end) for start, end in outer if tokens[start:end] in self.speech.words]

    def _left(self, tokens: Tokens, start: int, end: int, ignored: frozenset[str]) -> tuple[tuple[str, frozenset[Role]], ...]:
        left: list[tuple[str, frozenset[Role]]] = []
        for first, last in ((0, start), (end, len(tokens))):
            at = first
            while at < last:
                size = next((n for n in range(min(_LONGEST_PHRASE, last - at), 0, -1) if tokens[at : at + n] in self.speech.roles), 1)
                phrase = tokens[at : at + size]
                roles = self.speech.roles.get(phrase, frozenset())
                if not roles and phrase[0] in ignored:
                    roles = frozenset({Role.QUALIFIER})
                left.append((" ".join(phrase), roles))
                at += size
        return tuple(left)


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other != span and other[0] <= span[0] and span[1] <= other[1]


@lru_cache(maxsize=64)
def names_of(speech: Speech) -> Names:
    """The reader of a schema's names, made once."""
    return Names(speech)
