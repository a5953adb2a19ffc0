"""Counts per column.  A profile never holds a value of somebody's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from privaudit.model.estate import Rejected


@dataclass(frozen=True, slots=True)
class Validated:
    """How many distinct candidates of a pattern were held against its check digit, and how many passed."""

    checked: int
    valid: int


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


@dataclass(frozen=True, slots=True)
class TableProfile:
    """What one table holds."""

    rows: int
    columns: Mapping[str, ColumnProfile]
    """By column name, as in the table."""
    rejected: tuple[Rejected, ...] = ()
    """Rows that could not be read, by line."""
