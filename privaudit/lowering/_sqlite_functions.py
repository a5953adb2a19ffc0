"""What SQLite cannot do by itself, in Python: functions that the engine registers on its connection.

SQLite runs in this process, so that nothing travels.  Cells come as bytes: what is no UTF-8 would fail on its way into a function.
"""

from __future__ import annotations

import binascii
import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import MAXYEAR, date, datetime, timedelta
from functools import cache
from heapq import nsmallest
from itertools import pairwise
from typing import Protocol
from urllib.parse import unquote_to_bytes
from zlib import crc32

from dateutil.relativedelta import relativedelta

from privaudit.lowering import _dates
from privaudit.lowering._codes import BASE64_RUNS, READABLE
from privaudit.lowering._patterns import rewritten
from privaudit.questions import BETWEEN_CELLS, WHITE

PREFIX = "privaudit_"
Cell = bytes | str | None
_END = r"\Z"
_MINUTES = 60
_CODE = re.compile(rb"%[0-9A-Fa-f]{2}")


def _text(cell: Cell) -> str:
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell or ""


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(rewritten(pattern, _END))


def _matches(cell: Cell, pattern: str) -> bool | None:
    return None if cell is None else _pattern(pattern).fullmatch(_text(cell)) is not None


def _holds(cell: Cell, pattern: str) -> bool | None:
    return None if cell is None else _pattern(pattern).search(_text(cell)) is not None


def _extract(cell: Cell, pattern: str) -> str | None:
    found = None if cell is None else _pattern(pattern).search(_text(cell))
    return (found.group() or None) if found else None


def _pieces(cell: Cell, pattern: str, group: int) -> str | None:
    return None if cell is None else _list([found.group(group) for found in _pattern(pattern).finditer(_text(cell))])


def _list(texts: Sequence[str | None]) -> str:
    return json.dumps(texts, ensure_ascii=False)


def _trimmed(cell: Cell) -> str | None:
    return _text(cell).strip(WHITE) or None


def _folded(cell: Cell) -> str | None:
    return _lower(_text(cell)).strip(WHITE) or None


def _lower(text: str) -> str:
    # Letter by letter: the last sigma of a word is no other letter, and no letter becomes two.
    return text.lower() if text.isascii() else "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _unspaced(cell: Cell) -> str | None:
    return _lower(_text(cell)).translate(_NO_WHITE) or None


_NO_WHITE = dict.fromkeys(map(ord, WHITE))


def _unmarked(cell: Cell) -> str | None:
    return None if cell is None else _bare(_text(cell))


def _bare(text: str) -> str:
    small = _lower(text)
    if small.isascii():
        return small
    return unicodedata.normalize("NFC", "".join(part for part in unicodedata.normalize("NFD", small) if not unicodedata.combining(part)))


def _letters_and_digits(cell: Cell) -> str | None:
    return "".join(sign for sign in _bare(_text(cell)) if unicodedata.category(sign)[0] in "LN") or None


def _word_pairs(cell: Cell) -> str | None:
    if cell is None:
        return None
    letters = (sign if unicodedata.category(sign)[0] == "L" else " " for sign in _bare(_text(cell)))
    words = "".join(letters).split()
    return _list([f"{one} {other}" for one, other in pairwise(words)])


def _digits(cell: Cell) -> str | None:
    return "".join(sign for sign in _text(cell) if sign in "0123456789") or None


def _before_last(cell: Cell, mark: str) -> str | None:
    before, found, _ = _text(cell).rpartition(mark)
    return before if found else None


def _after_last(cell: Cell, mark: str) -> str | None:
    _, found, behind = _text(cell).rpartition(mark)
    return behind if found else None


def _before_first(cell: Cell, mark: str) -> str | None:
    return None if cell is None else _text(cell).partition(mark)[0]


def _size(cell: Cell) -> int | None:
    return None if cell is None else len(cell if isinstance(cell, bytes) else cell.encode())


def _one_in(cell: Cell, many: int) -> bool | None:
    return None if cell is None else _chance(cell) % many == 0


def _chance(cell: Cell) -> int:
    return crc32(cell if isinstance(cell, bytes) else (cell or "").encode())


def _side_by_side(mark: str, *cells: Cell) -> str:
    return mark.join(["", *(_text(cell) for cell in cells if cell is not None), ""])


def _in_order(mark: str, *cells: Cell) -> str:
    return "".join(mark + _text(cell) for cell in cells)


def _listed(*cells: Cell) -> str:
    return _list([None if cell is None else _text(cell) for cell in cells])


def _url_decoded(cell: Cell) -> str | None:
    if cell is None:
        return None
    text = _text(cell)
    raw = text.encode()
    if not _CODE.search(raw):
        return text
    try:
        return unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        return text


def _base64_texts(cell: Cell) -> str | None:
    text = _text(cell)
    alphabets = BASE64_RUNS if "-" in text or "_" in text else BASE64_RUNS[:1]
    runs = [run for alphabet in alphabets for run in re.findall(alphabet, text)]
    return BETWEEN_CELLS.join(found for run in runs if (found := _readable(run))) or None


@cache
def _readable_codes() -> re.Pattern[str]:
    return re.compile(READABLE)


def _readable(run: str) -> str | None:
    bare = run.rstrip("=").replace("-", "+").replace("_", "/")
    if len(bare) % 4 == 1:
        return None
    decoded = binascii.a2b_base64(bare + "=" * (-len(bare) % 4))
    return decoded.decode() if _readable_codes().fullmatch(decoded.hex().upper()) else None


@cache
def _dated(order: str) -> re.Pattern[str]:
    return re.compile(_dates.shapes(order))


_PARTS = {order: tuple(tuple(map(int, part)) for part in _dates.parts(order)) for order in ("dmy", "mdy")}
_DAY, _HOUR, _OFFSET = (re.compile(shape) for shape in (_dates.MOVED_DAY, _dates.MOVED_HOUR, _dates.MOVED_OFFSET))


def _parse_date(cell: Cell, order: str) -> str | None:
    text = _text(cell).strip(WHITE)
    try:
        if found := _dated(order).fullmatch(text):
            year, month, day = (int(next(found[group] for group in part if found[group])) for part in _PARTS[order])
            return date(year, month, day).isoformat()
        if (hour := _HOUR.fullmatch(text)) and (offset := _OFFSET.fullmatch(text)) and (of_day := _DAY.fullmatch(text)):
            return _moved(datetime(*map(int, of_day.groups())), hour[1], offset[1])  # type: ignore[arg-type]  # noqa: DTZ001 it is moved to UTC here
    except ValueError:
        return None
    return None


def _moved(day: datetime, hour: str, offset: str) -> str:
    hours, minutes = map(int, hour.split(":"))
    away = offset[1:].replace(":", "").ljust(4, "0")
    east = (int(away[:2]) * _MINUTES + int(away[2:])) * (-1 if offset[0] == "-" else 1)
    return (day + timedelta(minutes=hours * _MINUTES + minutes - east)).date().isoformat()


def _later(cell: Cell, months: int, days: int) -> str | None:
    try:
        moved = date.fromisoformat(_text(cell)) + relativedelta(months=months) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return moved.isoformat() if moved.year <= MAXYEAR else None


class _Some:
    """Some values of a group, chosen by chance; the same ones in whatever order they come."""

    def __init__(self) -> None:
        self._found: list[tuple[int, str, str]] = []
        self._most = 0

    def step(self, value: Cell, by: Cell, most: int, where: int | None) -> None:
        """One row more."""
        if where and value is not None:
            self._most = most
            self._found.append((_chance(by), _text(by), _text(value)))

    def finalize(self) -> str | None:
        """The list of those chosen."""
        return self.written([value for _, _, value in nsmallest(self._most, self._found)]) if self._found else None

    @staticmethod
    def written(chosen: list[str]) -> str:
        """The list as JSON."""
        return json.dumps(chosen, ensure_ascii=False)


class _SomeLists(_Some):
    """The same of values that are lists themselves."""

    @staticmethod
    def written(chosen: list[str]) -> str:
        """The list of lists as JSON."""
        return f"[{','.join(chosen)}]"


class Connection(Protocol):
    """What is needed of Python's sqlite3."""

    def create_function(self, name: str, narg: int, func: Callable[..., object], /, *, deterministic: bool = False) -> None:
        """Teaches a function."""

    def create_aggregate(self, name: str, n_arg: int, aggregate_class: type, /) -> None:
        """Teaches an aggregate."""


FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "after_last": _after_last,
    "base64_texts": _base64_texts,
    "before_first": _before_first,
    "before_last": _before_last,
    "digits": _digits,
    "extract": _extract,
    "folded": _folded,
    "holds": _holds,
    "in_order": _in_order,
    "later": _later,
    "letters_and_digits": _letters_and_digits,
    "listed": _listed,
    "matches": _matches,
    "one_in": _one_in,
    "parse_date": _parse_date,
    "pieces": _pieces,
    "side_by_side": _side_by_side,
    "size": _size,
    "trimmed": _trimmed,
    "unmarked": _unmarked,
    "unspaced": _unspaced,
    "url_decoded": _url_decoded,
    "word_pairs": _word_pairs,
}
"""Nodes by name, without prefix."""


def register(connection: Connection) -> None:
    """Teaches a connection all functions."""
    for name, function in FUNCTIONS.items():
        connection.create_function(PREFIX + name, -1, function, deterministic=True)
    connection.create_aggregate(f"{PREFIX}some", 4, _Some)
    connection.create_aggregate(f"{PREFIX}some_lists", 4, _SomeLists)
