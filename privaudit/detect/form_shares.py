"""What the values of a column say about it: the shares of forms, and whether chance could give them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from privaudit.model.profile import ColumnProfile
from privaudit.model.rules import Pattern, Rulebook

BEYOND_CHANCE = 1e-4
"""How probable it may be, at most, that random values pass as often as these."""
A_SIEVE = 0.5
"""The chance from which a validator only takes out what was never issued: the form itself is the proof (`123-45-6789`)."""


@dataclass(frozen=True, slots=True)
class FormShare:
    """How much of a column is of one form."""

    pattern: Pattern
    share: float
    """Of the values that are not empty, less those that fail the check digit and those that chance gives."""
    matches: int
    """Values of the form, whatever their check digit."""
    count: int
    """... less those that fail it."""
    checked: int
    valid: int
    beyond_chance: bool
    sifted: bool = False
    """Whether the check only takes out what was never issued, and most values stand it: it says nothing against the form."""

    def text(self, title: str, values: int) -> str:
        """The evidence, in numbers: `title` is that of the form's category."""
        digits = f", and {self.valid:,} of {self.checked:,} distinct ones pass the check" if self.checked else ""
        name = self.pattern.id.rpartition("/")[2].replace("_", " ")
        return f"{self.count:,} of {values:,} values have the form of {title} ({name}){digits}"


def whole_forms(found: ColumnProfile, rulebook: Rulebook) -> list[FormShare]:
    """The forms that whole values have, the largest share first."""
    return _forms(found, rulebook, found.hits)


def inner_forms(found: ColumnProfile, rulebook: Rulebook) -> list[FormShare]:
    """The forms that stand inside longer values, the largest share first."""
    return _forms(found, rulebook, found.inside)


def _forms(found: ColumnProfile, rulebook: Rulebook, counts: Mapping[str, int]) -> list[FormShare]:
    forms = []
    for pattern in rulebook.patterns:
        count = counts.get(pattern.id, 0)
        if count and found.values:
            forms.append(_form(pattern, found, count))
    return sorted(forms, key=lambda form: (form.share, form.pattern.proves), reverse=True)


def _form(pattern: Pattern, found: ColumnProfile, count: int) -> FormShare:
    checked = found.validated.get(pattern.id)
    if checked is None or not checked.checked:
        return FormShare(pattern, count / found.values, count, count, 0, 0, beyond_chance=pattern.validator is None)
    passing = checked.valid / checked.checked
    sieve = pattern.chance > A_SIEVE
    stood = sieve and passing > pattern.chance / 2
    if sieve and pattern.proves:
        beyond, excess = stood, passing
    else:
        beyond = chance_of(checked.checked, checked.valid, pattern.chance) < BEYOND_CHANCE
        excess = passing if stood or pattern.chance >= 1 else max(0.0, (passing - pattern.chance) / (1 - pattern.chance))
    share, standing = excess * count / found.values, round(count * passing)
    return FormShare(pattern, share, count, standing, checked.checked, checked.valid, beyond_chance=beyond, sifted=stood)


def chance_of(checked: int, valid: int, chance: float) -> float:
    """The probability that of `checked` random values at least `valid` pass, each with probability `chance`."""
    if valid <= 0 or chance >= 1:
        return 1.0
    return min(1.0, sum(math.exp(_log_probability(checked, passing, chance)) for passing in range(valid, checked + 1)))


def _log_probability(checked: int, passing: int, chance: float) -> float:
    """The logarithm of the binomial probability that exactly so many pass."""
    ways = math.lgamma(checked + 1) - math.lgamma(passing + 1) - math.lgamma(checked - passing + 1)
    return ways + passing * math.log(chance) + (checked - passing) * math.log1p(-chance)
