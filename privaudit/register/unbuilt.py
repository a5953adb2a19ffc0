"""What the format of the register knows and this version does not check yet: the gate.

A promise that nobody checks must not look as if it were, so such keys and words are refused by name.  Behind the gate all of the
format is read: a version that checks one takes it out of here, and that is all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from privaudit.yaml_text.problems import Loc, Problem

UNBUILT_KEYS: Mapping[str, frozenset[str]] = {}
"""By the place in the grammar, positions left out: the keys that may stand there and are not built."""

UNBUILT_ROLES: frozenset[str] = frozenset()
"""Words of `activities.role`."""
UNBUILT_ENDS: frozenset[str] = frozenset()
"""Words of `activities.clocks.then`."""
UNBUILT_CHANNELS: frozenset[str] = frozenset()
"""Words of `activities.marketing.channel`."""

NOT_BUILT = "is part of the format but not built in this version"
"""What is said of each."""
REMOVE_IT = "remove it: this version would not check it"


@dataclass(frozen=True)
class Gate:
    """What is refused, by its place in the grammar."""

    keys: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The place of a word is that of its mapping and its key."""

    @cached_property
    def _ways(self) -> frozenset[str]:
        """The places at which something is refused, and those on the way to them."""
        places = {place for place, keys in self.keys.items() if keys} | {place.rpartition(".")[0] for place in self.words}
        return frozenset(".".join(place.split(".")[:depth]) for place in places for depth in range(place.count(".") + 2))

    def passed(self, data: Any) -> tuple[Any, list[Problem]]:  # noqa: ANN401 plain data of a file
        """The data without the keys that are refused, and a problem for each of them and for each word.

        A word stays in the data: whether the rest beside it is right can still be told.
        """
        found: list[Problem] = []
        return self._passed(data, (), "", found), found

    def _passed(self, data: Any, loc: Loc, place: str, found: list[Problem]) -> Any:  # noqa: ANN401 as passed
        if place not in self._ways:
            return data
        if isinstance(data, list):
            return [self._passed(entry, (*loc, position), place, found) for position, entry in enumerate(data)]
        if not isinstance(data, dict):
            return data
        refused = self.keys.get(place, frozenset())
        kept = {}
        for key, value in data.items():
            at, within = (*loc, key), f"{place}.{key}" if place else key
            if key in refused:
                found.append(Problem(at, NOT_BUILT, REMOVE_IT))
                continue
            if isinstance(value, str) and value in self.words.get(within, ()):
                found.append(Problem(at, f'is "{value}", which {NOT_BUILT}', REMOVE_IT))
            kept[key] = self._passed(value, at, within, found)
        return kept


GATE = Gate(
    UNBUILT_KEYS,
    {
        "activities.role": UNBUILT_ROLES,
        "activities.clocks.then": UNBUILT_ENDS,
        "activities.marketing.channel": UNBUILT_CHANNELS,
    },
)
"""That of this version."""
OPEN = Gate()
"""It refuses nothing: the whole format."""
