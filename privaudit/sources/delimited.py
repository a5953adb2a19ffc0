"""Exports as delimited text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from privaudit.model.estate import Column, Place, Table
from privaudit.model.sources import Delimited, Described, Description, ReadOptions, Source, TargetFile


def accepts(file: TargetFile, head: bytes) -> bool:
    return file.path.suffix.lower() in {".csv", ".tsv", ".tab", ".txt", ".psv"}


def describe(file: TargetFile, options: ReadOptions, workspace: Path) -> Description:
    with file.path.open("rb") as opened:
        head = opened.read(65536).decode("utf-8", "replace")
    first = head.splitlines()[0]
    delimiter = options.delimiter or max(",;\t|", key=first.count)
    names = next(csv.reader(io.StringIO(first), delimiter=delimiter))
    table = Table(source=file.shown, name=file.stem, columns=tuple(Column(name) for name in names), place=Place(file.shown))
    return Description((Described(table, Delimited(file.path, delimiter, '"', '"', 1)),))


SOURCE = Source("delimited text", accepts, describe)
