"""What is made of the files of an installation is made once, and anew when one of them changes."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from privaudit import remembered, rulebook
from privaudit.model.rules import Rulebook


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(remembered, "user_cache_path", tmp_path.joinpath)
    remembered.folder.cache_clear()
    yield remembered.folder()
    remembered.folder.cache_clear()


def _run(counted: list[str]) -> Callable[[], tuple[str, ...]]:
    """What another run of the same installation would call."""

    @remembered.remembered
    def words() -> tuple[str, ...]:
        counted.append("made")
        return ("name", "address")

    return words


def test_the_next_run_makes_nothing() -> None:
    counted: list[str] = []
    assert _run(counted)() == _run(counted)() == ("name", "address")
    assert counted == ["made"]


def test_one_run_makes_it_once() -> None:
    counted: list[str] = []
    words = _run(counted)
    assert words() is words()
    assert counted == ["made"]


def test_when_a_file_changes_it_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    monkeypatch.setattr(remembered, "_RULES_OF_CHECKOUT", rules)
    counted: list[str] = []
    for content in ("a: 1", "a: 1", "a: 1, b: 2"):
        if not (rules / "email.yaml").exists() or (rules / "email.yaml").read_text(encoding="utf-8") != content:
            (rules / "email.yaml").write_text(content, encoding="utf-8")
        remembered.stamp.cache_clear()
        _run(counted)()
    remembered.stamp.cache_clear()
    assert counted == ["made", "made"]


@pytest.mark.parametrize("left", [0, 10, 40, -1])
def test_what_is_cut_off_is_made_anew(cache_folder: Path, left: int) -> None:
    counted: list[str] = []
    _run(counted)()
    (path,) = cache_folder.iterdir()
    path.write_bytes(path.read_bytes()[:left])
    assert _run(counted)() == ("name", "address")
    assert counted == ["made", "made"]


@pytest.mark.skipif(sys.platform == "win32", reason="who may write to a file is told otherwise there")
@pytest.mark.parametrize("mode", [0o770, 0o702])
def test_a_folder_that_others_may_write_to_is_not_trusted(cache_folder: Path, mode: int) -> None:
    counted: list[str] = []
    _run(counted)()
    (path,) = cache_folder.iterdir()
    path.write_bytes(remembered.stamp() + pickle.dumps(("planted",)))
    assert _run(counted)() == ("planted",)
    cache_folder.chmod(mode)
    assert _run(counted)() == ("name", "address")


@pytest.mark.skipif(sys.platform == "win32", reason="who may read a file is told otherwise there")
def test_it_is_for_its_owner_alone(cache_folder: Path) -> None:
    _run([])()
    assert [path.stat().st_mode & 0o777 for path in (cache_folder, *cache_folder.iterdir())] == [0o700, 0o600]


def test_where_nothing_can_be_written_it_is_made_in_each_run(cache_folder: Path) -> None:
    cache_folder.parent.mkdir()
    cache_folder.write_text("a file is in the way of the folder", encoding="utf-8")
    counted: list[str] = []
    assert _run(counted)() == _run(counted)() == ("name", "address")
    assert counted == ["made", "made"]


def test_a_user_without_a_home_gets_no_folder_where_privaudit_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "user_cache_path", Path("~/.cache").joinpath)
    monkeypatch.chdir(tmp_path)
    remembered.folder.cache_clear()
    assert _run([])() == ("name", "address")
    assert list(tmp_path.iterdir()) == []


def test_remembered_rules_are_those_of_the_files() -> None:
    read = rulebook.load(rulebook.built_in_folder())

    @remembered.remembered
    def first() -> Rulebook:
        return read

    again: Rulebook = pickle.loads(pickle.dumps(first()))  # noqa: S301 of this test
    assert again is not read
    assert (again.version, again.categories, again.vocabularies) == (read.version, read.categories, read.vocabularies)
    assert (again.things, again.allowed) == (read.things, read.allowed)


def test_installations_that_are_long_gone_are_forgotten(cache_folder: Path) -> None:
    gone, young = cache_folder.parent / "cpython-310-gone", cache_folder.parent / "cpython-312-young"
    for folder in (gone, young):
        folder.mkdir(parents=True)
        (folder / "words.pickle").write_bytes(b"")
    os.utime(gone, (0, 0))
    _run([])()
    assert sorted(path.name for path in cache_folder.parent.iterdir()) == sorted([cache_folder.name, young.name])


def test_what_somebody_else_keeps_there_is_not_touched(cache_folder: Path) -> None:
    notes = cache_folder.parent / "notes"
    notes.mkdir(parents=True)
    (notes / "mine.txt").write_text("kept", encoding="utf-8")
    os.utime(notes, (0, 0))
    counted: list[str] = []
    assert _run(counted)() == _run(counted)()
    assert counted == ["made"]
    assert (notes / "mine.txt").exists()
