"""What a command says: the report on stdout or into files, everything else on stderr."""

from __future__ import annotations

import errno
import functools
import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import typer

from privaudit import catalogue, formats
from privaudit.commands._grouped_options import ungrouped
from privaudit.errors import PrivauditError, RegisterError, UsageError
from privaudit.messages import number, visible
from privaudit.paths import is_folder, is_there

if TYPE_CHECKING:
    from privaudit.model.report import CheckReport, Format, Report, Style

NARROWEST = 60
UNKNOWN_WIDTH = 110
"""The width of a report that goes to no terminal."""
INTERRUPTED = 130
PIPE_CLOSED = 141
"""As the shell gives it for what ends so: the reader of the report has seen enough."""
_INPUTS = frozenset({".csv", ".tsv", ".tab", ".psv", ".sql", ".ddl", ".yaml", ".yml"})
"""Names of files in a folder that are never written over; a report of an earlier run may be."""
_STDOUT = Path("-")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""Why nothing more can be written."""
_ENDINGS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that end the process: its private files hold copies of the data, and go with it."""


def guarded(command: Callable[..., int]) -> Callable[..., None]:
    """The command with its errors caught once: told on stderr, and turned into the exit code."""
    flat = ungrouped(command)

    @functools.wraps(flat)
    def run(**given: object) -> None:
        for ending in _ENDINGS:
            signal.signal(ending, _interrupt)
        try:
            code = flat(**given)
        except PrivauditError as problem:
            _tell(problem)
            code = problem.exit_code
        except (KeyboardInterrupt, _Interrupted):
            typer.echo("interrupted", err=True)
            code = INTERRUPTED
        except BrokenPipeError:
            _leave_stdout()
            code = PIPE_CLOSED
        raise typer.Exit(code)

    return run


class _Interrupted(BaseException):
    """The process is to end, and first to clean up."""


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise _Interrupted


def deliver(report: Report, names: Sequence[str] | None, outputs: Sequence[Path] | None, *, no_color: bool) -> None:
    """Renders the report in each format and writes it to its file; the one format without a file goes to stdout.

    Raises UsageError for a format that does not exist, for more files than formats, and where a file cannot be written.
    """
    renders = {name: functools.partial(_render, name, report) for name in known_formats()}
    write_out(renders, names, outputs, no_color=no_color)


def _render(name: str, report: Report, style: Style) -> str:
    return known_formats()[name].render(report, style)


def write_out(
    renders: Mapping[str, Callable[[Style], str]], names: Sequence[str] | None, outputs: Sequence[Path] | None, *, no_color: bool
) -> None:
    """As deliver, for anything that is rendered in one of a few formats."""
    from privaudit.model.report import Style

    for name, path in pairs(names, outputs, renders):
        colour = path is None and _colour(no_color=no_color)
        width = shutil.get_terminal_size((UNKNOWN_WIDTH, 0)).columns if path is None else UNKNOWN_WIDTH
        text = renders[name](Style(max(NARROWEST, width), colour))
        if path is None:
            say(text, colour=colour)
        else:
            _write(path, text)


def pairs(
    names: Sequence[str] | None, outputs: Sequence[Path] | None, known: Collection[str] | None = None
) -> list[tuple[str, Path | None]]:
    """Each format with its file: the nth with the nth, at most one without or with `-`.  Raises UsageError where they do not fit.

    The formats are those of reports, or the `known` ones.
    """
    known = known_formats() if known is None else known
    formats_given = list(names or ["table"])
    files = [None if path == _STDOUT else path for path in outputs or []]
    for name in formats_given:
        if name not in known:
            raise UsageError(f"there is no format {name}" + ("" if known is known_formats() else " here"), f"Formats: {', '.join(known)}.")
    if len(files) > len(formats_given) or len(formats_given) - len(files) + files.count(None) > 1:
        raise UsageError(
            f"{number(len(formats_given), 'format')} and {number(len(files) - files.count(None), 'output file')}",
            "The nth --output belongs to the nth --format; at most one format goes to stdout.",
        )
    return [(name, files[index] if index < len(files) else None) for index, name in enumerate(formats_given)]


def spare_inputs(written: Sequence[Path], read: Sequence[str]) -> None:
    """Raises UsageError where a run would write over what it reads, or twice to one file."""
    for path in written:
        if written.count(path) > 1:
            raise UsageError(f"{path} would be written twice", "Give each report a file of its own.")
        if is_there(path) and any(_is_read(path, target) for target in read):
            raise UsageError(f"{path} is read by this run and would be written over", "Name another file.")


def may_write(output: Path | None, read: list[str], *, force: bool) -> None:
    """Raises UsageError before the work where its outcome could not be written, or would write over something."""
    if output is None:
        return
    if is_folder(output):
        raise UsageError(f"{output} is a folder", "Name a file.")
    if not is_folder(output.parent):
        raise UsageError(f"{output} cannot be written: there is no such folder", "Make the folder, or name a file elsewhere.")
    spare_inputs([output], read)
    if is_there(output) and not force:
        raise UsageError(f"{output} exists already", "Name another file, or write over it with --force.")


def _is_read(path: Path, target: str) -> bool:
    """Whether a file is a target, or an export or schema below a folder that is one."""
    place = Path(target)
    if is_folder(place):
        return path.suffix.lower() in _INPUTS and path.resolve().is_relative_to(place.resolve())
    return is_there(place) and path.samefile(place)


@functools.cache
def known_formats() -> Mapping[str, Format]:
    """The report formats, by id."""
    from privaudit.model.report import Format

    return catalogue.load(formats, "FORMAT", Format)


def summarise(report: Report, *, quiet: bool) -> None:
    """One line on stderr."""
    from privaudit.model.estate import Topic
    from privaudit.model.report import CheckReport, ScanReport

    if quiet:
        return
    match report:
        case ScanReport():
            personal = sum(verdict.personal for verdict in report.columns)
            said = f"{personal:,} of {number(len(report.columns), 'column')} {'holds' if personal == 1 else 'hold'} personal data."
            wrong = len({entry.what for entry in report.skipped if entry.topic is Topic.CONTRADICTED})
            said += f" What the schema declares of {number(wrong, 'column')} is not what the values say." if wrong else ""
        case CheckReport():
            said = _counted(report)
    if report.incomplete:
        unchecked = " or checked" if isinstance(report, CheckReport) and report.not_checked else ""
        said += f" Something could not be read{unchecked}: see the end of the report."
    typer.echo(said, err=True)


def _counted(report: CheckReport) -> str:
    """How many findings there are by severity, those that are undetermined or accepted apart."""
    still_open = [finding for finding in report.findings if finding.accepted is None]
    by_severity = Counter(finding.severity.word if finding.fails else "undetermined" for finding in still_open)
    counts = ", ".join(f"{count:,} {severity}" for severity, count in by_severity.items())
    said = f"{number(len(still_open), 'finding')}{f' ({counts})' if counts else ''}."
    accepted = len(report.findings) - len(still_open)
    said += " No build fails on what is undetermined." if by_severity["undetermined"] else ""
    return said + (f" {accepted:,} accepted." if accepted else "")


def say(text: str, *, colour: bool = False) -> None:
    """Writes to stdout.  Raises UsageError where that cannot be written to."""
    if not _has_stdout():
        raise UsageError("the report cannot be written: stdout is closed", "Name a file with --output.")
    try:
        typer.echo(text, nl=False, color=colour)
    except BrokenPipeError:
        raise
    except OSError as problem:
        _leave_stdout()
        message = f"the report cannot be written: {problem.strerror or 'input/output error'}"
        raise UsageError(message, "Make room, or name a file elsewhere with --output.") from None


def tell_full(problem: OSError) -> int:
    """Says on stderr that stdout takes no more of what is no report: a help, the version.  What comes back is the exit code.

    Raises the problem again where it is another one.
    """
    if problem.errno not in _FULL or problem.filename is not None:
        raise problem
    _leave_stdout()
    told = UsageError(f"stdout cannot be written to: {problem.strerror}", "Make room, or send it elsewhere.")
    _tell(told)
    return told.exit_code


def _has_stdout() -> bool:
    """Whether there is one at all: Python has None where the shell closed it."""
    return bool(sys.stdout)


def _leave_stdout() -> None:
    """Sends what is still to be written there nowhere: at its end, Python would try again, and fail with a traceback."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_bytes(path: Path, content: bytes) -> None:
    """Writes a file that is no text.  Raises UsageError where that cannot be."""
    _write(path, content)


def _write(path: Path, content: str | bytes) -> None:
    try:
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding="utf-8")
    except OSError as problem:
        raise UsageError(f"{path} cannot be written: {problem.strerror}", "Name a file in a folder that you may write to.") from None


def _colour(*, no_color: bool) -> bool:
    return not no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and _has_stdout() and sys.stdout.isatty()


def _tell(problem: PrivauditError) -> None:
    for complaint in problem.complaints if isinstance(problem, RegisterError) else (problem,):
        place = f"{complaint.place}: " if complaint.place is not None else ""
        typer.echo(visible(f"{place}error: {complaint.message}"), err=True)
        if complaint.hint:
            typer.echo(visible(f"  {complaint.hint}"), err=True)
    if isinstance(problem, RegisterError) and len(problem.complaints) > 1:
        typer.echo(f"{number(len(problem.complaints), 'error')}.", err=True)
