"""What changed between two registers, and whether that loosens or tightens what was promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from privaudit.model.estate import Place
from privaudit.model.report import Run


class Effect(StrEnum):
    """What a change does to the promise."""

    LOOSENS = "loosens"
    """What the old register ruled out may be now."""
    TIGHTENS = "tightens"
    """What the old register let be is ruled out now."""
    NEITHER = "neither"
    """Neither of them, or both, or nobody can tell from the register alone."""

    @property
    def reverse(self) -> Effect:
        """What the change the other way round does."""
        return {Effect.LOOSENS: Effect.TIGHTENS, Effect.TIGHTENS: Effect.LOOSENS}.get(self, self)


class ChangeKind(StrEnum):
    """How something changed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    """It has another id, and says the same."""


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """One thing that two registers say differently."""

    kind: ChangeKind
    what: str
    """Its place in the grammar, positions left out: `activities.clocks.max`."""
    register: str
    """The id of what it belongs to, as findings have it: `activity/clock`; that of the new register, where both have it."""
    effect: Effect
    special: bool
    """Whether it is about special categories (GDPR Art. 9) that come or go."""
    old: Any
    """As the old register writes it; of an entry with an id, that alone.  None where it says nothing."""
    new: Any
    old_place: Place | None
    """Where it stands in the old register, or what it would stand in; None where that is not there either."""
    new_place: Place | None
    message: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class RegistersReport:
    """What changed from one register to another."""

    run: Run
    old: str
    """Its path as the user typed it."""
    new: str
    changes: tuple[RegisterChange, ...]
    """What loosens first, then what tightens; within these, in the order of the new register."""

    @property
    def counts(self) -> Mapping[Effect, int]:
        """How many changes have each effect."""
        found = Counter(change.effect for change in self.changes)
        return {effect: found[effect] for effect in Effect}

    @property
    def exit_code(self) -> int:
        """1 where something changed, else 0."""
        return int(bool(self.changes))

    def only(self, effect: Effect) -> RegistersReport:
        """The changes with one effect alone."""
        return replace(self, changes=tuple(change for change in self.changes if change.effect is effect))
