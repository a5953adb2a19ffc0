"""Patterns that some cells suggest."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit.profile.forms import LONG
from privaudit.profile.outlines import outlines
from privaudit.rulebook import portable


def fitting(cells: list[str]) -> list[str]:
    return [regex for regex in outlines(cells) if all(re.fullmatch(regex, cell) for cell in cells)]


@pytest.mark.parametrize(
    ("cells", "others"),
    [
        (["1", "82", "9999"], ["1000000"]),
        (["12.50", "1380.00"], ["123456.7"]),
        (["C-0012", "C-9911"], ["AB-1"]),
        (["Ana", "Zoé"], ["maximilian"]),
        (["2024-01-31", "1980-12-01"], ["2001-09-09"]),
        (["0f3a", "beef"], ["00ff"]),
        (["O'Neill", "Anna-Lena"], ["Jean-Luc"]),
        (["A1", "12-B"], ["B2", "99-A"]),
    ],
)
def test_other_cells_like_these_fit_too(cells: list[str], others: list[str]) -> None:
    assert any(all(re.fullmatch(regex, other) for other in others) for regex in fitting(cells))


def test_what_all_cells_begin_with_can_be_part_of_it() -> None:
    assert r"\+3363998[0-9]{4,4}" in fitting(["+33639981234", "+33639985678"])


@pytest.mark.parametrize("cells", [["a\x1fb"] * 2, ["é" * (LONG + 1)], [" ".join("abcdefghijklmnop")]])
def test_no_outline_of_what_is_long_or_has_marks(cells: list[str]) -> None:
    assert not fitting(cells)


@given(st.lists(st.text(min_size=1, max_size=12).map(str.strip).filter(bool), min_size=1, max_size=6))
def test_every_outline_is_portable_and_begins_and_ends_with_something_to_see(cells: list[str]) -> None:
    for regex in outlines(cells):
        assert not portable.fault(regex)
        assert not re.fullmatch(regex, "")
        assert not any(re.fullmatch(regex, text) for text in (" a", "a ", "\u00a0a", "a\u00a0", "a" * (LONG + 1), "a\x1fb"))
