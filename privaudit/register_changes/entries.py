"""How the lists of a register fall apart into things that are found again by what they are, never by their position."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from privaudit.model.register import NO_CATEGORY
from privaudit.register_changes.terms import Data, Entry, content, folded

Apart = Callable[[Any], Iterable[Entry]]


def texts(listed: list[str]) -> Iterator[Entry]:
    """Words of a closed list, ids and sentences."""
    return (Entry(text, text, (at,)) for at, text in enumerate(listed))


def names(listed: list[str]) -> Iterator[Entry]:
    """Tables and columns: case does not count."""
    return (Entry(text.casefold(), text, (at,)) for at, text in enumerate(listed))


def by(*keys: str) -> Apart:
    """Mappings that the first of these keys tells apart that they have."""

    def apart(listed: list[Data]) -> Iterator[Entry]:
        for at, entry in enumerate(listed):
            yield Entry(next((str(entry[key]).casefold() for key in keys if key in entry), ""), entry, (at,))

    return apart


def by_content(listed: list[Any]) -> Iterator[Entry]:
    """Things that are others wherever they say something else."""
    return (Entry(folded(entry), entry, (at,)) for at, entry in enumerate(listed))


def by_condition(listed: list[Data]) -> Iterator[Entry]:
    """Rules for some rows, told apart by which rows."""
    return (Entry(folded(entry["when"]), entry, (at,)) for at, entry in enumerate(listed))


def where(listed: list[Data]) -> Iterator[Entry]:
    """The globs of an activity: each table with each of its columns."""
    for at, entry in enumerate(listed):
        for position, table in enumerate(entry["tables"]):
            for column in entry.get("columns", ["*"]):
                name = table if column == "*" else f"{table}.{column}"
                yield Entry(name.casefold(), name, (at, "tables", position))


def data(listed: list[Data]) -> Iterator[Entry]:
    """Categories; of what is no personal data, each column is told apart."""
    for at, entry in enumerate(listed):
        if entry["category"] != NO_CATEGORY:
            yield Entry(entry["category"], entry, (at,))
            continue
        for column in entry["columns"]:
            yield Entry(f"{NO_CATEGORY} {column.casefold()}", {**entry, "columns": [column]}, (at,))


def storage(listed: list[str | Data]) -> Iterator[Entry]:
    """Countries."""
    for at, entry in enumerate(listed):
        country = {"country": entry} if isinstance(entry, str) else entry
        yield Entry(str(country["country"]), country, (at,))


def applies_to(said: Data) -> Iterator[Entry]:
    """Categories or columns that a clock is for."""
    for key, listed in said.items():
        for at, text in enumerate(listed):
            yield Entry(f"{key} {text.casefold()}", text, (key, at))


def identifiers(said: Data) -> Iterator[Entry]:
    """By what persons are known; the names are the user's."""
    return (Entry(name, {"name": name, "columns": columns}, (name,)) for name, columns in said.items())


def accepted(listed: list[Data]) -> Iterator[Entry]:
    """Findings that somebody answers for: by check, table and column."""
    for at, entry in enumerate(listed):
        yield Entry(content([str(entry.get(key, "")).casefold() for key in ("check", "table", "column")]), entry, (at,))
