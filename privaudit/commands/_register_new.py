"""privaudit register new: a first draft of a register, from a scan."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from privaudit.commands import _options as options
from privaudit.commands._console import may_write, write_out
from privaudit.commands._progress import Bar
from privaudit.commands._reading import Reading
from privaudit.errors import UsageError
from privaudit.messages import number
from privaudit.urls import masked

Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the draft to this file, as register.yaml.  [default: stdout]")
]
Force = Annotated[bool, typer.Option("--force", help="Write over the file if it exists.")]
Organisation = Annotated[str, typer.Option("--organisation", metavar="NAME", help="Whose register it is.", show_default=False)]
Country = Annotated[
    str, typer.Option("--country", metavar="CODE", help="Where it is, as FR or DE.  [default: as the data tells]", show_default=False)
]


def new(
    targets: options.Targets,
    *,
    output: Output = None,
    force: Force = False,
    organisation: Organisation = "",
    country: Country = "",
    reading: Reading,
    quiet: options.Quiet = False,
) -> int:
    """Draft a register from what the targets hold: activities, categories, and questions where people must decide.

    The draft declares what was found and loads as it is. Purposes, bases, periods and recipients are asked in comments, never made
    up. It holds names and counts, never a value.

    Exit codes: 0 done, 2 wrong usage, 3 something could not be read.
    """
    from privaudit import pipeline, scanning

    may_write(output, reading.read(targets), force=force)
    _is_country(country)
    with Bar(quiet=quiet) as bar:
        draft = pipeline.propose_register(targets, scanning.Options(**reading.given(bar)), organisation.strip(), country)
    write_out({"yaml": lambda _: draft.text}, ["yaml"], [] if output is None else [output], no_color=True)
    if not quiet:
        made = f"{number(draft.activities, 'activity', 'activities')} drafted from {number(draft.tables, 'table')}"
        typer.echo(f"{made}, with {number(draft.questions, 'question')}.", err=True)
        _say_next(targets, output)
        if draft.incomplete:
            typer.echo("Something could not be read, and is not in the draft: its head says what.", err=True)
    return 3 if draft.incomplete else 0


def _is_country(code: str) -> None:
    from privaudit.register.countries import COUNTRIES, country_hint

    if code and code not in COUNTRIES:
        raise UsageError(f"--country {code!r} is no country code", f"{country_hint(code)[:1].upper()}{country_hint(code)[1:]}.")


def _say_next(targets: list[str], output: Path | None) -> None:
    name = "register.yaml" if output is None else str(output)
    lines = ["Next:"] if output is not None else ["Next, with the draft in a file (-o register.yaml):"]
    lines += [
        f"  1. answer what is marked `# ?` in {name}: purposes, bases, periods and recipients are left for you",
        f"  2. privaudit register lint {name}",
        f"  3. privaudit check {shlex.join(map(masked, targets))} -r {name}",
    ]
    typer.echo("\n".join(lines), err=True)
