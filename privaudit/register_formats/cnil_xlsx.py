"""The CNIL's simplified register as a workbook: read from .ods, .xlsx and .xls, written as .xlsx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO

from privaudit.model.register import Register
from privaudit.model.register_format import Known, Lost, Read, RegisterFormat, Source, Written
from privaudit.register_formats._cnil_lost import lost_in
from privaudit.register_formats._cnil_read import read
from privaudit.register_formats._cnil_write import Kind, Page, pages
from privaudit.register_formats._sheets import letters
from privaudit.register_formats._workbook import is_workbook, sheets_of

_LONGEST = 32_767
"""Characters that a cell of a workbook holds."""
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day of making that stands in each, so that the same register is the same file."""
_WIDTHS = (34, 44, 34, 24, 24, 24, 16, 30)
_LOOKS = {
    Kind.TITLE: {"bold": True, "font_size": 14},
    Kind.HEAD: {"bold": True, "bg_color": "#DDE6F0", "border": 1, "text_wrap": True, "valign": "top"},
    Kind.PLAIN: {"text_wrap": True, "valign": "top"},
}


def _write(register: Register, known: Known) -> Written:
    made = list(pages(register, known))
    return Written("", (*lost_in(register), *_cut(made)), binary=_workbook(made))


def _workbook(made: Iterable[Page]) -> bytes:
    from xlsxwriter import Workbook  # noqa: PLC0415 seldom needed

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as workbook:
        workbook.set_properties({"created": _NO_DAY})
        looks = {kind: workbook.add_format(look) for kind, look in _LOOKS.items()}
        for page in made:
            sheet = workbook.add_worksheet(page.name)
            for column, width in enumerate(_WIDTHS):
                sheet.set_column(column, column, width)
            for row, one in enumerate(page.rows):
                for column, text in enumerate(one.cells):
                    if text:
                        sheet.write_string(row, column, text[:_LONGEST], looks[one.kind])
    return out.getvalue()


def _cut(made: Iterable[Page]) -> Iterator[Lost]:
    for page in made:
        for row, one in enumerate(page.rows, 1):
            for column, text in enumerate(one.cells):
                if len(text) > _LONGEST:
                    yield Lost(f"{page.name}!{letters(column)}{row}", "is longer than a cell of a workbook may be, and is cut")


def _recognises(source: Source) -> bool:
    return is_workbook(source.content, source.shown)


def _read(source: Source, known: Known) -> Read:
    return read(sheets_of(source.content, source.shown), source.shown, known)


FORMAT = RegisterFormat("the CNIL's simplified register, as a workbook (.ods, .xlsx or .xls)", _write, _recognises, _read, binary=True)
