"""Our own format, all of it: what is read from it and written to it is the same register."""

from __future__ import annotations

from privaudit.model.register import Register
from privaudit.model.register_format import Known, Read, RegisterFormat, Source, Written
from privaudit.register import parse
from privaudit.register_formats._register_data import register_data
from privaudit.register_formats._register_questions import write as ask
from privaudit.yaml_text.writing import block


def _recognises(source: Source) -> bool:
    """A file with our key is a register, however wrong; so is one of which nothing can be said, so that it is told what is wrong."""
    if source.data is None:
        return bool(source.text)
    return isinstance(source.data, dict) and bool({"privaudit", "activities"} & set(source.data))


def _read(source: Source, known: Known) -> Read:
    return Read(parse(source.text, source.shown, known.categories))


def _write(register: Register, _: Known) -> Written:
    return Written(block(register_data(register)))


FORMAT = RegisterFormat("the register of privaudit, as YAML", _write, _recognises, _read, ask)
