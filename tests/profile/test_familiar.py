"""Texts that a column has again and again."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.profile.counted import Known
from privaudit.profile.familiar import LONG_ENOUGH, MOST, familiar
from privaudit.profile.forms import Forms
from privaudit.profile.shapes import Shape, Shapes

FORMS = Forms(rulebook.built_in().patterns)
TEXTS = Known(texts=True)
AGENTS = ("Mozilla/5.0 (X11; Linux x86_64; rv:115.0)", "Mozilla/5.0 (Windows NT 10.0; Win64; x64)")
NOTES = ("asked for the manual of the pump", "called about the last invoice")
LONGEST = 60


def of_texts(*cells: str, known: Known = TEXTS, shape: Shape | None = None) -> tuple[str, ...]:
    return familiar(cells, known, shape, FORMS, LONGEST)


def test_texts_that_come_again_are_familiar() -> None:
    assert of_texts(*NOTES * 10, "asked for a new offer by post") == NOTES


@pytest.mark.parametrize(
    "text", ["write to jo@shop.org about it", "was on sick leave since last May", "asked-for-the-manual-of-the-pump", "a word " * 9]
)
def test_a_text_that_holds_something_or_is_no_text_is_told_in_every_row(text: str) -> None:
    assert of_texts(*NOTES * 10, text, text) == NOTES


def test_where_most_cells_differ_none_is() -> None:
    assert of_texts(*NOTES * 10, *(f"asked for the offer {chr(97 + number) * 5}" for number in range(10))) == ()
    assert of_texts() == ()


def test_short_cells_are_searched_as_fast() -> None:
    assert len("Paris area") < LONG_ENOUGH
    assert of_texts(*["Paris area", "Lyon area"] * 10) == ()


def test_no_more_than_so_many_are() -> None:
    notes = [f"asked for the manual of the {chr(97 + number // 26) * 3}{chr(97 + number % 26) * 3} pump" for number in range(MOST + 10)]
    assert len(of_texts(*notes * 2)) == MOST


def test_of_a_column_with_a_shape_those_that_are_of_it_are() -> None:
    cells = [*AGENTS * 20, "Mozilla", "Mozilla"]
    agents = [form for form in FORMS.patterns if form.regex.startswith("(Mozilla")]
    shape = Shapes(FORMS).of(cells[:40], agents)
    assert shape is not None
    assert of_texts(*cells, known=Known(tuple(agents)), shape=shape) == tuple(sorted(AGENTS))
