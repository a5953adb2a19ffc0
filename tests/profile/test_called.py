"""Names of companies, streets and goods are told from notes by their capitals, and those of persons from codes and answers."""

from __future__ import annotations

import pytest

from privaudit.profile.called import FEWEST, are_called, are_no_names

MANY = range(2 * FEWEST)


@pytest.mark.parametrize(
    "text", ["Muster{} Research GmbH", "Rue de la Gare {}", "Steel Kettle XL {}", "a{}@example.org; b@example.org", "Jo <jo{}@a.org>"]
)
def test_what_something_is_called_has_capitals_or_is_a_list_of_addresses(text: str) -> None:
    assert are_called([text.format(number) for number in MANY])


@pytest.mark.parametrize(
    "text", ["asked for a new offer {}", "Kunde ruft am Montag zurück {}", "KUNDE RUFT ZURUECK {}", "Please write to jo{}@a.org", "word"]
)
def test_notes_have_small_words(text: str) -> None:
    assert not are_called([text.format(number) for number in MANY])


def test_a_few_kinds_are_no_names() -> None:
    assert not are_called(["Sick Leave", "Parental Leave", "Annual Leave"] * FEWEST)
    assert not are_called([])


def test_some_notes_among_names_are_enough() -> None:
    names = [f"Steel Kettle {number}" for number in MANY]
    assert are_called([*names, "broken one"])
    assert not are_called([*names, *(f"broken one {number}" for number in MANY)])


@pytest.mark.parametrize(
    "cells",
    [
        [f"{number:04}-ABC" for number in MANY],
        [f"46008add7d83122c{number:04}" for number in MANY],
        [f"[e3e7:682:c209:4cac::{number}]:443" for number in MANY],
        ["yes", "no"] * FEWEST,
        ["inpatient", "outpatient", "day case"] * FEWEST,
    ],
    ids=lambda cells: cells[0],
)
def test_codes_and_answers_are_no_names(cells: list[str]) -> None:
    assert are_no_names(cells)


@pytest.mark.parametrize(
    "cells",
    [
        ["Anna Schmidt", "Marie Dupont"] * FEWEST,
        [f"Szczepanska {number}" for number in MANY],
        [f"Muster 06{number:08}" for number in MANY],
        ["yes", "no"],
        [],
    ],
)
def test_what_may_be_a_name_is_none_of_these(cells: list[str]) -> None:
    assert not are_no_names(cells)
