"""privaudit requests: until when the requests of persons must be answered."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated

import typer

from privaudit.commands import _options as options
from privaudit.commands._console import guarded, pairs, spare_inputs, write_out
from privaudit.commands._progress import Bar
from privaudit.commands._reading import Reading
from privaudit.messages import number
from privaudit.model.command import Command

Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="WHAT=COLUMN",
        help="Where it stands, if names do not tell: received=TABLE.COLUMN, extended=..., closed=..., key=... Repeatable.",
    ),
]
Country = Annotated[
    str, typer.Option("--country", metavar="CODE", help="Whose public holidays count: FR, or DE-BY for a part.  [default: the register's]")
]
FromRegister = Annotated[
    Path | None, typer.Option("--register", "-r", metavar="FILE", help="The register, whose organisation has a country.")
]
_KNOWN = ("table", "json")


def requests(
    targets: options.Targets,
    *,
    columns: Columns = None,
    country: Country = "",
    register: FromRegister = None,
    as_of: options.AsOf = None,
    formats: options.Formats = None,
    output: options.Outputs = None,
    reading: Reading,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> int:
    """Tell until when each request of a person about their data must be answered, and which are overdue (GDPR Art. 12(3)).

    One month from receipt, by the calendar: to the same date of the next month, or its last day; where that is a Saturday, a Sunday
    or a public holiday, to the end of the next working day. Two further months where the person was told so within the first. An
    extension or an answer is a date, or a plain yes. Shown are keys and dates; what is closed is counted, and listed by -f json.

    Exit codes: 0 nothing is overdue, 1 a request is overdue, or a date that decides cannot be read, 2 wrong usage or register, 3
    something could not be read.
    """
    from privaudit import answering
    from privaudit.formats import _requests_json as as_json
    from privaudit.formats import _requests_table as as_table
    from privaudit.model.requests import RequestState

    pairs(formats, output, _KNOWN)
    spare_inputs(output or [], [*reading.read(targets), *([] if register is None else [str(register)])])
    with Bar(quiet=quiet) as bar:
        chosen = answering.RequestsOptions(
            **reading.given(bar),
            as_of=options.day(as_of),
            columns=tuple(columns or ()),
            country=country,
            register=register,
        )
        report = answering.requests(targets, chosen)
    renders = {"table": functools.partial(as_table.render, report), "json": functools.partial(as_json.render, report)}
    write_out(renders, formats, output, no_color=no_color)
    if not quiet:
        waiting = sum(request.state.open for request in report.requests)
        overdue = report.counts[RequestState.OVERDUE]
        typer.echo(f"{number(len(report.requests), 'request')}, {waiting:,} open, {overdue:,} overdue.", err=True)
    return report.exit_code


COMMAND = Command(run=guarded(requests))
