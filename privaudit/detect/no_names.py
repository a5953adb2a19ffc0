"""That the values of a column which is called after a person are no names: `customer` that is yes or no, a `client` that is a company."""

from __future__ import annotations

from privaudit.detect.candidate import INDICATED, Candidates
from privaudit.detect.failed_checks import ENOUGH, MOST, against
from privaudit.model.profile import ColumnProfile
from privaudit.model.verdicts import EvidenceKind

_NAME = "user.name"


def hear_no_names(candidates: Candidates, found: ColumnProfile) -> None:
    """Hears that values are codes, states or companies, against a name that says nothing but whose the row is."""
    named = candidates.get(_NAME)
    if named is None or named.score > INDICATED or found.values < ENOUGH or any(one.kind is EvidenceKind.VALUE for one in named.evidence):
        return
    if found.nameless:
        named.add(EvidenceKind.VALUE, against(found.values), "the values are codes, answers or states: they are no names")
    elif found.names is not None and found.names.company >= MOST * found.names.texts:
        said = f"{found.names.company:,} of {found.names.texts:,} distinct texts are names of companies"
        named.add(EvidenceKind.VALUE, against(found.values), said)
