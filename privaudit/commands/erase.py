"""privaudit erase: a plan of what would be erased; it never erases."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from privaudit.commands import _options as options
from privaudit.commands._console import guarded, pairs, spare_inputs, write_out
from privaudit.commands._progress import Bar
from privaudit.commands._reading import Reading
from privaudit.errors import PrivauditError, SourceError, UsageError
from privaudit.messages import number
from privaudit.model.command import Command

if TYPE_CHECKING:
    from privaudit.model.erasure import ErasurePlan
    from privaudit.model.report import Style

Subject = Annotated[
    list[str] | None,
    typer.Option(
        "--subject",
        metavar="WHAT=VALUE",
        help="Whose data: email=jane@example.org, phone=..., TABLE.COLUMN=... Repeatable: all must agree.",
    ),
]
Expired = Annotated[bool, typer.Option("--expired", help="All rows that are past their clock.")]
Yes = Annotated[bool, typer.Option("--yes", help="Follow links and identifiers that only names suggest.")]
PlanFormats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="table (the default), json, markdown, or sql into a file. Repeatable, with one --output each.",
    ),
]
_SQL = "sql"
_KNOWN = ("table", "json", "markdown", _SQL)


class NobodyError(PrivauditError):
    """Nobody, or several persons, were found."""

    exit_code = 1


def erase(
    targets: options.Targets,
    register: options.Register,
    *,
    subject: Subject = None,
    expired: Expired = False,
    yes: Yes = False,
    as_of: options.AsOf = None,
    formats: PlanFormats = None,
    output: options.Outputs = None,
    reading: Reading,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> int:
    """Plan the erasure of one person's data, or of all that is past its clock. Nothing is ever changed.

    For each table: delete, clear which columns and how, or keep until when and why: a minimum period, an exception of Art. 17(3), a
    row that must stay because others point to it, the wish not to be contacted. Then backups that roll on, and recipients to tell
    (Art. 19). With -f sql the plan as one transaction for postgresql, mysql or sqlite, which undoes itself where a number of rows
    differs; it names rows by their keys, so it goes into a file of its owner alone.

    Exit codes: 0 a plan was made, 1 nobody or several persons were found, 2 wrong usage or register, 3 something could not be read.
    """
    from privaudit import answering
    from privaudit.model.erasure import Fate

    _into_files(pairs(formats, output, _KNOWN))
    spare_inputs(output or [], [*reading.read(targets), str(register)])
    with Bar(quiet=quiet) as bar:
        chosen = answering.ErasureOptions(
            **reading.given(bar),
            as_of=options.day(as_of),
            subject=tuple(subject or ()),
            expired=expired,
            confirmed=yes,
        )
        plan = answering.plan_erasure(targets, register, chosen)
    _deliver(plan, reading.dialect, formats, output, no_color=no_color)
    if not quiet:
        counts = ((Fate.DELETE, "deleted"), (Fate.ANONYMISE, "cleared"), (Fate.ARCHIVE, "moved"), (Fate.KEEP, "kept"))
        said = ", ".join(f"{number(plan.rows(fate), 'row')} {word}" for fate, word in counts if plan.rows(fate))
        typer.echo(f"Planned: {said or 'nothing'}. Nothing has been changed.", err=True)
    return plan.exit_code


def _into_files(chosen: Sequence[tuple[str, Path | None]]) -> None:
    """Raises UsageError where keys of rows would go to stdout."""
    if any(name == _SQL and path is None for name, path in chosen):
        raise UsageError("-f sql needs a file: it names rows by their keys", "Name it with --output plan.sql.")


def _deliver(
    plan: ErasurePlan, dialect: str | None, formats: Sequence[str] | None, output: Sequence[Path] | None, *, no_color: bool
) -> None:
    from privaudit.formats import _erasure_json as as_json
    from privaudit.formats import _erasure_markdown as as_markdown
    from privaudit.formats import _erasure_table as as_table

    renders: dict[str, Callable[[Style], str]] = {
        "table": functools.partial(as_table.render, plan),
        "json": functools.partial(as_json.render, plan),
        "markdown": functools.partial(as_markdown.render, plan),
    }
    chosen = pairs(formats, output, _KNOWN)
    # Those with a file come first, as the nth file belongs to the nth format.
    reports = sorted(((name, path) for name, path in chosen if name != _SQL), key=lambda pair: pair[1] is None)
    if reports:
        write_out(renders, [name for name, _ in reports], [path for _, path in reports if path is not None], no_color=no_color)
    for name, path in chosen:
        if name == _SQL and path is not None:
            _write_script(plan, dialect, path)


def _write_script(plan: ErasurePlan, dialect: str | None, path: Path) -> None:
    """Raises where there is no plan that somebody could carry out."""
    from privaudit.private_file import private_file
    from privaudit.rights.script import script

    if plan.nobody:
        raise NobodyError(plan.nobody)
    if plan.incomplete:
        first = plan.skipped[0]
        raise SourceError(f"no SQL is written, as the plan may lack rows: {first.what}: {first.reason}")
    written = script(plan, dialect).encode()
    with private_file(path, over=True) as handle:
        handle.write(written)


COMMAND = Command(run=guarded(erase))
