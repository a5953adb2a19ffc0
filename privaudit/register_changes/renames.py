"""What has another id and says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from privaudit.register_changes.terms import content
from privaudit.yaml_text.problems import Loc

_ENTRIES = ("recipients", "stores", "activities")
_OF_ACTIVITIES = ("controllers", "clocks")
_COSMETIC = frozenset({"id", "title"})
"""Keys by which two entries may differ and be one."""

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rename:
    """An entry of both registers."""

    place: str
    """In the grammar, positions left out."""
    around: tuple[Mapping[str, Any], ...]
    """The entries of the new register in which it stands, from the top."""
    old: str
    new: str
    locs: tuple[Loc, Loc]
    """Where it stands in each."""


def with_new_ids(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Data, list[Rename]]:
    """The old register with the ids of the new one, and what was renamed for it.

    An entry is renamed where it alone, of all that went, says what one alone says of all that came.
    """
    renaming = _Renaming(deepcopy(dict(old)), new)
    renaming.run()
    return renaming.old, renaming.found


class _Renaming:
    def __init__(self, old: Data, new: Mapping[str, Any]) -> None:
        self.old = old
        self.new = new
        self.found: list[Rename] = []

    def run(self) -> None:
        """From what is referred to, to what refers to it."""
        for place in _ENTRIES:
            renamed = self._rename(place, (), (self.old, self.new), ((), ()))
            for activity in self.old.get("activities", ()):
                if place == "recipients" and "recipients" in activity:
                    activity["recipients"] = [renamed.get(name, name) for name in activity["recipients"]]
                elif place == "activities":
                    _refer(activity, {f"{before}/": f"{after}/" for before, after in renamed.items()})
        for old, new, locs in list(self._activities()):
            for key in _OF_ACTIVITIES:
                renamed = self._rename(f"activities.{key}", (new,), (old, new), locs)
                if key == "clocks":
                    self._clocks_renamed(new["id"], renamed)
            self._of_marketing(old, new, locs)

    def _activities(self) -> Iterator[tuple[Data, Data, tuple[Loc, Loc]]]:
        """The activities that both have, with where they stand."""
        places = {entry["id"]: at for at, entry in enumerate(self.old.get("activities", ()))}
        for at, new in enumerate(self.new.get("activities", ())):
            if new["id"] in places:
                before = places[new["id"]]
                yield self.old["activities"][before], new, (("activities", before), ("activities", at))

    def _clocks_renamed(self, activity: str, renamed: Mapping[str, str]) -> None:
        for entry in self.old["activities"] if renamed else ():
            within = f"{activity}/" if entry["id"] != activity else ""
            _refer(entry, {f"{within}{before}": f"{within}{after}" for before, after in renamed.items()})

    def _of_marketing(self, old: Data, new: Data, locs: tuple[Loc, Loc]) -> None:
        channels = {entry["channel"]: at for at, entry in enumerate(old.get("marketing", ()))}
        for at, entry in enumerate(new.get("marketing", ())):
            before = channels.get(entry["channel"])
            if before is not None:
                there = ((*locs[0], "marketing", before), (*locs[1], "marketing", at))
                self._rename("activities.marketing.clocks", (new, entry), (old["marketing"][before], entry), there)

    def _rename(
        self, place: str, around: tuple[Mapping[str, Any], ...], sides: tuple[Data, Mapping[str, Any]], locs: tuple[Loc, Loc]
    ) -> dict[str, str]:
        """Gives the entries under one key the ids of the new register: old id -> new id."""
        key = place.rpartition(".")[2]
        olds, news = (side.get(key, ()) for side in sides)
        renamed = {}
        for before, after in _alike(olds, news):
            was, now = olds[before]["id"], news[after]["id"]
            self.found.append(Rename(place, around, was, now, ((*locs[0], key, before), (*locs[1], key, after))))
            olds[before]["id"] = renamed[was] = now
        return renamed


def _alike(olds: Sequence[Data], news: Sequence[Data]) -> Iterator[tuple[int, int]]:
    """Positions of entries without a namesake, of which each alone says what it says."""
    names = {entry["id"] for entry in olds} & {entry["id"] for entry in news}
    said: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, entries in ((0, olds), (1, news)):
        for at, entry in enumerate(entries):
            if entry["id"] not in names:
                said[content({key: value for key, value in entry.items() if key not in _COSMETIC})][side].append(at)
    for before, after in said.values():
        if len(before) == len(after) == 1:
            yield before[0], after[0]


def _refer(activity: Data, renamed: Mapping[str, str]) -> None:
    """Changes the clocks that those of an activity name as going before them: by their whole name, or by the activity in it."""
    for clock in activity.get("clocks", ()):
        if "except" in clock:
            clock["except"] = [_renamed(name, renamed) for name in clock["except"]]


def _renamed(name: str, renamed: Mapping[str, str]) -> str:
    activity, slash, clock = name.partition("/")
    return renamed.get(name) or (f"{renamed.get(activity + slash, activity + slash)}{clock}" if slash else name)
