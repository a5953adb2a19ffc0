"""Workbooks of the kinds that people keep, small and hostile ones too."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

Sheets = Mapping[str, Sequence[Sequence[str]]]
_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(sheets: Sheets) -> bytes:
    """A workbook of Excel."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, text in enumerate(cells):
                    if text:
                        sheet.write_string(row, column, text)
    return out.getvalue()


def far(row: int, column: int) -> bytes:
    """A workbook with two cells, the second one far away."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_string(0, 0, "Nom du traitement")
        sheet.write_string(row, column, "x")
    return out.getvalue()


def ods(sheets: Sheets) -> bytes:
    """A workbook of LibreOffice."""
    tables = "".join(f'<table:table table:name="{escape(name)}">{"".join(map(_row, rows))}</table:table>' for name, rows in sheets.items())
    return open_document(tables)


def open_document(tables: str) -> bytes:
    """A workbook of LibreOffice with these tables, as XML."""
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/></manifest:manifest>'
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    return archive(
        {
            "mimetype": _KIND,
            "META-INF/manifest.xml": manifest,
            "content.xml": f'<?xml version="1.0"?><office:document-content {_SPACES}>{body}</office:document-content>',
        }
    )


def cell(text: str, keys: str = "") -> str:
    """A cell of OpenDocument."""
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.splitlines())
    return f'<table:table-cell office:value-type="string" {keys}>{lines}</table:table-cell>' if text else "<table:table-cell/>"


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def _row(cells: Sequence[str]) -> str:
    # As LibreOffice does: the rest of a row is one empty cell, repeated.
    return f'<table:table-row>{"".join(map(cell, cells))}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
