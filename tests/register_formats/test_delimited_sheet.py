from __future__ import annotations

import csv
from io import StringIO

import pytest

from privaudit.register_formats._delimited_sheet import sheet_of, text_of


@pytest.mark.parametrize("text", ["=1+1", "+33", "-x", "@a", "'=x", "''=x", "\u00ff", "'x"])
def test_no_cell_is_taken_for_a_formula_and_none_is_changed(text: str) -> None:
    made = text_of([["a", text]])
    ((_, cell),) = csv.reader(StringIO(made.removeprefix("\ufeff")), delimiter=";")
    assert not cell.startswith(("=", "+", "-", "@"))
    assert sheet_of(made, "r.csv", lambda sheet: len(sheet.rows[0])).rows == (("a", text),)
