"""privaudit explain: why a column has its verdict; what a category or a check is."""

from __future__ import annotations

import functools
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from privaudit.commands import _options as options
from privaudit.commands._console import guarded, pairs, spare_inputs, write_out
from privaudit.commands._progress import Bar
from privaudit.commands._reading import Reading
from privaudit.errors import UsageError
from privaudit.model.command import Command
from privaudit.paths import is_there
from privaudit.urls import masked

What = Annotated[
    list[str],
    typer.Argument(
        help="A category or a check by its id; or targets as for scan, then TABLE.COLUMN.",
        metavar="ID | TARGET... TABLE.COLUMN",
        show_default=False,
    ),
]
_KNOWN = ("table", "json")


def explain(
    what: What,
    *,
    formats: options.Formats = None,
    output: options.Outputs = None,
    reading: Reading,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> int:
    """Show all evidence on one column, with its weight, what contradicts it, and what would change the verdict.

    With an id alone: what a category is and how it is found, or a check's page: what it finds, why it matters, an example, and how to
    resolve it.  privaudit rules list names the categories, privaudit check --help the checks.

    Exit codes: 0 done, 2 wrong usage, no such column or id, 3 something could not be read.
    """
    pairs(formats, output, _KNOWN)
    *targets, name = what
    spare_inputs(output or [], reading.read(targets))
    if not targets:
        return _explain_id(name, tuple(reading.rules or ()), formats, output, no_color=no_color)
    from privaudit import scanning
    from privaudit.formats import _explanation_json as as_json
    from privaudit.formats import _explanation_table as as_table

    with Bar(quiet=quiet) as bar:
        report = scanning.explain(targets, name, scanning.Options(**reading.given(bar)))
    renders = {"table": functools.partial(as_table.render, report), "json": functools.partial(as_json.render, report)}
    write_out(renders, formats, output, no_color=no_color)
    return 3 if report.incomplete else 0


def _explain_id(
    name: str, folders: tuple[Path, ...], formats: Sequence[str] | None, output: Sequence[Path] | None, *, no_color: bool
) -> int:
    if name == "-" or "://" in name or is_there(Path(name)) or any(char in name for char in "*?["):
        shown = masked(name)
        raise UsageError(f"{shown} is a target: which of its columns?", f"privaudit explain {shlex.quote(shown)} TABLE.COLUMN")
    from privaudit import rule_pages
    from privaudit.formats import _explanation_json as as_json
    from privaudit.formats import _pages_table as as_table

    page = rule_pages.page_of(name, folders)
    renders = {"table": functools.partial(as_table.render, page), "json": functools.partial(as_json.render_pages, page)}
    write_out(renders, formats, output, no_color=no_color)
    return 0


COMMAND = Command(run=guarded(explain))
