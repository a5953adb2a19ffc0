"""What two patterns have in common, decided from the patterns alone: whether any text fits both, whether all texts of one fit the other.

A pattern of the portable subset becomes an automaton whose states are the places of its characters (Glushkov's construction): of each
place the characters that fit there, and the places that may follow.  Sets of places are the bits of a whole number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

OTHER = 128
"""Stands for every character that is not ASCII."""
ALL = (1 << (OTHER + 1)) - 1
"""Any character: a class is a set of ASCII codes and OTHER, as bits."""

_TOKEN = re.compile(
    r"""\\(?P<escaped>.)
    | \[(?P<set>\^?(?:\\.|[^\]\\])+)\]
    | (?P<open>\((?:\?:)?)
    | (?P<repeat>[?*+]|\{[0-9]+(?:,[0-9]*)?\})
    | (?P<sign>[|)])
    | (?P<literal>.)""",
    re.VERBOSE | re.DOTALL,
)
_IN_SET = re.compile(r"(?:\\(.)|(.))(?:-(?:\\(.)|([^\]])))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern: the places where it may begin and end, and whether it may be empty."""

    first: int = 0
    last: int = 0
    empty: bool = True


@dataclass
class Automaton:
    """Patterns side by side.

    `wide` tells how a character that is not ASCII is taken: for any such, so that the automaton fits too much, or for none: too little.
    """

    wide: bool = True
    classes: list[int] = field(default_factory=list)
    """Of each place, the characters that fit."""
    follow: list[int] = field(default_factory=list)
    """Of each place, the places that may come next."""
    first: int = 0
    lasts: list[int] = field(default_factory=list)
    """Of each pattern, the places where it may end."""

    @staticmethod
    def of(patterns: Iterable[str], *, wide: bool = True) -> Automaton:
        """The automaton of some patterns, none of which fits the empty text."""
        automaton = Automaton(wide)
        for pattern in patterns:
            part = _Reader(automaton, list(_TOKEN.finditer(pattern))).alternatives()
            automaton.first |= part.first
            automaton.lasts.append(part.last)
        return automaton

    @staticmethod
    @lru_cache(maxsize=1024)
    def of_one(pattern: str, *, wide: bool = True) -> Automaton:
        """The automaton of one pattern; it is not to be changed."""
        return Automaton.of([pattern], wide=wide)

    @cached_property
    def last(self) -> int:
        """The places where one of the patterns may end."""
        return _union(self.lasts)

    @cached_property
    def _by_class(self) -> dict[int, int]:
        """Class -> the places of that class."""
        found: dict[int, int] = defaultdict(int)
        for place, characters in enumerate(self.classes):
            found[characters] |= 1 << place
        return found

    @cached_property
    def blocks(self) -> Sequence[int]:
        """All characters, those together that fit in the same places."""
        blocks = [ALL]
        for characters in self._by_class:
            blocks = [part for block in blocks for part in (block & characters, block & ~characters) if part]
        return blocks

    def fitting(self, characters: int) -> int:
        """The places where one of these characters fits."""
        known = self._fitting
        if characters not in known:
            known[characters] = _union(places for own, places in self._by_class.items() if own & characters)
        return known[characters]

    @cached_property
    def _fitting(self) -> dict[int, int]:
        return {}

    def behind(self, places: int) -> int:
        """The places that may come next after one of these."""
        known = self._behind
        if places not in known:
            known[places] = _union(self.follow[place] for place in _places(places))
        return known[places]

    @cached_property
    def _behind(self) -> dict[int, int]:
        return {}

    def add(self, characters: int) -> _Part:
        """One more place."""
        place = 1 << len(self.classes)
        self.classes.append(characters)
        self.follow.append(0)
        return _Part(place, place, empty=False)

    def then(self, before: _Part, behind: _Part) -> _Part:
        """One part behind the other."""
        for place in _places(before.last):
            self.follow[place] |= behind.first
        first = before.first | (behind.first if before.empty else 0)
        last = behind.last | (before.last if behind.empty else 0)
        return _Part(first, last, before.empty and behind.empty)

    @property
    def firsts(self) -> int:
        """The characters that a text that fits may begin with."""
        return _union(self.classes[place] for place in _places(self.first))

    @property
    def shortest(self) -> int:
        """Characters of the shortest text that fits."""
        length, reached = 1, self.first
        while not reached & self.last:
            length, reached = length + 1, _union(self.follow[place] for place in _places(reached))
        return length


def common(one: Automaton, others: Automaton) -> frozenset[int]:
    """Which of the other patterns a text fits that fits the one too: their positions in `others`."""
    reached = [0] * len(one.classes)
    fitting = [others.fitting(characters) for characters in one.classes]
    new = {place: others.first & fitting[place] for place in _places(one.first)}
    while new:
        place, found = new.popitem()
        found &= ~reached[place]
        if not found:
            continue
        reached[place] |= found
        behind = others.behind(found)
        for following in _places(one.follow[place]):
            new[following] = new.get(following, 0) | (behind & fitting[following])
    ended = _union(reached[place] for place in _places(one.last))
    return frozenset(i for i, last in enumerate(others.lasts) if last & ended)


def within(one: Automaton, other: Automaton) -> bool:
    """Whether every text that fits the one fits the other, which must not be wide.  False where that is not certain."""
    seen: set[tuple[int, int]] = set()
    todo = [(place, state) for place in _places(one.first) for state in _states(other, other.first, one.classes[place])]
    while todo:
        place, state = todo.pop()
        if (place, state) in seen:
            continue
        seen.add((place, state))
        if not state or (one.last >> place & 1 and not state & other.last):
            return False
        behind = other.behind(state)
        todo.extend((following, to) for following in _places(one.follow[place]) for to in _states(other, behind, one.classes[following]))
    return True


def _states(automaton: Automaton, places: int, characters: int) -> set[int]:
    """Of these places, those that each of the characters leads to."""
    return {places & automaton.fitting(block) for block in automaton.blocks if block & characters}


def _places(bits: int) -> list[int]:
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


def _union(sets: Iterable[int]) -> int:
    whole = 0
    for bits in sets:
        whole |= bits
    return whole


@dataclass
class _Reader:
    """Reads the tokens of a pattern into places of an automaton."""

    automaton: Automaton
    tokens: Sequence[re.Match[str]]
    at: int = 0

    def alternatives(self) -> _Part:
        """Up to the bracket that closes them, or the end."""
        whole = self._branch()
        while self._sign() == "|":
            self.at += 1
            other = self._branch()
            whole = _Part(whole.first | other.first, whole.last | other.last, whole.empty or other.empty)
        return whole

    def _branch(self) -> _Part:
        whole = _Part()
        while self.at < len(self.tokens) and not self._sign():
            whole = self.automaton.then(whole, self._repeated())
        return whole

    def _sign(self) -> str:
        return self.tokens[self.at]["sign"] or "" if self.at < len(self.tokens) else ""

    def _repeated(self) -> _Part:
        start = self.at
        part = self._one()
        behind = self.at
        if behind == len(self.tokens) or not (quantifier := self.tokens[behind]["repeat"]):
            return part
        least, most = _times(quantifier)
        copies = [part]
        for _ in range(max(least, most or 1) - 1):
            self.at = start
            copies.append(self._one())
        self.at = behind + 1
        if most is None:
            self.automaton.then(copies[-1], copies[-1])
        whole = _Part()
        for i, copy in enumerate(copies):
            whole = self.automaton.then(whole, _Part(copy.first, copy.last, copy.empty or i >= least))
        return whole

    def _one(self) -> _Part:
        token = self.tokens[self.at]
        self.at += 1
        if not token["open"]:
            return self.automaton.add(_characters(token["escaped"] or token["literal"], token["set"], wide=self.automaton.wide))
        part = self.alternatives()
        self.at += 1
        return part


def _times(quantifier: str) -> tuple[int, int | None]:
    match quantifier:
        case "?":
            return 0, 1
        case "*":
            return 0, None
        case "+":
            return 1, None
        case _:
            pass
    least, comma, most = quantifier[1:-1].partition(",")
    return int(least), int(most or least) if most or not comma else None


@lru_cache(maxsize=1024)
def _characters(literal: str | None, among: str | None, *, wide: bool) -> int:
    if not among:
        return _code(literal or "", wide=wide)
    inner = among.removeprefix("^")
    negated = inner != among
    named = 0
    for escaped, plain, escaped_high, high in _IN_SET.findall(inner):
        low = escaped or plain
        named |= _range(low, escaped_high or high or low, wide=wide != negated)
    return ALL & ~named if negated else named


def _range(low: str, high: str, *, wide: bool) -> int:
    if not high.isascii():
        return _code(low, wide=wide) | _code(high, wide=wide)
    return (1 << (ord(high) + 1)) - (1 << ord(low))


def _code(character: str, *, wide: bool) -> int:
    return 1 << ord(character) if character.isascii() else (1 << OTHER if wide else 0)
