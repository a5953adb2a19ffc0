"""Numbers of the form that a name promises, whose check digits fail: they are of another kind, or somebody invented them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from privaudit.detect.candidate import INDICATED, Candidate
from privaudit.detect.form_shares import FormShare
from privaudit.model.profile import ColumnProfile
from privaudit.model.rules import is_within
from privaudit.model.verdicts import EvidenceKind

MOST = 0.5
"""The share of values from which a form is the column's own."""
ENOUGH = 5
"""Values from which their form says something against a name."""
MANY = 20
"""... and from which it says so with all its weight."""
SURE = 0.95
"""The score of a name that says nothing but the number, in a row of a person."""

_ISSUED = "user.government_id"
"""What whoever invents persons invents numbers of; a header of another kind that lies is told by its values."""

WEIGHTS = {"few values against": -0.45, "values against": -0.6}
"""What values add to the score of a name that they do not fit."""


def against(looked_at: int) -> float:
    """What so many values that do not fit a name add to its score."""
    return WEIGHTS["values against" if looked_at >= MANY else "few values against"]


def failing(
    forms: Iterable[FormShare], meant: Mapping[str, str], found: ColumnProfile, named: Collection[str], promised: Collection[str]
) -> dict[str, FormShare]:
    """The form that most values have and whose check they fail, for each category of which it says something.

    Of the categories that are `named`, those of which such a form would prove something, or of which all values should have one:
    `promised`.  `meant` says which category a form stands for.
    """
    first: dict[str, FormShare] = {}
    for form in forms:
        category = meant[form.pattern.category]
        if category in named and _fails(form, found) and (form.pattern.proves or category in promised):
            first.setdefault(category, form)
    return first


def hear(candidate: Candidate, form: FormShare, said: str, *, of_persons: bool) -> None:
    """Hears that numbers fail their check, once for all forms of the category.

    In rows of persons a column that is called by an official number and nothing else stays one: in exports for tests it is invented.
    """
    weight = against(form.checked)
    if of_persons and candidate.score >= SURE and is_within(candidate.category, _ISSUED):
        weight = max(weight, INDICATED - candidate.score)
    candidate.add(EvidenceKind.VALUE, weight, f"{said}: no more than chance gives")


def _fails(form: FormShare, found: ColumnProfile) -> bool:
    """Whether most values are of the form, and no more pass its check than by chance.

    Not where all of a few pass: they are too few to prove it.  Nor where few values look so: the others are of another form.
    """
    own = form.matches >= MOST * found.values and not form.pattern.is_test
    return own and form.checked >= ENOUGH and not form.beyond_chance and form.valid < form.checked
