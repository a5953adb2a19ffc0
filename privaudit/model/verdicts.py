"""What a column is, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property

from privaudit.model.estate import Column, Estate, Skipped, Table
from privaudit.model.profile import TableProfile


class Verdict(IntEnum):
    """How sure a category is.  A larger one is surer; a finding takes the smallest that it rests on."""

    NONE = 0
    UNDETERMINED = 1
    """Evidence for and against."""
    INDICATION = 2
    """A name or the context agrees."""
    PROVEN = 3
    """Values beyond what chance gives, or a declaration."""

    @property
    def word(self) -> str:
        """As it stands in reports."""
        return self.name.lower()

    @property
    def personal(self) -> bool:
        """Whether a column with this verdict counts as personal."""
        return self >= Verdict.INDICATION


class EvidenceKind(StrEnum):
    """What a piece of evidence rests on."""

    NAME = "name"
    TYPE = "type"
    COMMENT = "comment"
    VALUE = "value"
    CONTEXT = "context"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason, in a sentence that holds counts and names but never a value."""

    kind: EvidenceKind
    text: str
    weight: float = 0.0
    """What it adds to the score of its category, or takes from it."""


@dataclass(frozen=True, slots=True)
class Within:
    """A category found inside some of a column's values, beside the column's own."""

    category: str
    verdict: Verdict
    share: float
    """Of the values that are not empty."""
    values: int
    special: bool = False
    """Whether the category is of GDPR Art. 9."""


@dataclass(frozen=True, slots=True)
class Considered:
    """A category that was on trial for a column: what spoke for and against it, and what that adds up to."""

    category: str
    verdict: Verdict
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ColumnVerdict:
    """The answer for one column."""

    table: Table
    column: Column
    category: str | None
    verdict: Verdict
    confidence: float
    special: bool
    """Whether the category is of GDPR Art. 9 or 10."""
    rows: int | None
    """None for a schema without rows."""
    values: int | None
    evidence: tuple[Evidence, ...] = ()
    also: tuple[Within, ...] = ()
    considered: tuple[Considered, ...] = ()
    """Every category that was on trial, the best first: its own is the first where there is one."""
    sample: int | None = None
    """How many of the rows were looked at, chosen by chance; None where all were."""

    @property
    def looked_at(self) -> int | None:
        """The rows among which the values are; None for a schema without rows."""
        return self.rows if self.sample is None else self.sample

    @property
    def found(self) -> tuple[tuple[str, Verdict], ...]:
        """All categories that checks see, each with its verdict: the column's own first."""
        own = () if self.category is None else ((self.category, self.verdict),)
        return own + tuple((within.category, within.verdict) for within in self.also)

    def why(self, category: str) -> str:
        """The evidence for one of the found categories, in one line."""
        for within in self.also:
            if within.category == category:
                return f"inside {within.values:,} of {self.values or 0:,} values"
        said = "; ".join(evidence.text for evidence in self.evidence if evidence.kind is not EvidenceKind.AGAINST)
        against = "; ".join(evidence.text for evidence in self.evidence if evidence.kind is EvidenceKind.AGAINST)
        return f"{said}. Against it: {against}" if against and self.verdict is Verdict.UNDETERMINED else said

    @property
    def personal(self) -> bool:
        """Whether the column counts as personal data."""
        return any(verdict.personal for _, verdict in self.found)


@dataclass(frozen=True)
class Inventory:
    """Every column of the estate with its verdict, in order, and what was not looked at."""

    estate: Estate
    columns: tuple[ColumnVerdict, ...]
    profiles: Mapping[tuple[str, str], TableProfile]
    """By source and table name; a schema without rows has none."""
    skipped: tuple[Skipped, ...] = ()

    def of(self, table: Table) -> tuple[ColumnVerdict, ...]:
        """The verdicts of one table's columns."""
        return self._of_table.get(id(table), ())

    @cached_property
    def _of_table(self) -> Mapping[int, tuple[ColumnVerdict, ...]]:
        found: dict[int, list[ColumnVerdict]] = {}
        for verdict in self.columns:
            found.setdefault(id(verdict.table), []).append(verdict)
        return {table: tuple(columns) for table, columns in found.items()}
