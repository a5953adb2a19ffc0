"""Shapes of columns, and what they settle."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.profile.forms import Forms
from privaudit.profile.shapes import FEWEST, Shape, Shapes

RULES = rulebook.built_in()
SHAPES = Shapes(Forms(RULES.patterns))


def shape_of(*cells: str, counted: str = "") -> Shape | None:
    forms = [pattern for pattern in RULES.patterns if counted and pattern.id.endswith(tuple(counted.split()))]
    return SHAPES.of([cells[i % len(cells)] for i in range(max(FEWEST, len(cells)))], forms)


@pytest.mark.parametrize(
    ("cells", "fits", "not_fits"),
    [
        (("1", "77", "9012"), "1000000", "1.5"),
        (("2024-05-31", "1999-01-01"), "2000-02-02", "31.05.2024"),
        (("2024-05-31 10:00:00",), "1999-12-31 23:59:59", "1999-12-31"),
        (("Paris", "Lyon"), "Bordeaux", "Lyon 3"),
        (("C-9012345", "C-1112222"), "C-1", "9012345"),
    ],
)
def test_a_shape_without_proof_fits_more_cells_than_were_seen(cells: tuple[str, ...], fits: str, not_fits: str) -> None:
    shape = shape_of(*cells)
    assert shape is not None
    assert not shape.closed
    assert shape.fits(fits)
    assert not shape.fits(not_fits)


@pytest.mark.parametrize(
    ("cells", "counted"),
    [
        (("jane@a.org", "jo.doe@b.co.uk"), "email/address"),
        (("+33123456789", "+4930123456"), "phone_number/international"),
        (("FR7630006000011234567890189",), "bank_account/iban"),
    ],
)
def test_each_cell_of_a_closed_shape_has_a_form_that_proves(cells: tuple[str, ...], counted: str) -> None:
    shape = shape_of(*cells, counted=counted)
    assert shape is not None
    assert shape.closed
    assert [form.id.endswith(counted) for form in shape.has] == [True]


@pytest.mark.parametrize(
    "cells",
    [
        ("jane@a.org", "jo.doe@b.co.uk"),
        ("+33123456789",),
        ("1234567890123", "9876543210987"),
        ("asked on 12.05.2021 for 20 manuals", "wants it by 01/02/2022, 10 a.m."),
        ("x" * 70,),
    ],
)
def test_nothing_is_settled_where_a_proof_may_hide(cells: tuple[str, ...]) -> None:
    assert shape_of(*cells) is None


@pytest.mark.parametrize("cells", [("asked for the manual", "wants a new offer"), ("Anna Lena", "Bo"), ("12 Main Road", "7 Old Lane")])
def test_a_shape_of_short_texts_that_can_hold_no_form_is_one_of_texts(cells: tuple[str, ...]) -> None:
    shape = shape_of(*cells)
    assert shape is not None
    assert shape.text
    assert not shape.closed
    assert not shape_of("2024-05-31 10:00:00").text  # type: ignore[union-attr]


def test_a_form_that_some_cells_have_and_some_not() -> None:
    shape = shape_of("75001", "00100", "96000", counted="postal_code/fr postal_code/digits")
    assert shape is not None
    assert {form.id.rpartition("/")[2] for form in shape.has} == {"digits"}
    assert {form.id.rpartition("/")[2] for form in shape.may_have} == {"fr"}


def test_one_stray_cell_in_a_hundred_changes_nothing() -> None:
    cells = [str(number) for number in range(299)]
    shape = SHAPES.of([*cells, "#!" * 7], ())
    assert shape is not None
    assert not shape.fits("!")


def test_few_cells_say_nothing() -> None:
    assert SHAPES.of(["1"] * (FEWEST - 1), ()) is None


def test_no_shape_that_is_not_closed_fits_an_example_that_proves() -> None:
    """Every shape that the cells of a table might suggest, against the values of every pattern that proves."""
    cells = (["12", "345"], ["Paris", "Rome"], ["A-12", "B-3456"], ["0a1b" * 8], ["12.5", "1380.25"], ["2024-01-31"], ["AB12CD34"])
    found = [shape for some in cells if (shape := shape_of(*some))]
    assert len(found) >= len(cells) - 1
    for shape in found:
        assert not any(
            shape.fits(value) for value in ("jane@a.org", "+33123456789", "FR7630006000011234567890189", "192.168.0.1", "12345678Z")
        )
