"""No word of a closed list of the register is without its translation."""

from __future__ import annotations

import pytest

from privaudit.exports._terms import BASES, FRENCH, PURPOSES, SAFEGUARDS
from privaudit.exports._words import basis, purpose, safeguard
from privaudit.model.organisation import Right
from privaudit.model.register import Event
from privaudit.register import vocabulary
from privaudit.rulebook import built_in


def test_every_word_of_the_register_has_its_french() -> None:
    assert {part for key in vocabulary.PURPOSES for part in key.split(".")} == set(PURPOSES)
    wanted = {*vocabulary.ROLES, *vocabulary.SOURCES, *(right.value for right in Right), *(event.value for event in Event)}
    assert wanted <= set(FRENCH)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_article_of_the_register_has_words(language: str) -> None:
    assert set(BASES[language]) == vocabulary.BASES
    assert set(SAFEGUARDS[language]) == vocabulary.SAFEGUARDS


def test_every_category_has_its_french_title() -> None:
    rules = built_in()
    assert set(rules.vocabularies["fr"].titles) == set(rules.categories)


def test_articles_are_said_beside_the_words() -> None:
    assert basis("A6-1-b", "fr") == "contrat (Art. 6(1)(b))"
    assert safeguard("A45-3", "fr") == "décision d'adéquation (Art. 45(3))"
    assert safeguard("A46-2-c; signed in 2024", "en") == "standard contractual clauses of the Commission (Art. 46(2)(c)); signed in 2024"
    assert purpose("marketing.communications.email", "fr") == "prospection: communications: e-mail"
