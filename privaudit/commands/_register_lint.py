"""privaudit register lint: what the law, and the register itself, has against a register."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from privaudit.commands import _options as options
from privaudit.commands._console import deliver, pairs, spare_inputs, summarise
from privaudit.commands._progress import Bar
from privaudit.commands._reading import Reading

RegisterFile = Annotated[Path, typer.Argument(help="The register, as YAML.", metavar="REGISTER", show_default=False)]
Schema = Annotated[
    list[str] | None,
    typer.Argument(help="Schemas and exports, as for check: their tables and foreign keys count, their rows do not.", metavar="TARGET"),
]


def lint(
    register: RegisterFile,
    targets: Schema = None,
    *,
    as_of: options.AsOf = None,
    fail_on: options.FailOnSeverity = "medium",
    formats: options.Formats = None,
    output: options.Outputs = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    reading: Reading,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> int:
    """Hold a register against the law and against itself; privaudit explain ID tells more of each complaint.

    What GDPR Art. 30(1) asks of controllers and Art. 30(2) of processors, bases, rights, transfers; clocks that contradict, tables and
    categories that none rules, periods that cannot be kept.

    Exit codes: 0 nothing as grave as --fail-on, 1 complaints, 2 wrong usage or a register that cannot be read, 3 a target that cannot.
    """
    from privaudit import pipeline

    least = options.severity(fail_on)
    pairs(formats, output)
    spare_inputs(output or [], [*reading.read(targets), str(register)])
    with Bar(quiet=quiet) as bar:
        chosen = pipeline.LintOptions(
            **reading.given(bar), as_of=options.day(as_of), select=tuple(select or ()), ignore=tuple(ignore or ())
        )
        report = pipeline.lint(register, targets or (), chosen)
    deliver(report, formats, output, no_color=no_color)
    summarise(report, quiet=quiet)
    return report.exit_code(least)


def complaints() -> tuple[str, list[tuple[str, str]]]:
    """All that lint can say, for the end of its help."""
    from privaudit import rule_pages

    entries = [(page.id, f"{page.summary} ({page.severity}).") for page in rule_pages.lint_pages()]
    return "Complaints (privaudit explain ID tells more)", entries
