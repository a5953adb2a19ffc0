"""What every match of a pattern begins with."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.profile.beginnings import OTHER, beginning


@pytest.mark.parametrize(
    ("regex", "shortest", "firsts"),
    [
        ("abc", 3, "a"),
        ("[0-9]{9}", 9, "0123456789"),
        ("[0-2-]x?", 1, "012-"),
        (r"\+[1-9][0-9]{0,2}([ .]{0,3}[0-9]){6,13}", 8, "+"),
        ("(F-)?[12]{5}", 5, "F12"),
        ("a*b?c", 1, "abc"),
        ("ab|c|de+", 1, "acd"),
        ("(?:ab|c){2}d", 3, "ac"),
        (r"[\]a-c]z", 2, "]abc"),
        ("é|à", 1, OTHER),
    ],
)
def test_the_beginning_of_a_pattern(regex: str, shortest: int, firsts: str) -> None:
    found = beginning(regex)
    assert (found.shortest, found.firsts) == (shortest, frozenset(firsts))


def test_a_class_of_what_it_is_not_may_begin_with_all_else() -> None:
    found = beginning("[^a-z]+")
    assert {"A", "\n", OTHER} <= found.firsts
    assert "b" not in found.firsts


def test_no_example_of_the_rules_begins_otherwise() -> None:
    for files in rulebook.read(rulebook.built_in_folder()).categories.values():
        for entry in (entry for file in files for entry in file.patterns):
            begins = beginning(entry.regex)
            for value in map(str.strip, entry.examples.hit):
                assert len(value) >= begins.shortest, entry.name
                assert (value[0] if value[0].isascii() else OTHER) in begins.firsts, entry.name
