"""Plain data as YAML text that reads back as the same data, whatever it holds, here and in other readers of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
"""Text that no reader takes for anything but text, within a list too."""
_MEANT = frozenset({"y", "yes", "n", "no", "on", "off", "true", "false", "null", "nan", "inf"})
"""Words that some version of YAML reads as a truth value, a number or nothing."""
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
