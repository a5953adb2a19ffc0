"""How targets are read, and which of their tables: the options of every command that reads any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from privaudit.commands._options import Rules
from privaudit.errors import UsageError
from privaudit.model.sources import SAMPLE, Cluster, ReadOptions

if TYPE_CHECKING:
    from privaudit.commands._progress import Bar

Dialect = Annotated[
    str | None,
    typer.Option("--dialect", metavar="NAME", help="SQL dialect of schema files: postgres, mysql, tsql, oracle, sqlite ..."),
]
Encoding = Annotated[str | None, typer.Option("--encoding", metavar="NAME", help="Encoding of text files, if it is not found out.")]
Delimiter = Annotated[str | None, typer.Option("--delimiter", metavar="CHAR", help="What separates cells: , ; | or tab.")]
Include = Annotated[list[str] | None, typer.Option("--include", metavar="GLOB", help="Only tables of this name. Repeatable.")]
Exclude = Annotated[list[str] | None, typer.Option("--exclude", metavar="GLOB", help="No tables of this name. Repeatable.")]
Sample = Annotated[
    int | None,
    typer.Option(
        "--sample", metavar="N", min=1, help="Look at about so many rows of each table of a database, chosen by chance.  [default: 1000]"
    ),
]
Full = Annotated[bool, typer.Option("--full", help="Look at every row of a database too. Checks of dates and opt-outs always do.")]
EngineName = Annotated[
    str | None,
    typer.Option(
        "--engine", metavar="NAME", help="Who reads files: duckdb on this machine, or spark, which also reads paths and tables of its own."
    ),
]
SparkMaster = Annotated[
    str | None,
    typer.Option("--spark-master", metavar="URL", help="Where Spark runs: local[4], spark://host:7077, yarn.  [default: as it is set up]"),
]
SparkRemote = Annotated[str | None, typer.Option("--spark-remote", metavar="URL", help="A server of Spark Connect: sc://host:15002.")]


class Given(TypedDict):
    """What the options of a run share, by name."""

    read: ReadOptions
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    rules: tuple[Path, ...]
    progress: Bar
    sample: int | None
    cluster: Cluster | None


@dataclass(frozen=True)
class Reading:
    """As typed."""

    dialect: Dialect = None
    encoding: Encoding = None
    delimiter: Delimiter = None
    rules: Rules = None
    include: Include = None
    exclude: Exclude = None
    sample: Sample = None
    full: Full = False
    engine: EngineName = None
    spark_master: SparkMaster = None
    spark_remote: SparkRemote = None

    def read(self, targets: Sequence[str] | None) -> list[str]:
        """All that is read, so never written over."""
        return [*(targets or ()), *map(str, self.rules or ())]

    def given(self, progress: Bar, *, unless_said: int = SAMPLE) -> Given:
        """The options of the run; `unless_said` is how many rows of a table of a database are looked at if neither option is given.

        Raises UsageError for options that exclude each other.
        """
        return Given(
            read=ReadOptions(self.dialect, self.encoding, self.delimiter),
            include=tuple(self.include or ()),
            exclude=tuple(self.exclude or ()),
            rules=tuple(self.rules or ()),
            progress=progress,
            sample=self._sample(unless_said),
            cluster=self._cluster(),
        )

    def _sample(self, default: int) -> int | None:
        if self.sample is not None and self.full:
            raise UsageError("--sample and --full are both given", "Either some rows or all of them.")
        return None if self.full else default if self.sample is None else self.sample

    def _cluster(self) -> Cluster | None:
        if self.engine not in {None, "duckdb", "spark"}:
            raise UsageError(f"there is no engine {self.engine!r}", "Name duckdb or spark.")
        if self.engine != "spark" and (self.spark_master is not None or self.spark_remote is not None):
            raise UsageError("--spark-master and --spark-remote are for --engine spark", "Add it, or leave them out.")
        if self.spark_master is not None and self.spark_remote is not None:
            raise UsageError("--spark-master and --spark-remote exclude each other", "Name one of them.")
        return Cluster(self.spark_master, self.spark_remote) if self.engine == "spark" else None
