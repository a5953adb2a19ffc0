"""How a delimited file is written: what parts its cells, how they are quoted, and what stands above the rows."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from privaudit.delimited.lines import BOM, Grammar, records
from privaudit.errors import UsageError
from privaudit.model.sources import Delimited

SAMPLE = 2**17
"""Bytes from the start of the file that decide."""
_LINES = 10
"""Lines of it at least that decide: those of thousands of columns are long."""
_MOST = 2**21
"""Bytes that are read for them."""
ONE_COLUMN = "\x1f"
"""The delimiter of a file of one column: the unit separator, which no text holds."""
_DELIMITERS = "\t;|,"
"""The likelier first where several part every line alike: `1,5;2,6` has decimal commas, `a;b,c` never has decimal semicolons."""
_SPELLED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_EVEN = 0.6
"""The share of lines that must have the same number of cells."""
_BROKEN = 0.3
"""The share that is enough where the first line has that number of cells too, and more than a few."""
_FEW = 2
_CUT = SAMPLE // 2
"""Bytes from which on the file may be longer than its sample."""
_ROWS = 2_000
_QUOTED_CELL = re.compile(rb"""(?:^|[,;\t|])"[^"]*"(?:[,;\t|\r\n]|\Z)""", re.MULTILINE)
_Quoting = tuple[str, str]
_NO_QUOTES: _Quoting = ("", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One record of the sample."""

    line: int
    end: int
    """The physical line on which it ends."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells of a file are parted and quoted, and the rows of its start that are in order."""

    delimiter: str
    quote: str
    escape: str
    width: int
    """Cells of most records."""
    share: float
    """Of the records, those with that many cells and without a problem."""
    above: int
    """Physical lines at the start that only say how to read: `sep=;`."""
    rows: tuple[Row, ...]


def of_option(delimiter: str) -> str:
    """The character that the user names: itself, or `tab`.  Raises UsageError where it cannot part cells."""
    char = _SPELLED.get(delimiter.lower(), delimiter)
    if len(char) != 1 or char in "\"'\r\n\\\0" or char.isalnum():
        hint = "Use one character such as , ; | or the word tab."
        raise UsageError(f"--delimiter: {delimiter!r} cannot part cells", hint)
    return char


def head_of(path: Path) -> bytes:
    """The start of a file that decides, to the end of its last whole line."""
    with path.open("rb") as file:
        head = file.read(SAMPLE + 1)
        while SAMPLE < len(head) < _MOST and _line_ends(head) < _LINES and (more := file.read(SAMPLE)):
            head += more
    head = head if _line_ends(head) else head[: SAMPLE + 1]
    if len(head) > SAMPLE:
        head = head[: max(head.rfind(b"\n"), head.rfind(b"\r")) + 1] or head
    return head.removeprefix(BOM)


def _line_ends(head: bytes) -> int:
    return max(head.count(b"\n"), head.count(b"\r"))


def find(head: bytes, delimiter: str | None) -> Dialect:
    """The dialect that makes the most even rows of the start of a file; `delimiter` is what the user says."""
    above, told = _sep_line(head)
    candidates = [delimiter or told] if delimiter or told else [char for char in _DELIMITERS if char.encode() in head]
    quotings = list(_quotings(head))
    tried = [_try(head, char, quoting, above) for char in candidates if char for quoting in quotings]
    fitting = [dialect for dialect in tried if dialect.width > 1 and dialect.share >= _EVEN] or (tried if delimiter or told else [])
    fitting = fitting or [dialect for dialect in tried if _is_broken(dialect)]
    if fitting:
        # The first of the best: candidates and quotings stand in the order of their likelihood.
        return max(fitting, key=_merit)
    alone = [_try(head, ONE_COLUMN, quoting, above) for quoting in quotings]
    return max(alone, key=_merit)


def _is_broken(dialect: Dialect) -> bool:
    """Whether the rows are uneven, but those that are even have the width of the first: a table of which many rows are broken."""
    return dialect.width > _FEW and dialect.share >= _BROKEN and bool(dialect.rows) and len(dialect.rows[0].cells) == dialect.width


def _merit(dialect: Dialect) -> float:
    """How even the rows are; a first row, which is mostly the header, that is not as the others weighs like many."""
    uneven = bool(dialect.rows) and len(dialect.rows[0].cells) != dialect.width
    return round(dialect.share, 3) - 0.01 * uneven


def _sep_line(head: bytes) -> tuple[int, str | None]:
    """Excel's first line that names the delimiter."""
    first = head.split(b"\n", 1)[0].strip(b'\r"')
    if first.lower().startswith(b"sep=") and len(first) == len(b"sep=;"):
        return 1, first[-1:].decode("latin-1")
    return 0, None


def _quotings(head: bytes) -> Iterator[_Quoting]:
    """Quotes and escapes that the text gives reason to try."""
    yield '"', '"'
    if b'\\"' in head:
        yield '"', "\\"
    if any(mark + b"'" in head for mark in (b",", b";", b"\t", b"|")):
        yield "'", "'"
    if b'"' in head and not _QUOTED_CELL.search(head):
        yield _NO_QUOTES


def _try(head: bytes, delimiter: str, quoting: _Quoting, above: int) -> Dialect:
    layout = Delimited(Path(), delimiter, *quoting, above)
    grammar = Grammar(layout)
    rows: list[Row] = []
    seen = 0
    cut = len(head) >= _CUT
    widths: Counter[int] = Counter()
    for record in records(io.BytesIO(head), layout, 0):
        if record.problem and cut and grammar.opens(record.text):
            # Perhaps the cell goes on where the sample ends.
            break
        seen += 1
        if not record.problem:
            cells = tuple(cell.decode("utf-8", "replace") for cell in grammar.cells(record.text))
            widths[len(cells)] += 1
            end = record.line + len(record.text.splitlines()) - 1
            rows.append(Row(record.line, end, cells))
        if seen == _ROWS:
            break
    width = _usual(widths)
    return Dialect(delimiter, *quoting, width, widths[width] / seen if seen else 0.0, above, tuple(rows))


def _usual(widths: Counter[int]) -> int:
    """The most frequent number of cells, the larger one of two that are as frequent."""
    return max(widths, key=lambda width: (widths[width], width), default=1)
