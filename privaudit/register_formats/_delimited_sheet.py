"""Delimited text as a sheet, and a sheet as delimited text."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from itertools import islice

from privaudit import encodings
from privaudit.errors import UsageError
from privaudit.register.text import LARGEST
from privaudit.register_formats._sheets import Sheet

SUFFIXES = (".csv", ".tsv", ".tab")
_DELIMITERS = ";,\t|"
_OWN = ";"
"""What spreadsheets of French houses part cells with."""
_MARK = "\ufeff"
"""By which spreadsheets know UTF-8."""
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")  # noqa: RUF001 spreadsheets take the wide ones for the same
_GUARD = "'"
_LOOK = 500
"""Rows by which the delimiter is told."""
_MOST_ROWS = 50_000
"""A sheet for each of three hundred processings has half as many."""


def decoded(content: bytes, shown: str) -> str:
    """The text of a file that is in UTF-8, in UTF-16, or as Windows writes it in Western Europe.

    Raises UsageError for one that is larger than a register is.
    """
    if len(content) > LARGEST:
        raise UsageError(f"{shown} is larger than {LARGEST // 1_000_000} MB", "Is it the right file?")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(encodings.wide_of(content) or "cp1252", "privaudit.unknown").removeprefix(_MARK)


def sheet_of(text: str, shown: str, worth: Callable[[Sheet], int]) -> Sheet:
    """The text by the delimiter that makes most of it; `worth` says how much a sheet is worth.

    Raises UsageError where a quotation mark is not closed, as what stands behind it would be one cell, and for more rows than a
    register has.
    """
    delimiter = max(_DELIMITERS, key=lambda one: worth(_sheet(text, one, first=_LOOK)))
    try:
        sheet = _sheet(text, delimiter, first=_MOST_ROWS + 1, strict=True)
    except csv.Error:
        hint = "Look for a quotation mark that is not closed, or save it as .ods or .xlsx."
        raise UsageError(f"{shown} is no delimited text that can be read", hint) from None
    if len(sheet.rows) > _MOST_ROWS:
        raise UsageError(f"{shown} has more than {_MOST_ROWS:,} rows, which no register has", "Is it the right file?")
    return sheet


def worth_of(text: str, worth: Callable[[Sheet], int]) -> int:
    """How much the first rows of a text are worth, by the delimiter that makes most of them."""
    return max(worth(_sheet(text, one, first=_LOOK)) for one in _DELIMITERS)


def text_of(rows: Iterable[Sequence[str]]) -> str:
    """The rows as delimited text, in which no cell is taken for a formula."""
    out = StringIO()
    writer = csv.writer(out, delimiter=_OWN, lineterminator="\n")
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return _MARK + out.getvalue()


def _sheet(text: str, delimiter: str, *, first: int, strict: bool = False) -> Sheet:
    """The first rows of a text; of one that is none up to where it is."""
    rows: list[tuple[str, ...]] = []
    try:
        for row in islice(csv.reader(StringIO(text.removeprefix(_MARK), newline=""), delimiter=delimiter, strict=strict), first):
            rows.append(tuple(_bare(cell).strip() for cell in row))  # noqa: PERF401 what was read before an error counts
    except csv.Error:
        if strict:
            raise
    return Sheet("", tuple(rows))


def _guarded(cell: str) -> str:
    return _GUARD + cell if cell.lstrip(_GUARD).startswith(_ACTIVE) else cell


def _bare(cell: str) -> str:
    """The cell without the mark that kept it from being a formula."""
    return cell[1:] if cell.startswith(_GUARD) and cell.lstrip(_GUARD).startswith(_ACTIVE) else cell
