"""Two registers, and what changed between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from privaudit import rulebook
from privaudit.model.register_changes import RegisterChange
from privaudit.register import of_document
from privaudit.register.convert.lines import Lines
from privaudit.register_changes import Known, Placed, changes_between
from privaudit.yaml_text.document import compose

RULES = rulebook.built_in()
KNOWN = Known(RULES, frozenset({"FR", "IE", "NO"}))
WHOLE = (Path(__file__).parent.parent / "register" / "whole.yaml").read_text(encoding="utf-8")
"""A register with every key of the format."""

Changed = Callable[..., list[RegisterChange]]


def placed(text: str, shown: str) -> Placed:
    """The register of a text, with its lines.  Raises RegisterError."""
    document = compose(text)
    return Placed(of_document(document, shown, RULES.categories), Lines(document, shown))


def between(old: str, new: str) -> list[RegisterChange]:
    """What changed between two texts."""
    return list(changes_between(placed(old, "old.yaml"), placed(new, "new.yaml"), KNOWN))


def altered(text: str, *replacements: tuple[str, str]) -> str:
    """The text after a few replacements, of what stands in it once."""
    for old, new in replacements:
        assert text.count(old) == 1, f"{old!r} does not stand once in the register"
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="session")
def changed() -> Changed:
    """What is said of the register with every key after a few replacements."""
    return lambda *replacements: between(WHOLE, altered(WHOLE, *replacements))
