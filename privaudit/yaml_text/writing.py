"""Plain data as YAML text that reads back as the same data, whatever it holds, here and in other readers of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeGuard

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
"""Text that no reader takes for anything but text, within a list too."""
_MEANT = frozenset({"y", "yes", "n", "no", "on", "off", "true", "false", "null", "nan", "inf"})
"""Words that some version of YAML reads as a truth value, a number or nothing."""
_LONGEST_FLOW = 120
"""Characters of a list on one line; a longer one has a line for each entry."""
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(text: str) -> str:
    """The text as a scalar on one line: plain where that is safe, else in double quotes with what is no visible character escaped."""
    if _PLAIN.fullmatch(text) and text.lower() not in _MEANT:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def flow(items: Iterable[str]) -> str:
    """Texts as a list on one line."""
    return f"[{', '.join(map(scalar, items))}]"


def _escaped(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if char.isprintable():
        return char
    code = ord(char)
    if code <= 0xFF:  # noqa: PLR2004 what two hexadecimal digits hold
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 what four hold


def block(data: object) -> str:
    """Mappings, lists and scalars as a YAML text, one entry below the other.

    Keys are texts; a scalar is a text, a truth value, a whole number or None.  Raises TypeError for anything else.
    """
    return "".join(f"{line}\n" for line in _lines(data))


def _lines(data: object) -> Iterator[str]:
    match data:
        case dict() if data:
            for key, value in data.items():
                yield from _entry(f"{scalar(key)}:", "  ", value)
        case list() | tuple() if data:
            for value in data:
                yield from _item(value)
        case _:
            yield _single(data)


def _entry(begin: str, indent: str, value: object) -> Iterator[str]:
    """A key with its value: behind it where that takes one line, else below it."""
    if not isinstance(value, dict | list | tuple) or not value:
        yield f"{begin} {_single(value)}"
    elif _on_one_line(value):
        yield f"{begin} {flow(value)}"
    else:
        yield begin
        yield from (indent + line for line in _lines(value))


def _item(value: object) -> Iterator[str]:
    """An entry of a list: the dash stands before its first line."""
    for position, line in enumerate(_lines(value)):
        yield f"{'  ' if position else '- '}{line}"


def _on_one_line(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value) and len(flow(value)) <= _LONGEST_FLOW


def _single(value: object) -> str:
    if isinstance(value, str):
        return scalar(value)
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value).lower()
    if isinstance(value, dict | list | tuple) and not value:
        return "{}" if isinstance(value, dict) else "[]"
    message = f"no plain data: {type(value).__name__}"
    raise TypeError(message)
