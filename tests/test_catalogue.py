"""A folder of modules as a catalogue."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from types import ModuleType

import pytest

from privaudit import catalogue

Folder = Callable[[dict[str, str]], ModuleType]
_numbers = count()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folder]:
    """A package with these modules."""
    made: list[str] = []

    def making(modules: dict[str, str]) -> ModuleType:
        name = f"catalogue_under_test_{next(_numbers)}"
        made.append(name)
        (tmp_path / name).mkdir()
        for module, text in {"__init__": "", **modules}.items():
            (tmp_path / name / f"{module}.py").write_text(text, encoding="utf-8")
        importlib.invalidate_caches()
        return importlib.import_module(name)

    monkeypatch.syspath_prepend(tmp_path)
    yield making
    for module in [module for module in sys.modules if module.split(".")[0] in made]:
        del sys.modules[module]


def test_the_file_name_is_the_id_with_hyphens_in_alphabetical_order(folder: Folder) -> None:
    made = folder({"two_words": "KIND = 2", "one": "KIND = 1"})
    assert list(catalogue.load(made, "KIND", int).items()) == [("one", 1), ("two-words", 2)]


def test_a_name_with_an_underscore_in_front_is_no_entry(folder: Folder) -> None:
    assert catalogue.load(folder({"_shared": "", "one": "KIND = 1"}), "KIND", int) == {"one": 1}


@pytest.mark.parametrize("text", ["", "KIND = 'one'", "OTHER = 1"])
def test_a_module_that_exports_no_entry_is_a_mistake_in_the_package(folder: Folder, text: str) -> None:
    with pytest.raises(TypeError, match=r"stray exports no KIND of type int"):
        catalogue.load(folder({"stray": text}), "KIND", int)["stray"]


def test_an_entry_is_imported_when_it_is_asked_for(folder: Folder) -> None:
    entries = catalogue.load(folder({"one": "KIND = 1", "broken": "raise ImportError('it was imported')"}), "KIND", int)
    assert entries["one"] == 1
    assert "broken" in entries
    with pytest.raises(ImportError, match="it was imported"):
        entries["broken"]
