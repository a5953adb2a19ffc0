r"""A pattern as Java reads it: the engines of clusters match with Java's regular expressions.

Questions are written for RE2.  Java reads three things otherwise: a bracket or an & within a class begins a class within the class,
`$` also stands before a line's end at the end of the text, and `.` leaves out more than the line feed.
"""

from __future__ import annotations

import re

_PART = re.compile(r"\\p\{\w+\}|\\.|\[\^?(?:\\p\{\w+\}|\\.|[^\]\\])+\]|.", re.DOTALL)
_IN_SET = re.compile(r"\\p\{\w+\}|\\.|.", re.DOTALL)
_SPECIAL = frozenset("[&~")
_END = r"\z"


def whole(pattern: str) -> str:
    """The pattern that fits where the given one fits the whole text."""
    return rf"\A(?:{inside(pattern)})\z"


def inside(pattern: str) -> str:
    """The pattern that fits the same pieces of a text."""
    return "".join(_translated(part) for part in _PART.findall(pattern))


def _translated(part: str) -> str:
    if part == "$":
        return _END
    if part == ".":
        return r"[^\n]"
    if len(part) > 1 and part.startswith("["):
        start = 2 if part.startswith("[^") else 1
        members = "".join(f"\\{one}" if one in _SPECIAL else one for one in _IN_SET.findall(part[start:-1]))
        return f"{part[:start]}{members}]"
    return part
