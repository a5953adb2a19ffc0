"""Plurals of other languages than English."""

from __future__ import annotations

import pytest

from privaudit.names.plurals import single


@pytest.mark.parametrize(
    ("language", "plural", "word"),
    [
        ("es", "medicacione", "medicacion"),
        ("pt", "doacoe", "doacao"),
        ("pt", "hospitai", "hospital"),
        ("it", "sanzioni", "sanzione"),
        ("it", "farmaci", "farmaco"),
        ("de", "behandlungen", "behandlung"),
        ("de", "hinweise", "hinwei"),
        ("nl", "betalingen", "betaling"),
        ("sv", "handlingar", "handling"),
        ("pl", "szkody", "szkoda"),
        ("fi", "kaynnit", "kaynni"),
    ],
)
def test_a_plural_is_read_as_the_single_word(language: str, plural: str, word: str) -> None:
    assert single(plural, (language, "en"), (frozenset({word}), frozenset())) == word


@pytest.mark.parametrize(("word", "known"), [("behandlungen", "massnahme"), ("arten", "art"), ("sanzioni", "sanzione")])
def test_another_word_stays_as_it_is(word: str, known: str) -> None:
    assert single(word, ("de",), (frozenset({known}),)) == word
