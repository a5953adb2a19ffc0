"""Clocks in words, for whoever reads the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from privaudit.model.clock_declarations import Archive, Choice, Clock, End, Everywhere, Period, Start, Validity
from privaudit.model.rules import Category
from privaudit.register_formats import _words as words

_AT_ONCE = "P0D"
_PAST = {End.DELETE: "deleted", End.ANONYMISE: "anonymised", End.ARCHIVE: "archived"}


def clock(one: Clock, categories: Mapping[str, Category]) -> tuple[str, ...]:
    """All that a clock says, the period first."""
    return tuple(_sentences(one, categories))


def counted(period: Period, starts: Sequence[Start], choice: Choice, waits: Sequence[Period]) -> str:
    """A period from its start: `3 years after the last contact (accounts.seen_on)`."""
    passing = [words.period(wait.text) for wait in (period, *reversed(waits)) if wait.text != _AT_ONCE]
    when = [f"{start.event.value.replace('_', ' ')} ({start.column})" for start in starts]
    first = when[0] if len(when) == 1 else f"the {choice.value} of {words.listed(when)}"
    return " after ".join((*passing, first)) if passing else f"at once after {first}"


def _sentences(one: Clock, categories: Mapping[str, Category]) -> Iterator[str]:
    subject = _subject(one, categories)
    if one.min is not None:
        yield f"{subject} kept for at least {counted(one.min, one.starts, one.choice, one.waits)}"
    if one.max is not None:
        yield f"{subject} {_PAST[one.then]} {counted(one.max, one.starts, one.choice, one.waits)}"
    yield from _ruled(one)
    if one.archive is not None:
        yield _archive(one.archive)
    for other in one.overrides:
        law = f" ({other.law})" if other.law else ""
        yield f"where {words.condition(other.when)}: {words.period(other.max.text)} instead{law}"
    yield from _beside(one)


def _ruled(one: Clock) -> Iterator[str]:
    if one.tables is not None:
        yield f"rules {words.listed(one.tables)} only"
    if one.when is not None:
        yield f"rules rows where {words.condition(one.when)}"
    if one.valid is not None:
        yield _validity(one.valid)


def _beside(one: Clock) -> Iterator[str]:
    if one.exception is not None:
        text = f": {one.exception.text}" if one.exception.text else ""
        yield f"until then a request for erasure may be refused: {words.exemption(one.exception.reason)}{text}"
    if one.everywhere is not None:
        yield _everywhere(one.everywhere)
    if one.excepted:
        yield f"what {words.listed(one.excepted)} keeps is kept"
    if one.proof:
        yield f"that rows of that age exist is shown by {words.listed(map(str, one.proof))}"


def _subject(one: Clock, categories: Mapping[str, Category]) -> str:
    if one.applies_to.rows:
        return "records are"
    if one.applies_to.columns:
        return f"the fields {words.listed(map(str, one.applies_to.columns))} are"
    return f"the fields that hold {words.listed(words.category(key, categories) for key in one.applies_to.categories)} are"


def _archive(archive: Archive) -> str:
    after = "" if archive.after is None else f" after {words.period(archive.after.text)}"
    why = f" ({archive.reason})" if archive.reason else ""
    return f"moved{after} to the archive in {words.listed(archive.into)}{why}"


def _validity(valid: Validity) -> str:
    days = [f"{word} {day.isoformat()}" for word, day in (("from", valid.since), ("before", valid.until)) if day is not None]
    return f"rules what was collected {' and '.join(days)}, by {valid.by}"


def _everywhere(everywhere: Everywhere) -> str:
    but = f" but {words.listed(everywhere.but)}" if everywhere.but else ""
    return f"the person of {everywhere.of} is gone from all tables{but}"
