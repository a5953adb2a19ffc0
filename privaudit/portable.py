"""The subset of regular expressions that RE2, PCRE, PostgreSQL, Java and Python read alike.

Allowed: literals, `\\` before punctuation, [classes] of characters and ASCII ranges, ( ) and (?: ), |, and the
quantifiers ? * + {n} {n,} {n,m}.  All else is either missing in one of them or means something else there.
Checked without compiling: a hundred patterns compile in as much time as all rule files take to read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LARGEST_REPEAT = 255
"""PostgreSQL's limit."""

_PUNCTUATION = frozenset("\\^$.|?*+()[]{}-/'\"#&~<>=:;,!%@_` ")
_TOKEN = re.compile(
    r"""(?P<escape>\\.)
    | (?P<set>\[\^?(?:\\.|[^\]\\])+\])
    | (?P<open>\(\?:|\((?!\?))
    | (?P<close>\))
    | (?P<repeat>[?*+]|\{[0-9]+(?:,[0-9]*)?\})
    | (?P<bar>\|)
    | (?P<literal>[^\\\[\](){}?*+|.^$])""",
    re.VERBOSE | re.DOTALL,
)
_RANGE = re.compile(r"(.)-(.)", re.DOTALL)


@dataclass(slots=True)
class _Group:
    """What is known of an open group, or of the whole, so far."""

    blank: bool = True
    """Whether the branch that is being read may match the empty text."""
    blank_branch: bool = False
    """Whether a branch before it may."""
    blank_before_last: bool = True
    """Whether the branch may without its last part, which a quantifier may yet make optional."""


def fault(regex: str) -> str:
    """What is not portable about a pattern; empty if nothing is."""
    position, groups, repeatable = 0, [_Group()], False
    while position < len(regex):
        token = _TOKEN.match(regex, position)
        if token is None:
            return f"not portable: {regex[position : position + 4]!r} at {position + 1}"
        text, kind = token.group(), token.lastgroup or ""
        problem = _fault_of(kind, text, repeatable) or _follow(groups, kind, text)
        if problem:
            return f"not portable: {problem}: {text!r} at {position + 1}"
        repeatable = kind not in {"open", "bar", "repeat"}
        position = token.end()
    if len(groups) > 1:
        return "a bracket that nothing closes"
    return "this matches the empty text" if groups[0].blank or groups[0].blank_branch else ""


def _fault_of(kind: str, text: str, repeatable: bool) -> str:
    match kind:
        case "escape":
            return "" if text[1] in _PUNCTUATION else "an escape that is not of punctuation"
        case "set":
            return _fault_of_set(text[1:-1].removeprefix("^"))
        case "repeat":
            return _fault_of_repeat(text, repeatable)
        case _:
            return ""


def _follow(groups: list[_Group], kind: str, text: str) -> str:
    """Keeps track of what may be empty."""
    group = groups[-1]
    match kind:
        case "open":
            groups.append(_Group())
        case "bar":
            group.blank_branch |= group.blank
            group.blank = True
        case "close":
            if len(groups) == 1:
                return "a bracket that nothing opened"
            groups.pop()
            _add(groups[-1], group.blank or group.blank_branch)
        case "repeat":
            group.blank = group.blank_before_last if text[0] in "?*" or text.startswith("{0") else group.blank
        case _:
            _add(group, blank=False)
    return ""


def _add(group: _Group, blank: bool) -> None:
    group.blank_before_last = group.blank
    group.blank = group.blank and blank


def _fault_of_set(inner: str) -> str:
    for escape in re.findall(r"\\(.)", inner):
        if escape not in _PUNCTUATION:
            return "an escape that is not of punctuation"
    plain = re.sub(r"\\.", "_", inner)
    if "[" in plain or "&&" in plain:
        return "a class inside a class"
    if any(not (low + high).isascii() or low > high for low, high in _RANGE.findall(plain)):
        return "a range that is not of ASCII characters, upwards"
    return ""


def _fault_of_repeat(text: str, repeatable: bool) -> str:
    if not repeatable:
        return "a quantifier after nothing, or after another one"
    numbers = [int(number) for number in re.findall("[0-9]+", text)]
    if numbers != sorted(numbers):
        return "a range that runs backwards"
    return "" if all(number <= LARGEST_REPEAT for number in numbers) else f"more than {LARGEST_REPEAT} times"
