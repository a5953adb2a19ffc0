"""Globs of a register that name files: which paths they fit."""

from __future__ import annotations

import re
from functools import cache

from privaudit.model.stores import TICKET

_PIECE = re.compile(r"\*\*/|\*\*|\*|\?|\[[!^]?\]?[^\]/]*\]|.", re.DOTALL)


def fits_path(glob: str, name: str) -> bool:
    """Whether a file, by its path relative to the target, is what a glob of a store names, or lies in a folder that is.

    `*` stays within one folder, `**` does not; case is ignored.  `{ticket}` stands for any text within a name.
    """
    return path_pattern(glob).fullmatch(name) is not None


@cache
def path_pattern(glob: str, *, below: bool = True) -> re.Pattern[str]:
    """A glob of a store as a pattern of paths; with `below` what it says of a folder holds for all that lies there."""
    plain = glob.removeprefix("./").rstrip("/") if below else glob
    pieces = _PIECE.findall(plain.replace(TICKET, "*"))
    return re.compile("".join(map(_as_regex, pieces)) + ("(?:/.*)?" if below else ""), re.IGNORECASE | re.DOTALL)


def _as_regex(piece: str) -> str:
    match piece:
        case "**/":
            return "(?:.*/)?"
        case "**":
            return ".*"
        case "*":
            return "[^/]*"
        case "?":
            return "[^/]"
        case _ if len(piece) > 1:
            negated = piece[1] in "!^"
            inner = piece[2:-1] if negated else piece[1:-1]
            return _class(inner, negated=negated)
        case _:
            return re.escape(piece)


def _class(inner: str, *, negated: bool) -> str:
    """A class of characters; one that runs backwards is taken as it is written."""
    regex = "[" + ("^/" if negated else "") + re.sub(r"([\\\[&~|^])", r"\\\1", inner) + "]"
    try:
        re.compile(regex)
    except re.error:
        return re.escape(f"[{'!' if negated else ''}{inner}]")
    return regex
