"""privaudit check: where the data and the register differ."""

from __future__ import annotations

from privaudit.commands import _options as options
from privaudit.commands._console import deliver, guarded, pairs, spare_inputs, summarise
from privaudit.commands._progress import Bar
from privaudit.commands._reading import Reading
from privaudit.model.command import Command


def check(
    targets: options.Targets,
    register: options.Register,
    *,
    as_of: options.AsOf = None,
    fail_on: options.FailOnSeverity = "medium",
    formats: options.Formats = None,
    output: options.Outputs = None,
    rows: options.Rows = None,
    rows_with_values: options.RowsWithValues = False,
    select: options.Select = None,
    ignore: options.Ignore = None,
    complete: options.Complete = False,
    strict: options.Strict = False,
    reading: Reading,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> int:
    """Hold the data against the register, and say where they differ.

    Exit codes: 0 nothing as grave as --fail-on, 1 findings, 2 wrong usage or register, 3 something could not be read.
    """
    from privaudit import pipeline

    least = options.severity(fail_on)
    pairs(formats, output)
    spare_inputs([*(output or []), *([rows] if rows is not None else [])], [*reading.read(targets), str(register)])
    with Bar(quiet=quiet) as bar:
        chosen = pipeline.CheckOptions(
            **reading.given(bar),
            as_of=options.day(as_of),
            select=tuple(select or ()),
            ignore=tuple(ignore or ()),
            complete=complete,
            strict=strict,
            rows=rows,
            rows_with_values=rows_with_values,
        )
        report = pipeline.check(targets, register, chosen)
    deliver(report, formats, output, no_color=no_color)
    summarise(report, quiet=quiet)
    return report.exit_code(least)


def _checks() -> tuple[str, list[tuple[str, str]]]:
    from privaudit import rule_pages

    entries = [(page.id, f"{page.summary} ({page.severity}).") for page in rule_pages.check_pages()]
    return "Checks (privaudit explain CHECK tells more)", entries


COMMAND = Command(run=guarded(check), listing=_checks)
