"""The keys of JSON are told from its values, and from texts."""

from __future__ import annotations

import json

import pytest

from privaudit.profile.keys import keys

PERSON = [json.dumps({"first_name": "Jo", "born": {"birthDate": f"19{year}-01-01"}, f"key{year}": 1}) for year in range(50, 90)]


def test_the_keys_that_many_cells_share_are_told_at_any_depth() -> None:
    assert keys(PERSON) == {"first_name": 1.0, "born": 1.0, "birthDate": 1.0}


def test_a_key_that_is_now_and_then_there_has_its_share() -> None:
    cells = [json.dumps({"n": number, **({"mail": "x"} if number % 2 else {})}) for number in range(40)]
    assert keys(cells) == {"n": 1.0, "mail": 0.5}


def test_lists_of_objects_have_keys_too() -> None:
    assert keys([json.dumps([{"mail": number}]) for number in range(9)]) == {"mail": 1.0}


@pytest.mark.parametrize(
    "cells",
    [
        PERSON[:2],
        ['he said "name": it was late'] * 9,
        [json.dumps({"jo@a.org": number}) for number in range(9)],
        [json.dumps({f"person{number}": 1}) for number in range(9)],
        [],
    ],
    ids=["few", "a text", "an address", "keys of one cell", "nothing"],
)
def test_nothing_else_is_a_key(cells: list[str]) -> None:
    assert keys(cells) == {}


def test_a_value_is_no_key() -> None:
    assert keys([json.dumps({"said": f'a "name": {number}'}) for number in range(9)]) == {"said": 1.0}
