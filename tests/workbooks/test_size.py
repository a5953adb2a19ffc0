"""What a workbook holds is known from its directory: a bomb is refused unread, and a small file has little time."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from privaudit.errors import SourceError
from privaudit.workbooks import apart
from privaudit.workbooks.size import seconds_for
from tests.sources.test_workbook import Sheets, xls, xlsx

SHEETS: Sheets = {"a": [["id", "email"], [1, "a@b.example"]]}


def packed(path: Path, size: int) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * size)
    return path


@pytest.mark.parametrize("name", ["bomb.xlsx", "bomb.ods"])
def test_a_workbook_of_far_more_than_its_own_size_is_refused_and_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("privaudit.workbooks.apart.subprocess.run", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(SourceError, match="more than 200 times its own size") as caught:
        apart.ask(packed(tmp_path / name, 110_000_000), {})
    assert "as CSV" in caught.value.hint


def test_what_a_small_file_holds_may_be_more_of_the_same(tmp_path: Path) -> None:
    assert seconds_for(packed(tmp_path / "blank.xlsx", 90_000_000)) == 20 + 45


@pytest.mark.parametrize("content", [xlsx(SHEETS), xls(SHEETS), b"PK\x03\x04 and no more"])
def test_a_small_workbook_has_little_time_whatever_its_sheets_ask_for(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    assert seconds_for(path) == 20
