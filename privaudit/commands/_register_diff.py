"""privaudit register diff: what changed between two registers."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from privaudit.commands import _options as options
from privaudit.commands._console import pairs, spare_inputs, write_out
from privaudit.errors import UsageError
from privaudit.messages import number

if TYPE_CHECKING:
    from privaudit.model.register_changes import Effect

Old = Annotated[Path, typer.Argument(help="The register as it was, as YAML; - for standard input.", metavar="OLD", show_default=False)]
New = Annotated[Path, typer.Argument(help="The register as it is; - for standard input.", metavar="NEW", show_default=False)]

OnlyEffect = Annotated[
    str | None,
    typer.Option(
        "--only", metavar="EFFECT", help="Only changes that do this to what is promised: loosens, tightens or neither.", show_default=False
    ),
]
_KNOWN = ("table", "json")


def diff(
    old: Old,
    new: New,
    only: OnlyEffect = None,
    formats: options.Formats = None,
    output: options.Outputs = None,
    rules: options.Rules = None,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> int:
    """Tell what changed between two registers, and whether it loosens or tightens what is promised.

    Activities, categories, periods, bases, recipients, denials, opt-outs, rights: compared by what they are called, so that what
    only moved is no change. In a review of main: git show main:register.yaml | privaudit register diff - register.yaml

    Exit codes: 0 both promise the same, 1 something changed (with --only, something of that effect), 2 wrong usage or a register
    that cannot be read.
    """
    from privaudit import pipeline
    from privaudit.formats import _changes_json as as_json
    from privaudit.formats import _changes_table as as_table

    effect = None if only is None else _effect(only)
    pairs(formats, output, _KNOWN)
    if str(old) == str(new) == "-":
        raise UsageError("OLD and NEW cannot both be standard input", "Name a file for one of them.")
    spare_inputs(output or [], [str(old), str(new), *map(str, rules or ())])
    report = pipeline.compare_registers(old, new, tuple(rules or ()))
    if effect is not None:
        report = report.only(effect)
    renders = {"table": functools.partial(as_table.render, report), "json": functools.partial(as_json.render, report)}
    write_out(renders, formats, output, no_color=no_color)
    if not quiet:
        counts = ", ".join(f"{which}: {count:,}" for which, count in report.counts.items() if count)
        typer.echo(f"{number(len(report.changes), 'change')}{f' ({counts})' if counts else ''}.", err=True)
    return report.exit_code


def _effect(word: str) -> Effect:
    from privaudit.model.register_changes import Effect

    try:
        return Effect(word)
    except ValueError:
        raise UsageError(f"there is no effect {word!r}", "Name loosens, tightens or neither.") from None
