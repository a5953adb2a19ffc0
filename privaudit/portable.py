"""The subset of regular expressions that RE2, PCRE, PostgreSQL, Java and Python read alike.

Allowed: literals, `\\` before punctuation, [classes] of characters and ASCII ranges, ( ) and (?: ), |, and the
quantifiers ? * + {n} {n,} {n,m}.  All else is either missing in one of them or means something else there.
"""

from __future__ import annotations

import re

LARGEST_REPEAT = 255
"""PostgreSQL's limit."""

_PUNCTUATION = frozenset("\\^$.|?*+()[]{}-/'\"#&~<>=:;,!%@_` ")
_TOKEN = re.compile(
    r"""(?P<escape>\\.)
    | (?P<set>\[\^?(?:\\.|[^\]\\])+\])
    | (?P<open>\(\?:|\((?!\?))
    | (?P<close>\))
    | (?P<repeat>(?:[?*+]|\{[0-9]+(?:,[0-9]*)?\}))
    | (?P<bar>\|)
    | (?P<literal>[^\\\[\](){}?*+|.^$])""",
    re.VERBOSE | re.DOTALL,
)
_RANGE = re.compile(r"(.)-(.)", re.DOTALL)


def fault(regex: str) -> str:
    """What is not portable about a pattern; empty if nothing is."""
    position, depth, repeatable = 0, 0, False
    while position < len(regex):
        token = _TOKEN.match(regex, position)
        if token is None:
            return f"not portable: {regex[position : position + 4]!r} at {position + 1}"
        text, kind = token.group(), token.lastgroup
        problem = ""
        if kind == "escape" and text[1] not in _PUNCTUATION:
            problem = "an escape that is not of punctuation"
        elif kind == "set":
            problem = _fault_of_set(text[1:-1].removeprefix("^"))
        elif kind == "repeat":
            problem = _fault_of_repeat(text, repeatable)
        depth += {"open": 1, "close": -1}.get(kind or "", 0)
        if problem or depth < 0:
            return f"not portable: {problem or 'a bracket that nothing opened'}: {text!r} at {position + 1}"
        repeatable = kind not in {"open", "bar", "repeat"}
        position = token.end()
    return _fault_of_whole(regex)


def _fault_of_whole(regex: str) -> str:
    try:
        compiled = re.compile(regex)
    except re.error as problem:
        return f"this does not compile: {problem.msg}"
    return "this matches the empty text" if compiled.fullmatch("") else ""


def _fault_of_set(inner: str) -> str:
    plain = re.sub(r"\\.", "\\\\", inner)
    for escape in re.findall(r"\\(.)", inner):
        if escape not in _PUNCTUATION:
            return "an escape that is not of punctuation"
    if "[" in plain or "&&" in plain:
        return "a class inside a class"
    for low, high in _RANGE.findall(plain[1:-1] if plain.startswith("-") or plain.endswith("-") else plain):
        if not (low + high).isascii() or low > high:
            return "a range that is not of ASCII characters, upwards"
    return ""


def _fault_of_repeat(text: str, repeatable: bool) -> str:
    if not repeatable:
        return "a quantifier after nothing, or after another one"
    return "" if all(int(number) <= LARGEST_REPEAT for number in re.findall("[0-9]+", text)) else f"more than {LARGEST_REPEAT} times"
