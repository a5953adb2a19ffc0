"""The walk over the promises of the sample organisations: each has a planted breach that is found, and a twin that keeps it.

That each breach is found, and that the twins are silent, `test_sample_data` shows; here it is that no promise was forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from privaudit import rulebook
from privaudit.model.register import Register
from privaudit.register import load
from tests.test_sample_data import ORGANISATIONS, SAMPLES, expected

CHECK, LINT, RIGHTS, STATE = "check", "lint", "rights", "state"
OF = {"A": "mobility_saas", "B": "quality_saas", "C": "web_agency", "D": "laundry_platform", "E": "directory_software"}
"""Whose promises those of a letter are."""
BY: dict[str, tuple[str, ...]] = {
    **{f"A{number}": (CHECK,) for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 15)},
    "A10": (CHECK, RIGHTS),
    "A11": (RIGHTS,),
    "A12": (LINT, RIGHTS),
    "A13": (LINT,),
    "A14": (LINT, CHECK),
    **{f"B{number}": (CHECK,) for number in (1, 3, 4, 6, 7, 8, 11, 12)},
    "B2": (LINT,),
    "B5": (LINT, CHECK),
    "B9": (RIGHTS,),
    "B10": (RIGHTS,),
    **{f"C{number}": (CHECK,) for number in (1, 2, 3, 4, 5, 8)},
    "C6": (STATE,),
    "C7": (LINT, CHECK),
    "C9": (LINT, CHECK),
    "C10": (LINT,),
    **{f"D{number}": (CHECK,) for number in (1, 2, 3, 4, 5, 6, 9)},
    "D7": (LINT,),
    "D8": (STATE, RIGHTS),
    **{f"E{number}": (CHECK,) for number in (1, 2, 4, 5, 6, 8, 10, 11)},
    "E3": (RIGHTS,),
    "E7": (RIGHTS, CHECK),
    "E9": (LINT, CHECK),
}
"""What finds the breach of each promise."""
TWIN_ONLY = ("D4",)
"""Kept by silence: columns that are of no person must not be flagged."""
FILES = {CHECK: "expected.json", LINT: "expected_lint.json"}
PLANS = ("expected_export.json", "expected_erasure.json")
"""Where packages and plans of planted persons are written down, each with the promises that it shows."""


def _declares_a_third_party(register: Register) -> bool:
    return any(source.kind == "third_party" for activity in register.activities for source in activity.source)


def _tells_mandatory_from_optional(register: Register) -> bool:
    return any({declared.mandatory for declared in activity.data} == {True, False} for activity in register.activities)


STATED: dict[str, Callable[[Register], bool]] = {"C6": _tells_mandatory_from_optional, "D8": _declares_a_third_party}
"""What only has to be said."""

FOUND = [(promise, by) for promise, ways in BY.items() for by in ways if by in FILES and promise not in TWIN_ONLY]


@pytest.mark.parametrize(("promise", "by"), FOUND, ids=[f"{promise}-{by}" for promise, by in FOUND])
def test_each_promise_has_a_planted_breach(promise: str, by: str) -> None:
    assert promise in {entry["promise"] for entry in expected(OF[promise[0]], FILES[by])}


@pytest.mark.parametrize("promise", [promise for promise, ways in BY.items() if STATE in ways])
def test_what_only_has_to_be_said_stands_in_the_register(promise: str) -> None:
    path = SAMPLES / OF[promise[0]] / "register.yaml"
    assert path.exists()
    assert STATED[promise](load(path, str(path), rulebook.in_force(()).categories))


@pytest.mark.parametrize("organisation", OF.values())
def test_each_organisation_has_a_clean_twin_and_a_clean_register(organisation: str) -> None:
    assert organisation in ORGANISATIONS
    tables = {path.name for path in (SAMPLES / organisation / "clean").iterdir()}
    assert "schema.sql" in tables
    assert any(name.endswith((".csv", ".tsv")) for name in tables)


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_no_breach_is_of_a_promise_that_its_organisation_did_not_make(organisation: str) -> None:
    own = {promise for promise in BY if OF[promise[0]] == organisation}
    planted = {entry["promise"] for name in FILES.values() for entry in expected(organisation, name)}
    assert planted - own - {None} == set()


@pytest.mark.parametrize("promise", [promise for promise, ways in BY.items() if RIGHTS in ways])
def test_each_promise_of_a_right_has_a_planted_person(promise: str) -> None:
    paths = [SAMPLES / OF[promise[0]] / name for name in PLANS]
    assert promise in {one for path in paths if path.exists() for one in json.loads(path.read_text(encoding="utf-8"))["promises"]}
