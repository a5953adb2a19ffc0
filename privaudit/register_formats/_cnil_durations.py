"""Periods in French, as registers have them: `3 ans à compter du dernier contact`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from privaudit import words
from privaudit.register_formats._cnil_words import vocabulary
from privaudit.yaml_text.writing import flow

_AT_ONCE = "P0D"
_UNTIL = re.compile(r"\b(?:jusqu|immediat|des\b|aussitot)")


@dataclass(frozen=True, slots=True)
class Duration:
    """What a text says of how long data is kept, as far as it says it."""

    period: str
    """ISO 8601; empty where there is none, or several."""
    event: str
    """What starts it; empty where that is not said."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A duration, and the categories in whose row it stands; none for all."""

    duration: Duration
    categories: tuple[str, ...] = ()


def duration(text: str) -> Duration:
    """The duration that a text says."""
    plain = words.fold(text)
    found = {(_whole(amount), vocabulary().units.read(unit)) for amount, unit in _amounts().findall(plain)}
    event = vocabulary().events.within(text) or ""
    if not found and event and _UNTIL.search(plain):
        return Duration(_AT_ONCE, event)
    if len(found) != 1:
        return Duration("", event)
    (amount, unit) = found.pop()
    return Duration(f"P{amount}{unit}", event)


def clocks(kept: Iterable[Kept]) -> Iterator[str]:
    """The durations as lines of a register, each with a column to be filled in."""
    several: dict[Duration, list[str]] = {}
    for one in kept:
        if one.duration.period and one.duration.event:
            several.setdefault(one.duration, []).extend(one.categories)
    ids: dict[str, int] = {}
    for own, categories in several.items():
        name = f"after-{own.event.replace('_', '-')}"
        ids[name] = ids.get(name, 0) + 1
        name += f"-{ids[name]}" if ids[name] > 1 else ""
        of = f"applies_to: {{categories: {flow(dict.fromkeys(categories))}}}, " if len(several) > 1 and categories else ""
        yield f"  - {{id: {name}, {of}start: {{event: {own.event}, column: table.column}}, max: {own.period}, then: delete}}"


@cache
def _amounts() -> re.Pattern[str]:
    spoken = "|".join(number.replace(" ", "[ -]") for number in sorted(vocabulary().numbers, key=len, reverse=True))
    return re.compile(rf"\b(\d{{1,4}}|{spoken})\s*(?:\(\d+\)\s*)?(ans?|annees?|mois|jours?|semaines?)\b")


def _whole(amount: str) -> int:
    if amount.isdecimal():
        return int(amount)
    return vocabulary().numbers.index(amount.replace("-", " ")) + 1
