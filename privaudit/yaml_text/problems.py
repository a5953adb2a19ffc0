"""What is wrong in a text, before it is put into words with its place; and how the text is quoted in such words."""

from __future__ import annotations

from dataclasses import dataclass

Loc = tuple[str | int, ...]
"""The way to a value: keys of mappings and positions in lists, from the top."""

_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong at one place of a text."""

    loc: Loc
    says: str
    """What follows the key path in the complaint: `is missing`."""
    hint: str = ""
    line: int | None = None
    """Only where it is not the line of `loc`."""


def clean(text: str) -> str:
    """The text without control and direction characters, at most 60 characters: fit for a terminal."""
    spaced = "".join(" " if char.isspace() else char for char in text[: 4 * _LONGEST_QUOTE])
    visible = "".join(char for char in spaced if char.isprintable())
    return visible if len(visible) <= _LONGEST_QUOTE else visible[: _LONGEST_QUOTE - 1] + "…"


def quoted(text: str) -> str:
    """The text as complaints quote it."""
    return f'"{clean(text)}"'
