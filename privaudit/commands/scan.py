"""privaudit scan: the inventory of personal data."""

from __future__ import annotations

from privaudit.commands import _options as options
from privaudit.commands._console import deliver, guarded, pairs, spare_inputs, summarise
from privaudit.commands._progress import Bar
from privaudit.model.command import Command


def scan(
    targets: options.Targets,
    formats: options.Formats = None,
    output: options.Outputs = None,
    dialect: options.Dialect = None,
    encoding: options.Encoding = None,
    delimiter: options.Delimiter = None,
    rules: options.Rules = None,
    include: options.Include = None,
    exclude: options.Exclude = None,
    sample: options.Sample = None,
    full: options.Full = False,
    engine: options.EngineName = None,
    spark_master: options.SparkMaster = None,
    spark_remote: options.SparkRemote = None,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> int:
    """Find the columns that hold personal data, with the reason.

    Every table of a schema and every row of an export is looked at, by name and by value; of a database some rows of each table, unless
    --full is given. Reports hold counts, never a value.

    Exit codes: 0 done, 2 wrong usage, 3 something could not be read.
    """
    from privaudit import pipeline
    from privaudit.model.sources import ReadOptions

    pairs(formats, output)
    spare_inputs(output or [], [*targets, *map(str, rules or ())])
    some = options.rows_of_sample(sample, full=full)
    where = options.cluster(engine, spark_master, spark_remote)
    with Bar(quiet=quiet) as bar:
        read = ReadOptions(dialect, encoding, delimiter)
        chosen = pipeline.Options(
            read, tuple(include or ()), tuple(exclude or ()), progress=bar, rules=tuple(rules or ()), sample=some, cluster=where
        )
        report = pipeline.scan(targets, chosen)
    deliver(report, formats, output, no_color=no_color)
    summarise(report, quiet=quiet)
    return report.exit_code


COMMAND = Command(run=guarded(scan))
