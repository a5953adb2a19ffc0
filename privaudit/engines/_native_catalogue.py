"""What lies in files that the local engine knows by itself: Parquet, and its own database files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from sqlglot import exp

from privaudit.delimited.headers import unique_names
from privaudit.engines._native import CONFIG, DIALECT, attached, scan
from privaudit.errors import SourceError
from privaudit.model.sources import Native, NativeCell

_DEEPEST = 5
"""Structs within structs that become columns; what lies deeper is told as text."""
_KINDS = {
    **dict.fromkeys(("float", "double"), "real"),
    **dict.fromkeys(("list", "array", "map", "union", "struct"), "nested"),
    **dict.fromkeys(("varchar", "json", "enum"), "text"),
    "blob": "binary",
}
_FILE = "file"
"""What the database file is called while it is looked at."""


@dataclass(frozen=True, slots=True)
class NativeColumn:
    """A column of such a file."""

    name: str
    type: str
    cell: NativeCell
    comment: str = ""
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class NativeKey:
    """A key of a table of a database file: its columns, and the table and columns that it points to; none for a primary key."""

    columns: tuple[str, ...]
    table: str = ""
    target: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NativeTable:
    """A table of a database file."""

    schema: str
    name: str
    comment: str
    columns: tuple[NativeColumn, ...]
    keys: tuple[NativeKey, ...]


def parquet_columns(path: Path) -> tuple[NativeColumn, ...]:
    """The columns of a Parquet file, structs flattened.  Raises SourceError where it is none, or a damaged one."""
    try:
        with duckdb.connect(":memory:", config=CONFIG) as connection:
            relation = connection.sql(exp.select("*").from_(scan(Native((path,)))).sql(DIALECT))
            return _columns(list(zip(relation.columns, relation.types, strict=True)))
    except duckdb.Error:
        raise SourceError("it is a damaged Parquet file, or none", "Write it again, and without encryption.") from None


def database_tables(path: Path) -> tuple[tuple[NativeTable, ...], int]:
    """The tables of a database file, and how many views it has, which are not read: a view may read any other file.

    Raises SourceError where it cannot be opened.
    """
    try:
        with duckdb.connect(":memory:", config=CONFIG) as connection:
            connection.execute(attached(path, _FILE))
            ours = exp.column("database_name").eq(_FILE)
            listed = exp.select("schema_name", "table_name", "comment").from_("duckdb_tables()").where(ours, "NOT internal")
            views = exp.select("count(*)").from_("duckdb_views()").where(ours, "NOT internal")
            tables = connection.execute(listed.order_by("table_oid").sql(DIALECT)).fetchall()
            counted = connection.execute(views.sql(DIALECT)).fetchone()
            found = tuple(_table(connection, *table) for table in tables)
            return found, counted[0] if counted else 0
    except duckdb.Error as problem:
        in_use = isinstance(problem, duckdb.IOException) and "Could not set lock" in str(problem)
        said = "a program that writes to it has it open" if in_use else "it is damaged, or of another version"
        raise SourceError(said, "Close what has it open, or export its tables as Parquet or CSV.") from None


def _table(connection: duckdb.DuckDBPyConnection, schema: str, name: str, comment: str | None) -> NativeTable:
    relation = connection.sql(exp.select("*").from_(scan(Native((), (schema, name)), _FILE)).sql(DIALECT))
    own = exp.and_(exp.column("database_name").eq(_FILE), exp.column("schema_name").eq(schema), exp.column("table_name").eq(name))
    said = exp.select("column_name", "is_nullable", "comment").from_("duckdb_columns()").where(own)
    about = {column: (bool(nullable), text or "") for column, nullable, text in connection.execute(said.sql(DIALECT)).fetchall()}
    kinds = exp.select("constraint_type", "constraint_column_names", "referenced_table", "referenced_column_names")
    keys = connection.execute(kinds.from_("duckdb_constraints()").where(own.copy()).sql(DIALECT)).fetchall()
    columns = _columns(list(zip(relation.columns, relation.types, strict=True)), about)
    return NativeTable(schema, name, comment or "", columns, tuple(_keys(keys)))


def _keys(constraints: Sequence[tuple[Any, ...]]) -> Iterator[NativeKey]:
    for kind, columns, table, target in constraints:
        if kind == "PRIMARY KEY":
            yield NativeKey(tuple(columns))
        elif kind == "FOREIGN KEY":
            yield NativeKey(tuple(columns), table, tuple(target))


def _columns(fields: Sequence[tuple[str, Any]], about: dict[str, tuple[bool, str]] | None = None) -> tuple[NativeColumn, ...]:
    """The columns that the fields become, under names that each are there once."""
    flat = [leaf for name, kind in fields for leaf in _leaves((name,), kind)]
    names = unique_names([".".join(path) for path, _ in flat], len(flat))
    said = about or {}
    columns = []
    for shown, (path, kind) in zip(names, flat, strict=True):
        nullable, comment = said.get(path[0], (True, ""))
        columns.append(NativeColumn(shown, str(kind), NativeCell(path, _KINDS.get(kind.id, "plain")), comment, nullable))
    return tuple(columns)


def _leaves(path: tuple[str, ...], kind: Any) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401 a type of the engine
    if kind.id == "struct" and len(path) < _DEEPEST:
        for name, inner in kind.children:
            yield from _leaves((*path, name), inner)
    else:
        yield path, kind
