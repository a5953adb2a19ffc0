"""The objects of a JSON file one by one, and the physical line on which each begins: never the whole file at once."""

from __future__ import annotations

import codecs
import json
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from privaudit.delimited.lines import LONGEST
from privaudit.json_rows.window import BETWEEN, Window, is_utf_8, opened

NO_JSON = "not valid JSON"
NOT_UTF_8 = "not UTF-8"
_NO_OBJECT = "not an object"
_TOO_LONG = f"longer than {LONGEST} bytes"
UNREAD = "; what stands behind it is not read"


class Record(NamedTuple):
    """One object, or what is wrong where one should be."""

    line: int
    content: dict[str, Any] | None
    problem: str = ""
    """Quotes nothing of it."""


def of_lines(path: Path) -> Iterator[Record]:
    """Each line of a file is an object.  A line that is none costs itself alone; blank lines are none."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LONGEST + 1):
            number += 1
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if len(line) > LONGEST:
                yield Record(number, None, _TOO_LONG)
                while line and not line.endswith(b"\n"):
                    line = file.readline(LONGEST)
            elif not line.isspace():
                yield _of_line(number, line)


def _of_line(number: int, line: bytes) -> Record:
    try:
        found = json.loads(line.decode())
    except UnicodeDecodeError:
        return Record(number, None, NOT_UTF_8)
    except (ValueError, RecursionError):
        return Record(number, None, NO_JSON)
    return Record(number, found) if isinstance(found, dict) else Record(number, None, _NO_OBJECT)


def of_values(path: Path) -> Iterator[Record]:
    """The objects of an array, or those that stand one behind the other, on however many lines each.

    Behind something that is no JSON nobody can tell where the next object begins: it is the last record then.
    """
    with opened(path) as window:
        if not window.takes("["):
            yield from _objects(window)
            return
        whole = yield from in_array(window)
        if whole and not window.ended:
            yield Record(window.line, None, "stands behind the end of the array, and is not read")


def in_array(window: Window) -> Generator[Record, None, bool]:
    """The objects of an array of which the bracket has been taken, until the one that closes it.  Gives back whether there is one."""
    yield from _objects(window, until="]")
    if window.takes("]"):
        return True
    if window.ended:
        window.lost = True
        yield Record(window.line, None, "the array does not end: the file is cut short")
    return False


def _objects(window: Window, until: str = "") -> Iterator[Record]:
    while not window.skip(BETWEEN).ended and not (until and window.at(until)):
        line = window.line
        found = window.value()
        if found is None:
            yield Record(line, None, NO_JSON + UNREAD)
            return
        yield _checked(line, *found)


def _checked(line: int, value: object, text: str) -> Record:
    if not isinstance(value, dict):
        return Record(line, None, _NO_OBJECT)
    return Record(line, value) if is_utf_8(text) else Record(line, None, NOT_UTF_8)
