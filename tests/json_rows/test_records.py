from __future__ import annotations

import json
from pathlib import Path

import pytest

from privaudit.delimited.lines import LONGEST
from privaudit.json_rows.records import of_lines, of_values


def lines(tmp_path: Path, content: bytes) -> list[tuple[int, object]]:
    path = tmp_path / "x.jsonl"
    path.write_bytes(content)
    return [(record.line, record.problem or record.content) for record in of_lines(path)]


def values(tmp_path: Path, content: bytes) -> list[tuple[int, object]]:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    return [(record.line, record.problem or record.content) for record in of_values(path)]


def test_each_line_is_a_record_and_a_broken_one_costs_itself_alone(tmp_path: Path) -> None:
    content = b'\xef\xbb\xbf{"a":1}\n\n{"a":\n{"a":2}\r\n[3]\n{"a":"\xff"}\n' + b"[" * 100_000 + b'\n{"a":4}'
    assert lines(tmp_path, content) == [
        (1, {"a": 1}),
        (3, "not valid JSON"),
        (4, {"a": 2}),
        (5, "not an object"),
        (6, "not UTF-8"),
        (7, "not valid JSON"),
        (8, {"a": 4}),
    ]


def test_a_line_without_end_is_not_kept_in_memory(tmp_path: Path) -> None:
    content = b'{"a":"' + b"x" * (3 * LONGEST) + b'"}\n{"a":1}\n'
    assert lines(tmp_path, content) == [(1, f"longer than {LONGEST} bytes"), (2, {"a": 1})]


@pytest.mark.parametrize(
    "content",
    [
        b'[{"a":1},\n\n {"a":\n2},{"a":3}]\n',
        b'{"a":1}\n\n{"a":\n2}{"a":3}',
        b'\xef\xbb\xbf [ {"a":1}\n,\n{"a":\n2} , {"a":3} ] ',
    ],
)
def test_objects_of_an_array_or_one_behind_the_other(tmp_path: Path, content: bytes) -> None:
    assert [found for _, found in values(tmp_path, content)] == [{"a": 1}, {"a": 2}, {"a": 3}]


def test_an_object_has_the_line_on_which_it_begins(tmp_path: Path) -> None:
    assert values(tmp_path, b'[\n{"a":\n\n1},\r\n 7,\n{"a":2}\n]') == [(2, {"a": 1}), (5, "not an object"), (6, {"a": 2})]


def test_a_file_larger_than_what_is_read_at_once(tmp_path: Path) -> None:
    rows = [{"id": number, "text": "é\n" * (number % 7) * 1_000, "half": number / 2} for number in range(2_000)]
    found = values(tmp_path, json.dumps(rows, ensure_ascii=False, indent=1).encode())
    assert [content for _, content in found] == rows
    assert [line for line, _ in found] == [2 + 5 * number for number in range(2_000)]


def test_an_object_larger_than_what_is_read_at_once(tmp_path: Path) -> None:
    rows = [{"a": "x" * 5_000_000}, {"a": "y"}]
    assert [content for _, content in values(tmp_path, json.dumps(rows).encode())] == rows


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'[{"a":1},\n{"a" 2},{"a":3}]', "not valid JSON; what stands behind it is not read"),
        (b'[{"a":1},\n{"a":', "not valid JSON; what stands behind it is not read"),
        (b'[{"a":1},\n', "the array does not end: the file is cut short"),
        (b'[{"a":1}]\n{"a":2}', "stands behind the end of the array, and is not read"),
        (b'[{"a":1},\n{"a":"\xff"}]', "not UTF-8"),
        (b'[{"a":1},\n' + b'{"a":[' * 100_000, "not valid JSON; what stands behind it is not read"),
    ],
)
def test_what_cannot_be_read_is_named_by_line(tmp_path: Path, content: bytes, problem: str) -> None:
    assert values(tmp_path, content) == [(1, {"a": 1}), (2, problem)]
