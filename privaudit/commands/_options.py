"""The options that several commands share, each declared once."""

from __future__ import annotations

import sys
from datetime import date
from difflib import get_close_matches
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from privaudit.commands._console import INTERRUPTED
from privaudit.errors import UsageError
from privaudit.messages import visible
from privaudit.urls import asks_for_password, has_password, masked, with_password

if TYPE_CHECKING:
    from privaudit.model.findings import Severity


def with_passwords(targets: list[str]) -> list[str]:
    """The targets, with the passwords that the user is asked for.

    Says on stderr where one holds a password already: other users of the machine see it, and the shell keeps it.
    """
    for url in targets:
        if has_password(url):
            said = "the list of processes and the history of the shell hold its password: leave it to PGPASSWORD, MYSQL_PWD or .pgpass"
            typer.echo(visible(f"warning: {masked(url)}: {said}"), err=True)
    return _asked_for(targets) if sys.stdin.isatty() and sys.stderr.isatty() else targets


def _asked_for(targets: list[str]) -> list[str]:
    """The targets; whoever sits at the terminal is asked for each password that a URL leaves open, once."""
    passwords: dict[str, str] = {}
    for url in targets:
        if asks_for_password(url) and url not in passwords:
            try:
                passwords[url] = getpass(visible(f"Password for {masked(url)}: "))
            except (EOFError, KeyboardInterrupt):
                typer.echo("interrupted", err=True)
                raise typer.Exit(INTERRUPTED) from None
    return [with_password(url, passwords[url]) if url in passwords else url for url in targets]


SEVERITIES = ("low", "medium", "high", "critical")
"""The severities that a build can fail on."""

Targets = Annotated[
    list[str],
    typer.Argument(
        help="Files (.csv, .xlsx, .parquet, .jsonl, .sql, .db ..., packed or not), folders, globs in quotes, - for standard input, "
        "or URLs of databases: postgresql://user@host/db; user:@host to be asked for the password.",
        metavar="TARGET",
        show_default=False,
        callback=with_passwords,
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", metavar="FORMAT", help="table (the default) or json. Repeatable, with one --output each."),
]
Outputs = Annotated[
    list[Path] | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write the report to this file, - for stdout. The nth belongs to the nth --format."
    ),
]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colours. So does NO_COLOR in the environment.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on stderr but errors.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day for which the audit holds, as 2026-06-30.  [default: today, UTC]")
]
Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="A folder of rules of your own, which add to ours. Repeatable."),
]
Register = Annotated[Path, typer.Option("--register", "-r", metavar="FILE", help="What was declared: the register, as YAML.")]
FailOnSeverity = Annotated[
    str, typer.Option("--fail-on", metavar="SEVERITY", help="The least severity that gives exit code 1: low, medium, high or critical.")
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


def severity(text: str) -> Severity:
    """The severity of --fail-on.  Raises UsageError for what is none."""
    from privaudit.model.findings import Severity

    if text not in SEVERITIES:
        near = get_close_matches(text.lower(), SEVERITIES, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Severities: {', '.join(SEVERITIES)}."
        raise UsageError(f"--fail-on {text!r} is no severity", hint)
    return Severity[text.upper()]


def day(text: str | None) -> date | None:
    """The day of --as-of.  Raises UsageError for what is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of {text!r} is no day", "Write it as 2026-06-30.") from None
