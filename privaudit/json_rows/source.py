"""What both kinds of JSON files have in common as a source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from privaudit import encodings
from privaudit.errors import SourceError
from privaudit.json_rows.records import Record
from privaudit.json_rows.table import read
from privaudit.model.estate import Column, Place, Table
from privaudit.model.sources import Described, Description, ReadOptions, TargetFile


def text_of(head: bytes) -> str:
    """The first bytes of a file as text, whatever they are."""
    return head.decode(encodings.wide_of(head) or "utf-8", "replace")


def describe(file: TargetFile, options: ReadOptions, workspace: Path, records: Callable[[Path], Iterator[Record]]) -> Description:
    """The table that the records of a file make.  Raises SourceError where it cannot be read, UsageError for an unknown encoding."""
    with decoded(file, options, workspace) as path:
        return Description((described(file, file.stem, lambda: records(path), workspace),))


def described(file: TargetFile, name: str, records: Callable[[], Iterator[Record]], workspace: Path) -> Described:
    """The table of that name which some records of a file make."""
    found = read(records, workspace)
    place = Place(file.shown)
    columns = tuple(Column(column, kind, place=place) for column, kind in found.columns)
    return Described(Table(file.shown, name, columns, place=place), found.rows)


@contextmanager
def decoded(file: TargetFile, options: ReadOptions, workspace: Path) -> Iterator[Path]:
    """The file in UTF-8.

    Raises UsageError for an unknown encoding, and SourceError that names the file for what goes wrong until the block ends.
    """
    told = encodings.of_option(options.encoding) if options.encoding is not None else None
    try:
        with file.path.open("rb") as opened:
            encoding = told or encodings.wide_of(opened.read(2**12)) or encodings.UTF_8
        yield file.path if encoding == encodings.UTF_8 else encodings.recode(file.path, encoding, workspace)
    except OSError as problem:
        hint = "Check its permissions and the space for temporary files."
        raise SourceError(f"{file.shown} cannot be read: {problem.strerror}", hint, Place(file.shown)) from None
    except SourceError as problem:
        raise SourceError(f"{file.shown} cannot be read: {problem.message}", problem.hint, Place(file.shown)) from None
