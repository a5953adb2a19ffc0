from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlwt
from sqlglot import exp
from xlsxwriter import Workbook

from privaudit.delimited.written import RowWriter
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.errors import SourceError
from privaudit.model.estate import Column, Place, Skipped, Topic
from privaudit.model.sources import Description, ReadOptions, TargetFile
from privaudit.questions import Answer, column, relation
from privaudit.sources.workbook import SOURCE
from privaudit.workbooks.apart import ask
from tests.register_formats.workbooks import far, ods, open_document

Cell = str | float | bool | date | None
Sheets = Mapping[str, Sequence[Sequence[Cell]]]

PEOPLE: Sheets = {"people": [["id", "email", "born", "member"], [1, "a@b.example", date(1980, 4, 3), True], [2, None, None, False]]}
TEXTS = [("1", "a@b.example", "1980-04-03", "TRUE"), ("2", None, None, "FALSE")]


def xlsx(sheets: Sheets, hidden: Sequence[str] = ()) -> bytes:
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for at, cells in enumerate(rows):
                sheet.write_row(at, 0, cells)
            if name in hidden:
                sheet.hide()
    return out.getvalue()


def xls(sheets: Sheets) -> bytes:
    workbook = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for name, rows in sheets.items():
        sheet = workbook.add_sheet(name)
        for at, cells in enumerate(rows):
            for position, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(at, position, cell, *([day] if isinstance(cell, date) else []))
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def typed_ods(sheets: Sheets) -> bytes:
    def cell(value: Cell) -> str:
        match value:
            case None:
                return "<table:table-cell/>"
            case bool():
                return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
            case str():
                return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
            case date():
                return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
            case _:
                return f'<table:table-cell office:value-type="float" office:value="{value}"/>'

    def table(name: str, rows: Sequence[Sequence[Cell]]) -> str:
        written = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        return f'<table:table table:name="{name}">{written}</table:table>'

    return open_document("".join(table(name, rows) for name, rows in sheets.items()))


def describe(tmp_path: Path, content: bytes, name: str = "book.xlsx") -> Description:
    path = tmp_path / name
    path.write_bytes(content)
    return SOURCE.describe(TargetFile(f"data/{name}", path), ReadOptions(), tmp_path)


def rows_of(tmp_path: Path, description: Description) -> dict[str, list[Answer]]:
    found = {}
    with DuckDBEngine(tmp_path) as engine:
        for one in description.tables:
            table = engine.load(one)
            found[table.name] = engine.ask(exp.select(*(column(own.name) for own in table.columns)).from_(relation(table.relation or "")))
    return found


@pytest.mark.parametrize(("name", "write"), [("book.xlsx", xlsx), ("book.xls", xls), ("book.ods", typed_ods)])
def test_a_sheet_is_a_table_of_the_texts_that_an_export_has(tmp_path: Path, name: str, write: Callable[[Sheets], bytes]) -> None:
    description = describe(tmp_path, write(PEOPLE), name)
    (one,) = description.tables
    assert (one.table.source, one.table.name) == (f"data/{name}", "book")
    assert [(column.name, column.place) for column in one.table.columns] == [
        (header, Place(f"data/{name}", 1)) for header in ("id", "email", "born", "member")
    ]
    assert rows_of(tmp_path, description) == {"book": TEXTS}


def test_each_of_several_sheets_is_named_and_empty_ones_are_none(tmp_path: Path) -> None:
    content = xlsx({"people": PEOPLE["people"], "empty": [], "old orders": [["id", "total"], [7, 1.5]]})
    assert rows_of(tmp_path, describe(tmp_path, content)) == {"book.people": TEXTS, "book.old orders": [("7", "1.5")]}
    assert list(rows_of(tmp_path, describe(tmp_path, xlsx({"people": PEOPLE["people"], "empty": []})))) == ["book"]


def test_a_hidden_sheet_is_read_and_said(tmp_path: Path) -> None:
    description = describe(tmp_path, xlsx({"shown": [["a_b"], ["x"]], "old": [["id", "email"], [1, "a@b.example"]]}, hidden=["old"]))
    assert [one.table.name for one in description.tables] == ["book.shown", "book.old"]
    said = "this sheet is hidden in the workbook; it is read as the others are"
    assert description.skipped == (Skipped("book.old", said, Topic.ASSUMED),)


def test_titles_above_and_empty_rows_between_are_no_rows(tmp_path: Path) -> None:
    content = xlsx({"a": [["Members"], [], [None, "id", "email", "city"], [None, 1, "a@b.example", "Ulm"], [], [None, 2, None, "Bonn"]]})
    description = describe(tmp_path, content)
    (found,) = rows_of(tmp_path, description).values()
    assert [row[1:] for row in found] == [("1", "a@b.example", "Ulm"), ("2", None, "Bonn")]


def test_merged_cells_above_the_header_are_no_header_and_it_is_said(tmp_path: Path) -> None:
    above: Sheets = {"a": [["Staff"], ["Person", None, "Contract", None]]}
    below: Sheets = {"a": [["Name", "City", "Since", "Hours"], ["Ana", "Ulm", 2019, 38], ["Ivo", "Bonn", 2021, 20]]}
    description = describe(tmp_path, xlsx({"a": [*above["a"], *below["a"]]}))
    assert [column.name for column in description.tables[0].table.columns] == ["Name", "City", "Since", "Hours"]
    assert rows_of(tmp_path, description) == {"book": [("Ana", "Ulm", "2019", "38"), ("Ivo", "Bonn", "2021", "20")]}
    said = "line 3 is taken for the header, line 1 for a title and line 2 for names of groups of columns"
    assert description.skipped == (Skipped("book", said, Topic.ASSUMED),)


@pytest.mark.parametrize(
    ("below", "line"),
    [
        ([[], ["Customer", "Mail"], ["Ana Ruiz", "a@b.example"]], 5),
        ([[None, None, None, "0043"], ["Customer", "Mail", None, "0044"], ["Ana Ruiz", "a@b.example", None, "0045"]], 5),
        ([["Customer", "Mail"], ["Ana Ruiz", "a@b.example"]], None),
        ([[], ["All prices in euro"], ["Lamp", 7]], None),
        ([[], ["Lamp", "sold out"], ["Desk", "sold out"]], None),
        ([[], ["Lamp", 7], ["Desk", 8]], None),
    ],
)
def test_another_header_below_an_empty_row_is_said(tmp_path: Path, below: Sequence[Sequence[Cell]], line: int | None) -> None:
    first: list[Sequence[Cell]] = [["item", "price", None, "Phone"], ["Chair", 5.5, None, "0041"], ["Table", 9, None, "0042"]]
    description = describe(tmp_path, xlsx({"a": [*first, *below]}))
    said = [one.reason.partition(":")[0] for one in description.skipped]
    assert said == ([] if line is None else [f"row {line} looks like the header of another table below the first"])


def test_a_sheet_without_a_header_has_numbered_columns(tmp_path: Path) -> None:
    (one,) = describe(tmp_path, xlsx({"a": [["Anna", "a@b.example"], ["Paul", "p@b.example"]]})).tables
    assert [column.name for column in one.table.columns] == ["column_1", "column_2"]


def test_the_line_of_a_row_is_its_row_in_the_sheet(tmp_path: Path) -> None:
    content = xlsx({"a": [["id", "email"], [1, "a@b.example"], [], [2, "c@d.example"], [3, "two\nlines"]]})
    (one,) = describe(tmp_path, content).tables
    with DuckDBEngine(tmp_path) as engine:
        table = engine.load(one)
        assert engine.lines(table, [1, 2, 3]) == {1: 2, 2: 4, 3: 5}
        assert engine.rejected(table) == ()


def test_merged_cells_have_their_value_once(tmp_path: Path) -> None:
    out = BytesIO()
    with Workbook(out) as workbook:
        sheet = workbook.add_worksheet("a")
        sheet.write_row(0, 0, ["city", "email"])
        sheet.merge_range(1, 0, 2, 0, "Ulm")
        sheet.write(1, 1, "a@b.example")
        sheet.write(2, 1, "c@d.example")
    assert rows_of(tmp_path, describe(tmp_path, out.getvalue())) == {"book": [("Ulm", "a@b.example"), (None, "c@d.example")]}


def test_a_formula_is_its_value(tmp_path: Path) -> None:
    out = BytesIO()
    with Workbook(out) as workbook:
        sheet = workbook.add_worksheet("a")
        sheet.write_row(0, 0, ["id", "email"])
        sheet.write_formula(1, 0, "=1+1", value=2)
        sheet.write_formula(1, 1, '="a@"&"b.example"', value="a@b.example")
    assert rows_of(tmp_path, describe(tmp_path, out.getvalue())) == {"book": [("2", "a@b.example")]}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", b"PK\x03\x04 and no more", "damaged workbook, or none"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "damaged workbook, or none"),
        ("a.xlsx", xlsx(PEOPLE)[:-300], "damaged workbook, or none"),
        ("a.ods", ods({"a": [["x"]]})[:-40], "damaged workbook, or none"),
        ("a.xlsx", xlsx({"a": []}), "is empty"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        describe(tmp_path, content, name)


def test_a_locked_workbook_is_refused(tmp_path: Path) -> None:
    container = bytearray(xls({"a": [["x"]]}))
    entry = container.find("Workbook".encode("utf-16-le"))
    name = "EncryptedPackage\0".encode("utf-16-le")
    container[entry : entry + 66] = name.ljust(64, b"\0") + len(name).to_bytes(2, "little")
    with pytest.raises(SourceError, match="locked with a password"):
        describe(tmp_path, bytes(container), "a.xlsx")


@pytest.mark.parametrize("content", [far(1_048_575, 16_383), far(1_048_575, 2_000)])
def test_a_workbook_that_asks_for_all_memory_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match="takes too much memory"):
        describe(tmp_path, content)


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(xlsx(PEOPLE))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, content.replace(b"a@b.example", b"a" * 90_000_000) if b"a@b.example" in content else content)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(out.getvalue())
    assert path.stat().st_size < 1_000_000
    with pytest.raises(SourceError, match="takes too much memory"):
        ask(path, {"workspace": str(tmp_path)}, memory=250_000_000)


def test_a_workbook_may_take_so_long_and_no_longer(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    path.write_bytes(far(90_000, 100))
    with pytest.raises(SourceError, match="takes too long"):
        ask(path, {"workspace": str(tmp_path)}, seconds=1)


@pytest.mark.parametrize(
    ("name", "head", "accepted"),
    [
        ("a.xlsx", b"PK\x03\x04", True),
        ("A.XLS", b"\xd0\xcf\x11\xe0", True),
        ("a.ods", b"PK\x03\x04", True),
        ("a.xls", b"id\tname\n", False),
        ("a.zip", b"PK\x03\x04", False),
        ("a.docx", b"PK\x03\x04", False),
    ],
)
def test_a_workbook_is_told_by_its_name_and_how_it_begins(name: str, head: bytes, accepted: bool) -> None:
    assert SOURCE.accepts(TargetFile(name, Path(name)), head) is accepted


def test_written_rows_come_back_as_they_were(tmp_path: Path) -> None:
    rows = [('a"b', "c,d", "x"), ("e\nf", "\r", None), ("\x1f\x00\ud800", "", "ü"), (" g ", "\\", "'")]
    with RowWriter(tmp_path) as writer:
        for number, row in enumerate(rows, 1):
            writer.add(row, number * 10)
    written = writer.written(["a", "b", "c"])
    assert written.spans
    description = describe(tmp_path, xlsx(PEOPLE))
    one = description.tables[0]
    table = replace(one.table, columns=tuple(map(Column, "abc")))
    (found,) = rows_of(tmp_path, Description((replace(one, table=table, rows=written),))).values()
    assert found == [('a"b', "c,d", "x"), ("e\nf", "\r", None), ("\x1f\x00?", None, "ü"), (" g ", "\\", "'")]
