"""The command line: `privaudit`, or `python -m privaudit`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand

from privaudit import __version__, catalogue, commands
from privaudit.commands._console import tell_full
from privaudit.model.command import Command

app = typer.Typer(
    name="privaudit",
    help="Hold what an organisation promises about personal data against what its data really holds.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"privaudit {__version__}")
        raise typer.Exit


@app.callback()
def options(
    _show_version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.", callback=_version, is_eager=True)] = False,
) -> None:
    """Hold what an organisation promises about personal data against what its data really holds."""


class _Listing(TyperCommand):
    """A command whose help ends with a list, if it has one."""

    command = Command()

    @classmethod
    def of(cls, command: Command) -> type[_Listing]:
        """The class for one command."""
        return type(cls.__name__, (cls,), {"command": command})

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 of a copy of click that typer keeps to itself
        """Writes the list."""
        super().format_epilog(ctx, formatter)
        if self.command.listing is not None:
            heading, entries = self.command.listing()
            with formatter.section(heading):
                formatter.write_dl(entries)


def _add(name: str, command: Command) -> None:
    """Adds a subcommand, or a group of them."""
    if command.run is not None:
        app.command(name, cls=_Listing.of(command))(command.run)
        return
    group = typer.Typer(help=command.help, no_args_is_help=True, rich_markup_mode=None)
    for own_name, entry in command.group.items():
        own = entry if isinstance(entry, Command) else Command(run=entry)
        if own.run is not None:
            group.command(own_name, cls=_Listing.of(own))(own.run)
    app.add_typer(group, name=name)


for known, entry in catalogue.load(commands, "COMMAND", Command).items():
    _add(known, entry)


_MANY_OBJECTS = 500_000
"""New objects after which garbage is looked for."""


def main() -> None:
    """Run the command line, and end the process."""
    # Rules, columns and verdicts last until the end: at the usual pace, every 700 objects, a tenth of a run goes into looking for
    # garbage among them.  Only here: the pace of a program that calls our functions is its own.
    gc.set_threshold(_MANY_OBJECTS, 50, 50)
    try:
        app()
    except OSError as problem:
        _leave(tell_full(problem))
    except SystemExit as ended:
        if isinstance(ended.code, int):
            _leave(ended.code)
        raise


def _leave(code: int) -> NoReturn:
    """Ends the process without freeing its objects: each file is closed by now, and to free them one by one takes a quarter of a second."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
