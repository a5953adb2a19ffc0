"""What clocks that have run out have in common, whichever check they fall under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from privaudit.model.clocks import Overdue, RuledBy, clocks, overdue_as, ruled_by
from privaudit.model.cutoffs import ends, overdue
from privaudit.model.everywhere import subjects_by
from privaudit.model.facts import ClockCounts
from privaudit.model.findings import Context, Outcome, Problem
from privaudit.model.register import Period
from privaudit.model.verdicts import Verdict

_NAMED = 3
"""Columns that a message names; the others are counted."""


def overdue_under(context: Context, check: Overdue) -> Iterator[Outcome]:
    """One problem per table and clock of those that fall under one check."""
    for activity, clock in clocks(context):
        if clock.max is None or overdue_as(context, activity, clock) is not check:
            continue
        ruled = ruled_by if clock.everywhere is None else subjects_by
        for by in ruled(context, activity, clock):
            if isinstance(by, RuledBy):
                yield from _problem(context, by)
            else:
                yield by


def _problem(context: Context, by: RuledBy) -> Iterator[Problem]:
    if not by.periods:
        return
    counts = context.facts.clock(by.past)
    if not counts.past:
        return
    yield Problem(
        message=f"{counts.past:,} of {counts.rows:,} {_said(by)}: {_late(context.as_of, by, counts)}.",
        verdict=_verdict(context, by, counts),
        table=by.ruled.table,
        register=by.id,
        count=counts.past,
        rows=by.past,
    )


def _said(by: RuledBy) -> str:
    table, after = by.ruled.table.name, f"{_length(by)} after {_events(by)}"
    if by.clock.everywhere is not None:
        holds = "" if by.fields is None else f" and hold {_columns(by.fields.columns)}"
        return f"rows of {table} are about persons in {by.clock.everywhere.of.table}{holds} past {after}"
    if by.fields is not None:
        return f"rows of {table} still hold {_columns(by.fields.columns)} past {after}"
    if by.clock.archive is not None and not by.archived:
        return f"rows of {table} are past {after} and not in the archive ({', '.join(by.clock.archive.into)})"
    return f"rows of {table} are past {after}"


def _late(as_of: date, by: RuledBy, counts: ClockCounts) -> str:
    waits = by.clock.waits
    if len(counts.oldest_by) == len(by.periods):
        pairs = [(day, period) for day, period in zip(counts.oldest_by, by.periods, strict=True) if day is not None]
    else:  # of persons it is not said by which of the periods they are past
        pairs = [(counts.oldest, period) for period in by.periods if counts.oldest and ends(counts.oldest, period, waits) < as_of]
    day, period = min(pairs, key=lambda one: ends(one[0], one[1], waits))
    which = "oldest" if len(by.periods) == 1 else "longest overdue"
    return f"the {which} starts on {day.isoformat()} and is overdue by {overdue(day, period, as_of, waits)}"


def _verdict(context: Context, by: RuledBy, counts: ClockCounts) -> Verdict:
    """The weakest that the count rests on: where some fields are only thought to be meant, whether the proven ones alone give it."""
    if by.fields is None or by.fields.verdict is Verdict.PROVEN:
        return by.sure
    if by.fields.proven:
        ruled = replace(by.ruled, fields=by.fields.proven)
        if context.facts.clock(replace(by.past, ruled=ruled)).past == counts.past:
            return by.sure
    return min(by.fields.verdict, by.sure)


def _length(by: RuledBy) -> str:
    *others, own = by.periods
    said = " + ".join(period.text for period in (*by.clock.waits, own))
    return said + _other_lengths(others, own)


def _other_lengths(others: list[Period], own: Period) -> str:
    texts = dict.fromkeys(period.text for period in others if period.text != own.text)
    return f" (or {', '.join(texts)}, where the register says so)" if texts else ""


def _events(by: RuledBy) -> str:
    names = [start.event.value for start in by.clock.starts]
    return names[0] if len(names) == 1 else f"the {by.clock.choice.value} of {', '.join(names)}"


def _columns(names: tuple[str, ...]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
