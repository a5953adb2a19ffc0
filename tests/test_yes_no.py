"""The plain words of yes and no."""

from __future__ import annotations

from privaudit.register.values import folded_value
from privaudit.yes_no import NO, YES


def test_no_word_says_both() -> None:
    assert not set(YES) & set(NO)


def test_words_stand_as_cells_are_compared() -> None:
    assert [word for word in (*YES, *NO) if folded_value(word) != word] == []
