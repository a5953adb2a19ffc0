"""privaudit export: the data of one person, as a package for them."""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from privaudit.commands import _options as options
from privaudit.commands._console import guarded, write_out
from privaudit.commands._progress import Bar
from privaudit.commands._reading import Reading
from privaudit.errors import UsageError
from privaudit.messages import number
from privaudit.model import organisation as model
from privaudit.model.command import Command

SECRET = "PRIVAUDIT_PASSPHRASE"  # noqa: S105 the name of a variable, not a secret
"""Where a passphrase is taken from if nobody sits at a terminal."""

Subject = Annotated[
    list[str] | None,
    typer.Option(
        "--subject",
        metavar="NAME=VALUE",
        help="Whose data: email=jane@example.org, phone=..., an identifier of the register, TABLE.COLUMN=... Repeatable: all must agree.",
    ),
]
SubjectFile = Annotated[
    Path | None,
    typer.Option("--subject-file", metavar="FILE", help="Many persons: a CSV whose first line are identifiers. --output is a folder then."),
]
Output = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The package, a zip. It is never written over.")]
Right = Annotated[
    str,
    typer.Option(
        "--right",
        metavar="NAME",
        help="portability (Art. 20: what the person provided or was observed of them, on consent or contract) or access (Art. 15: all).",
    ),
]
Lang = Annotated[str, typer.Option("--lang", metavar="LANG", help="The language of the page and the letter: en or fr.")]
Yes = Annotated[bool, typer.Option("--yes", help="Follow links and identifiers that names suggest and the register does not declare.")]
WithSecrets = Annotated[
    bool, typer.Option("--with-secrets", help="Passwords, tokens and keys too, which otherwise stay out and are listed.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit code 3 where a personal column could not be reached.")]
Encrypt = Annotated[
    list[str] | None,
    typer.Option("--encrypt", metavar="RECIPIENT", help="Encrypt with age for this public key: age1..., ssh-ed25519 ... Repeatable."),
]
Passphrase = Annotated[bool, typer.Option("--passphrase", help=f"Encrypt with age and a passphrase, asked for, or from {SECRET}.")]


def export(
    targets: options.Targets,
    register: options.Register,
    output: Output,
    *,
    subject: Subject = None,
    subject_file: SubjectFile = None,
    right: Right = "portability",
    lang: Lang = "en",
    yes: Yes = False,
    with_secrets: WithSecrets = False,
    strict: Strict = False,
    encrypt: Encrypt = None,
    passphrase: Passphrase = False,
    reading: Reading,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> int:
    """Collect all data of one person, prove that nothing was missed, and write it as a package for them.

    The person is found by identifiers; foreign keys and links of the register lead to every table that holds their rows. What is of
    somebody else stays out, and is listed. The package holds JSON, CSV, a schema, a vCard, a page to read, a letter, and a manifest that
    says where everything comes from, what was left out and why, and for each personal column whether it was reached. What the columns of
    a database hold is told by their names, the register and what its server counts as e-mail addresses, so that no row of anybody else
    is fetched, unless --sample or --full is given.

    Exit codes: 0 written, 1 nobody or several persons fit (then nothing is written), 2 wrong usage or register, 3 something could not
    be read or, with --strict, not be reached.
    """
    from privaudit import exporting
    from privaudit.formats._export_table import render
    from privaudit.model.export import Package
    from privaudit.rights.encryption import Lock

    chosen_right = _right(right)
    lock = Lock(tuple(encrypt or ()), _passphrase() if passphrase else "") if encrypt or passphrase else None
    with Bar(quiet=quiet) as bar:
        chosen = exporting.ExportOptions(
            **reading.given(bar, unless_said=exporting.NO_ROWS),
            right=chosen_right,
            language=lang,
            confirmed=yes,
            secrets=with_secrets,
            strict=strict,
            lock=lock,
            subject_file=subject_file,
        )
        report = exporting.export(targets, register, subject or (), output, chosen)
    write_out({"table": functools.partial(render, report)}, ["table"], None, no_color=no_color)
    if not quiet:
        written = sum(isinstance(person.outcome, Package) for person in report.persons)
        typer.echo(f"{number(written, 'package')} written, of {number(len(report.persons), 'person')}.", err=True)
    return report.exit_code


def _right(name: str) -> model.Right:
    known = {one.value: one for one in (model.Right.PORTABILITY, model.Right.ACCESS)}
    if name not in known:
        raise UsageError(f"--right {name!r} gives no package", f"Rights with one: {', '.join(known)}.")
    return known[name]


def _passphrase() -> str:
    """The passphrase, never from the command line, where other users of the machine see it."""
    found = os.environ.get(SECRET, "")
    if not found and sys.stdin.isatty():
        found = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True)
    if not found:
        raise UsageError("there is no passphrase", f"Set {SECRET}, or run it at a terminal.")
    return found


COMMAND = Command(run=guarded(export))
