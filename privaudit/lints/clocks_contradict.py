"""Two clocks that cannot both be kept.

What it finds
    Two clocks of the same table and the same fields of which one must keep what the other must erase: its minimum is longer than
    the other's maximum.  And two that give different maxima for the same rows or fields; a shorter one for some fields of the
    rows, or for one category of a group, is no contradiction, a longer one is.  Proven where both begin at the same columns; an
    indication where they share some of them, or a minimum and a maximum begin at different ones; two maxima from wholly different
    events are `undetermined`: the one that passes first counts, which may be meant.  Nothing is said where the register says how
    they go together: `except`, different rows by `when` or `valid`, an `override` within one clock, or an end that comes after
    the other's (anonymise, then delete).

Why it matters
    Whatever is done with the data then, one of the two promises is broken (GDPR Art. 5(1)(e)).

Example
    `logs` must be kept for a year by law; another clock of the same table deletes its rows after six months.

How to resolve
    Keep one of them; or say which goes first (`except: [activity/clock]`), for which rows (`when`, `valid`), or make the
    exception an `override`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from privaudit.model.clock_reach import ClockReach, Reach, table_globs
from privaudit.model.estate import Place
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.period_ends import can_outlast, maximum
from privaudit.model.register import Clock, ColumnName, End, Event
from privaudit.model.rules import is_within
from privaudit.model.verdicts import Verdict

_BY_WISH = (Event.ACCOUNT_DELETION, Event.DELETION_REQUEST, Event.UNSUBSCRIBE)
"""Ends that somebody asks for: an earlier end beside the usual one."""


class _Named(NamedTuple):
    id: str
    clock: Clock


class _Fields(Enum):
    """How the fields of one clock lie to those of another."""

    SAME = 0
    WITHIN = 1
    """Some of the other's."""
    AROUND = 2
    """The other's, and more."""


class _Against(NamedTuple):
    verdict: Verdict
    said: str


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One complaint per clock, about those before it in the register that it contradicts."""
    found: dict[str, dict[str, _Against]] = defaultdict(dict)
    places: dict[str, Place] = {}
    for together in _together(context):
        for earlier, later in _differing(together):
            if earlier.id not in found[later.id] and (against := _contradiction(earlier, later)) is not None:
                found[later.id][earlier.id] = against
                places[later.id] = later.clock.place
    for name, each in found.items():
        if each:
            yield Problem(
                message=f"{' '.join(against.said for against in each.values())} Say which goes first with `except`, for which rows with "
                "`when` or `valid`, or keep one of them.",
                verdict=max(against.verdict for against in each.values()),
                register=name,
                place=places[name],
            )


def _together(context: RegisterContext) -> Iterator[list[_Named]]:
    """The clocks that rule the same table, in the order of the register."""
    reach = ClockReach(context)
    ruling: dict[str, list[_Named]] = defaultdict(list)
    for activity in context.register.activities:
        for clock in activity.clocks:
            for glob in table_globs(activity):
                if reach.reached(clock, glob) is Reach.YES:
                    ruling[glob.lower()].append(_Named(f"{activity.id}/{clock.id}", clock))
    yield from ruling.values()


def _differing(clocks: list[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Pairs of clocks that say something different, and of which none goes before the other: each with one that stands before it.

    Of several that say the same one is enough: there may be hundreds.
    """
    seen: dict[object, list[_Named]] = defaultdict(list)
    for named in clocks:
        clock = named.clock
        says = (clock.starts, clock.choice, clock.waits, clock.min, clock.max, clock.then, clock.applies_to, clock.when, clock.valid)
        for other, equal in seen.items():
            unsaid = (one for one in equal if named.id not in one.clock.excepted and one.id not in clock.excepted)
            earlier = next(unsaid, None) if other != says else None
            if earlier is not None:
                yield earlier, named
        seen[says].append(named)


def _contradiction(one: _Named, other: _Named) -> _Against | None:
    if _other_rows(one.clock, other.clock):
        return None
    return _kept_and_erased(one, other) or _kept_and_erased(other, one) or _two_maxima(one, other)


def _kept_and_erased(keeping: _Named, erasing: _Named) -> _Against | None:
    shortest, longest = keeping.clock.min, maximum(erasing.clock)
    if shortest is None or longest is None or _fields(keeping.clock, erasing.clock) is None:
        return None
    if erasing.clock.then is not End.DELETE or not can_outlast((*keeping.clock.waits, shortest), longest):
        return None
    same = bool(_columns(keeping.clock) & _columns(erasing.clock))
    verdict = Verdict.PROVEN if same else Verdict.INDICATION
    can = "must" if same else "may have to"
    return _Against(
        verdict, f"{keeping.id} keeps for {_text(keeping.clock, shortest.text)} what {erasing.id} {can} erase after {_maximum(erasing)}."
    )


def _two_maxima(one: _Named, other: _Named) -> _Against | None:
    first, second, fields = maximum(one.clock), maximum(other.clock), _fields(one.clock, other.clock)
    if first is None or second is None or fields is None or _staged(one.clock, other.clock):
        return None
    longer, shorter = can_outlast(first, second), can_outlast(second, first)
    if not ((longer and fields is not _Fields.AROUND) or (shorter and fields is not _Fields.WITHIN)):
        return None
    starts, others = _columns(one.clock), _columns(other.clock)
    said = f"{one.id} keeps for {_maximum(one)} what {other.id} keeps for {_maximum(other)}"
    if starts == others and one.clock.choice is other.clock.choice:
        return _Against(Verdict.PROVEN, f"{said}, from the same start.")
    if starts & others:
        return _Against(Verdict.INDICATION, f"{said}, from starts that they share in part.")
    if fields is not _Fields.SAME or any(start.event in _BY_WISH for start in (*one.clock.starts, *other.clock.starts)):
        return None
    return _Against(Verdict.UNDETERMINED, f"{said}, from other events: the one that passes first counts.")


def _other_rows(one: Clock, other: Clock) -> bool:
    """Whether the register says that the two rule different rows."""
    if one.when != other.when:
        return True
    mine, theirs = one.valid, other.valid
    if mine is None or theirs is None or mine.by != theirs.by:
        return False
    apart = (mine.until, theirs.since), (theirs.until, mine.since)
    return any(until is not None and since is not None and until <= since for until, since in apart)


def _fields(one: Clock, other: Clock) -> _Fields | None:
    """How the fields of the first lie to those of the second; None where they are apart, or only the data could tell."""
    mine, theirs = one.applies_to, other.applies_to
    if mine.rows or theirs.rows:
        return _Fields.SAME if mine.rows and theirs.rows else _Fields.AROUND if mine.rows else _Fields.WITHIN
    if set(mine.categories) & set(theirs.categories) or set(map(_name, mine.columns)) & set(map(_name, theirs.columns)):
        return _Fields.SAME
    if any(is_within(own, group) for own in mine.categories for group in theirs.categories):
        return _Fields.WITHIN
    return _Fields.AROUND if any(is_within(own, group) for own in theirs.categories for group in mine.categories) else None


def _staged(one: Clock, other: Clock) -> bool:
    """Whether one ends after the other, another way: first archived or anonymised, later deleted."""
    deleting = [clock for clock in (one, other) if clock.then is End.DELETE]
    if one.then is other.then or not deleting:
        return one.then is not other.then
    before = other if deleting[0] is one else one
    return not can_outlast(maximum(before) or (), maximum(deleting[0]) or ())


def _columns(clock: Clock) -> frozenset[str]:
    return frozenset(_name(start.column) for start in clock.starts)


def _name(column: ColumnName) -> str:
    return str(column).lower()


def _maximum(named: _Named) -> str:
    longest = named.clock.max
    return _text(named.clock, longest.text if longest is not None else "")


def _text(clock: Clock, period: str) -> str:
    return " + ".join((*(wait.text for wait in clock.waits), period))


LINT = Lint(title="Clocks that contradict each other", severity=Severity.MEDIUM, law=("GDPR 5(1)(e)",), run=run)
