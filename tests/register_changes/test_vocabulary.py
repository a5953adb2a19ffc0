"""What is known of the places of the grammar is of places that there are."""

from __future__ import annotations

from string import Formatter

import pytest

from privaudit.register.complaints import keys_at
from privaudit.register_changes.vocabulary import TERMS

FIELDS = {"gained": {"within", "subject", "label", "new"}, "lost": {"within", "subject", "label", "old"}}
OF_IDENTIFIERS = "organisation.identifiers.columns"
"""Their names are the user's; what stands below them has no key of its own in the file."""


@pytest.mark.parametrize("place", sorted(set(TERMS) - {OF_IDENTIFIERS}))
def test_each_place_is_one_of_the_format(place: str) -> None:
    *way, key = place.split(".")
    assert key in keys_at(tuple(way))


@pytest.mark.parametrize("place", sorted(TERMS))
def test_a_sentence_says_only_what_there_is(place: str) -> None:
    for name, known in FIELDS.items():
        fields = {field for _, field, _, _ in Formatter().parse(getattr(TERMS[place], name)) if field is not None}
        assert fields <= known, name
