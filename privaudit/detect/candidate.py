"""A category on trial for a column: the evidence for and against it, and the score that they add up to."""

from __future__ import annotations

from dataclasses import dataclass, field

from privaudit.model.rules import Tokens
from privaudit.model.verdicts import Evidence, EvidenceKind, Verdict

INDICATED = 0.5
"""The score from which a category is indicated."""
UNDETERMINED = 0.3
"""The score from which it is worth naming."""


@dataclass
class Candidate:
    """A category on trial."""

    category: str
    score: float = 0.0
    evidence: list[Evidence] = field(default_factory=list)
    phrase: Tokens = ()
    """The words of the column's name that say it."""
    proven: bool = False
    """Whether values or a declaration prove it, should its score suffice."""

    def add(self, kind: EvidenceKind, weight: float, text: str) -> None:
        """Hears a piece of evidence; a negative weight speaks against."""
        self.score = round(self.score + weight, 4)
        self.evidence.append(Evidence(EvidenceKind.AGAINST if weight < 0 else kind, text, weight))

    def lacks(self, mark: float) -> float:
        """What the score is short of a mark; nothing where it reaches it."""
        return max(0.0, round(mark - self.score, 4))

    @property
    def verdict(self) -> Verdict:
        """What the score amounts to."""
        if self.score < UNDETERMINED:
            return Verdict.NONE
        if self.score < INDICATED:
            return Verdict.UNDETERMINED
        return Verdict.PROVEN if self.proven else Verdict.INDICATION


Candidates = dict[str, Candidate]
"""By category."""
