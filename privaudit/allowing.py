"""Takes the columns that the user allows out of the inventory, and says so: none is lost in silence."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from difflib import get_close_matches

from privaudit.model.estate import Skipped, Topic
from privaudit.model.ownership import covers, fits
from privaudit.model.rules import Allowed, Rulebook
from privaudit.model.verdicts import ColumnVerdict, Evidence, EvidenceKind, Inventory, Verdict


def allow(inventory: Inventory, rulebook: Rulebook) -> Inventory:
    """The inventory without what the rules allow, each column of which is said, as is an entry that takes nothing out."""
    if not rulebook.allowed:
        return inventory
    columns: list[ColumnVerdict] = []
    said: list[Skipped] = []
    uses: Counter[Allowed] = Counter()
    for verdict in inventory.columns:
        left = verdict
        for entry in rulebook.allowed:
            taken = [category for category, _ in left.found if _allows(entry, left, category, rulebook)]
            if taken:
                uses[entry] += 1
                said.append(Skipped(_name(left), f"not counted as {', '.join(taken)}: {_why(entry)}", Topic.ALLOWED))
                left = _without(left, taken, entry)
        columns.append(left)
    idle = [Skipped(str(entry.place), _idle(entry, inventory), Topic.ALLOWED) for entry in rulebook.allowed if not uses[entry]]
    return replace(inventory, columns=tuple(columns), skipped=(*inventory.skipped, *said, *idle))


def _allows(entry: Allowed, verdict: ColumnVerdict, category: str, rulebook: Rulebook) -> bool:
    return _matches(entry, verdict) and (entry.category is None or covers(entry.category, category, rulebook))


def _matches(entry: Allowed, verdict: ColumnVerdict) -> bool:
    return fits(entry.table, verdict.table.name) and fits(entry.column, verdict.column.name)


def _without(verdict: ColumnVerdict, taken: list[str], entry: Allowed) -> ColumnVerdict:
    said = Evidence(EvidenceKind.AGAINST, f"allowed: {_why(entry)}")
    also = tuple(within for within in verdict.also if within.category not in taken)
    if verdict.category not in taken:
        return replace(verdict, evidence=(*verdict.evidence, said), also=also)
    evidence = (*verdict.evidence, said)
    return replace(verdict, category=None, verdict=Verdict.NONE, confidence=0.0, special=False, evidence=evidence, also=also)


def _why(entry: Allowed) -> str:
    return f"{entry.reason} ({entry.place})"


def _name(verdict: ColumnVerdict) -> str:
    return f"{verdict.table.name}.{verdict.column.name}"


def _idle(entry: Allowed, inventory: Inventory) -> str:
    """Why an entry takes nothing out: there is no such column, or nothing of the kind is found in it."""
    glob = f"{entry.table}.{entry.column}"
    what = entry.category or "personal data"
    matching = [_name(verdict) for verdict in inventory.columns if _matches(entry, verdict)]
    if matching:
        return f"it allows {what} in {glob}, and none was found there"
    names = [_name(verdict).lower() for verdict in inventory.columns]
    near = get_close_matches(glob.replace("*", "").lower(), names, n=1)
    return f"it allows {what} in {glob}, and no column of this run has such a name{f' (the nearest is {near[0]})' if near else ''}"
