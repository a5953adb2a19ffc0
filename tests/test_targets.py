"""The files of the targets: those that are read, and those that stores name."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from privaudit.model.estate import StoredFile
from privaudit.model.sources import TargetFile
from privaudit.targets import files_of, stored_files
from tests.conftest import closed


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("data/b/one.dump", "data/b/.two.dump", "data/b/deep/three.dump", "data/.kept/four.dump", "data/table.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
        moment = datetime(2026, 3, 1, 23, 30, tzinfo=UTC).timestamp()
        os.utime(path, (moment, moment))


def _names(targets: list[str], *globs: str) -> list[str]:
    return [file.name for file, _ in stored_files(targets, globs)]


def test_a_file_is_listed_by_its_name_and_its_day() -> None:
    ((file, path),) = stored_files(["data"], ["b/one.*"])
    assert file == StoredFile("b/one.dump", "data/b/one.dump", date(2026, 3, 1))
    assert path == Path("data/b/one.dump")


def test_hidden_files_are_listed_where_a_glob_fits_them() -> None:
    assert _names(["data"], "b/*.dump") == ["b/.two.dump", "b/one.dump"]
    assert _names(["data"], "**/*.dump") == [".kept/four.dump", "b/.two.dump", "b/one.dump", "b/deep/three.dump"]


@pytest.mark.parametrize("target", ["data/b/one.dump", "data/b/o*.dump", "./data/b/one.dump"])
def test_a_target_within_the_folder_of_the_store_is_found_there(target: str) -> None:
    assert _names([target], "b/*.dump") == ["b/one.dump"]


def test_a_target_is_no_reason_to_look_further_up() -> None:
    assert _names(["data/b"], "*.dump") == [".two.dump", "one.dump"]
    assert _names(["data"], "one.dump") == []


def test_a_file_comes_once_however_it_is_reached() -> None:
    Path("data/b/latest.dump").symlink_to("one.dump")
    assert _names(["data", "data/b", "data/b/one.dump"], "b/*.dump") == ["b/.two.dump", "b/one.dump"]


def test_a_link_to_nothing_and_one_to_elsewhere_are_listed() -> None:
    Path("data/b/gone.dump").symlink_to("nowhere")
    Path("data/b/other.dump").symlink_to("../table.csv")
    assert _names(["data"], "b/[go]*.dump") == ["b/one.dump", "b/gone.dump", "b/other.dump"]


def test_without_globs_nothing_is_listed_and_a_target_may_be_gone() -> None:
    assert _names(["data"]) == []
    assert _names(["nowhere", "-"], "*") == []


def _files(target: str, workspace: Path) -> list[str]:
    return [found.shown if isinstance(found, TargetFile) else found.told for found in files_of(target, workspace)]


def test_a_folder_that_may_not_be_opened_is_named_beside_the_files_of_the_others(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    with closed(tmp_path / "data/b", 0o000):
        assert _files("data", tmp_path) == ["data/table.csv", "data/b cannot be opened: Permission denied. Check its permissions."]
        assert _files("data/b", tmp_path) == ["data/b cannot be opened: Permission denied. Check its permissions."]


def test_a_file_in_a_folder_that_may_not_be_entered_is_no_missing_one(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    with closed(tmp_path / "data/b", 0o444):
        assert _files("data/b/one.dump", tmp_path)[0].startswith("it cannot be looked at: Permission denied.")
        assert "data/b/one.dump" in _files("data/*/*.dump", tmp_path)
        assert _names(["data"], "b/*.dump", ".kept/*.dump") == [".kept/four.dump"]


def test_a_name_that_no_file_can_have_does_not_exist(tmp_path: Path) -> None:
    assert _files("x" * 300, tmp_path)[0].startswith("it does not exist")
