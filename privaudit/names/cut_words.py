"""Words that a schema cuts short in one place and writes in full in another: `denom` of its `denominazione`, `psl` of its `pesel`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from privaudit.model.rules import Role, Tokens
from privaudit.names.speech import Speech

_SHORTEST = 4
"""Letters of a word that is cut short."""
_SKELETON = 3
"""... and of one that is written without its vowels."""
_LEFT_OUT = 3
"""Letters that are left out at the end, at least."""
_SHORTEST_IN_FULL = 5
_VOWELS = frozenset("aeiouy")


def written_out(tokens: frozenset[str], known: Speech) -> dict[str, Tokens]:
    """The words of a schema that nobody knows and that begin a known word of it which is a person or says something of one.

    Of several known words that they begin, all must mean the same.
    """
    full = sorted(token for token in tokens & known.tokens if len(token) >= _SHORTEST_IN_FULL)
    found: dict[str, Tokens] = {}
    for token in tokens - known.tokens:
        if len(token) < _SKELETON:
            continue
        meant = [*_begun_by(token, full)] if len(token) >= _SHORTEST else []
        meant = meant or [word for word in _begun_by(token[0], full) if _is_skeleton(token, word)]
        said = {(known.roles_of(word), known.words[word,].category if (word,) in known.words else "") for word in meant}
        if len(said) == 1 and any(category or Role.PERSON in roles for roles, category in said):
            found[token] = (meant[0],)
    return found


def _begun_by(letters: str, full: Sequence[str]) -> Iterator[str]:
    """The words that begin with the letters and are longer by some."""
    at = bisect_left(full, letters)
    alike = takewhile(lambda word: word.startswith(letters), full[at:])
    return (word for word in alike if len(word) >= len(letters) + _LEFT_OUT)


def _is_skeleton(token: str, word: str) -> bool:
    """Whether letters are the first consonants of a word: `prv` of `provincia`."""
    return _VOWELS.isdisjoint(token) and "".join(letter for letter in word if letter not in _VOWELS).startswith(token)
