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


READING = "Reading"
REPORT = "Report"
CHECKING = "Checking"

Targets = Annotated[
    list[str],
    typer.Argument(
        help="Files (.sql, .csv, .tsv ...), folders, globs in quotes, or - for standard input.", metavar="TARGET...", show_default=False
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", help="table (the default) or json. Repeatable, with one --output each.", rich_help_panel=REPORT),
]
Outputs = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", help="Write the report to this file. The nth belongs to the nth --format.", rich_help_panel=REPORT),
]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colours. So does NO_COLOR in the environment.", rich_help_panel=REPORT)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on stderr but errors.", rich_help_panel=REPORT)]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day for which the audit holds, as 2026-06-30.  [default: today, UTC]")
]
Dialect = Annotated[
    str | None,
    typer.Option("--dialect", help="SQL dialect of schema files: postgres, mysql, tsql, oracle, sqlite ...", rich_help_panel=READING),
]
Encoding = Annotated[
    str | None, typer.Option("--encoding", help="Encoding of text files, if it is not found out.", rich_help_panel=READING)
]
Delimiter = Annotated[str | None, typer.Option("--delimiter", help="What separates cells: , ; | or tab.", rich_help_panel=READING)]
Include = Annotated[
    list[str] | None, typer.Option("--include", metavar="GLOB", help="Only tables of this name. Repeatable.", rich_help_panel=READING)
]
Exclude = Annotated[
    list[str] | None, typer.Option("--exclude", metavar="GLOB", help="No tables of this name. Repeatable.", rich_help_panel=READING)
]


def day(text: str | None) -> date | None:
    """The day of --as-of.  Raises UsageError for what is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of {text!r} is no day", "Write it as 2026-06-30.") from None
