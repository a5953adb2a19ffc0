"""The tables of a scan grouped into activities.

Tables that point to one table of persons belong to it; what has its own reason (logs, mailings, staff, support ...) stands
apart, whoever it points to; what is left is grouped by its first word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from privaudit.model.rules import Tokens, is_within_any
from privaudit.names.table_kind import Kind
from privaudit.proposal.phrases import Family
from privaudit.proposal.pointers import Pointer
from privaudit.proposal.tables import RECRUITMENT, STAFF, Seen
from privaudit.words import fold

_STEPS = 3
"""Tables on the way from a row to its person, at most: the items of the orders of a customer."""
_DETAILS = ("user.contact.address", "user.contact.email", "user.contact.phone_number", "user.location", "user.financial")
"""What persons have several of, and keep in a table of its own: addresses, bank accounts."""
_NAMED = 5
"""Tables that a title names, at most."""
_NO_ID = re.compile(r"[^a-z0-9]+")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\dA-Z_]+|\d+|[^\W\d_]+")


@dataclass(frozen=True)
class Group:
    """Tables that make one activity, in the order in which they are told."""

    id: str
    title: str
    tables: tuple[Seen, ...]
    family: Family | None
    subjects: tuple[str, ...]
    sure: bool
    """Whether the names say whom it is about; else it is a guess."""


def groups(tables: Sequence[Seen], points: Mapping[Seen, tuple[Pointer, ...]]) -> tuple[Group, ...]:
    """The activities of all tables that hold something personal or belong to persons, each table in one."""
    return tuple(_Grouping(tables, points).groups())


class _Grouping:
    def __init__(self, tables: Sequence[Seen], points: Mapping[Seen, tuple[Pointer, ...]]) -> None:
        self._tables = tables
        self._order = {seen: at for at, seen in enumerate(tables)}
        self._points = points
        self._roots = frozenset(seen for seen in tables if seen.kind is Kind.PERSON and seen.holds and not _stands_apart(seen))
        self._details = self._owners_of_details()
        self._root_of: dict[Seen, Seen | None] = {}

    def groups(self) -> Iterator[Group]:
        found: defaultdict[Seen | str, list[Seen]] = defaultdict(list)
        left: list[Seen] = []
        for seen in self._tables:
            root = self.root(seen)
            family = self._family(seen, root)
            if family is not None and (seen.holds or self._belongs(seen, root, family)):
                found[family.id].append(seen)
            elif root is not None and (seen is root or seen.holds or self._belongs(seen, root, None)):
                found[root].append(seen)
            elif seen.holds:
                left.append(seen)
        self._dissolve(found)
        for key, members in _by_first_word(left).items():
            found[key] += members
        taken: set[str] = set()
        for key, members in sorted(found.items(), key=lambda entry: self._place(entry[0], entry[1])):
            yield self._group(key if isinstance(key, Seen) else None, members, taken)

    def _dissolve(self, found: dict[Seen | str, list[Seen]]) -> None:
        """Gives tables of a family back to their persons where none of them holds more than keys."""
        bare = [key for key, members in found.items() if isinstance(key, str) and not any(seen.holds for seen in members)]
        for key in bare:
            for seen in found.pop(key):
                root = self.root(seen)
                if root is not None:
                    found[root.family.id if root.family is not None else root].append(seen)

    def _place(self, key: Seen | str, members: Sequence[Seen]) -> tuple[int, int]:
        """Persons first, families behind them, then the rest; each in the order of the run."""
        family = members[0].family if isinstance(key, str) else None
        rank = 0 if isinstance(key, Seen) else 1 if family is not None or key in {STAFF, RECRUITMENT} else 2
        return rank, self._order[key if isinstance(key, Seen) else members[0]]

    def root(self, seen: Seen, trail: tuple[Seen, ...] = ()) -> Seen | None:
        """The table of persons that a table belongs to: itself, or the best of those that it points to."""
        if seen in self._root_of:
            return self._root_of[seen]
        if seen in trail or len(trail) > _STEPS:
            return None
        found: Seen | None
        if seen in self._roots:
            found = self._extended(seen, trail) or seen
        else:
            found = self._best(seen, trail) or (self._of_label(seen) if seen.holds else None)
        if not trail:
            self._root_of[seen] = found
        return found

    def _best(self, seen: Seen, trail: tuple[Seen, ...]) -> Seen | None:
        """The best of the roots that its pointers lead to: customers before users, and those before staff."""
        if seen in self._details:
            return self.root(self._details[seen], (*trail, seen))
        through = seen.holds or seen.kind is Kind.LOG
        targets = [pointer.target for pointer in self._points[seen] if through or not _is_thing(pointer.target)]
        roots = [root for target in targets if (root := self.root(target, (*trail, seen))) is not None]
        return min(roots, key=_rank, default=None)

    def _extended(self, seen: Seen, trail: tuple[Seen, ...]) -> Seen | None:
        """The root that a table of persons only adds to, as it points to it or is called after it: contacts of clients."""
        for pointer in self._points[seen]:
            other = pointer.target
            tied = pointer.declared or other.subject is not None
            if other in self._roots and tied and _same_persons(seen, other):
                return self.root(other, (*trail, seen))
        named = self._of_label(seen)
        return self.root(named, (*trail, seen)) if named is not None and _same_persons(seen, named) else None

    def _owners_of_details(self) -> dict[Seen, Seen]:
        """The tables of addresses and the like that persons point to, each with the first of them."""
        found: dict[Seen, Seen] = {}
        for root in sorted(self._roots, key=lambda one: (_rank(one), self._order[one])):
            for pointer in self._points[root]:
                if _is_detail(pointer.target):
                    found.setdefault(pointer.target, root)
        self._roots -= found.keys()
        return found

    def _of_label(self, seen: Seen) -> Seen | None:
        """The table of persons whose name is part of this one's, where no key says so: `customer_notes`."""
        named = [root for root in self._roots if len(root.label) < len(seen.label) and _holds(seen.label, root.label)]
        return min(named, key=lambda root: (_rank(root), -len(root.label), self._order[root]), default=None)

    def _family(self, seen: Seen, root: Seen | None) -> Family | None:
        return seen.family or (root.family if root is not None and root is not seen else None)

    def _belongs(self, seen: Seen, root: Seen | None, family: Family | None) -> bool:
        """Whether the rows of a table without anything personal are each of a person all the same."""
        if root is None or seen.kind is Kind.REFERENCE:
            return False
        if seen.kind is not Kind.THING or _holds(seen.label, root.label):
            return True
        return family is not None and any(pointer.target is root for pointer in self._points[seen])

    def _group(self, root: Seen | None, members: Sequence[Seen], taken: set[str]) -> Group:
        family = members[0].family if root is None else None
        if family is None and root is None:
            owner = self.root(members[0])
            family = owner.family if owner is not None else None
        first = root or members[0]
        tables = (first, *sorted((seen for seen in members if seen is not first), key=self._order.__getitem__))
        subjects, sure = self._subjects(tables, family, root)
        name = family.id if family is not None and len(tables) > 1 else first.context.names.label
        return Group(_id(name, taken), _title(tables, family), tables, family, subjects, sure)

    def _subjects(self, tables: Sequence[Seen], family: Family | None, root: Seen | None) -> tuple[tuple[str, ...], bool]:
        own = [root] if root is not None else list(tables)
        pointed = [self.root(seen) for seen in tables] if family is not None else []
        told = [seen.subject for seen in (*own, *(one for one in pointed if one is not None)) if seen.subject is not None]
        if family is not None and family.subjects:
            told = [*family.subjects, *told] if not told or family.id == STAFF else told
        if told:
            return tuple(dict.fromkeys(told)), True
        perhaps = [one.perhaps for one in (*own, *(one for one in pointed if one is not None)) if one.perhaps is not None]
        return tuple(dict.fromkeys(perhaps)), False


def _stands_apart(seen: Seen) -> bool:
    """Whether a table of persons is of a family that is not named after its persons: recipients of a newsletter."""
    return seen.family is not None and seen.family.id not in {STAFF, RECRUITMENT}


def _is_thing(seen: Seen) -> bool:
    return seen.kind in {Kind.THING, Kind.REFERENCE}


def _is_detail(seen: Seen) -> bool:
    reading = seen.context.names.reading
    named = reading is not None and is_within_any(reading.word.category, _DETAILS)
    return named and not seen.context.names.of_persons and seen.subject is None


def _same_persons(seen: Seen, other: Seen) -> bool:
    """Whether nothing says that two tables of persons are about different ones."""
    return seen.subject is None or (seen.subject == other.subject and seen.family == other.family)


def _rank(root: Seen) -> int:
    if root.family is not None:
        return 2
    return 0 if root.subject is not None else 1


def _holds(label: Tokens, part: Tokens) -> bool:
    return bool(part) and any(label[start : start + len(part)] == part for start in range(len(label) - len(part) + 1))


def _by_first_word(left: Collection[Seen]) -> dict[Seen | str, list[Seen]]:
    """The tables that belong to nobody, those with the same first word together."""
    shared = Counter(seen.label[0] for seen in left if seen.label)
    found: dict[Seen | str, list[Seen]] = {}
    for seen in left:
        alone = not seen.label or shared[seen.label[0]] == 1
        found.setdefault(f"table {seen.name}" if alone else f"word {seen.label[0]}", []).append(seen)
    return found


def _id(name: str, taken: set[str]) -> str:
    plain = _NO_ID.sub("-", fold(" ".join(_WORDS.findall(name)))).strip("-") or "activity"
    found, number = plain, 1
    while found in taken:
        number += 1
        found = f"{plain}-{number}"
    taken.add(found)
    return found


def _title(tables: Sequence[Seen], family: Family | None) -> str:
    names = list(dict.fromkeys(_readable(seen) for seen in tables))
    if len(names) > _NAMED:
        more = len(names) - _NAMED + 1
        told = f"{', '.join(names[: _NAMED - 1])} and {more} more tables"
    else:
        told = _joined(names)
    if family is None:
        return told[:1].upper() + told[1:]
    return family.title if told in family.title.lower() else f"{family.title}: {told}"


def _readable(seen: Seen) -> str:
    found = _WORDS.findall(seen.context.names.label)
    return " ".join(word if word.isupper() else word.lower() for word in found) or "a table without a readable name"


def _joined(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
