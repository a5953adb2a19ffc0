"""Two registers as the format writes them, thing by thing: what one says and the other does not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, NamedTuple

from privaudit.model.register_changes import ChangeKind, Effect, RegisterChange
from privaudit.register.convert.lines import Lines
from privaudit.register_changes import said
from privaudit.register_changes.terms import ORGANISATION, Data, Entry, Known, Pair, Subject, Term, content
from privaudit.register_changes.vocabulary import TERMS
from privaudit.register_changes.vocabulary.common import PLAIN
from privaudit.yaml_text.problems import Loc

_NAMES = ("id", "channel", "category", "country", "name")
"""Keys by which an entry is called, the first that it has."""
_EVERYTHING = frozenset({"*", "*.*"})


class _Sides(NamedTuple):
    """The same of the old register and of the new one; None where one has none."""

    old: Any
    new: Any

    @property
    def kind(self) -> ChangeKind:
        """What became of it."""
        if self.old is None:
            return ChangeKind.ADDED
        return ChangeKind.REMOVED if self.new is None else ChangeKind.CHANGED


@dataclass(frozen=True, slots=True)
class _Spot:
    """A mapping that both registers have, or that one has and the other is looked at as if it had."""

    place: str
    """In the grammar, positions left out."""
    locs: tuple[Loc, Loc]
    subject: Subject
    within: tuple[Data, Data]

    def at(self, key: str) -> str:
        """The place of a key of it."""
        return f"{self.place}.{key}" if self.place else key


@dataclass(frozen=True, slots=True)
class _Difference:
    """Two values under a key of a spot, or of an entry of a list there."""

    spot: _Spot
    key: str
    term: Term
    values: _Sides
    below: _Sides
    """Where they stand below the spot."""

    @property
    def subject(self) -> Subject:
        """Of what is said what stands in them."""
        value = self.values.old if self.values.new is None else self.values.new
        if self.term.subject is None or not isinstance(value, dict):
            return self.spot.subject
        return self.term.subject(value, self.spot.subject)

    @property
    def locs(self) -> tuple[Loc, Loc]:
        """Where they stand; where a register lacks one, what it would stand in."""
        old, new = ((*loc, *(way or ())) for loc, way in zip(self.spot.locs, self.below, strict=True))
        return old, new

    @property
    def inner(self) -> _Spot:
        """The two as mappings."""
        return _Spot(self.spot.at(self.key), self.locs, self.subject, (self.values.old or {}, self.values.new or {}))

    def pair(self, known: Known) -> Pair:
        """What is weighed."""
        return Pair(self.values.old, self.values.new, self.key, self.spot.within, known)


class Comparison:
    """Compares things by what they are called, never by where they stand."""

    def __init__(self, lines: tuple[Lines, Lines], known: Known) -> None:
        self._lines = lines
        self._known = known

    def changes(self, old: Data, new: Data) -> Iterator[RegisterChange]:
        """All that two registers say differently, in the order of the new one."""
        yield from self._mapping(_Spot("", ((), ()), ORGANISATION, (old, new)))

    def _mapping(self, spot: _Spot) -> Iterator[RegisterChange]:
        old, new = spot.within
        for key in dict.fromkeys((*new, *old)):
            term = TERMS.get(spot.at(key), PLAIN)
            values = _Sides(old.get(key, term.absent), new.get(key, term.absent))
            below = _Sides(*((key,) if key in around else None for around in spot.within))
            found = _Difference(spot, key, term, values, below)
            if term.entries is not None:
                yield from self._list(found)
            elif _is_open(term, values):
                yield from self._mapping(found.inner)
            elif _same(term, values.old) != _same(term, values.new):
                yield self._change(found)

    def _list(self, listed: _Difference) -> Iterator[RegisterChange]:
        spot, key, term = listed.spot, listed.key, listed.term
        olds, news = (_entries(term, value) for value in listed.values)
        if olds is None or news is None:
            if (olds is None) != (news is None):
                yield self._narrowed(listed, olds, news)
            return
        for before, after in _paired(olds, news):
            values = _Sides(*(None if one is None else one.value for one in (before, after)))
            below = _Sides(*(None if one is None else (key, *one.loc) for one in (before, after)))
            found = _Difference(spot, key, term, values, below)
            if before is None or after is None:
                yield self._change(found)
            elif isinstance(after.value, dict) and not term.single:
                yield from self._mapping(found.inner)
        if term.in_order and _common(olds, news) != _common(news, olds):
            yield self._made(listed, ChangeKind.CHANGED, Effect.NEITHER, term.changed, {})

    def _change(self, found: _Difference) -> RegisterChange:
        term, values, pair = found.term, found.values, found.pair(self._known)
        sentence = {ChangeKind.ADDED: term.gained, ChangeKind.REMOVED: term.lost}.get(values.kind, term.changed)
        fields = {side: term.words(value, self._known) for side, value in values._asdict().items() if value is not None}
        if values.kind is ChangeKind.CHANGED and term.how is not None:
            fields["how"] = term.how(pair)
        return self._made(found, values.kind, term.effect(pair), sentence, fields)

    def _narrowed(self, listed: _Difference, olds: Sequence[Entry] | None, news: Sequence[Entry] | None) -> RegisterChange:
        """A list where the other register means everything: what one entry more does, everything does."""
        term = listed.term
        words = {
            side: term.whole if entries is None else said.listed(term.words(entry.value, self._known) for entry in entries)
            for side, entries in (("old", olds), ("new", news))
        }
        effect = term.effect(Pair(olds, news, listed.key, listed.spot.within, self._known)).reverse
        return self._made(listed, ChangeKind.CHANGED, effect, term.changed, words)

    def _made(self, found: _Difference, kind: ChangeKind, effect: Effect, sentence: str, words: Mapping[str, str]) -> RegisterChange:
        label = said.spoken(found.key, self._known)
        message = sentence.format(within=found.spot.subject.said, subject=found.subject.said, label=label, **words)
        places = [lines.place(*loc) if loc else None for lines, loc in zip(self._lines, found.locs, strict=True)]
        special = kind is not ChangeKind.CHANGED and found.term.special is not None and found.term.special(found.pair(self._known))
        return RegisterChange(
            kind=kind,
            what=found.spot.at(found.key),
            register=found.subject.register,
            effect=effect,
            special=special,
            old=_raw(found.values.old),
            new=_raw(found.values.new),
            old_place=places[0],
            new_place=places[1],
            message=f"{message[:1].upper()}{message[1:]}.",
        )


def _is_open(term: Term, values: _Sides) -> bool:
    """Whether the two are mappings that are looked into."""
    if term.single or not all(value is None or isinstance(value, dict) for value in values):
        return False
    return values.kind is ChangeKind.CHANGED or term.always


def _same(term: Term, value: Any) -> str | None:  # noqa: ANN401 plain data of a file
    return None if value is None else term.same(value)


def _entries(term: Term, value: Any) -> list[Entry] | None:  # noqa: ANN401 plain data of a file
    """The entries of a list; None where it means everything."""
    if term.whole and (value is None or _EVERYTHING.intersection(value)):
        return None
    return list(term.entries(value)) if term.entries is not None and value is not None else []


def _paired(olds: Sequence[Entry], news: Sequence[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """Each entry with that of its name.  Of several of one name, those that say the same belong together, the others in their order."""
    groups: defaultdict[str, tuple[list[Entry], list[Entry]]] = defaultdict(lambda: ([], []))
    for side, entries in ((1, news), (0, olds)):
        for entry in entries:
            groups[entry.name][side].append(entry)
    for before, after in groups.values():
        if len(before) == len(after) == 1:
            yield before[0], after[0]
        else:
            yield from zip_longest(*_unlike(before, after))


def _unlike(olds: Sequence[Entry], news: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The entries that say what none of the other side says, each of which answers for one."""
    return _without(olds, news), _without(news, olds)


def _without(entries: Sequence[Entry], others: Sequence[Entry]) -> list[Entry]:
    answered = Counter(content(entry.value) for entry in others)
    left = []
    for entry in entries:
        answered[content(entry.value)] -= 1
        if answered[content(entry.value)] < 0:
            left.append(entry)
    return left


def _common(entries: Sequence[Entry], others: Sequence[Entry]) -> list[str]:
    """The names that both have, in the order of the first."""
    names = {entry.name for entry in others}
    return [entry.name for entry in entries if entry.name in names]


def _raw(value: Any) -> Any:  # noqa: ANN401 plain data of a file
    """A value as it is written; of an entry that is called something, that alone."""
    if not isinstance(value, dict):
        return value
    return next((value[key] for key in _NAMES if key in value), value)
