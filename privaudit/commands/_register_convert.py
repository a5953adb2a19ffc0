"""privaudit register convert: the register in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from privaudit.commands import _options as options
from privaudit.commands._console import may_write, write_out
from privaudit.messages import number, visible

Input = Annotated[
    Path, typer.Argument(help="A register, or systems and datasets of fideslang, as YAML.", metavar="INPUT", show_default=False)
]
To = Annotated[str, typer.Option("--to", metavar="FORMAT", help="markdown, html, fideslang, or register: our own.", show_default=False)]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it to this file.  [default: stdout]")]
Force = Annotated[bool, typer.Option("--force", help="Write over the file if it exists.")]


def convert(
    source: Input, to: To, output: Output = None, force: Force = False, rules: options.Rules = None, quiet: options.Quiet = False
) -> int:
    """Write a register down in another format, as a record of Art. 30 for people or for other programs.

    What the other format cannot say is listed on stderr, each with its place. What is read is told by what the file holds.

    Exit codes: 0 done, 2 wrong usage or a file that is no register.
    """
    from privaudit import register_formats, rulebook

    register_formats.writer(to)
    may_write(output, [str(source), *map(str, rules or ())], force=force)
    made = register_formats.convert(source, str(source), to, rulebook.without_words(tuple(rules or ())))
    write_out({to: lambda _: made.text}, [to], [] if output is None else [output], no_color=True)
    if made.lost and not quiet:
        typer.echo(f"{number(len(made.lost), 'thing')} could not be carried:", err=True)
        for one in made.lost:
            typer.echo(f"  {visible(str(one))}", err=True)
    return 0
