"""Ways of writing a register down, one file each: the file name is the id of the format.

Each exports FORMAT, which says whether it can be read, written, or both.  A new one needs no change anywhere else.
"""

from __future__ import annotations

import functools
import sys
from dataclasses import replace
from pathlib import Path

from privaudit import catalogue
from privaudit.adequacy import known_countries
from privaudit.errors import UsageError
from privaudit.model.register_format import Known, RegisterFormat, Source, Written
from privaudit.model.rules import Rulebook
from privaudit.register.text import read
from privaudit.yaml_text.document import compose


@functools.cache
def known_formats() -> dict[str, RegisterFormat]:
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
    known = Known(rules.categories, known_countries().eea)
    text = read(path, shown)
    document = compose(text)
    source = Source(text, None if document.root.refused else document.root.data, shown)
    for one in known_formats().values():
        if one.recognises is not None and one.read is not None and chosen.write is not None and one.recognises(source):
            found = one.read(source, known)
            made = chosen.write(found.register, known)
            later = made.lost if found.placed else tuple(replace(one, place=None) for one in made.lost)
            return Written(made.text, tuple(dict.fromkeys((*found.lost, *later))))
    readable = "; ".join(f"{known_as}: {one.title}" for known_as, one in known_formats().items() if one.read is not None)
    raise UsageError(f"{shown} is no register that can be read", f"What can be read is {readable}.")
