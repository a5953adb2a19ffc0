"""The files of the targets that stores name."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from privaudit.model.estate import StoredFile
from privaudit.targets import stored_files


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
