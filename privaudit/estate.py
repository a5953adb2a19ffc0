"""The described files of one run as one estate: a schema and the rows of the same table become one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from privaudit.model.estate import Column, Skipped, Table
from privaudit.model.sources import Described


def assemble(described: Sequence[Described]) -> tuple[tuple[Described, ...], tuple[Skipped, ...]]:
    """The tables of a run, in order, and what is said about columns that only the schema or only the rows have.

    Types, keys, comments and lines come from the schema, rows from the data.  Two data sources with the same table stay two.
    """
    schemas: dict[str, Table] = {}
    with_rows = {entry.table.name.lower() for entry in described if entry.rows is not None}
    for entry in described:
        if entry.rows is None:
            schemas.setdefault(entry.table.name.lower(), entry.table)
    tables: list[Described] = []
    said: list[Skipped] = []
    for entry in described:
        name = entry.table.name.lower()
        if entry.rows is None:
            if name not in with_rows:
                tables.append(entry)
        elif name in schemas:
            table, differences = _merge(schemas[name], entry.table)
            tables.append(Described(table, entry.rows))
            said += differences
        else:
            tables.append(entry)
    return tuple(tables), tuple(said)


def _merge(schema: Table, data: Table) -> tuple[Table, list[Skipped]]:
    columns: list[Column] = []
    said: list[Skipped] = []
    for column in schema.columns:
        own = data.column(column.name)
        if own is None:
            reason = f"stands in {schema.source} and not in {data.source}: it has no values here"
            said.append(Skipped(f"{schema.name}.{column.name}", reason))
        columns.append(replace(column, name=own.name if own is not None else column.name, in_rows=own is not None))
    for column in data.columns:
        if schema.column(column.name) is None:
            reason = f"stands in {data.source} and not in {schema.source}: its declared type is not known"
            said.append(Skipped(f"{data.name}.{column.name}", reason))
            columns.append(column)
    return replace(schema, source=data.source, columns=tuple(columns), relation=data.relation), said
