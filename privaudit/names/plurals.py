"""Plurals that end in more than an s, by language: of `medicación` it is `medicaciones`, of `Behandlung` `Behandlungen`."""

from __future__ import annotations

from collections.abc import Collection, Sequence

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
_LAST = {language: frozenset(ending[-1] for ending, _ in endings) for language, endings in _ENDINGS.items()}
_SHORTEST = 5
"""Letters of the single word, at least."""


def single(word: str, languages: Sequence[str], known: Sequence[Collection[str]]) -> str:
    """The known word of which an unknown one is the plural, in the first language that has it; else the word itself.

    `known` are the words of each language.
    """
    if len(word) < _SHORTEST:
        return word
    for language, vocabulary in zip(languages, known, strict=False):
        # Most words end in no letter of a plural: they cost nothing more.
        for one in _singles(word, language) if word[-1] in _LAST.get(language, ()) else ():
            if words.singular(one) in vocabulary:
                return words.singular(one)
    return word


def _singles(word: str, language: str) -> list[str]:
    ends = ((len(word) - len(ending), alone) for ending, alone in _ENDINGS[language] if word.endswith(ending))
    return [word[:at] + one for at, alone in ends for one in alone if at + len(one) >= _SHORTEST]
