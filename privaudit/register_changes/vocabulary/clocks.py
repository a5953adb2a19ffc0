"""Clocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from privaudit.register_changes import effects, entries, said
from privaudit.register_changes.effects import longer, more
from privaudit.register_changes.terms import Term
from privaudit.register_changes.vocabulary.common import (
    COLUMN,
    COLUMNS,
    LOOSENS,
    MAX,
    NEW,
    START,
    TIGHTENS,
    WHEN,
    of,
)

CLOCKS: Mapping[str, Term] = {
    "activities.clocks": Term(
        *NEW, effect=more(TIGHTENS), words=said.clock, entries=entries.by("id"), subject=of("the clock {within}/{id}", "{within}/{id}")
    ),
    "activities.clocks.max": MAX,
    "activities.clocks.min": replace(
        MAX,
        gained="{within} now keeps data for {new} at least",
        lost="{within} no longer keeps data for a time at least; it was {old}",
        changed="{within} now keeps data for {new} at least, {how} than before: it was {old}",
        effect=longer(TIGHTENS),
    ),
    "activities.clocks.start": START,
    "activities.clocks.tables": replace(COLUMNS, whole="all tables that it reaches", effect=more(TIGHTENS)),
    "activities.clocks.applies_to": replace(COLUMNS, whole="whole rows", effect=more(TIGHTENS), entries=entries.applies_to),
    "activities.clocks.when": WHEN,
    "activities.clocks.then": Term(
        changed="at the end of {within}, data is now to be {new}; it was to be {old}",
        effect=effects.end,
        words=said.ending,
        absent="delete",
    ),
    "activities.clocks.archive": Term(
        "{within} now moves data to an archive: {new}",
        "{within} no longer moves data to an archive; it was {old}",
        effect=effects.archive,
    ),
    "activities.clocks.archive.after": replace(
        MAX,
        gained="{within} now moves data to the archive after {new}",
        lost="{within} no longer says after how long data moves to the archive; it was {old}",
        changed="{within} now moves data to the archive after {new}, {how} than before: it was {old}",
        effect=effects.moving,
    ),
    "activities.clocks.archive.into": replace(COLUMNS, effect=more(LOOSENS)),
    "activities.clocks.override": Term(
        "{within} now makes an exception: {new}",
        "{within} no longer makes an exception: {old}",
        "the exceptions of {within} stand in another order, and the first one that fits counts",
        effect=effects.override,
        words=said.override,
        entries=entries.by_condition,
        subject=of("an exception of {around}", "{within}"),
        in_order=True,
    ),
    "activities.clocks.override.max": MAX,
    "activities.clocks.exception": Term(
        "data of {within} now outlives a request for erasure: {new}",
        "data of {within} no longer outlives a request for erasure; it was {old}",
        effect=more(LOOSENS),
    ),
    "activities.clocks.exception.reason": Term(words=said.exemption),
    "activities.clocks.valid": replace(
        WHEN,
        gained="{within} is now only for what was collected: {new}",
        lost="{within} is no longer only for what was collected: {old}",
        changed="{within} is now for what was collected: {new}; it was: {old}",
        words=said.columns,
    ),
    "activities.clocks.everywhere": Term(
        "{within} now promises that the person is gone from every table: {new}",
        "{within} no longer promises that the person is gone from every table; it was {old}",
        effect=more(TIGHTENS),
    ),
    "activities.clocks.everywhere.of": COLUMN,
    "activities.clocks.everywhere.but": replace(COLUMNS, effect=more(LOOSENS)),
    "activities.clocks.except": Term(
        "the clock {new} now goes before {within}",
        "the clock {old} no longer goes before {within}",
        effect=more(LOOSENS),
        entries=entries.texts,
    ),
    "activities.clocks.proof": replace(COLUMNS, effect=more(TIGHTENS)),
}
