"""With which characters the matches of a portable pattern begin, and how short they can be: to try few patterns on a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

OTHER = "\x80"
"""Stands for every character that is not ASCII."""

_ASCII = frozenset(map(chr, range(128)))
_TOKEN = re.compile(
    r"""\\(?P<escaped>.)
    | \[(?P<set>\^?(?:\\.|[^\]\\])+)\]
    | (?P<open>\((?:\?:)?)
    | (?P<repeat>[?*+]|\{[0-9]+(?:,[0-9]*)?\})
    | (?P<literal>.)""",
    re.VERBOSE | re.DOTALL,
)
_IN_SET = re.compile(r"\\?(.)(?:-\\?(.))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What every match of a pattern has."""

    shortest: int
    """Characters of the shortest match, at least."""
    firsts: frozenset[str]
    """The ASCII characters that it may begin with, and OTHER."""

    def then(self, behind: Beginning) -> Beginning:
        """Of one part behind the other."""
        return Beginning(self.shortest + behind.shortest, self.firsts if self.shortest else self.firsts | behind.firsts)

    def either(self, other: Beginning) -> Beginning:
        """Of one part or the other."""
        return Beginning(min(self.shortest, other.shortest), self.firsts | other.firsts)


_NOTHING = Beginning(0, frozenset())


def beginning(regex: str) -> Beginning:
    """Of a pattern of the portable subset."""
    found, _ = _alternatives(list(_TOKEN.finditer(regex)), 0)
    return found


def _alternatives(tokens: list[re.Match[str]], at: int) -> tuple[Beginning, int]:
    """The part from a token on, up to the bracket that closes it, and where that stands."""
    done: Beginning | None = None
    branch, last = _NOTHING, _NOTHING
    while at < len(tokens) and tokens[at].group() != ")":
        token = tokens[at]
        if token["repeat"]:
            last = _repeated(last, token["repeat"])
        elif token.group() == "|":
            branch = branch.then(last)
            done = branch if done is None else done.either(branch)
            branch, last = _NOTHING, _NOTHING
        else:
            branch = branch.then(last)
            if token["open"]:
                last, at = _alternatives(tokens, at + 1)
            else:
                last = Beginning(1, _characters(token))
        at += 1
    branch = branch.then(last)
    return (branch if done is None else done.either(branch)), at


def _repeated(part: Beginning, quantifier: str) -> Beginning:
    least = {"?": 0, "*": 0, "+": 1}.get(quantifier)
    if least is None:
        least = int(quantifier[1:-1].partition(",")[0])
    return Beginning(part.shortest * least, part.firsts)


def _characters(token: re.Match[str]) -> frozenset[str]:
    """What one character may be."""
    if not token["set"]:
        char = token["escaped"] or token["literal"]
        return frozenset({char if char.isascii() else OTHER})
    inner = token["set"].removeprefix("^")
    named: set[str] = set()
    for low, high in _IN_SET.findall(inner):
        named.update(map(chr, range(ord(low), ord(high or low) + 1)))
    if token["set"].startswith("^"):
        return (_ASCII - named) | {OTHER}
    return frozenset(char if char.isascii() else OTHER for char in named)
