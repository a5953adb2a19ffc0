"""A column as a person names it, in the estate of a run."""

from __future__ import annotations

from difflib import get_close_matches

from privaudit.errors import SourceError, UsageError
from privaudit.model.estate import DEFAULT_SCHEMAS, Column, Estate, Table

_NAMED = 3
_TABLES = 20


def columns_named(estate: Estate, name: str) -> tuple[tuple[Table, Column], ...]:
    """The columns of the name TABLE.COLUMN, ignoring case: with its schema or without; several where several tables have it.

    Raises UsageError where there is none, with the nearest names; SourceError where something could not be read, with these too.
    """
    there = [(table, column) for table in estate.tables for column in table.columns]
    wanted = name.lower()
    schema, _, rest = wanted.partition(".")
    bare = rest if schema in DEFAULT_SCHEMAS else wanted
    exact = tuple(pair for pair in there if _full(pair) in {wanted, bare})
    found = exact or tuple(pair for pair in there if "." in wanted and _full(pair).endswith(f".{wanted}"))
    if found:
        return found
    if estate.unreadable:
        first = estate.unreadable[0]
        hint = f"{_nearest(wanted, there)} Not read: {first.what}: {first.reason}"
        raise SourceError(f"there is no column {name} in what could be read", hint)
    raise UsageError(f"there is no column {name}", _nearest(wanted, there))


def _nearest(wanted: str, there: list[tuple[Table, Column]]) -> str:
    if not there:
        return "The targets hold no table."
    shown = {_full((table, column)): f"{table.name}.{column.name}" for table, column in there}
    alike = get_close_matches(wanted.rpartition(".")[2], {column.name.lower() for _, column in there}, n=_NAMED)
    elsewhere = [_full((table, column)) for name in alike for table, column in there if column.name.lower() == name]
    near = list(dict.fromkeys([*get_close_matches(wanted, shown, n=_NAMED), *elsewhere]))[:_NAMED]
    if near:
        return f"The nearest: {', '.join(shown[full] for full in near)}."
    tables = list(dict.fromkeys(table.name for table, _ in there))
    more = f" and {len(tables) - _TABLES:,} more" if len(tables) > _TABLES else ""
    return f"Write TABLE.COLUMN. The tables: {', '.join(tables[:_TABLES])}{more}."


def _full(pair: tuple[Table, Column]) -> str:
    table, column = pair
    return f"{table.name}.{column.name}".lower()
