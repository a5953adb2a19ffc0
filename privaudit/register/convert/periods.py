"""Clocks and conditions as the model has them."""

from __future__ import annotations

from privaudit.model.clock_declarations import (
    AppliesTo,
    Archive,
    Choice,
    Clock,
    End,
    Event,
    Everywhere,
    Exemption,
    Override,
    Period,
    Start,
    Validity,
)
from privaudit.model.conditions import AllOf, AnyOf, Condition, IsNull, NotNull, OneOf
from privaudit.register.convert.lines import Lines
from privaudit.register.convert.parts import columns, day
from privaudit.register.grammar import clocks as grammar
from privaudit.register.grammar import conditions
from privaudit.register.periods import period
from privaudit.register.values import column_name
from privaudit.yaml_text.problems import Loc

AT_ONCE = "P0D"
"""The period of an end without an amount."""


def clock(entry: grammar.Clock, activity: str, lines: Lines, loc: Loc) -> Clock:
    """How long data is kept."""
    choice, starts, waits = starts_of(entry.start)
    longest = entry.max or (AT_ONCE if entry.min is None else None)
    return Clock(
        id=entry.id,
        starts=starts,
        choice=choice,
        max=optional_period(longest),
        tables=None if entry.tables is None else tuple(entry.tables),
        place=lines.place(*loc),
        then=End(entry.then),
        waits=waits,
        min=optional_period(entry.min),
        applies_to=_applies_to(entry.applies_to),
        when=condition(entry.when),
        archive=_archive(entry.archive),
        overrides=tuple(_override(one, lines, (*loc, "override", at)) for at, one in enumerate(entry.override)),
        exception=None if entry.exception is None else Exemption(entry.exception.reason, entry.exception.text),
        valid=_validity(entry.valid),
        everywhere=None if entry.everywhere is None else Everywhere(column_name(entry.everywhere.of), tuple(entry.everywhere.but)),
        excepted=tuple(name if "/" in name else f"{activity}/{name}" for name in entry.but_for),
        proof=columns(entry.proof),
    )


def starts_of(entry: grammar.Start) -> tuple[Choice, tuple[Start, ...], tuple[Period, ...]]:
    """Which of the start events counts (a single one is the latest of itself), the events, and the periods that pass first."""
    if entry.after is not None:
        choice, starts, waits = starts_of(entry.after.start)
        return choice, starts, (*waits, period(entry.after.period))
    if entry.event is not None and entry.column is not None:
        return Choice.LATEST, (Start(Event(entry.event), column_name(entry.column)),), ()
    choice = Choice.EARLIEST if entry.earliest is not None else Choice.LATEST
    return choice, tuple(Start(Event(start.event), column_name(start.column)) for start in entry.earliest or entry.latest or ()), ()


def optional_period(text: str | None) -> Period | None:
    """A period that may be left out."""
    return None if text is None else period(text)


def condition(entry: conditions.Condition | conditions.StoreCondition | None) -> Condition | None:
    """Which rows are meant; None for all."""
    return None if entry is None else _condition(entry)


def _condition(entry: conditions.Condition | conditions.StoreCondition) -> Condition:
    if entry.all_of is not None:
        return AllOf(tuple(_condition(part) for part in entry.all_of))
    if entry.any_of is not None or entry.column is None:
        return AnyOf(tuple(_condition(part) for part in entry.any_of or ()))
    tested = column_name(entry.column)
    if entry.is_null is not None:
        return IsNull(tested)
    if entry.not_null is not None:
        return NotNull(tested)
    return OneOf(tested, tuple(entry.compared))


def _applies_to(entry: grammar.AppliesTo | None) -> AppliesTo:
    return AppliesTo() if entry is None else AppliesTo(tuple(entry.categories or ()), columns(entry.columns))


def _archive(entry: grammar.Archive | None) -> Archive | None:
    return None if entry is None else Archive(tuple(entry.into), optional_period(entry.after), entry.reason)


def _override(entry: grammar.Override, lines: Lines, loc: Loc) -> Override:
    return Override(_condition(entry.when), period(entry.max), entry.law, lines.place(*loc))


def _validity(entry: grammar.Validity | None) -> Validity | None:
    return None if entry is None else Validity(column_name(entry.by), day(entry.since), day(entry.until))
