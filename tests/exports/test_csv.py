"""CSV for spreadsheets: faithful, but for cells that would run."""

from __future__ import annotations

import csv
import io

import pytest

from privaudit.exports.csv import guarded
from tests.exports.conftest import Packed, written


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|x", "-2+3*cmd", "@SUM(A1)", "\t=1", " =1+1", "\uff1d1", "\r=1", "--1a"])
def test_what_a_spreadsheet_would_run_has_an_apostrophe_before_it(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "-12.5", "+33 6 39 98 00 01", "+33 (0)6-39.98", "-1 234,50", "a=b", "ada@x.example", "'quoted'"])
def test_amounts_and_phone_numbers_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


def test_a_reader_of_csv_gets_every_cell_back(packed: Packed) -> None:
    rows: list[dict[str, object]] = [{"id": "1", "note": 'a "b", c;\r\nd\né'}, {"id": "2", "note": None}]
    (file,) = written("csv", packed(rows)).values()
    read = list(csv.reader(io.StringIO(file.content.decode("utf-8"), newline="")))
    assert read == [["id", "note"], ["1", 'a "b", c;\r\nd\né'], ["2", ""]]
    assert (file.rows, file.guarded) == (2, 0)


def test_names_of_columns_are_guarded_too(packed: Packed) -> None:
    (file,) = written("csv", packed([{"=1+1": "x"}])).values()
    assert (file.content, file.guarded) == (b"'=1+1\r\nx\r\n", 1)
