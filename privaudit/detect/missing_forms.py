"""Values that are of none of the forms that all values of a category have: mostly they are something else, now and then only written so."""

from __future__ import annotations

import re

from privaudit.detect.candidate import Candidate
from privaudit.detect.failed_checks import MOST, against
from privaudit.model.profile import ColumnProfile
from privaudit.model.rules import Rulebook
from privaudit.model.verdicts import EvidenceKind

_COUNTRY = re.compile("^[a-z]{2}_")


def are_promised(candidate: Candidate, rulebook: Rulebook) -> bool:
    """Whether all values have a form that is known: those of the category, or the one that the name is (`iban`, not `bank name`)."""
    known = rulebook.categories.get(candidate.category)
    if known is None:
        return False
    called = {_COUNTRY.sub("", pattern.id.rpartition("/")[2]) for pattern in known.patterns if pattern.proves and pattern.validator}
    return known.complete or (len(candidate.phrase) == 1 and candidate.phrase[0] in called)


def hear(candidate: Candidate, found: ColumnProfile) -> None:
    """Hears that values are of none of the forms of a category; against it that speaks only where they say something else."""
    signs = found.signs
    if signs is not None and not signs.texts:
        candidate.add(EvidenceKind.VALUE, 0.0, "the values that were looked at say nothing: they stand for none")
        return
    like = signs.found.get(candidate.category, 0) if signs is not None else 0
    if signs is not None and found.dates is None and like >= MOST * signs.texts:
        said = f"{like:,} of {signs.texts:,} distinct values have what such values have, in a form that is not known"
        candidate.add(EvidenceKind.VALUE, 0.0, said)
        return
    candidate.add(EvidenceKind.VALUE, against(found.values), f"hardly any of {found.values:,} values has such a form")
