"""The CNIL's simplified register as delimited text: its list, then its sheets, one below the other."""

from __future__ import annotations

from privaudit.model.register import Register
from privaudit.model.register_format import Known, Read, RegisterFormat, Source, Written
from privaudit.register_formats._cnil_lost import lost_in
from privaudit.register_formats._cnil_read import read
from privaudit.register_formats._cnil_sheets import worth
from privaudit.register_formats._cnil_write import pages
from privaudit.register_formats._delimited_sheet import SUFFIXES, sheet_of, text_of, worth_of

_ENOUGH = 3
"""Labels that make a text a register."""


def _write(register: Register, known: Known) -> Written:
    rows = [row for page in pages(register, known) for row in (*(one.cells for one in page.rows), ())]
    return Written(text_of(rows), tuple(lost_in(register)))


def _recognises(source: Source) -> bool:
    """By its name; a text of another name by the labels in it."""
    if source.shown.lower().endswith(SUFFIXES):
        return True
    return isinstance(source.data, str) and worth_of(source.text, worth) >= _ENOUGH


def _read(source: Source, known: Known) -> Read:
    return read((sheet_of(source.text, source.shown, worth),), source.shown, known)


FORMAT = RegisterFormat("the CNIL's simplified register, as CSV", _write, _recognises, _read)
