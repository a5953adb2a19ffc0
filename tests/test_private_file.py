"""Files with data of persons."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from privaudit.errors import UsageError
from privaudit.private_file import private_file


def test_it_appears_when_it_is_whole_and_its_owner_alone_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    with private_file(path, over=True) as handle:
        handle.write(b"one\n")
        assert not path.exists()
        assert stat.S_IMODE((tmp_path / ".rows.jsonl.partial").stat().st_mode) == 0o600
    assert path.read_bytes() == b"one\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def _write_half(path: Path, *, over: bool) -> None:
    with private_file(path, over=over) as handle:
        handle.write(b"half")
        raise ZeroDivisionError


@pytest.mark.parametrize("over", [True, False])
def test_nothing_is_left_of_one_that_fails(tmp_path: Path, over: bool) -> None:
    with pytest.raises(ZeroDivisionError):
        _write_half(tmp_path / "rows.jsonl", over=over)
    assert list(tmp_path.iterdir()) == []


def test_one_that_is_there_is_written_over_only_where_it_may_be(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"old")
    with private_file(path, over=True) as handle:
        handle.write(b"new")
    with pytest.raises(UsageError, match=r"rows\.jsonl exists already"), private_file(path, over=False) as handle:
        handle.write(b"newer")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"), private_file(tmp_path / "no" / "rows.jsonl", over=True):
        pass
