"""The package appears whole, or not at all."""

from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path

import pytest

from privaudit.errors import UsageError
from privaudit.rights.package import write_package
from tests.packages import a_package

PACKAGE = a_package([{"email": "ada@x.example", "first_name": "Ada"}])


def test_the_manifest_lists_every_other_file_with_its_check_sum(tmp_path: Path) -> None:
    sums = write_package(tmp_path / "ada.zip", PACKAGE)
    with zipfile.ZipFile(tmp_path / "ada.zip") as archive:
        listed = {file["path"]: file["sha256"] for file in json.loads(archive.read("manifest.json"))["files"]}
        assert set(archive.namelist()) == {"manifest.json", *listed}
    assert {path: sums[path] for path in listed} == listed


def test_the_same_package_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        write_package(tmp_path / name, PACKAGE)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert stat.S_IMODE((tmp_path / "one.zip").stat().st_mode) == 0o600


def test_nothing_is_written_over_and_no_part_is_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "ada.zip"
    path.write_text("kept", encoding="utf-8")
    with pytest.raises(UsageError, match="exists already"):
        write_package(path, PACKAGE)
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("ada.zip", "kept")]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write_package(tmp_path / "nowhere" / "ada.zip", PACKAGE)
