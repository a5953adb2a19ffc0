"""The record of Art. 30 as Markdown, to be read by people; names that look like Markdown or HTML stay what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privaudit.messages import visible
from privaudit.model.register import Register
from privaudit.model.register_format import Known, RegisterFormat, Written
from privaudit.register_formats._record import record
from privaudit.register_formats._record_parts import Facts, Grid, Section

_MEANT = re.compile(r"[\\`*\[\]<>|#~&]|(?<![^\W_])_|_(?![^\W_])")
"""What Markdown acts upon wherever it stands; an underscore within a word is none of it."""
_HIDDEN = re.compile(r":(?=\S)|\$|(?<!\w)@|(?<=www)\.", re.IGNORECASE)
"""What makes a link, an emoji, a formula or a mention of the text around it, in some readers of Markdown."""
_AT_START = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")
_DEEPEST = 6
"""Levels of headings that Markdown has."""


def escaped(text: str) -> str:
    """The text on one line, with nothing in it that Markdown, HTML or a terminal would act upon."""
    one_line = visible(" ".join(text.split()))
    return _AT_START.sub(_unlisted, _HIDDEN.sub(_entity, _MEANT.sub(r"\\\g<0>", one_line)))


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _unlisted(match: re.Match[str]) -> str:
    """What would begin a list or a line below a heading, as text."""
    return f"&#{ord(match[0][0])};{match[0][1:]}"


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * min(level, _DEEPEST)} {escaped(section.title)}"
    if section.note:
        yield escaped(section.note)
    for block in section.blocks:
        if isinstance(block, Grid):
            yield _grid(block)
        elif block.rows:
            yield _facts(block)
    for below in section.sections:
        yield from _section(below, level + 1)


def _facts(block: Facts) -> str:
    lines = []
    for label, values in block.rows:
        if len(values) == 1:
            lines.append(f"- **{escaped(label)}:** {escaped(values[0])}")
        else:
            lines += [f"- **{escaped(label)}:**", *(f"  - {escaped(value)}" for value in values)]
    return "\n".join(lines)


def _grid(block: Grid) -> str:
    rows = (block.head, ("---",) * len(block.head))
    lines = [f"| {' | '.join(map(escaped, block.head))} |", f"| {' | '.join(rows[1])} |"]
    return "\n".join([*lines, *(f"| {' | '.join(map(escaped, row))} |" for row in block.rows)])


def _write(register: Register, known: Known) -> Written:
    made = record(register, known)
    parts = [f"# {escaped(made.title)}", escaped(made.lead)]
    for section in made.sections:
        parts += _section(section, 2)
    return Written("\n\n".join(parts) + "\n")


FORMAT = RegisterFormat("the record of Art. 30 for people, as Markdown", _write)
