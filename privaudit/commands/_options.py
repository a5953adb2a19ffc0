"""The options that several commands share, each declared once."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from privaudit.errors import UsageError


class FailOn(StrEnum):
    """The severities that a build can fail on."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


Targets = Annotated[
    list[str],
    typer.Argument(
        help="Files (.sql, .csv, .tsv ...), folders, globs in quotes, or - for standard input.", metavar="TARGET", show_default=False
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", metavar="FORMAT", help="table (the default) or json. Repeatable, with one --output each."),
]
Outputs = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the report to this file. The nth belongs to the nth --format."),
]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colours. So does NO_COLOR in the environment.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on stderr but errors.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day for which the audit holds, as 2026-06-30.  [default: today, UTC]")
]
Dialect = Annotated[
    str | None,
    typer.Option("--dialect", metavar="NAME", help="SQL dialect of schema files: postgres, mysql, tsql, oracle, sqlite ..."),
]
Encoding = Annotated[str | None, typer.Option("--encoding", metavar="NAME", help="Encoding of text files, if it is not found out.")]
Delimiter = Annotated[str | None, typer.Option("--delimiter", metavar="CHAR", help="What separates cells: , ; | or tab.")]
Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="A folder of rules of your own, which add to ours. Repeatable."),
]
Include = Annotated[list[str] | None, typer.Option("--include", metavar="GLOB", help="Only tables of this name. Repeatable.")]
Exclude = Annotated[list[str] | None, typer.Option("--exclude", metavar="GLOB", help="No tables of this name. Repeatable.")]
Register = Annotated[Path, typer.Option("--register", "-r", metavar="FILE", help="What was declared: the register, as YAML.")]
FailOnSeverity = Annotated[
    FailOn, typer.Option("--fail-on", metavar="SEVERITY", help="The least severity that gives exit code 1: low, medium, high or critical.")
]
Rows = Annotated[
    Path | None,
    typer.Option("--rows", metavar="FILE", help="Write the keys of the rows that findings are about, as JSON Lines."),
]
RowsWithValues = Annotated[bool, typer.Option("--rows-with-values", help="Let --rows write keys that are personal data themselves.")]
Select = Annotated[list[str] | None, typer.Option("--select", metavar="CHECK", help="Only this check. Repeatable.")]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", metavar="CHECK", help="Not this check. Repeatable.")]
Complete = Annotated[bool, typer.Option("--complete", help="The run holds all data: what is declared and not found is stale.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit code 3 where something was not checked.")]


def day(text: str | None) -> date | None:
    """The day of --as-of.  Raises UsageError for what is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of {text!r} is no day", "Write it as 2026-06-30.") from None
