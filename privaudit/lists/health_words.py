"""Words that speak of health within a text, as one pattern per language that an engine can run.

The pattern is for text in lower case and without accents, with a blank before it: the portable subset has no word boundary, and a
stem counts at the beginning of a word only (`rak` is an illness, `brak` is not).  Literal words without counted repeats: one
automaton, one pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from os.path import commonprefix

from privaudit.rulebook import dated_list
from privaudit.words import fold, without_marks

LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pl", "pt", "hr", "sv", "cs", "ro", "hu", "da", "nb", "fi")
ANY = "any"
_MORE_LETTERS = "ßłøđæœ"
_SMALL = re.compile("[a-z]")
_START = 2
"""Characters of the shortest word."""
_BEGINNING = re.compile(f"[^a-z{_MORE_LETTERS}](?=(.{{{_START}}}))", re.DOTALL)


@cache
def health_words(language: str) -> frozenset[str]:
    """The beginnings of words of one language, and those that many write alike."""
    data = dated_list("health_words")
    return frozenset(word.strip() for key in (ANY, language) for word in data[key].split(","))


@cache
def pattern(languages: tuple[str, ...] = LANGUAGES) -> str:
    """What to look for within a text in lower case, without accents, that begins with a blank."""
    return "|".join(f"[^a-z{_MORE_LETTERS}]{words}" for words in _halves(languages))


@cache
def pattern_of_any_case(languages: tuple[str, ...] = LANGUAGES) -> str:
    """The same for a text of ASCII as it is written; it fits all that `pattern` fits, too."""
    halves = (_SMALL.sub(lambda small: f"[{small[0].upper()}{small[0]}]", words) for words in _halves(languages))
    return "|".join(f"[^A-Za-z{_MORE_LETTERS}]{words}" for words in halves)


def speaks_of_health(text: str) -> bool:
    """Whether a text has a word that speaks of health, in any language.

    It fits what `pattern` fits; to compile that for a few cells would take longer than to tell thousands.
    """
    bare = f" {without_marks(text.lower())}"
    stems = _by_start()
    return any(bare.startswith(stems.get(word[1], ()), word.end()) for word in _BEGINNING.finditer(bare))


@cache
def _by_start() -> Mapping[str, tuple[str, ...]]:
    """The words by what they begin with."""
    return {start: tuple(words) for start, words in groupby(_words(LANGUAGES), key=lambda word: word[:_START])}


@cache
def _halves(languages: tuple[str, ...]) -> tuple[str, str]:
    """The words as two patterns: some engines take no longer one."""
    words = _words(languages)
    middle = len(words) // 2
    return f"({_side_by_side(words[:middle])})", f"({_side_by_side(words[middle:])})"


@cache
def _words(languages: tuple[str, ...]) -> Sequence[str]:
    """What words begin with, in order, without what a shorter one finds already."""
    words = {spelling for language in languages for word in health_words(language) for spelling in (without_marks(word), fold(word))}
    kept: list[str] = []
    for word in sorted(words):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return tuple(kept)


def _side_by_side(words: Sequence[str]) -> str:
    """The words as a pattern that says what several begin with once: some engines take no longer one."""
    branches = []
    for _, same in groupby(words, key=lambda word: word[0]):
        of_letter = list(same)
        start = commonprefix(of_letter)  # noqa: RUF071 words, no paths
        rests = [word[len(start) :] for word in of_letter]
        branches.append(_quoted(start) + (f"({_side_by_side(rests)})" if len(rests) > 1 else ""))
    return "|".join(branches)


def _quoted(word: str) -> str:
    return "".join(f"\\{char}" if char in "-'." else char for char in word)
