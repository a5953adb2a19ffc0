"""The answers of `explain`: one column's verdict with all that led to it, a category, a check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from privaudit.model.estate import Skipped
from privaudit.model.report import Run
from privaudit.model.verdicts import ColumnVerdict


@dataclass(frozen=True, slots=True)
class FormCount:
    """How many values of a column have one form."""

    pattern: str
    category: str
    inside: bool
    """Whether the form stands within longer values."""
    values: int
    share: float
    """Of the values that are not empty."""
    checked: int
    """Distinct ones that were held against the check digit; 0 for a form without one."""
    valid: int
    beyond_chance: bool
    """Whether random values would not pass as often; for a form without a check digit, always."""
    proves: bool
    """Whether such values prove the category without the name."""


@dataclass(frozen=True, slots=True)
class ColumnExplanation:
    """One column: what was on trial, what speaks against what, and what would change the verdict."""

    verdict: ColumnVerdict
    forms: tuple[FormCount, ...]
    contradictions: tuple[str, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnsReport:
    """The columns of one name."""

    run: Run
    columns: tuple[ColumnExplanation, ...]
    skipped: tuple[Skipped, ...]
    """What could not be read, and what is said of these columns."""
    incomplete: bool
    """Whether a target or a table could not be read at all."""


@dataclass(frozen=True, slots=True)
class PatternPage:
    """A form of values, as its rule says it."""

    name: str
    regex: str
    validator: str | None
    chance: float
    proves: bool
    inside: bool
    hit: tuple[str, ...]
    miss: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordCount:
    """The phrases of one language that name a category."""

    strong: int
    weak: int
    some: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CategoryPage:
    """A category, or a prefix or a group that stands for several."""

    id: str
    title: str
    group: str | None
    law: tuple[str, ...]
    dpv: str
    like: str | None
    kinds: tuple[str, ...]
    words: Mapping[str, WordCount]
    """By language."""
    patterns: tuple[PatternPage, ...]
    hit: tuple[str, ...]
    """Columns of its examples that hold it."""
    miss: tuple[str, ...]
    below: tuple[str, ...]
    """The categories that it stands for beside itself."""
    files: tuple[str, ...]


PARTS = ("What it finds", "Why it matters", "Example", "How to resolve")
"""The headings of the page of a check."""


@dataclass(frozen=True, slots=True)
class CheckPage:
    """A check, with its documentation: the docstring of its file."""

    id: str
    title: str
    severity: str
    law: tuple[str, ...]
    text: str
    """All of it."""
    summary: str
    """Its first sentence, without the stop."""
    parts: Mapping[str, str]
    """The text under each of its headings (PARTS), in order."""


Page = CategoryPage | CheckPage


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of the rules and checks that are in force."""

    rules: str
    """The version of the rules."""
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class FailedExample:
    """An example of a rule that its rule does not do right."""

    place: str
    says: str


@dataclass(frozen=True, slots=True)
class RulesTest:
    """What came of running the examples of the rules."""

    rules: str
    """The version of the rules."""
    columns: int
    """Examples of columns that were run."""
    values: int
    """Examples of values that were run."""
    failures: tuple[FailedExample, ...]
