from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from privaudit.engines.duckdb import DuckDBEngine
from privaudit.errors import SourceError
from privaudit.model.estate import Place, Rejected
from privaudit.model.sources import Description, ReadOptions, Source, TargetFile
from privaudit.sources.json_array import SOURCE as ARRAY
from privaudit.sources.json_lines import SOURCE as LINES
from privaudit.sources.json_object import SOURCE as OBJECT
from tests.sources.rows import rows_of

PEOPLE = [
    {"id": 1, "email": "a@b.example", "home": {"city": "Ulm", "geo": {"lat": 48.0}}, "tags": ["x", "ü"], "member": True},
    {"id": 2, "email": None, "home": {"city": ""}, "tags": [], "member": {}, "phone": 33612345678.0},
]
NAMES = ["id", "email", "home.city", "home.geo.lat", "tags", "member", "phone"]
TEXTS = [("1", "a@b.example", "Ulm", "48", '["x", "ü"]', "true", None), ("2", None, None, None, None, None, "33612345678")]


def describe(source: Source, tmp_path: Path, content: bytes, options: ReadOptions | None = None) -> Description:
    path = tmp_path / "people.json"
    path.write_bytes(content)
    return source.describe(TargetFile("data/people.json", path), options or ReadOptions(), tmp_path)


def as_lines(rows: Sequence[Any]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


@pytest.mark.parametrize(
    ("source", "content"),
    [
        (LINES, as_lines(PEOPLE)),
        (LINES, as_lines(PEOPLE).decode().encode("utf-16")),
        (ARRAY, json.dumps(PEOPLE, indent=2).encode()),
        (ARRAY, "\n".join(json.dumps(row, indent=2) for row in PEOPLE).encode()),
    ],
)
def test_objects_are_rows_and_keys_within_keys_are_columns(tmp_path: Path, source: Source, content: bytes) -> None:
    description = describe(source, tmp_path, content)
    (one,) = description.tables
    assert (one.table.source, one.table.name, one.table.place) == ("data/people.json", "people", Place("data/people.json"))
    assert [column.name for column in one.table.columns] == NAMES
    assert rows_of(tmp_path, description) == {"people": TEXTS}


def test_columns_have_the_types_of_their_values(tmp_path: Path) -> None:
    (one,) = describe(LINES, tmp_path, as_lines(PEOPLE)).tables
    types = ["BIGINT", "VARCHAR", "VARCHAR", "DOUBLE", "JSON", "BOOLEAN", "DOUBLE"]
    assert [column.type for column in one.table.columns] == types


def test_a_key_that_comes_late_is_a_column_of_all_rows(tmp_path: Path) -> None:
    rows = [*({"id": number} for number in range(1_500)), {"id": 1_500, "late": "x"}]
    found = rows_of(tmp_path, describe(LINES, tmp_path, as_lines(rows)))["people"]
    assert found == [*((f"{number}", None) for number in range(1_500)), ("1500", "x")]


def test_broken_lines_are_rejected_by_line_and_rows_keep_theirs(tmp_path: Path) -> None:
    (one,) = describe(LINES, tmp_path, b'{"id":1}\n{"id":\n\n{"id":2}\n').tables
    with DuckDBEngine(tmp_path) as engine:
        table = engine.load(one)
        assert engine.rejected(table) == (Rejected(2, "not valid JSON"),)
        assert engine.lines(table, [1, 2]) == {1: 1, 2: 4}


def test_keys_that_are_data_name_no_columns(tmp_path: Path) -> None:
    rows = [{"id": 1, "seen": {"anna@b.example": 3}}, {"id": 2, "seen": {"paul@b.example": 4}}]
    (one,) = describe(LINES, tmp_path, as_lines(rows)).tables
    assert [column.name for column in one.table.columns] == ["id", "seen"]
    pivoted = as_lines([{"anna@b.example": 1, "id": 2}, {"anna@b.example": 3, "id": 4}])
    assert [column.name for column in describe(LINES, tmp_path, pivoted).tables[0].table.columns] == ["column_1", "id"]


def test_an_object_of_ever_new_keys_is_told_as_text(tmp_path: Path) -> None:
    rows = [{"id": number, "by": {f"u_{number}": {"n": number}}} for number in range(1_200)]
    description = describe(LINES, tmp_path, as_lines(rows))
    assert [column.name for column in description.tables[0].table.columns] == ["id", "by"]
    assert rows_of(tmp_path, description)["people"][7] == ("7", '{"u_7": {"n": 7}}')


def test_too_many_keys_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="more than 5,000 different keys"):
        describe(LINES, tmp_path, as_lines([{f"k_{number}": 1} for number in range(6_000)]))


@pytest.mark.parametrize(("source", "content"), [(LINES, b"\n"), (LINES, b"[1]\n"), (ARRAY, b"[]"), (ARRAY, b"[1, 2]")])
def test_a_file_without_an_object_is_refused(tmp_path: Path, source: Source, content: bytes) -> None:
    with pytest.raises(SourceError, match="holds no object that can be read"):
        describe(source, tmp_path, content)


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.jsonl", b'{"a":1}\n', "lines"),
        ("a.ndjson", b"", "lines"),
        ("a.json", b'{"a":1}\n{"a":2}\n', "lines"),
        ("a", b'{"a":1}\n{"a":2}\n', "lines"),
        ("a.json", b'[{"a":1}]', "array"),
        ("a.json", b'\xef\xbb\xbf[\n  {"a":1}', "array"),
        ("a.json", '[{"a":1}]'.encode("utf-16"), "array"),
        ("a.json", b'{\n"a":1}\n{\n"a":2}', "array"),
        ("a.json", b'{"a":1}', ""),
        ("package.json", b'{\n  "name": "x",\n  "private": true\n}\n', ""),
        ("a.json", b'{"people":[{"a":1}]}', "object"),
        ("a.json", b'\xef\xbb\xbf{\n "total": 2,\n "data": {"people" : [ {"a":1},', "object"),
        ("a.json", b'{"tags":["x"], "sizes": [1, 2], "none": []}', ""),
        ("a.json", b'{"id":1,"items":[{"a":1}]}\n{"id":2}', "lines"),
        ("a.yaml", b'{"people":[{"a":1}]}', ""),
        ("a.json", b"[1, 2]", ""),
        ("a.geojson", b'{"type":"FeatureCollection"}', ""),
    ],
)
def test_what_is_accepted(name: str, head: bytes, kind: str) -> None:
    file = TargetFile(name, Path(name))
    accepting = [name for name, source in (("array", ARRAY), ("lines", LINES), ("object", OBJECT)) if source.accepts(file, head)]
    assert "".join(accepting[:1]) == kind


ANSWER = {
    "total": 2,
    "by": {"name": "Zoé", "mail": "zoe@b.example"},
    "data": {"people": PEOPLE, "page": 1},
    "orders": [{"id": 9, "lines": [{"sku": "x"}]}, {"id": 10}],
    "tags": ["a", "b"],
    "none": [],
}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_list_of_an_object_is_a_table_and_all_else_is_one_row(tmp_path: Path, indent: int | None, encoding: str) -> None:
    description = describe(OBJECT, tmp_path, json.dumps(ANSWER, indent=indent, ensure_ascii=False).encode(encoding))
    assert [one.table.name for one in description.tables] == ["people", "people.data.people", "people.orders"]
    assert [column.name for column in description.tables[0].table.columns] == ["total", "by.name", "by.mail", "data.page", "tags", "none"]
    assert rows_of(tmp_path, description) == {
        "people": [("2", "Zoé", "zoe@b.example", "1", '["a", "b"]', None)],
        "people.data.people": TEXTS,
        "people.orders": [("9", '[{"sku": "x"}]'), ("10", None)],
    }


def test_an_object_of_lists_alone_has_no_row_of_its_own(tmp_path: Path) -> None:
    assert rows_of(tmp_path, describe(OBJECT, tmp_path, b'{"a": [{"n": 1}], "b": [{"n": 2}]}')) == {
        "people.a": [("1",)],
        "people.b": [("2",)],
    }


@pytest.mark.parametrize(
    ("content", "rows", "rejected"),
    [
        (b'{"a": [{"n": 1}], "b": [{"n": 2},\n', {"a": 1, "b": 1}, ("b", Rejected(2, "the array does not end: the file is cut short"))),
        (
            b'{"c": 0, "a": [{"n": 1}, {"n" 2}], "b": [{"n": 2}]}',
            {"": 1, "a": 1},
            ("a", Rejected(1, "not valid JSON; what stands behind it is not read")),
        ),
        (b'{"a": [{"n": 1}],\n"b": [{"n": 2}]', {"a": 1, "b": 1}, ("b", Rejected(2, "the object does not end: the file is cut short"))),
        (
            b'{"c": 0, "a": [{"n": 1}], "b":\n nothing}',
            {"": 1, "a": 1},
            ("a", Rejected(2, "not valid JSON; what stands behind it is not read")),
        ),
        (b'{"c": 0, "a": [{"n": 1}], "b": "\xff"}', {"": 1, "a": 1}, ("a", Rejected(1, "not UTF-8; what stands behind it is not read"))),
        (
            b'{"c": 0, "a": [{"n": 1}]}\n{"a": 2}',
            {"": 1, "a": 1},
            ("a", Rejected(2, "stands behind the end of the object, and is not read")),
        ),
    ],
)
def test_what_is_broken_in_an_object_is_said_of_the_list_before(
    tmp_path: Path, content: bytes, rows: dict[str, int], rejected: tuple[str, Rejected]
) -> None:
    description = describe(OBJECT, tmp_path, content)
    assert {name: len(found) for name, found in rows_of(tmp_path, description).items()} == {
        f"people.{key}".strip("."): n for key, n in rows.items()
    }
    key, what = rejected
    with DuckDBEngine(tmp_path) as engine:
        told = {one.table.name: engine.rejected(engine.load(one)) for one in description.tables}
    assert told == {f"people.{name}".strip("."): (what,) if name == key else () for name in rows}


def test_the_only_list_is_called_as_the_file(tmp_path: Path) -> None:
    assert rows_of(tmp_path, describe(OBJECT, tmp_path, b'{"data": {"found": [{"n": 1}]}}')) == {"people": [("1",)]}


def test_an_object_of_ever_new_lists_is_refused(tmp_path: Path) -> None:
    content = json.dumps({f"k{number}": [{"n": number}] for number in range(300)}).encode()
    with pytest.raises(SourceError, match="more than 200 lists of objects"):
        describe(OBJECT, tmp_path, content)


def test_lists_larger_than_what_is_read_at_once(tmp_path: Path) -> None:
    answer = {"note": "x" * 1_500_000, "a": [{"n": n, "text": "y" * 100} for n in range(30_000)], "b": [{"n": n} for n in range(5)]}
    found = rows_of(tmp_path, describe(OBJECT, tmp_path, json.dumps(answer).encode()))
    assert {name: len(rows) for name, rows in found.items()} == {"people": 1, "people.a": 30_000, "people.b": 5}
