"""The files of the targets: those that are read, and those that stores name."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from privaudit.engines.duckdb import DuckDBEngine
from privaudit.model.estate import Skipped, StoredFile
from privaudit.model.sources import ReadOptions, TargetFile
from privaudit.sources.delimited import SOURCE
from privaudit.targets import Found, distinct, files_of, stored_files
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
    return list(map(_told, files_of(target, workspace)))


def _told(found: Found) -> str:
    match found:
        case TargetFile():
            return found.shown
        case Skipped():
            return f"{found.what}: {found.reason}"
        case problem:
            return problem.told


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


def test_a_link_to_nothing_and_a_pipe_in_a_folder_are_named(tmp_path: Path) -> None:
    Path("data/b/gone.csv").symlink_to("nowhere.csv")
    Path("data/b/.gone.csv").symlink_to("nowhere.csv")
    os.mkfifo("data/b/live.csv")
    assert _files("data/b", tmp_path) == [
        "data/b/gone.csv: it is a link to a file that is not there",
        "data/b/live.csv: it is a pipe, which is read where it is named itself",
        "data/b/one.dump",
        "data/b/deep/three.dump",
    ]


def test_a_link_to_another_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    Path("data/b/elsewhere").symlink_to(tmp_path)
    Path("data/b/here").symlink_to("deep")
    reason = "it is a link to another folder, which is not followed: name that folder too"
    assert _files("data/b", tmp_path) == ["data/b/one.dump", f"data/b/elsewhere: {reason}", "data/b/deep/three.dump"]


def test_a_file_has_its_own_name_rather_than_that_of_a_link_to_it(tmp_path: Path) -> None:
    Path("data/a.csv").symlink_to("table.csv")
    assert _files("data", tmp_path)[:2] == ["data/a.csv", "data/table.csv"]
    files = [found for found in files_of("data", tmp_path) if isinstance(found, TargetFile)]
    assert [file.shown for file in distinct(files)] == ["data/table.csv", "data/b/one.dump", "data/b/deep/three.dump"]
    assert [file.shown for file in distinct(files[:1])] == ["data/a.csv"]


@pytest.mark.parametrize("target", [os.fsdecode(b"data/b/caf\xe9.csv"), "data/b/caf*", "data/b"])
def test_a_name_that_is_no_utf_8_can_be_opened_and_shown(tmp_path: Path, target: str) -> None:
    Path(os.fsdecode(b"data/b/caf\xe9.csv")).write_text("id,email\n1,a@b.example\n", encoding="utf-8")
    (file,) = (found for found in files_of(target, tmp_path) if isinstance(found, TargetFile) and "caf" in found.shown)
    assert file.shown == r"data/b/caf\xe9.csv"
    assert (file.stem, file.suffix) == (r"caf\xe9", ".csv")
    assert bytes(file.path) == str(file.path).encode()
    (table,) = SOURCE.describe(file, ReadOptions(), tmp_path).tables
    with DuckDBEngine(tmp_path) as engine:
        assert engine.load(table).name == r"caf\xe9"


def test_a_pipe_that_is_named_is_read_to_its_end(tmp_path: Path) -> None:
    os.mkfifo("data/live.csv")
    with ThreadPoolExecutor(1) as beside:
        beside.submit(Path("data/live.csv").write_text, "id,email\n", encoding="utf-8")
        (file,) = (found for found in files_of("data/live.csv", tmp_path) if isinstance(found, TargetFile))
    assert (file.shown, file.stem, file.suffix) == ("data/live.csv", "live", ".csv")
    assert [file.path.read_text(encoding="utf-8") for _ in range(2)] == ["id,email\n"] * 2
