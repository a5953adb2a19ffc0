"""What several places of the grammar have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from privaudit.model.register_changes import Effect
from privaudit.register_changes import effects, entries, said
from privaudit.register_changes.effects import more, where_said
from privaudit.register_changes.terms import Subject, Term, folded

LOOSENS, TIGHTENS = Effect.LOOSENS, Effect.TIGHTENS


def of(said_as: str, register: str = "{id}") -> Callable[[Any, Subject], Subject]:
    """The subject of an entry, by its keys and what it belongs to."""

    def subject(entry: Any, within: Subject) -> Subject:  # noqa: ANN401 plain data of a file
        keys = {"within": within.register, "around": within.said, "table": "*", "column": "*", **entry}
        return Subject(said_as.format(**keys), register.format(**keys))

    return subject


PLAIN = Term()
"""What is said in plain words, and neither loosens nor tightens."""
NEW = ("{subject} is new: {new}", "{subject} is gone; it was: {old}")
"""Of what comes and goes as a whole."""
COLUMN = Term(same=folded)
COLUMNS = Term(
    "{within} now names {new} in {label}",
    "{within} no longer names {old} in {label}",
    "{within} is now for {new}; it was for {old}",
    same=folded,
    entries=entries.names,
)
MAX = Term(
    "{within} now has an end, after {new} at most",
    "{within} no longer has an end; it was after {old} at most",
    "{within} now allows {new} at most, {how} than before: it was {old}",
    effect=effects.ending,
    words=said.period,
    same=said.same_period,
    how=effects.how_long,
)
START = Term(
    changed="{within} now runs from {new}; it ran from {old}",
    effect=effects.start,
    words=said.start,
    same=said.same_start,
    single=True,
)
WHEN = Term(
    "{within} is now only for rows where {new}",
    "{within} is no longer only for rows where {old}",
    "{within} is now only for rows where {new}; it was for those where {old}",
    effect=more(LOOSENS),
    words=said.condition,
    same=folded,
    single=True,
)
STORAGE = Term(
    "{within} now keeps data in {new}",
    "{within} no longer keeps data in {old}",
    effect=where_said(LOOSENS),
    words=said.storage,
    entries=entries.storage,
    subject=of("{around}, in {country},", "{within}"),
)
SAFEGUARD = Term(
    "{within} now has a safeguard: {new}",
    "{within} no longer has a safeguard; it was {old}",
    "{within} now has another safeguard: {new}; it was {old}",
    effect=effects.safeguard,
    words=said.safeguard,
    single=True,
)
CONTACT = Term(
    "{within} now has a {label}: {new}",
    "{within} no longer has a {label}; it was {old}",
    effect=more(TIGHTENS),
    words=said.contact,
    single=True,
)
OFFICER = replace(
    CONTACT,
    gained="{within} now has a data protection officer: {new}",
    lost="{within} no longer has a data protection officer; it was {old}",
    changed="{within} now has another data protection officer: {new}; it was {old}",
    words=said.officer,
)
TOGETHER = Term(effect=more(TIGHTENS), words=said.columns, same=folded, single=True)
"""A few columns that promise something together."""
