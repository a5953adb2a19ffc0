"""What changed between two registers, as whoever signs them would say it in a review.

    terms         what a comparison knows of one place of the grammar
    vocabulary    the places: how they are said, and what a change of them does
    entries       how lists fall apart: things are found again by what they are called
    effects       whether a change loosens or tightens the promise
    said          values in words
    renames       what has another id and says the same
    comparison    the two, thing by thing

Both are compared as the format writes them, so that everything that can be written is compared.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from privaudit.model.register import Register
from privaudit.model.register_changes import ChangeKind, Effect, RegisterChange
from privaudit.register import of_document
from privaudit.register.convert.lines import Lines
from privaudit.register.text import read
from privaudit.register_changes.comparison import Comparison
from privaudit.register_changes.renames import Rename, with_new_ids
from privaudit.register_changes.terms import ORGANISATION, Known, Subject
from privaudit.register_changes.vocabulary import TERMS
from privaudit.register_formats._register_data import register_data
from privaudit.yaml_text.document import compose

__all__ = ["Known", "Placed", "changes_between", "placed"]

_ORDER = list(Effect)


@dataclass(frozen=True)
class Placed:
    """A register, and where its parts stand."""

    register: Register
    lines: Lines


def placed(path: Path, shown: str, categories: Collection[str]) -> Placed:
    """The register of a file, as `privaudit.register.load` gives it, and its lines.  Raises UsageError and RegisterError."""
    document = compose(read(path, shown))
    return Placed(of_document(document, shown, categories), Lines(document, shown))


def changes_between(old: Placed, new: Placed, known: Known) -> tuple[RegisterChange, ...]:
    """What changed: what loosens the promise first, and of that special categories; then what tightens it."""
    lines = (old.lines, new.lines)
    after = register_data(new.register)
    before, renames = with_new_ids(register_data(old.register), after)
    found = [*(_renamed(one, lines) for one in renames), *Comparison(lines, known).changes(before, after)]
    return tuple(sorted(found, key=lambda change: (_ORDER.index(change.effect), not change.special)))


def _renamed(one: Rename, lines: tuple[Lines, Lines]) -> RegisterChange:
    subject = ORGANISATION
    steps = one.place.split(".")
    for depth, entry in enumerate(one.around, 1):
        subject = _below(".".join(steps[:depth]), entry, subject)
    was, now = (_below(one.place, {"id": name}, subject) for name in (one.old, one.new))
    return RegisterChange(
        kind=ChangeKind.RENAMED,
        what=one.place,
        register=now.register,
        effect=Effect.NEITHER,
        special=False,
        old=one.old,
        new=one.new,
        old_place=lines[0].place(*one.locs[0]),
        new_place=lines[1].place(*one.locs[1]),
        message=f"{was.said[:1].upper()}{was.said[1:]} is now called {one.new}, and says the same.",
    )


def _below(place: str, entry: Mapping[str, Any], within: Subject) -> Subject:
    subject = TERMS[place].subject
    return within if subject is None else subject(entry, within)
