r"""Patterns of questions, rewritten for the engine that reads them.

Questions keep to what `portable` allows, and beyond it to a few signs that are rewritten here, since engines differ in them: `.` is
any character but the end of a line, `^` and `$` are the ends of the text, `\d` an ASCII digit, `\n`, `\r`, `\t` and `\xHH` characters.
Everything else is refused: it would mean something else, in silence.
"""

from __future__ import annotations

import re
from functools import cache

_TOKEN = re.compile(
    r"""\\x(?P<code>[0-9A-Fa-f]{2})
    | \\(?P<escape>.)
    | (?P<group>\(\?:|\((?!\?))
    | (?P<set>\[\^?(?:\\.|[^\]\\])+\])
    | (?P<repeat>\{[0-9]+(?:,[0-9]*)?\}|[?*+]\??)
    | (?P<plain>.)""",
    re.VERBOSE | re.DOTALL,
)
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v"}
_SPECIAL = frozenset("\\^$.|?*+()[]{}-&~#/")
_ANY = "[^\n]"


@cache
def rewritten(pattern: str, end: str) -> str:
    """The pattern with `end` for the end of the text.  Raises ValueError for what engines read differently."""
    return "".join(_rewritten(token, end) for token in _TOKEN.finditer(pattern))


def quoted(text: str) -> str:
    """A pattern that fits that very text."""
    return "".join(f"\\{character}" if character in _SPECIAL else character for character in text)


def uncaptured(pattern: str) -> str:
    """The pattern without groups that are kept, for functions that give a group where there is one."""
    return "".join("(?:" if token.group() == "(" else token.group() for token in _TOKEN.finditer(pattern))


def captured(pattern: str) -> tuple[str, dict[int, int]]:
    """The pattern with all its groups kept, for engines that know no others, and the numbers that its own ones have there."""
    signs = [token.group() for token in _TOKEN.finditer(pattern)]
    groups = [sign for sign in signs if sign in {"(", "(?:"}]
    kept = [place for place, sign in enumerate(groups, start=1) if sign == "("]
    return "".join("(" if sign == "(?:" else sign for sign in signs), dict(enumerate(kept, start=1))


def _rewritten(token: re.Match[str], end: str) -> str:
    text = token.group()
    match token.lastgroup:
        case "code":
            return quoted(chr(int(token["code"], 16)))
        case "escape":
            return _escape(token["escape"], "[0-9]")
        case "set":
            return _set(text)
        case "repeat" if text.endswith("?") and len(text) > 1:
            raise ValueError(f"a lazy repeat is not read alike everywhere: {text}")
        case "plain" if text in ".$":
            return _ANY if text == "." else end
        case "plain" if text in "([{":
            raise ValueError(f"not read alike everywhere: {text}")
        case _:
            return text


def _escape(sign: str, digit: str) -> str:
    if sign == "d":
        return digit
    if sign in _CONTROLS:
        return _CONTROLS[sign]
    if sign.isalnum():
        raise ValueError(f"not read alike everywhere: \\{sign}")
    return f"\\{sign}" if sign in _SPECIAL else sign


def _set(text: str) -> str:
    start = 2 if text.startswith("[^") else 1
    inner = re.sub(r"\\x00-", r"\\x01-", text[start:-1])  # no text holds the character 0 on most servers
    inner = re.sub(r"\\x([0-9A-Fa-f]{2})", lambda found: quoted(chr(int(found[1], 16))), inner)
    inner = re.sub(r"\\(.)", lambda found: _escape(found[1], "0-9"), inner, flags=re.DOTALL)
    return f"{text[:start]}{inner}]"
