"""Which ticket a copy belongs to, by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import translate

from privaudit.model.path_globs import path_pattern
from privaudit.model.stores import TICKET


def tickets_of_table(glob: str, name: str) -> tuple[str, ...]:
    """What may stand for the ticket in the name of a table, the longest first: where nothing else tells, several can."""
    before, _, after = glob.lower().partition(TICKET)
    return tuple(_between(name.lower(), re.compile(translate(before)), re.compile(translate(after)), barred="."))


def tickets_of_file(glob: str, name: str) -> tuple[str, ...]:
    """The same for a file, by its path relative to the target."""
    before, _, after = glob.removeprefix("./").partition(TICKET)
    end = re.compile(f"(?:{_open(after)})(?:/.*)?", re.IGNORECASE | re.DOTALL)
    return tuple(_between(name, re.compile(_open(before), re.IGNORECASE | re.DOTALL), end, barred="/"))


def _open(glob: str) -> str:
    """The pattern of a part of a path, without what lies below it."""
    return path_pattern(glob, below=False).pattern


def _between(name: str, before: re.Pattern[str], after: re.Pattern[str], *, barred: str) -> Iterator[str]:
    starts = [at for at in range(len(name)) if before.fullmatch(name[:at])]
    ends = [at for at in range(1, len(name) + 1) if after.fullmatch(name[at:])]
    spans = [(start, end) for start in starts for end in ends if start < end and barred not in name[start:end]]
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        yield name[start:end]
