"""How names and numbers are shown to a person."""

from __future__ import annotations

import pytest

from privaudit.messages import number, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("accounts.email", "accounts.email"),
        ("Prénom d'été [red]", "Prénom d'été [red]"),
        ("名前", "名前"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\rb\nc\td", "a\\rb\\nc\\td"),
        ("user\u202etxt.exe", "user\\u202etxt.exe"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("bell\x07", "bell\\x07"),
        ("\ud800", "\\ud800"),
    ],
)
def test_what_a_terminal_would_act_upon_is_shown_as_its_code(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("count", "noun", "plural", "text"),
    [
        (0, "row", "", "0 rows"),
        (1, "row", "", "1 row"),
        (1200, "row", "", "1,200 rows"),
        (1, "entry", "entries", "1 entry"),
        (2, "entry", "entries", "2 entries"),
    ],
)
def test_a_count_goes_with_its_noun(count: int, noun: str, plural: str, text: str) -> None:
    assert number(count, noun, plural) == text
