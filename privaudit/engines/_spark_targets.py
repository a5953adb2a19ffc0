"""What a target names on a cluster: tables of its catalogue, or files that it reads where they lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import DataType, StructType
from sqlglot import exp

from privaudit.delimited import dialect
from privaudit.delimited.lines import Layout
from privaudit.delimited.start import start_of
from privaudit.engines._spark_session import told
from privaudit.errors import SourceError
from privaudit.lowering._building import call, when
from privaudit.lowering._spark_texts import as_text
from privaudit.lowering.spark import DIALECT
from privaudit.model.estate import Column, Table, TableKind
from privaudit.model.sources import ClusterTable, Described
from privaudit.questions import number
from privaudit.urls import is_on_cluster
from privaudit.view_definitions import beneath, tables_in

DELIMITED = "csv"
_FORMATS = {
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), "json"),
    **dict.fromkeys((".csv", ".tsv", ".tab", ".psv"), DELIMITED),
    ".orc": "orc",
    ".avro": "avro",
}
_PACKED = frozenset({".gz", ".bz2", ".zst", ".zstd", ".lz4", ".snappy", ".deflate"})
_LISTED = 100
"""Files of a folder that tell what kind they are."""
_HEAD = 500
"""Lines that tell how a delimited file is written."""
_EXACT = 2**53
"""From here on a fraction is no exact whole number."""
_VIEW = "VIEW"
_CORRUPT = "_corrupt_record"

Wanted = Callable[[str], bool]
"""Whether a table is, by its name as reported."""


@dataclass(frozen=True, slots=True)
class Head:
    """How delimited files are written, and the lines above the rows of each of them."""

    layout: Layout
    above: tuple[str, ...]


def is_path(target: str) -> bool:
    """Whether a target names files that a cluster reads, and no table of its catalogue."""
    return is_on_cluster(target) or "/" in target or _format_of(target) is not None


def tables_of(session: SparkSession, target: str, wanted: Wanted) -> tuple[Described, ...]:
    """The wanted tables of the catalogue that `table`, `schema.table` or `catalog.schema.glob` names.

    Raises SourceError where it names none.
    """
    *above, glob = target.split(".")
    database = ".".join(above) or session.catalog.currentDatabase()
    above = [] if database in {session.catalog.currentDatabase(), "default"} else above
    entries = [entry for entry in session.catalog.listTables(database) if not entry.isTemporary]
    named = [entry for entry in entries if fnmatchcase(entry.name.lower(), glob.lower())]
    if not named:
        raise SourceError(f"{target} is no file here and no table of the catalogue", "Name a path, or schema.table; a glob in quotes.")
    found = []
    for entry in named:
        reported = ".".join((*above[-1:], entry.name))
        if wanted(reported):
            rows = ClusterTable(database, entry.name)
            columns = tuple(_columns(session.table(_name_of(rows)).schema))
            table = Table(target, reported, columns, comment=entry.description or "")
            if entry.tableType == _VIEW:
                reads = tuple(".".join((*above[-1:], name)) for name in _read_by(session, rows))
                table = replace(table, kind=TableKind.VIEW, reads=reads)
            found.append(Described(table, rows))
    views = {entry.table.name.lower(): entry.table.reads for entry in found if entry.table.kind is TableKind.VIEW}
    return tuple(replace(entry, table=replace(entry.table, reads=beneath(entry.table.reads, views))) for entry in found)


def _read_by(session: SparkSession, view: ClusterTable) -> tuple[str, ...]:
    """What a view reads itself; none where it reads tables of other schemas, or what is not known for certain."""
    said = session.sql(f"DESCRIBE TABLE EXTENDED {_name_of(view)}").collect()
    definition = next((str(row["data_type"]) for row in said if row["col_name"] == "View Text"), "")
    read = tables_in(definition, DIALECT.printed)
    own = {"", (view.schema or "").rpartition(".")[2]}
    return tuple(name for _, name in read) if all(schema in own for schema, _ in read) else ()


def files_of(session: SparkSession, path: str) -> tuple[Described, Head | None]:
    """The one table that files are; how they are written, where they are delimited text.

    Raises SourceError where nothing tells what kind they are.
    """
    kind = _format_of(path) or _format_within(session, path)
    if kind is None:
        raise SourceError(f"{path} holds no files of a kind that is known", "It takes CSV, Parquet, ORC, JSON Lines and Avro.")
    rows = ClusterTable(None, path, format=kind)
    name = PurePosixPath(path.rstrip("/*")).name
    while PurePosixPath(name).suffix in _PACKED or _FORMATS.get(PurePosixPath(name).suffix.lower()):
        name = PurePosixPath(name).stem
    if kind == DELIMITED:
        head = _head_of(session, path)
        columns = tuple(Column(column) for column in head.layout.columns)
        return Described(Table(path, name, columns), rows), head
    schema = frame_of(session, rows).schema
    if _CORRUPT in schema.names:
        raise SourceError(f"{path}: some lines are no JSON", "Write them anew, as one object for each line.")
    return Described(Table(path, name, tuple(_columns(schema))), rows), None


def frame_of(session: SparkSession, rows: ClusterTable) -> DataFrame:
    """The rows as Spark has them."""
    return session.read.format(rows.format).load(rows.name) if rows.format else session.table(_name_of(rows))


def texts_of(frame: DataFrame, relation: str) -> exp.Select:
    """Each column as text, fields of structures by `structure.field`."""
    cells = [exp.alias_(_text_of(_field(path), kind), ".".join(path), quoted=True) for path, kind in _leaves(frame.schema)]
    return exp.select(*cells).from_(exp.to_identifier(relation, quoted=True))


def _name_of(rows: ClusterTable) -> str:
    parts = [*(rows.schema or "").split("."), rows.name] if rows.schema else [rows.name]
    return ".".join(f"`{part.replace('`', '``')}`" for part in parts)


def _format_of(path: str) -> str | None:
    name = PurePosixPath(path.rstrip("/*")).name.lower()
    suffixes = [suffix for suffix in PurePosixPath(name).suffixes if suffix not in _PACKED]
    return _FORMATS.get(suffixes[-1]) if suffixes else None


def _format_within(session: SparkSession, path: str) -> str | None:
    with told(path):
        listed = session.read.format("binaryFile").option("recursiveFileLookup", "true").load(path).select("path").limit(_LISTED).collect()
    kinds = Counter(kind for (name,) in listed if (kind := _format_of(name)) is not None)
    return kinds.most_common(1)[0][0] if kinds else None


def _head_of(session: SparkSession, path: str) -> Head:
    with told(path):
        lines = [line for (line,) in session.read.text(path).limit(_HEAD).collect()]
    text = "\n".join(lines).removeprefix("\ufeff").encode()
    if not text.strip():
        raise SourceError(f"{path} is empty", "Export it again, or leave it out.")
    found = dialect.find(text, None)
    start = start_of(found.rows, found.width, found.above, whole=len(lines) < _HEAD)
    layout = Layout(Path(path), found.delimiter, found.quote, found.escape, start.skip, start.names)
    return Head(layout, tuple(lines[: start.skip]))


def _columns(schema: StructType) -> Iterator[Column]:
    comments = {field.name: str((field.metadata or {}).get("comment", "")) for field in schema.fields}
    for path, kind in _leaves(schema):
        yield Column(".".join(path), kind.simpleString(), comments[path[0]] if len(path) == 1 else "")


def _leaves(schema: StructType, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], DataType]]:
    for field in schema.fields:
        if isinstance(field.dataType, StructType):
            yield from _leaves(field.dataType, (*above, field.name))
        else:
            yield (*above, field.name), field.dataType


def _field(path: tuple[str, ...]) -> exp.Expr:
    parts = [exp.to_identifier(part, quoted=True) for part in path]
    return exp.Dot.build([exp.column(parts[0]), *parts[1:]]) if len(parts) > 1 else exp.column(parts[0])


def _text_of(value: exp.Expr, kind: DataType) -> exp.Expr:
    if kind.typeName() == "binary":
        return call("hex", value)
    if kind.typeName() in {"float", "double"}:
        # Whole numbers that some program keeps as fractions, as it does where a column has gaps.
        whole = exp.and_(
            exp.EQ(this=call("floor", value), expression=value.copy()), exp.LT(this=call("abs", value), expression=number(_EXACT))
        )
        return when(whole, as_text(exp.Cast(this=value.copy(), to=exp.DataType.build("BIGINT"))), as_text(value))
    return call("to_json", value) if kind.typeName() in {"array", "map", "variant"} else as_text(value)
