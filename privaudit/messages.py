"""The sentences around a report that a person reads, and how hostile names are shown in them."""

from __future__ import annotations


def visible(text: str) -> str:
    """The text with every character that a terminal would act upon (control, escape, bidi override) as its code."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def number(count: int, singular: str, plural: str = "") -> str:
    """A count with its noun: `1 row`, `1,200 rows`."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"
