"""Which rows something holds for, as the register declares it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from privaudit.model.column_name import ColumnName


@dataclass(frozen=True, slots=True)
class OneOf:
    """The column holds one of the values (`equals`, `in`).

    A text is compared as the values of a flag are: ignoring case and spaces.  True is any word that says yes, False any that
    says no.
    """

    column: ColumnName
    values: tuple[str | bool, ...]


@dataclass(frozen=True, slots=True)
class IsNull:
    """The column is empty."""

    column: ColumnName


@dataclass(frozen=True, slots=True)
class NotNull:
    """The column is filled."""

    column: ColumnName


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each of the parts holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the parts holds."""

    parts: tuple[Condition, ...]


Condition = OneOf | IsNull | NotNull | AllOf | AnyOf


def columns_of(condition: Condition) -> Iterator[ColumnName]:
    """The columns that a condition reads, in the order of the register; one that is read twice comes twice."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from columns_of(part)
        case OneOf(column) | IsNull(column) | NotNull(column):
            yield column
