"""The forms of a single cell."""

from __future__ import annotations

import pytest

from privaudit.model.rules import DIGITS, Pattern
from privaudit.profile.forms import Forms, is_text

MAIL = Pattern("mail", "m", "[a-z]+@[a-z]+[.]org", needs="@", inside=True, proves=True)
CARD = Pattern("card", "c", "[0-9]{16}", needs=DIGITS, inside=True)
WORD = Pattern("word", "w", "[a-z@.]+")
FORMS = Forms((MAIL, CARD, WORD))


@pytest.mark.parametrize(
    ("cell", "whole", "inside"),
    [
        ("a@x.org", {MAIL, WORD}, {}),
        (" a@x.org\u00a0", {MAIL, WORD}, {}),
        ("abc", {WORD}, {}),
        ("1111222233334444", {CARD}, {}),
        ("write to a@x.org please", set(), {MAIL: "a@x.org"}),
        ("paid by 1111222233334444, ask a@x.org", set(), {MAIL: "a@x.org", CARD: "1111222233334444"}),
        ("1111222233334444 1", set(), {}),
        (" ", set(), {}),
    ],
)
def test_a_cell_is_told(cell: str, whole: set[Pattern], inside: dict[Pattern, str]) -> None:
    told = FORMS.tell(cell)
    assert set(told.whole) == whole
    assert dict(told.inside) == inside


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        *(("two words", True), ("12 rue", True), ("É 12", True), ("1 2", False), ("2024-01-01 10:00", False)),
        *(("a" * 60, False), ("a" * 61, True)),
    ],
)
def test_a_text_has_several_words_or_is_long(cell: str, text: bool) -> None:
    assert is_text(cell) == text
