"""Forms of things that are no personal data: what they match, and what they do not."""

from __future__ import annotations

import re
from typing import Any

import pytest

from privaudit.rulebook import built_in_folder, portable
from privaudit.validators import VALIDATORS
from privaudit.yaml_text.document import compose

FILES = sorted((built_in_folder() / "things").glob("*.yaml"))
PATTERNS = [(path.stem, entry) for path in FILES for entry in compose(path.read_text(encoding="utf-8"), scalar=str).root.data["patterns"]]


def _name(parameter: object) -> str:
    return str(parameter["name"]) if isinstance(parameter, dict) else str(parameter)


def _matches(entry: dict[str, Any], value: str) -> bool:
    validator = entry.get("validator")
    return re.fullmatch(entry["regex"], value) is not None and (validator is None or VALIDATORS[validator](value))


@pytest.mark.parametrize(("thing", "entry"), PATTERNS, ids=_name)
def test_a_form_matches_its_hits_and_not_its_misses(thing: str, entry: dict[str, Any]) -> None:
    del thing
    assert portable.fault(entry["regex"]) == ""
    assert [value for value in entry["examples"]["hit"] if not _matches(entry, value)] == []
    assert [value for value in entry["examples"]["miss"] if _matches(entry, value)] == []
