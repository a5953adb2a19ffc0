"""What a record is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels, each with one or several things that are said."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    title: str
    blocks: tuple[Facts | Grid, ...]
    note: str = ""
    sections: tuple[Section, ...] = ()


def facts(*rows: tuple[str, str | tuple[str, ...] | None]) -> Facts:
    """The rows of which something is said."""
    told = [(label, (value,) if isinstance(value, str) else value or ()) for label, value in rows]
    return Facts(tuple((label, values) for label, values in told if any(values)))
