"""Phrases are cut in bulk exactly as names are cut one by one."""

from __future__ import annotations

import pytest

from privaudit import rulebook, words
from privaudit.rulebook import reading
from privaudit.rulebook.rule_words import cut


@pytest.mark.parametrize(
    "listed",
    [
        "date of birth, Date-Of-Birth, dateOfBirth",
        "e mail, e-mail address, type e mail",
        "last 4 digits, iso639, 2nd name",
        "adresse électronique, numéro d'identité, n° de sécu",
        "straße, płeć, ærø",
        "status, class, gas, address2",
        "user_name, user/name, user.name",
        "a,, b",
    ],
)
def test_a_list_is_cut_as_its_phrases_are(listed: str) -> None:
    assert cut(listed) == [words.tokens(phrase) for phrase in listed.split(",")]


def test_all_phrases_that_ship_are_cut_as_names_are() -> None:
    sources = reading.read(rulebook.built_in_folder())
    lists = [phrases.listed for files in sources.categories.values() for file in files for phrases in (file.strong, file.weak)]
    for languages in sources.languages.values():
        for file in languages:
            lists += [phrases.listed for phrases in (file.fillers, *file.roles.values())]
            lists += [phrases.listed for both in file.words.values() for phrases in both]
    for listed in filter(None, lists):
        assert cut(listed) == [words.tokens(phrase) for phrase in listed.split(",")]
