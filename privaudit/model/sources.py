"""What a target names, and how a source describes it to an engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from privaudit.model.estate import Skipped, Table

SAMPLE = 1_000
"""Rows of a table of a database of which the columns are told by default: a form that one value in 300 has is seen with some certainty."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about how to read; None lets the source find out."""

    dialect: str | None = None
    """The SQL dialect of schema files, by its sqlglot name."""
    encoding: str | None = None
    """The encoding of text files, by its Python name."""
    delimiter: str | None = None
    """What separates the cells of an export."""


@dataclass(frozen=True, slots=True)
class TargetFile:
    """One file that a target names."""

    shown: str
    """As the user would type it; `-` for standard input.  Reports use this one."""
    path: Path
    """What is opened.  Standard input lies here in a private file."""

    @property
    def stem(self) -> str:
        """The name of a table that is a whole file."""
        return "stdin" if self.shown == "-" else self.path.stem

    @property
    def suffix(self) -> str:
        """The ending of its name, in lower case, with its dot; empty where it has none.  Of what lay packed in a file it is its own."""
        return "" if self.shown == "-" else self.path.suffix.lower()


@dataclass(frozen=True, slots=True)
class Delimited:
    """A UTF-8 text file of rows, each cell separated from the next by a delimiter."""

    path: Path
    delimiter: str
    quote: str
    """Empty where cells are never quoted."""
    escape: str
    """What stands before a quote inside a quoted cell: mostly the quote itself; empty for none."""
    skip: int
    """Physical lines before the first row of data: the header, and what stands above it."""


@dataclass(frozen=True, slots=True)
class NativeCell:
    """A column of a file that the local engine reads by itself."""

    path: tuple[str, ...]
    """The field, and those within it where it is a struct."""
    kind: str
    """How it becomes text: text, real, nested, binary or plain."""


@dataclass(frozen=True, slots=True)
class Native:
    """Rows that the local engine reads by itself: of Parquet files, or of a table of one of its own database files."""

    paths: tuple[Path, ...]
    """Several where they are the parts of one table."""
    table: tuple[str, str] | None = None
    """Its schema and its name in a database file; None for Parquet."""
    cells: tuple[NativeCell, ...] = ()
    """In the order of the columns."""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deferred:
    """Rows that are written as delimited text when somebody asks for them, and not where nobody does."""

    write: Callable[[], Delimited]
    """Raises SourceError where they cannot be read."""


@dataclass(frozen=True, slots=True)
class ServerTable:
    """A table or view of a database, which answers questions about its rows itself."""

    schema: str | None
    """None for the default one."""
    name: str
    types: Mapping[str, str] = field(default_factory=dict)
    """Column -> its type there, whatever a schema file says of it."""
    size: int | None = None
    """Its rows, as the server's own statistics have them; None where there are none."""


@dataclass(frozen=True, slots=True)
class ClusterTable(ServerTable):
    """A table of a cluster's catalogue, or files that the cluster reads where they lie."""

    format: str = ""
    """Of files, as the cluster calls it, `name` being their path; empty for a table of the catalogue."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a cluster is; without a word the one that runs already, or one of its own on this machine."""

    master: str | None = None
    """`local[4]`, `spark://host:7077`, `yarn`, `k8s://...`."""
    remote: str | None = None
    """`sc://host:15002`: a server that takes questions from afar."""


@dataclass(frozen=True, slots=True)
class Described:
    """A table, and where its rows are; None for a schema without rows."""

    table: Table
    rows: Delimited | Native | Deferred | ServerTable | None = None
    words_only: bool = False
    """Whether it only describes a table that others make: it need not list all columns, nor their types."""


@dataclass(frozen=True, slots=True)
class Description:
    """What one file holds, or several that go together: its tables, and what of it was not recovered and why."""

    tables: tuple[Described, ...]
    skipped: tuple[Skipped, ...] = ()
    unreadable: tuple[Skipped, ...] = ()
    """Files that could not be read at all."""


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of input.  Each module of `sources` exports one as SOURCE."""

    title: str
    accepts: Callable[[TargetFile, bytes], bool]
    """From the file's name and its first 64 KB: whether this kind reads it.  No two kinds accept the same file."""
    describe: Callable[[TargetFile, ReadOptions, Path], Description]
    """Reads what is needed to describe the file.  The path is a private folder for files of its own.  Raises SourceError."""
    describe_all: Callable[[Sequence[TargetFile], ReadOptions, Path], Sequence[tuple[TargetFile, Description]]] | None = None
    """The same for all files of the kind at once, where some go together: each description with the file in whose place it stands.

    None where each file stands alone.  A file that cannot be read is no reason to raise: it is said in a description."""
