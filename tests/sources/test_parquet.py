from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from privaudit import scan
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.errors import SourceError
from privaudit.model.estate import Place
from privaudit.model.sources import Description, ReadOptions, TargetFile
from privaudit.sources.parquet import SOURCE
from tests.sources.rows import rows_of


def write(path: Path, query: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.sql(query).write_parquet(str(path))
    return path


def describe(path: Path, workspace: Path) -> Description:
    return SOURCE.describe(TargetFile(f"data/{path.name}", path), ReadOptions(), workspace)


def describe_all(folder: Path, workspace: Path) -> list[tuple[str, Description]]:
    assert SOURCE.describe_all is not None
    files = [TargetFile(path.relative_to(folder).as_posix(), path) for path in sorted(folder.rglob("*.parquet")) if path.is_file()]
    return [(file.shown, description) for file, description in SOURCE.describe_all(files, ReadOptions(), workspace)]


def test_a_file_is_a_table_with_its_own_types(tmp_path: Path) -> None:
    path = write(tmp_path / "people.parquet", "SELECT 1::BIGINT AS id, 'a@b.example' AS email, DATE '1980-04-03' AS born, true AS member")
    (one,) = describe(path, tmp_path).tables
    assert (one.table.source, one.table.name, one.table.place) == ("data/people.parquet", "people", Place("data/people.parquet"))
    assert [(column.name, column.type) for column in one.table.columns] == [
        ("id", "BIGINT"),
        ("email", "VARCHAR"),
        ("born", "DATE"),
        ("member", "BOOLEAN"),
    ]
    assert rows_of(tmp_path, describe(path, tmp_path)) == {"people": [("1", "a@b.example", "1980-04-03", "true")]}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("33612345678.0::DOUBLE", "33612345678"),
        ("4111111111111111.0::DOUBLE", "4111111111111111"),
        ("1.5::DOUBLE", "1.5"),
        ("1e300::DOUBLE", "1e+300"),
        ("'nan'::DOUBLE", "nan"),
        ("1.50::DECIMAL(5,2)", "1.50"),
        ("TIMESTAMP '2020-01-02 03:04:05'", "2020-01-02 03:04:05"),
        ("TIMESTAMPTZ '2020-01-02 03:04:05+02'", "2020-01-02 01:04:05+00"),
        ("['a','b']", '["a","b"]'),
        ("MAP {'k': 1}", '{"k":1}'),
        ("encode('tëxt')", "tëxt"),
        ("'\\xFF\\xD8'::BLOB", "(binary)"),
        ("''", None),
        ("'NULL'", None),
        ("NULL::INT", None),
        ("NULL::BLOB", None),
        ("'0e8aa5ea-ab5f-4a9d-9d4f-2f8b4e1f7c11'::UUID", "0e8aa5ea-ab5f-4a9d-9d4f-2f8b4e1f7c11"),
    ],
)
def test_a_value_reads_as_in_an_export(tmp_path: Path, value: str, text: str | None) -> None:
    path = write(tmp_path / "t.parquet", f"SELECT {value} AS x")
    assert rows_of(tmp_path, describe(path, tmp_path)) == {"t": [(text,)]}


def test_structs_are_flattened_and_names_are_there_once(tmp_path: Path) -> None:
    path = write(tmp_path / "t.parquet", """SELECT {'city': 'Ulm', 'geo': {'lat': 48.4}} AS home, 'x' AS "home.city", 'y' AS "a\x1bb" """)
    description = describe(path, tmp_path)
    assert [column.name for column in description.tables[0].table.columns] == ["home.city", "home.geo.lat", "home.city_2", "ab"]
    assert rows_of(tmp_path, description) == {"t": [("Ulm", "48.4", "x", "y")]}


def test_the_parts_of_a_table_are_one_table(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    for number in range(3):
        write(folder / f"people.parquet/part-0000{number}-ab12.snappy.parquet", f"SELECT {number} AS id")
    write(folder / "people.parquet/part-00003-ab12.snappy.parquet", "SELECT 'x' AS other")
    write(folder / "people.parquet/notes.parquet", "SELECT 9 AS id")
    found = describe_all(folder, tmp_path)
    named = {one.table.name: one.table.source for _, description in found for one in description.tables}
    assert named == {
        "people": "people.parquet",
        "part-00003-ab12.snappy": "people.parquet/part-00003-ab12.snappy.parquet",
        "notes": "people.parquet/notes.parquet",
    }
    (parts,) = (description for _, description in found if description.tables[0].table.name == "people")
    assert rows_of(tmp_path, parts) == {"people": [("0",), ("1",), ("2",)]}


def test_what_is_damaged_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    write(folder / "a.parquet", "SELECT 1 AS id")
    (folder / "b.parquet").write_bytes((folder / "a.parquet").read_bytes()[:-20])
    found = dict(describe_all(folder, tmp_path))
    assert [entry.what for entry in found["b.parquet"].unreadable] == ["b.parquet"]
    assert "damaged Parquet file, or none" in found["b.parquet"].unreadable[0].reason
    assert [one.table.name for one in found["a.parquet"].tables] == ["a"]
    with pytest.raises(SourceError, match="damaged Parquet file, or none"):
        describe(folder / "b.parquet", tmp_path)


def test_a_file_that_breaks_in_the_middle_is_an_error_without_its_values(tmp_path: Path) -> None:
    path = write(tmp_path / "t.parquet", "SELECT 'canary ' || hash(range) AS x FROM range(20000)")
    content = bytearray(path.read_bytes())
    content[200:4000] = b"\xff" * 3800
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"data/t\.parquet: a question could not be answered") as caught:
        rows_of(tmp_path, describe(path, tmp_path))
    assert "canary" not in caught.value.told


def test_a_name_is_never_a_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    write(folder / "a1.parquet", "SELECT 1 AS id")
    write(folder / "a[1].parquet", "SELECT 2 AS id")
    write(folder / "b*.parquet", "SELECT 3 AS id")
    write(folder / "bb.parquet", "SELECT 4 AS id")
    found = {name: rows for _, description in describe_all(folder, tmp_path) for name, rows in rows_of(tmp_path, description).items()}
    assert found == {"a1": [("1",)], "a[1]": [("2",)], "b*": [("3",)], "bb": [("4",)]}


def test_a_row_has_its_number_for_a_line(tmp_path: Path) -> None:
    (one,) = describe(write(tmp_path / "t.parquet", "SELECT range AS id FROM range(5)"), tmp_path).tables
    with DuckDBEngine(tmp_path) as engine:
        table = engine.load(one)
        assert engine.lines(table, [2, 4]) == {2: 2, 4: 4}
        assert engine.rejected(table) == ()


def test_the_texts_of_a_file_of_more_rows_than_are_told_one_by_one_are_looked_through(tmp_path: Path) -> None:
    rows = "SELECT i AS id, 'please call ada' || i || '@customers.example at noon' AS note FROM range(1000) AS rows (i)"
    path = write(tmp_path / "notes.parquet", rows)
    _, note = scan([str(path)]).columns
    assert [(within.category, within.values) for within in note.also] == [("user.contact.email", 1000)]
