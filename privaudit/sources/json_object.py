"""One JSON object that holds lists of objects, as services answer and whole databases are exported: each list is a table."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from privaudit.delimited.headers import clean
from privaudit.json_rows import members
from privaudit.json_rows.source import decoded, described, text_of
from privaudit.model.sources import Description, ReadOptions, Source, TargetFile

_SUFFIXES = frozenset({".json", ".txt", ""})
_LIST = re.compile(r'"\s*:\s*\[\s*\{')


def _accepts(file: TargetFile, head: bytes) -> bool:
    """Whether it begins as an object in which a list of objects begins."""
    text = text_of(head).lstrip("\ufeff \t\r\n")
    return file.suffix in _SUFFIXES and text.startswith("{") and _LIST.search(text) is not None


def _describe(file: TargetFile, options: ReadOptions, workspace: Path) -> Description:
    """A table for each list, called `file.key`, and one of a single row for what stands in none; the only one is called as the file.

    Raises SourceError where one cannot be read at all.
    """
    with decoded(file, options, workspace) as path:
        tables = []
        lists = members.lists(path)
        for keys in lists:
            name = file.stem if len(lists) == 1 else ".".join((file.stem, *map(clean, keys)))
            tables.append(described(file, name, partial(members.of_list, path, keys), workspace))
    return Description(tuple(tables))


SOURCE = Source("JSON object with lists", _accepts, _describe)
