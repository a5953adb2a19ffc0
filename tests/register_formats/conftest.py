"""The register with every key, and what converting it gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from privaudit import rulebook
from privaudit.model.register import Register
from privaudit.model.register_format import Known, Read, Source, Written
from privaudit.register import parse
from privaudit.register_formats import known_formats

KNOWN = Known(rulebook.built_in().categories, frozenset({"FR", "IE", "NO"}))
Write = Callable[[str, Register], Written]


def parsed(text: str) -> Register:
    """The register of a text."""
    return parse(text, "register.yaml", KNOWN.categories)


def written(name: str, register: Register) -> Written:
    """A register in a format."""
    write = known_formats()[name].write
    assert write is not None
    return write(register, KNOWN)


def read(name: str, text: str) -> Read:
    """The register of a text in a format."""
    reader = known_formats()[name].read
    assert reader is not None
    return reader(Source(text, yaml.safe_load(text), "input.yaml"), KNOWN)


@pytest.fixture(scope="session")
def whole_text() -> str:
    return (Path(__file__).parent.parent / "register" / "whole.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def whole(whole_text: str) -> Register:
    return parsed(whole_text)
