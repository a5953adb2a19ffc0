from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit.delimited.lines import Grammar, Layout, lines_at, plain_lines, record_lines, records
from privaudit.model.sources import Delimited

if TYPE_CHECKING:
    from pathlib import Path


def layout(path: Path, delimiter: str = ",", quote: str = '"', escape: str = '"', skip: int = 0) -> Delimited:
    return Layout(path, delimiter, quote, escape, skip)


def read(text: bytes, rows: Delimited, width: int = 2) -> list[tuple[int, str]]:
    return [(record.line, record.problem) for record in records(io.BytesIO(text), rows, width)]


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        (b"1,a\n2,b\n", [1, 2]),
        (b"1,a\r\n2,b\r\n", [1, 2]),
        (b"1,a\r2,b\r", [1, 2]),
        (b"1,a\n2,b\r\n3,c\r4,d", [1, 2, 3, 4]),
        (b'1,"a\nb"\n2,c\n', [1, 3]),
        (b'1,"a\r\n\r\n""b""\r\n"\r\n2,c\r\n', [1, 5]),
        (b"\xef\xbb\xbf1,a\n", [1]),
        (b"1,a\n\n  \n2,b\n", [1, 4]),
        (b'1, "a\nb" \n2,c', [1, 3]),
        (b'1,5" pipe\n2,b\n', [1, 2]),
        (b"", []),
    ],
)
def test_a_record_begins_on_a_line(tmp_path: Path, text: bytes, begun: list[int]) -> None:
    assert read(text, layout(tmp_path)) == [(line, "") for line in begun]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b'1,a\n2,"b\n3,c\n4,d\n', [(1, ""), (2, "quote not closed"), (3, ""), (4, "")]),
        (b'1,"a"b\n2,c\n', [(1, "quote not closed"), (2, "")]),
        (b'1,"a\nb"c\n2,d\n', [(1, "quote not closed"), (2, ""), (3, "")]),
    ],
)
def test_a_line_whose_quotes_are_not_in_order_costs_one_line(tmp_path: Path, text: bytes, found: list[tuple[int, str]]) -> None:
    assert read(text, layout(tmp_path)) == found


def test_a_line_longer_than_any_record_may_be_is_cut(tmp_path: Path) -> None:
    text = b"1,a\n" + b"x" * (2**24 + 2**20 + 5) + b",y\n3,c\n"
    assert read(text, layout(tmp_path)) == [(1, ""), (2, "longer than 16777216 bytes"), (3, "")]


def test_no_file_takes_quadratic_time(tmp_path: Path) -> None:
    text = b'1,"a""b\n' * 40_000
    found = read(text, layout(tmp_path))
    assert len(found) == 40_000


def test_lines_above_the_rows_are_left_out(tmp_path: Path) -> None:
    assert read(b"title\nid,name\n1,a\n", layout(tmp_path, skip=2)) == [(3, "")]


def test_an_empty_value_is_no_record_of_one_column(tmp_path: Path) -> None:
    assert read(b'a\n\n""\nb\n', layout(tmp_path), width=1) == [(1, ""), (4, "")]


@pytest.mark.parametrize(
    ("rows", "text", "cells"),
    [
        ((",", '"', '"'), b'a,"b,""c""",\r\n', [b"a", b'b,"c"', b""]),
        ((",", '"', "\\"), b'"a\\"b","c\\\\"\n', [b'a"b', b"c\\"]),
        ((";", "'", "'"), b"'it''s';b\n", [b"it's", b"b"]),
        (("|", "", ""), b'"a|b"\n', [b'"a', b'b"']),
        (("\t", '"', ""), b'"a"\t b \n', [b"a", b" b "]),
        (("\u20ac", '"', '"'), "a\u20ac\u00e9\u20ac\n".encode(), [b"a", b"\xc3\xa9", b""]),
        ((" ", '"', '"'), b'a "b c" d\n', [b"a", b"b c", b"d"]),
        ((",", '"', '"'), b"", [b""]),
    ],
)
def test_a_record_is_cut_into_cells(tmp_path: Path, rows: tuple[str, str, str], text: bytes, cells: list[bytes]) -> None:
    assert Grammar(Delimited(tmp_path, *rows, 0)).cells(text) == cells


def test_records_are_numbered_without_those_that_are_rejected(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b'id,name\n1,a\n2\n3,"b\nc"\n4,d\n')
    assert record_lines(layout(path, skip=1), 2, {1, 2, 3}, {3}) == {1: 2, 2: 4, 3: 6}
    assert record_lines(layout(path, skip=1), 2, set(), {3}) == {}


def test_where_each_line_is_a_record_its_number_is_counted() -> None:
    assert plain_lines(1, [1, 2, 3, 4], {2, 3, 5}) == {1: 4, 2: 6, 3: 7, 4: 8}
    assert plain_lines(0, [2], []) == {2: 2}


TEXT = b"a\r\nb\n\rc\n"


@pytest.mark.parametrize(("position", "line"), [(0, 1), (3, 2), (5, 3), (6, 4), (99, 5)])
def test_a_byte_stands_on_a_line(tmp_path: Path, position: int, line: int) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(TEXT)
    assert lines_at(path, [position]) == {position: line}


@given(st.lists(st.sampled_from([b"\n", b"\r\n", b"\r", b"x", b"yy"]), max_size=60))
def test_lines_of_bytes_are_those_of_an_editor(tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]) -> None:
    path = tmp_path_factory.mktemp("lines") / "text"
    text = b"".join(pieces)
    path.write_bytes(text)
    lines = text.splitlines(keepends=True)
    starts = {sum(map(len, lines[:number])): number + 1 for number in range(len(lines))}
    assert lines_at(path, starts) == starts
