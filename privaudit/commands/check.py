"""privaudit check: where the data and the register differ."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from privaudit.commands import _options as options
from privaudit.commands._console import deliver, guarded, pairs, summarise
from privaudit.commands._progress import Bar
from privaudit.model.command import Command


def check(
    targets: options.Targets,
    register: Annotated[Path, typer.Option("--register", "-r", metavar="FILE", help="What was declared: the register, as YAML.")],
    as_of: options.AsOf = None,
    fail_on: Annotated[
        options.FailOn, typer.Option("--fail-on", help="The least severity that gives exit code 1.")
    ] = options.FailOn.MEDIUM,
    formats: options.Formats = None,
    output: options.Outputs = None,
    rows: Annotated[
        Path | None,
        typer.Option(
            "--rows",
            metavar="FILE",
            help="Write the keys of the rows that findings are about, as JSON Lines.",
            rich_help_panel=options.REPORT,
        ),
    ] = None,
    rows_with_values: Annotated[
        bool,
        typer.Option("--rows-with-values", help="Let --rows write keys that are personal data themselves.", rich_help_panel=options.REPORT),
    ] = False,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="CHECK", help="Only this check. Repeatable.", rich_help_panel=options.CHECKING)
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="CHECK", help="Not this check. Repeatable.", rich_help_panel=options.CHECKING)
    ] = None,
    complete: Annotated[
        bool,
        typer.Option(
            "--complete", help="The run holds all data: what is declared and not found is stale.", rich_help_panel=options.CHECKING
        ),
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit code 3 where something was not checked.", rich_help_panel=options.CHECKING)
    ] = False,
    dialect: options.Dialect = None,
    encoding: options.Encoding = None,
    delimiter: options.Delimiter = None,
    include: options.Include = None,
    exclude: options.Exclude = None,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> int:
    """Hold the data against the register, and say where they differ.

    Exit codes: 0 nothing as grave as --fail-on, 1 findings, 2 wrong usage or register, 3 something could not be read.
    """
    from privaudit import pipeline
    from privaudit.model.findings import Severity
    from privaudit.model.sources import ReadOptions

    pairs(formats, output)
    with Bar(quiet=quiet) as bar:
        chosen = pipeline.CheckOptions(
            read=ReadOptions(dialect, encoding, delimiter),
            include=tuple(include or ()),
            exclude=tuple(exclude or ()),
            as_of=options.day(as_of),
            progress=bar,
            select=tuple(select or ()),
            ignore=tuple(ignore or ()),
            complete=complete,
            strict=strict,
            rows=rows,
            rows_with_values=rows_with_values,
        )
        report = pipeline.check(targets, register, chosen)
    deliver(report, formats, output, no_color=no_color)
    summarise(report, quiet=quiet)
    return report.exit_code(Severity[fail_on.name])


COMMAND = Command(run=guarded(check))
