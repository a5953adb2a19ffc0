"""Counts per column.  A profile never holds a value of somebody's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from privaudit.model.estate import Rejected

LONGEST_VALUE = 4_000
"""Characters of a value that are looked at; what stands behind them is not."""


@dataclass(frozen=True, slots=True)
class Validated:
    """How many distinct candidates of a pattern were held against its check digit, and how many passed."""

    checked: int
    valid: int


@dataclass(frozen=True, slots=True)
class NameCounts:
    """Of distinct texts, how many lists of names know, and as what."""

    texts: int
    first: int = 0
    """Given names, one or several: `Marie`, `Jean-Pierre`."""
    last: int = 0
    """Family names: `Dupont`, `de la Cruz`."""
    full: int = 0
    """Both, in any order: `Jean Dupont`, `DUPONT Jean`, `Dupont, Jean-Marie`."""
    city: int = 0
    """Towns: `Lyon`, `LYON CEDEX 03`, `Paris 15e`."""
    company: int = 0
    """Companies, by their legal form: `Dupont SA`, `Müller & Co. KG`."""


@dataclass(frozen=True, slots=True)
class ListCounts:
    """Of distinct texts, how many closed lists know."""

    texts: int
    """Those that say anything: without `other`, `unknown` and the like."""
    known: Mapping[str, int] = field(default_factory=dict)
    """Category -> how many of them are values of it."""


@dataclass(frozen=True, slots=True)
class DateCounts:
    """How the dates of a column lie."""

    years: Mapping[int, int]
    """Year -> dates in it."""
    days: int = 0
    """Distinct days."""
    with_time: int = 0
    """Dates with a time of day other than midnight."""
    sundays: int | None = None
    """None where only years are known."""
    new_years: int = 0
    """Dates on a first of January."""
    firsts: int = 0
    """Dates on the first of another month."""
    seen_in: int = 0
    """The year in which they were counted."""

    @property
    def dates(self) -> int:
        """All dates."""
        return sum(self.years.values())

    def year_at(self, share: float) -> int:
        """The year up to which this share of the dates lies; there must be dates."""
        reached = 0
        for year in sorted(self.years):
            reached += self.years[year]
            if reached >= share * self.dates:
                return year
        return max(self.years)

    def share_after(self, year: int) -> float:
        """The share of dates in later years."""
        return sum(count for known, count in self.years.items() if known > year) / self.dates


@dataclass(frozen=True, slots=True)
class SignCounts:
    """What some distinct values have somewhere."""

    texts: int
    """Distinct values that were looked at and say something: `n/a` and `-` do not."""
    found: Mapping[str, int]
    """Category -> those that have what all of its values have."""


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """What the values of one column look like."""

    values: int
    """Values that are neither NULL nor blank."""
    hits: Mapping[str, int] = field(default_factory=dict)
    """Pattern id -> values that are wholly of that form."""
    inside: Mapping[str, int] = field(default_factory=dict)
    """Pattern id -> values that hold such a form within a longer text."""
    validated: Mapping[str, Validated] = field(default_factory=dict)
    """Pattern id -> its check digits; only for patterns with a validator and at least one hit."""
    longest: int = 0
    """Characters of the longest value."""
    spaced: int = 0
    """Values of several words: with a blank inside."""
    names: NameCounts | None = None
    """Of some distinct texts, those that are names of persons or of towns; None where they are no such texts."""
    closed: ListCounts | None = None
    """... those that are values of a closed list: religions, nationalities; None where there are too many for one."""
    dates: DateCounts | None = None
    """How dates lie, of some rows, be they few; None where most values are none."""
    cut: int = 0
    """Values so long that only their beginning was looked at."""
    signs: SignCounts | None = None
    """What some distinct values have that those of a category have, however they are written."""
    health: int = 0
    """Texts with a word that speaks of somebody's health."""
    keys: Mapping[str, float] = field(default_factory=dict)
    """Of values that are JSON: the keys that many of some values have, with the share of these."""
    nameless: bool = False
    """Whether its values cannot be names of persons, as far as some of them show: codes, answers, states."""
    called: bool = False
    """Whether its texts are how something is called, as far as some of them show: names of companies, titles, lists of addresses."""


@dataclass(frozen=True, slots=True)
class TableProfile:
    """What one table holds."""

    rows: int
    columns: Mapping[str, ColumnProfile]
    """By column name, as in the table."""
    rejected: tuple[Rejected, ...] = ()
    """Rows that could not be read, by line."""
    sample: int | None = None
    """How many of the rows were looked at, chosen by chance; None where all were."""
