"""How the local engine reads files that it knows by itself: Parquet, and its own database files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
from sqlglot import exp

from privaudit.delimited.view import NOTHING, path_of
from privaudit.errors import SourceError
from privaudit.lowering.duckdb import RECORD
from privaudit.model.estate import Table
from privaudit.model.sources import Native, NativeCell

DIALECT = "duckdb"
CONFIG: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
"""Nothing is ever fetched from the network."""
_EXACT = 2**53
_BINARY = "(binary)"
"""What stands for bytes that are no text."""


class NativeFiles:
    """The tables of such files that a connection answers questions about."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._tables: dict[str, Table] = {}
        self._databases: dict[Path, str] = {}
        """The database files that are open, by the names that they have here."""

    def load(self, table: Table, rows: Native) -> Table:
        """The table with the name by which questions reach its rows.  Raises SourceError where its file cannot be read."""
        name = f"native_{len(self._tables) + 1}"
        database = self._databases.get(rows.paths[0], f"database_{len(self._databases) + 1}")
        try:
            if rows.table and rows.paths[0] not in self._databases:
                self._connection.execute(attached(rows.paths[0], database))
                self._databases[rows.paths[0]] = database
            self._connection.execute(view(name, rows, database))
        except duckdb.Error:
            raise SourceError(f"{table.source} cannot be read", "Write it again, or export it as CSV.") from None
        self._tables[name] = replace(table, relation=name)
        return self._tables[name]

    def __contains__(self, relation: object) -> bool:
        return relation in self._tables

    def source_of(self, relation: str) -> str | None:
        """The file of a table, as the user would type it; None where the table is none of these."""
        table = self._tables.get(relation)
        return None if table is None else table.source


def attached(path: Path, name: str) -> str:
    """The statement that opens a database file, to be read alone."""
    read_only = exp.AttachOption(this=exp.Var(this="READ_ONLY"))
    kind = exp.AttachOption(this=exp.Var(this="TYPE"), expression=exp.Var(this="DUCKDB"))
    file = exp.alias_(exp.Literal.string(str(path.absolute())), quoted(name))
    return exp.Attach(this=file, expressions=[read_only, kind]).sql(DIALECT)


def view(name: str, rows: Native, database: str) -> str:
    """The statement that makes the rows a relation of texts; `database` is the name under which their file is open."""
    cells = [exp.alias_(_text_of(cell), quoted(column)) for cell, column in zip(rows.cells, rows.columns, strict=True)]
    number = exp.alias_(exp.Window(this=exp.Anonymous(this="row_number")), quoted(RECORD))
    selected = exp.select(*cells, number).from_(scan(rows, database))
    return exp.Create(this=exp.Table(this=quoted(name)), kind="VIEW", replace=True, expression=selected).sql(DIALECT)


def scan(rows: Native, database: str = "") -> exp.Expr:
    if rows.table:
        schema, table = rows.table
        return exp.Table(this=quoted(table), db=quoted(schema), catalog=quoted(database))
    paths = [path_of(path) for path in rows.paths]
    return exp.Anonymous(this="read_parquet", expressions=[exp.Array(expressions=paths)])


def _text_of(cell: NativeCell) -> exp.Expr:
    """A cell as the text that an export as CSV has; NULL where it holds none."""
    value: exp.Expr = exp.column(quoted(cell.path[0]))
    for field in cell.path[1:]:
        value = exp.Anonymous(this="struct_extract", expressions=[value, exp.Literal.string(field)])
    text = _cast(value, "VARCHAR")
    match cell.kind:
        case "real":
            # Whole numbers that some program keeps as fractions, as it does where a column has gaps.
            whole = exp.and_(exp.Anonymous(this="trunc", expressions=[value]).eq(value), exp.Abs(this=value.copy()) <= _EXACT)
            return exp.Case(ifs=[exp.If(this=whole, true=_cast(_cast(value, "BIGINT"), "VARCHAR"))], default=text)
        case "nested":
            return _cast(exp.Anonymous(this="to_json", expressions=[value]), "VARCHAR")
        case "binary":
            # Bytes that are no text are there, and their digits would be anybody's.
            decoded = exp.Anonymous(this="try", expressions=[exp.Anonymous(this="decode", expressions=[value])])
            some = exp.Coalesce(this=decoded, expressions=[exp.Literal.string(_BINARY)])
            return _without_nothing(exp.Case(ifs=[exp.If(this=exp.Is(this=value, expression=exp.null()), true=exp.null())], default=some))
        case "text":
            return _without_nothing(text)
        case _:
            return text


def _without_nothing(text: exp.Expr) -> exp.Expr:
    nothing = [exp.Literal.string(one) for one in ("", *NOTHING)]
    return exp.Case(ifs=[exp.If(this=exp.not_(exp.In(this=text.copy(), expressions=nothing)), true=text)])


def _cast(value: exp.Expr, to: str) -> exp.Expr:
    return exp.Cast(this=value.copy(), to=exp.DataType.build(to))


def quoted(name: str) -> exp.Identifier:
    return exp.to_identifier(name, quoted=True)
