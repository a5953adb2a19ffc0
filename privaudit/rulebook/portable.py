r"""The subset of regular expressions that RE2, PCRE, PostgreSQL, Java and Python read alike.

Allowed: literals, `\` before punctuation, [classes] of characters and ASCII ranges, ( ) and (?: ), |, and the
quantifiers ? * + {n} {n,} {n,m}.  All else is either missing in one of them or means something else there.
Checked without compiling: a hundred patterns compile in as much time as all rule files take to read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LARGEST_REPEAT = 100
"""An automaton has a state for each repeat, and every column of every table has its own: {20,} says nearly the same as {20,200}."""
LARGEST_PRODUCT = 1000
"""RE2's limit for repeats inside repeats."""

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
    last: int = 1
    """How often the last part is repeated, repeats inside it multiplied."""
    largest: int = 1
    """The largest of these."""

    def add(self, *, blank: bool, repeats: int = 1) -> None:
        """One more part of the branch."""
        self.blank_before_last = self.blank
        self.blank = self.blank and blank
        self.last = repeats
        self.largest = max(self.largest, repeats)

    def repeat(self, quantifier: str) -> str:
        """The last part repeated; what is wrong about that."""
        if quantifier[0] in "?*" or quantifier.startswith("{0"):
            self.blank = self.blank_before_last
        self.last *= max(map(int, re.findall("[0-9]+", quantifier)), default=1)
        self.largest = max(self.largest, self.last)
        return "" if self.last <= LARGEST_PRODUCT else f"repeats inside repeats, more than {LARGEST_PRODUCT} times in all"


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
            groups[-1].add(blank=group.blank or group.blank_branch, repeats=group.largest)
        case "repeat":
            return group.repeat(text)
        case _:
            group.add(blank=False)
    return ""


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
