"""Columns without a name of their own, as in an export that has no header: there the other values of a row say whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from privaudit.detect.candidate import Candidate, Candidates
from privaudit.detect.form_shares import FormShare
from privaudit.model.profile import ColumnProfile
from privaudit.model.rules import Rulebook, is_within
from privaudit.model.verdicts import ColumnVerdict, EvidenceKind

NEARLY_ALL = 0.8
"""The share of values that must be of the form."""
WEIGHT = 0.6
"""What such a form adds to the score, in the row of a person."""
_SHOWN = 2
"""Kinds of columns that show together that the rows are persons."""
_OF_A_PERSON = ("user.name", "user.government_id", "user.contact.email", "user.demographic.date_of_birth")
_NUMBERED = re.compile(
    r"""(unnamed|no[ _]?name|col(umn|onne|onna|umna|una)?|c|f|v|x|field|feld|champ|campo|veld|pole|spalte|kolom|kolumna|expr|var)?
        [\W_]*\d+(_level_\d+)?""",
    re.VERBOSE | re.IGNORECASE,
)


def is_unnamed(name: str) -> bool:
    """Whether a column is called by its place alone: `column_4`, `c4`, `Unnamed: 4`, `Feld4`, `_c4`."""
    return _NUMBERED.fullmatch(name.strip("_ ")) is not None


def show_persons(verdicts: Iterable[ColumnVerdict]) -> bool:
    """Whether the columns show that each row is a person: by two kinds of what only persons have."""
    categories = [one.category for one in verdicts if one.verdict.personal and one.category is not None]
    return sum(any(is_within(category, kind) for category in categories) for kind in _OF_A_PERSON) >= _SHOWN


def hear_row(candidates: Candidates, forms: Sequence[FormShare], found: ColumnProfile, rulebook: Rulebook) -> None:
    """Hears the forms that prove nothing, in the row of a person; the same value in all rows tells none apart."""
    if found.closed is not None and found.closed.texts == 1:
        return
    for form in forms:
        stands = form.sifted or form.beyond_chance or not form.checked
        if not form.pattern.beside_persons or form.share < NEARLY_ALL or not stands:
            continue
        candidate = candidates.setdefault(form.pattern.category, Candidate(form.pattern.category))
        said = f"{form.text(rulebook.title_of(candidate.category), found.values)}, in rows that are persons by their other values"
        candidate.add(EvidenceKind.CONTEXT, candidate.lacks(WEIGHT), said)
