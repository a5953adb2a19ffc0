"""Workbooks: read from all kinds, written as one; what is no register, or too much of one, is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwt

from privaudit import rulebook
from privaudit.errors import UsageError
from privaudit.model.register import Register
from privaudit.model.register_format import Known, Read, Source
from privaudit.register_formats import convert, known_formats
from privaudit.register_formats._register_data import register_data
from privaudit.register_formats._workbook import sheets_of
from tests.register_formats import workbooks
from tests.register_formats.cnil_example import SHEETS
from tests.register_formats.conftest import KNOWN, parsed, written

FRENCH = Known(KNOWN.categories, KNOWN.eea, lambda language: rulebook.built_in().vocabularies[language].words)


def read(content: bytes, shown: str) -> Read:
    reader = known_formats()["cnil-xlsx"].read
    assert reader is not None
    return reader(Source("", None, shown, content), FRENCH)


def test_both_kinds_of_workbook_say_the_same() -> None:
    open_document, excel = read(workbooks.ods(SHEETS), "r.ods"), read(workbooks.xlsx(SHEETS), "r.xlsx")
    assert register_data(open_document.register) == register_data(excel.register)
    assert [one.path for one in open_document.lost] == [one.path for one in excel.lost]
    assert [one.text for one in open_document.questions] == [one.text for one in excel.questions]


def test_a_form_and_its_row_of_the_list_are_one_activity() -> None:
    form, alone = register_data(read(workbooks.ods(SHEETS), "r.ods").register)["activities"]
    assert (form["id"], form["title"]) == ("f-01", "Gestion des adhérents")
    assert (alone["id"], alone["purposes"]) == ("f-02", ["marketing.communications.email"])


def test_a_cell_that_nothing_maps_to_is_told_by_sheet_and_cell() -> None:
    lost = [str(one) for one in read(workbooks.ods(SHEETS), "r.ods").lost]
    assert "r.ods: Fiche 1!A8 stands beside no label, and was not read" in lost
    assert "r.ods: Fiche 1!B8 stands beside no label, and was not read" in lost
    assert "r.ods: Mode d'emploi has no label of a register, and was not read" in lost
    assert "r.ods: Fiche 1!G11 has no place in a register" in lost
    assert not any("05 00" in one for one in lost), "a telephone number is somebody's"


def test_every_cell_that_says_something_is_in_the_register_or_told() -> None:
    found = read(workbooks.ods(SHEETS), "r.ods")
    told = " ".join([*(one.path for one in found.lost), *(one.text for one in found.questions)])
    known = str(register_data(found.register)).casefold()
    silent = ("", "-", "Non", "Néant", "Sans objet")
    form: list[tuple[str, ...]] = list(SHEETS["Fiche 1"])
    heading = {("Nom",), ("Description",), ("Type",), ("Destinataire",), ("Type de destinataire",)}
    heads = {row for row, cells in enumerate(form) if cells[1:2] in heading}
    understood = {"France": "fr", "États-Unis": "us", "CCT": "a46-2-c", "Exécution du contrat": "a6-1-b", "Oui": "national_identification"}
    understood |= {"15/04/2025": "f-01", "Adhérents": "customer", "Sous-traitants": "processor"}
    understood |= {"Service interne qui traite les données": "department", "33000": "33000 bordeaux"}
    missing = [
        (row, column, text)
        for row, cells in enumerate(form)
        for column, text in enumerate(cells)
        if text not in silent and column and row not in heads
        if f"!{chr(ord('A') + column)}{row + 1}" not in told and understood.get(text, text).casefold() not in known
    ]
    assert missing == []


def test_the_same_register_is_the_same_file() -> None:
    register = parsed(
        "privaudit: 1\norganisation: {name: '=1+1', country: FR}\n"
        "activities: [{id: a, title: '@SUM(A1)', purposes: [], basis: [], subjects: [], where: [], data: []}]\n"
    )
    made = written("cnil-xlsx", register).binary
    assert made == written("cnil-xlsx", register).binary
    assert [sheet.name for sheet in sheets_of(made, "r.xlsx")] == ["Liste des traitements", "Fiche 1"]
    texts = [text for sheet in sheets_of(made, "r.xlsx") for row in sheet.rows for text in row]
    assert {"=1+1", "@SUM(A1)"} <= set(texts)
    assert b"<f>" not in b"".join(parts(made))


def parts(content: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield archive.read(name)


def test_a_text_longer_than_a_cell_is_cut_and_told(whole: Register) -> None:
    register = parsed(
        f"privaudit: 1\norganisation: {{name: X, country: FR}}\nsecurity: [{'x' * 40_000}]\n"
        "activities: [{id: a, purposes: [], basis: [], subjects: [], where: [], data: []}]\n"
    )
    lost = [str(one) for one in written("cnil-xlsx", register).lost]
    assert any(one.startswith("Fiche 1!C") and "is cut" in one for one in lost)
    assert not any("is cut" in str(one) for one in written("cnil-xlsx", whole).lost)


BOMB = workbooks.archive({"xl/worksheets/sheet1.xml": "<a>" + " " * 100_000_000 + "</a>"})
MANY = '<table:table table:name="a"><table:table-row table:number-rows-repeated="{}">{}</table:table-row></table:table>'
REPEATED = workbooks.open_document(MANY.format(1_000_000, workbooks.cell("x", 'table:number-columns-repeated="16384"')))
ENTITIES = workbooks.archive(
    {"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;">]><a>&y;</a>', "mimetype": "x"}
)
LONG = workbooks.xlsx({"a": [["x" * 30_000] * 200] * 20})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"just text", "it is a damaged workbook, or none"),
        (b"", "it is a damaged workbook, or none"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "it is a damaged workbook, or none"),
        (b"PK\x03\x04 and then nothing", "it is a damaged workbook, or none"),
        (workbooks.xlsx(SHEETS)[:3000], "it is a damaged workbook, or none"),
        (workbooks.archive({"a.txt": "x"}), "it is a damaged workbook, or none"),
        (BOMB, "it holds more than 200 times its own size, as files do that are made to fill memory"),
        (REPEATED, "it is a damaged workbook, or none"),
        (workbooks.far(1_048_575, 16_383), "it takes too much memory to read"),
        (LONG, "it has too many cells, or too much text"),
        (ENTITIES, "it is a damaged workbook, or none"),
        (workbooks.xlsx({"a": []}), "has none of the labels of a CNIL register"),
        (workbooks.xlsx({"a": [["Bonjour"]]}), "has none of the labels of a CNIL register"),
        (workbooks.xlsx({"a": [["Nom du traitement"], ["Finalité principale"]]}), "has the labels of a register, and no processing in it"),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else value,
)  # fmt: skip
def test_what_is_no_register_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "registre.xlsx"
    path.write_bytes(content)
    with pytest.raises(UsageError) as refused:
        convert(path, "registre.xlsx", "register", rulebook.built_in())
    assert refused.value.message in {f"registre.xlsx {says}", f"registre.xlsx cannot be read: {says}"}
    assert refused.value.hint


def test_a_workbook_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(BOMB)
    central = content.rfind(b"PK\x01\x02")
    content[central + 24 : central + 28] = content[22:26] = (1000).to_bytes(4, "little")
    with pytest.raises(UsageError, match="damaged"):
        sheets_of(bytes(content), "r.xlsx")


def test_far_empty_cells_of_libreoffice_take_no_room() -> None:
    rest = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    content = workbooks.open_document(
        f'<table:table table:name="a"><table:table-row>{workbooks.cell("x")}</table:table-row>{rest}</table:table>'
    )
    assert sheets_of(content, "r.ods")[0].rows == (("x",),)


def test_what_is_written_reads_back_cell_by_cell() -> None:
    texts = [["a", "", "=b"], [], ["é😀", "x\ny"]]
    (sheet,) = sheets_of(workbooks.ods({"a": texts}), "r.ods")
    assert [[text for text in row if text] for row in sheet.rows] == [[text for text in row if text] for row in texts]


def test_a_workbook_under_the_ending_of_another_kind_is_read() -> None:
    assert sheets_of(workbooks.ods({"a": [["x"]]}), "r.xlsx")[0].rows == (("x",),)


def test_a_workbook_of_the_old_excel_is_read() -> None:
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "x")
    out = io.BytesIO()
    book.save(out)
    assert sheets_of(out.getvalue(), "r.xls")[0].rows == (("x",),)
