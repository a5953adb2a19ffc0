"""Ways of writing a register down, one file each: the file name is the id of the format.

Each exports FORMAT, which says whether it can be read, written, or both.  A new one needs no change anywhere else.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from privaudit import catalogue
from privaudit.errors import UsageError
from privaudit.lists.adequacy import known_countries
from privaudit.model.register_format import Known, Read, RegisterFormat, Source, Written
from privaudit.model.rules import Rulebook
from privaudit.register.text import content_of, text_of
from privaudit.register_formats._delimited_sheet import SUFFIXES, decoded
from privaudit.register_formats._workbook import LARGEST, is_workbook
from privaudit.yaml_text.document import compose


@functools.cache
def known_formats() -> Mapping[str, RegisterFormat]:
    """The formats by id."""
    return catalogue.load(sys.modules[__name__], "FORMAT", RegisterFormat)


def writer(name: str) -> RegisterFormat:
    """The format of an id, if it can be written.  Raises UsageError where there is none."""
    formats = known_formats()
    written = [known for known, one in formats.items() if one.write is not None]
    if name not in written:
        says = "can be read, but not written" if name in formats else "is no format of a register"
        raise UsageError(f"{name!r} {says}", f"Formats: {', '.join(written)}.")
    return formats[name]


def convert(path: Path, shown: str, to: str, rules: Rulebook) -> Written:
    """The register of a file in another format, and what was lost in reading or writing it.

    Raises UsageError for a format that is none and a file that cannot be opened or is no register, and RegisterError with all that
    is wrong in one.
    """
    chosen = writer(to)
    known = Known(rules.categories, known_countries().eea, lambda language: rules.vocabularies[language].words)
    source = _source(path, shown)
    for one in known_formats().values():
        if one.recognises is not None and one.read is not None and one.recognises(source):
            return _written(chosen, one.read(source, known), known)
    readable = "; ".join(f"{known_as}: {one.title}" for known_as, one in known_formats().items() if one.read is not None)
    raise UsageError(f"{shown} is no register that can be read", f"What can be read is {readable}.")


def _source(path: Path, shown: str) -> Source:
    """The file, its text where it is text, and its plain data where that is YAML."""
    content = content_of(path, shown, LARGEST)
    if is_workbook(content, shown):
        return Source("", None, shown, content)
    if shown.lower().endswith(SUFFIXES):
        return Source(decoded(content, shown), None, shown, content)
    text = text_of(content, shown)
    document = compose(text)
    return Source(text, None if document.root.refused else document.root.data, shown, content)


def _written(chosen: RegisterFormat, found: Read, known: Known) -> Written:
    """The register in the chosen format, with its questions where that has comments."""
    asked = found.questions if chosen.ask is not None else ()
    if chosen.ask is not None and asked:
        made = chosen.ask(found.register, known, asked)
    elif chosen.write is not None:
        made = chosen.write(found.register, known)
    else:
        raise TypeError(chosen.title)  # `writer` gives none of these
    unasked = () if asked else tuple(one.lost for one in found.questions if one.lost is not None)
    later = made.lost if found.placed else tuple(replace(one, place=None) for one in made.lost)
    return replace(made, lost=tuple(dict.fromkeys((*found.lost, *unasked, *later))))
