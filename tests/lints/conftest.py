"""A register that lacks nothing, and what is said of it after one change."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from privaudit import rulebook
from privaudit.checking import Outcomes, run_lints
from privaudit.lists.adequacy import known_countries
from privaudit.model.estate import Estate, Table
from privaudit.model.findings import Declarations, Finding
from privaudit.model.register import Register
from privaudit.register import load
from tests.conftest import AS_OF

COMPLETE = (Path(__file__).parent / "complete.yaml").read_text(encoding="utf-8")


def linted(register: Register, tables: tuple[Table, ...] | None = None) -> Outcomes:
    """All that is said of a register on the day of the audit; with tables, as if a schema of them were a target."""
    estate = None if tables is None else Estate(tables)
    return run_lints(Declarations(register, rulebook.built_in(), AS_OF, known_countries(), estate), (), ())


class Complaints(Protocol):
    """What is said of the complete register after changes, each of a text that stands there once."""

    def __call__(self, *changes: tuple[str, str], tables: tuple[Table, ...] | None = None) -> tuple[Finding, ...]: ...


@pytest.fixture
def complaints(tmp_path: Path) -> Complaints:
    """Changes the complete register and lints it."""

    def complaining(*changes: tuple[str, str], tables: tuple[Table, ...] | None = None) -> tuple[Finding, ...]:
        text = COMPLETE
        for old, new in changes:
            assert text.count(old) == 1, f"{old!r} does not stand once in the register"
            text = text.replace(old, new)
        path = tmp_path / "register.yaml"
        path.write_text(text, encoding="utf-8")
        return linted(load(path, "register.yaml", rulebook.built_in().categories), tables).findings

    return complaining


class OneComplaint(Protocol):
    """The one complaint about the complete register after changes."""

    def __call__(self, *changes: tuple[str, str], tables: tuple[Table, ...] | None = None) -> Finding: ...


@pytest.fixture
def complaint(complaints: Complaints) -> OneComplaint:
    """Changes the complete register in one place, about which there must be one complaint."""

    def complaining(*changes: tuple[str, str], tables: tuple[Table, ...] | None = None) -> Finding:
        found = complaints(*changes, tables=tables)
        assert len(found) == 1, [f"{one.check}: {one.message}" for one in found]
        return found[0]

    return complaining


def line_of(text: str) -> int:
    """The line of the complete register on which a text stands."""
    assert COMPLETE.count(text) == 1
    return COMPLETE.count("\n", 0, COMPLETE.index(text)) + 1
