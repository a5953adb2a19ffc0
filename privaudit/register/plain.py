"""Looking into plain data whose form nobody has checked: what has the wrong form is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from privaudit.yaml_text.problems import Loc

Mapping = dict[str, Any]


def entries(data: object, key: str, loc: Loc = ()) -> Iterator[tuple[Loc, Mapping]]:
    """The mappings of a list, each with its place."""
    for position, entry in enumerate(items(data, key)):
        if isinstance(entry, dict):
            yield (*loc, key, position), entry


def items(data: object, key: str) -> list[Any]:
    """The entries of a list under a key; none where there is no list."""
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def texts(data: object, key: str, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """The texts of a list, each with its place."""
    for position, entry in enumerate(items(data, key)):
        if isinstance(entry, str):
            yield (*loc, key, position), entry


def mapping(data: object, key: str) -> Mapping:
    """The mapping under a key; an empty one where there is none."""
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}


def table_of(column: object) -> str | None:
    """The table of a column reference, to be compared; None for anything else."""
    return (column.rpartition(".")[0].lower() or None) if isinstance(column, str) else None
