"""privaudit scan: the inventory of personal data."""

from __future__ import annotations

from privaudit.commands import _options as options
from privaudit.commands._console import deliver, guarded, pairs, spare_inputs, summarise
from privaudit.commands._progress import Bar
from privaudit.commands._reading import Reading
from privaudit.model.command import Command


def scan(
    targets: options.Targets,
    *,
    formats: options.Formats = None,
    output: options.Outputs = None,
    reading: Reading,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> int:
    """Find the columns that hold personal data, with the reason.

    Every table of a schema and every row of an export is looked at, by name and by value; of a database some rows of each table, unless
    --full is given. Reports hold counts, never a value.

    Exit codes: 0 done, 2 wrong usage, 3 something could not be read.
    """
    from privaudit import scanning

    pairs(formats, output)
    spare_inputs(output or [], reading.read(targets))
    with Bar(quiet=quiet) as bar:
        report = scanning.scan(targets, scanning.Options(**reading.given(bar)))
    deliver(report, formats, output, no_color=no_color)
    summarise(report, quiet=quiet)
    return report.exit_code


COMMAND = Command(run=guarded(scan))
