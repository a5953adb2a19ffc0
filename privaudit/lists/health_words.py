"""Words that speak of health within a text, as patterns that an engine can run.

A pattern is for text in lower case and without accents, between two blanks: the portable subset has no word boundary, and a
stem counts at the beginning of a word only (`rak` is an illness, `brak` is not).  What other words begin with, as abbreviations are,
counts as a whole word only: `EKG` is a test of the heart, an `Ekgatan` a street.  Literal words without counted repeats: one automaton,
one pass.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby, pairwise
from os.path import commonprefix

from privaudit.remembered import remembered
from privaudit.rulebook import dated_list
from privaudit.words import fold, without_marks

ANY = "any"
FACTS = ("as_of", "source")
_MORE_LETTERS = "ßłøđæœı"
_SMALL = re.compile("[a-z]")
MOST_LETTERS = 9_000
"""Letters of the words in one pattern, each counted once where words begin alike.  Of 12,500 there is no room for an automaton in
RE2, which takes twenty times as long without one, and of 11,000 twice as long; MariaDB takes no pattern of 50,000 characters."""
_OF_SECOND = 3
"""Characters of a second word that are kept where a word is cut short."""
WHOLE = "."
"""Stands in the list behind a word that counts as a whole only."""
_START = 2
"""Characters of the shortest word."""
_NO_LETTER = f"[^a-z{_MORE_LETTERS}]"
_BEGINNING = re.compile(f"{_NO_LETTER}(?=(.{{{_START}}}))", re.DOTALL)


@cache
def languages() -> tuple[str, ...]:
    """Those whose words are known."""
    return tuple(key for key in dated_list("health_words") if key not in {*FACTS, ANY})


@cache
def health_words(language: str) -> frozenset[str]:
    """The beginnings of words of one language, and those that many write alike; behind a whole word stands its mark."""
    data = dated_list("health_words")
    return frozenset(word.strip() for key in (ANY, language) for word in data[key].split(","))


@remembered
def patterns(*of: str) -> tuple[str, ...]:
    """What to look for within a text in lower case, without accents, between two blanks: one fits, or none.

    Of these languages, or of all.
    """
    words = _words(of or languages())
    parts = -(-_letters(words) // MOST_LETTERS)
    starts = [len(words) * part // parts for part in range(parts + 1)]
    return tuple(f"{_NO_LETTER}({_side_by_side(words[start:end])})" for start, end in pairwise(starts))


@remembered
def pattern_of_any_case() -> str:
    """One for a text of ASCII as it is written, which fits all that `patterns` fit, too, and more.

    It has long words cut short, and whole ones count as beginnings.
    """
    words = _shortest(word.removesuffix(WHOLE) for word in _words(languages()))

    def cut(longest: int) -> Sequence[str]:
        return _shortest(_cut_short(word, longest) for word in words)

    longest = bisect_right(range(max(map(len, words)) + 1), MOST_LETTERS, key=lambda longest: _letters(cut(longest))) - 1
    either = _SMALL.sub(lambda small: f"[{small[0].upper()}{small[0]}]", _side_by_side(cut(longest)))
    return f"[^A-Za-z{_MORE_LETTERS}]({either})"


def speaks_of_health(text: str) -> bool:
    """Whether a text has a word that speaks of health, in any language.

    It fits what `patterns` fit; to compile these for a few cells would take longer than to tell thousands.
    """
    bare = f" {without_marks(text.lower())} "
    stems, wholes = _by_start(), _whole_by_start()
    starts = [(word[1], word.end()) for word in _BEGINNING.finditer(bare)]
    begun = any(bare.startswith(stems.get(start, ()), at) for start, at in starts)
    return begun or any(start in wholes and wholes[start].match(bare, at) is not None for start, at in starts)


@remembered
def _by_start() -> Mapping[str, tuple[str, ...]]:
    """The words that may go on, by what they begin with."""
    words = (word for word in _words(languages()) if not word.endswith(WHOLE))
    return {start: tuple(same) for start, same in groupby(words, key=lambda word: word[:_START])}


@cache
def _whole_by_start() -> Mapping[str, re.Pattern[str]]:
    """What fits a whole word, by what it begins with."""
    words = (word for word in _words(languages()) if word.endswith(WHOLE))
    return {start: re.compile(_side_by_side(list(same))) for start, same in groupby(words, key=lambda word: word[:_START])}


@cache
def _words(of: Sequence[str]) -> Sequence[str]:
    """What words of these languages begin with, in order."""
    known = (word for language in of for word in health_words(language))
    return _shortest(spelling for word in known for spelling in (without_marks(word), fold(word)))


def _cut_short(word: str, longest: int) -> str:
    """A word of at most so many characters, or its beginning; of several words, also how the second begins: `morning` is no illness."""
    return word[: max(longest, word.find(" ") + 1 + _OF_SECOND)] if " " in word else word[:longest]


def _shortest(words: Iterable[str]) -> Sequence[str]:
    """The words, in order, without what a shorter one finds already."""
    kept: list[str] = []
    for word in sorted(set(words)):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return tuple(kept)


def _letters(words: Sequence[str]) -> int:
    """Letters of the words, each counted once where words begin alike: what a pattern of them takes."""
    return sum(len(word) - len(commonprefix([before, word])) for before, word in pairwise(("", *words)))  # noqa: RUF071 words, no paths


def _side_by_side(words: Sequence[str]) -> str:
    """The words as a pattern that says what several begin with once."""
    branches = []
    for _, same in groupby(words, key=lambda word: word[0]):
        of_letter = list(same)
        start = commonprefix(of_letter)  # noqa: RUF071 words, no paths
        rests = [word[len(start) :] for word in of_letter]
        branches.append(_quoted(start) + (f"({_side_by_side(rests)})" if len(rests) > 1 else ""))
    return "|".join(branches)


def _quoted(word: str) -> str:
    return "".join(_NO_LETTER if char == WHOLE else f"\\{char}" if char in "-'" else char for char in word)
