"""privaudit register convert: the register in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from privaudit.commands import _options as options
from privaudit.commands._console import may_write, write_bytes, write_out
from privaudit.errors import UsageError
from privaudit.messages import number, visible

Input = Annotated[
    Path,
    typer.Argument(
        help="A register, or systems and datasets of fideslang, as YAML; the CNIL's simplified register as .ods, .xlsx, .xls or .csv.",
        metavar="INPUT",
        show_default=False,
    ),
]
To = Annotated[
    str,
    typer.Option(
        "--to", metavar="FORMAT", help="markdown, html, fideslang, cnil-csv, cnil-xlsx, dpv, or register: our own.", show_default=False
    ),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it to this file.  [default: stdout]")]
Force = Annotated[bool, typer.Option("--force", help="Write over the file if it exists.")]


def convert(
    source: Input, to: To, output: Output = None, force: Force = False, rules: options.Rules = None, quiet: options.Quiet = False
) -> int:
    """Write a register down in another format, for people, as the record of Article 30, or for other programs.

    What the other format cannot say is listed on stderr, each with its place.  What is read is told by what the file holds.  What a sheet
    says in words that could mean several things becomes a question in a comment of our own format.

    Exit codes: 0 done, 2 wrong usage or a file that is no register.
    """
    from privaudit import register_formats, rulebook

    folders = tuple(rules or ())
    chosen = register_formats.writer(to)
    if chosen.binary and output is None:
        raise UsageError(f"{to} is no text that a terminal shows", f"Name a file: --output register.{to.rpartition('-')[2]}")
    may_write(output, [str(source), *map(str, folders)], force=force)
    made = register_formats.convert(source, str(source), to, rulebook.in_force(folders))
    if chosen.binary and output is not None:
        write_bytes(output, made.binary)
    else:
        write_out({to: lambda _: made.text}, [to], [] if output is None else [output], no_color=True)
    if made.questions and not quiet:
        typer.echo(f"{number(made.questions, 'question')} {'stand' if made.questions > 1 else 'stands'} in it as comments: # ?", err=True)
    if made.lost and not quiet:
        typer.echo(f"{number(len(made.lost), 'thing')} could not be carried:", err=True)
        for one in made.lost:
            typer.echo(f"  {visible(str(one))}", err=True)
    return 0
