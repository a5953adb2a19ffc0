"""Periods that cannot be kept.

What it finds
    A minimum, a maximum from what every record has from its birth (collection, the last contact ...), the life of a store's files
    or of a cookie of no time at all (P0D); a minimum longer than its maximum, or than that of an `override`; an archive stage
    that begins after the end.  P0D after an end (`account_deletion`, `request_closed` ...) is right: gone at once.

Why it matters
    Nobody can keep such a promise, so no record is ever as it should be (GDPR Art. 5(1)(e)); most are slips of the pen.

Example
    A log that must be kept a year and may be kept six months: `min: P1Y, max: P6M`.

How to resolve
    Correct the period.  A cookie that ends with its session is `max: session`; data that may not be kept at all belongs under
    `never_collected`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from privaudit.model.estate import Place
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.period_ends import can_outlast, is_zero
from privaudit.model.register import Choice, Clock, Event, Period, Start, Store
from privaudit.model.verdicts import Verdict

_STILL_TO_COME = (Event.DELIVERY, Event.FISCAL_YEAR_END)
"""What every record has, though not yet at its birth: to erase it at that moment makes sense."""


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One complaint per clock and per store, with all that is wrong with it."""
    for activity in context.register.activities:
        for clock in activity.clocks:
            yield from _problem(f"{activity.id}/{clock.id}", clock.place, list(_of_clock(clock)))
        for marketing in activity.marketing:
            wrong = [
                f"`{clock.id}`: {said}"
                for clock in marketing.clocks
                for said in _at_once(clock.max, clock.waits, clock.starts, clock.choice)
            ]
            yield from _problem(f"{activity.id}/marketing/{marketing.channel}", marketing.place, wrong)
    for store in context.register.stores:
        yield from _problem(store.id, store.place, list(_of_store(store)))


def _problem(register: str, place: Place, wrong: Sequence[str]) -> Iterator[Problem]:
    if wrong:
        yield Problem(message=f"{register}: {'; '.join(wrong)}.", verdict=Verdict.PROVEN, register=register, place=place)


def _of_clock(clock: Clock) -> Iterator[str]:
    if clock.max is not None:
        yield from _at_once(clock.max, clock.waits, clock.starts, clock.choice)
    if clock.min is not None and is_zero(clock.min):
        yield f"`min` is no time ({clock.min.text}): leave it out"
    for name, longest in _maxima(clock):
        if clock.min is not None and can_outlast((clock.min,), (longest,)):
            yield f"`min` {clock.min.text} is longer than {name} {longest.text}"
    after = None if clock.archive is None else clock.archive.after
    if after is not None and clock.max is not None and can_outlast((after,), (clock.max,)):
        yield f"the archive begins after {after.text}, which is later than `max` {clock.max.text}"


def _maxima(clock: Clock) -> Iterator[tuple[str, Period]]:
    if clock.max is not None:
        yield "`max`", clock.max
    for override in clock.overrides:
        yield "the maximum of an `override`,", override.max


def _at_once(longest: Period, waits: Sequence[Period], starts: Sequence[Start], choice: Choice) -> Iterator[str]:
    """What is wrong with a maximum of no time: what every record has from its birth would have ended before it began."""
    born = [start.event.value for start in starts if start.event.of_every_record and start.event not in _STILL_TO_COME]
    first = len(born) == len(starts) if choice is Choice.LATEST else bool(born)
    if first and is_zero(longest) and all(map(is_zero, waits)):
        yield f"`max` is no time ({longest.text}) from {', '.join(born)}, so nothing could be kept at all"


def _of_store(store: Store) -> Iterator[str]:
    if store.max is not None and is_zero(store.max):
        yield f"`max` is no time ({store.max.text})"
    if store.cookie is not None and store.cookie.max is not None and is_zero(store.cookie.max):
        yield f"the cookie's `max` is no time ({store.cookie.max.text}): write session for one that ends with its session"


LINT = Lint(title="A period that cannot be kept", severity=Severity.MEDIUM, law=("GDPR 5(1)(e)",), run=run)
