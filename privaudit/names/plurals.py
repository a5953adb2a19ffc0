"""Plurals that end in more than an s, by language: of `medicación` it is `medicaciones`, of `Behandlung` `Behandlungen`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from privaudit import words

_ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "es": (("e", ("",)), ("ce", ("z",))),
    "pt": (("oe", ("ao",)), ("ae", ("ao",)), ("ai", ("al",)), ("ei", ("el",)), ("oi", ("ol",)), ("n", ("m",)), ("e", ("",))),
    "it": (("chi", ("co",)), ("ghi", ("go",)), ("che", ("ca",)), ("ghe", ("ga",)), ("i", ("o", "e", "io", "a")), ("e", ("a",))),
    "de": (("en", ("", "e")), ("er", ("",)), ("e", ("",)), ("n", ("",))),
    "nl": (("en", ("", "e")), ("n", ("",))),
    "sv": (("er", ("",)), ("ar", ("", "e")), ("or", ("a",)), ("n", ("",))),
    "da": (("er", ("", "e")), ("e", ("",)), ("r", ("",))),
    "nb": (("er", ("", "e")), ("e", ("",)), ("r", ("",))),
    "pl": (("y", ("a", "")), ("i", ("a", "")), ("e", ("a", "")), ("a", ("e", "o"))),
    "cs": (("y", ("a", "")), ("i", ("",)), ("e", ("",)), ("a", ("o",))),
    "ro": (("i", ("e", "", "u")), ("le", ("",)), ("e", ("a",))),
    "hr": (("i", ("",)), ("e", ("a",)), ("a", ("o",))),
    "hu": (("ok", ("",)), ("ek", ("",)), ("ak", ("",)), ("k", ("",))),
    "fi": (("t", ("",)),),
}
"""Endings of plurals, without the s that is gone already, each with those that a single one has, the likelier first."""
_SHORTEST = 5
"""Letters of the single word, at least."""


def single(word: str, languages: Sequence[str], known: Sequence[Collection[str]]) -> str:
    """The known word of which an unknown one is the plural, in the first language that has it; else the word itself.

    `known` are the words of each language.
    """
    for language, vocabulary in zip(languages, known, strict=False):
        for one in _singles(word, language):
            if len(one) >= _SHORTEST and words.singular(one) in vocabulary:
                return words.singular(one)
    return word


def _singles(word: str, language: str) -> Iterator[str]:
    for ending, alone in _ENDINGS.get(language, ()):
        if word.endswith(ending):
            yield from (word[: -len(ending)] + one for one in alone)
