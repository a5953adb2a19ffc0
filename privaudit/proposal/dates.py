"""The dates of an activity's tables, and which events they could be of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from privaudit.declared_type import kind_of
from privaudit.model.register import Event
from privaudit.model.rules import is_within_any
from privaudit.model.verdicts import ColumnVerdict
from privaudit.names.table_kind import Kind
from privaudit.proposal.activities import Group
from privaudit.proposal.holdings import can_be_named, column_of
from privaudit.proposal.phrases import NO_EVENT, vocabulary
from privaudit.proposal.tables import Seen

_NO_DAY = ("time", "interval", "year")
_DAY = ("timestamp",)
_NO_START = ("user.demographic", "user.government_id", "user.authorization")
"""What has dates that say nothing about how long a row is needed: births, passports, changes of passwords."""
_REQUESTS = frozenset({"support", "privacy-requests"})
_OF_REQUESTS = {Event.CONTRACT_END: Event.REQUEST_CLOSED, Event.COLLECTION: Event.REQUEST, Event.ITEM_DATE: Event.REQUEST}
_LOGS = frozenset({"security-logs", "traffic"})
_LASTING = frozenset({Event.LAST_CONTACT, Event.LAST_ACTIVITY, Event.LAST_LOGIN, Event.LAST_PURCHASE})

_BEGINNINGS = (Event.COLLECTION, Event.REQUEST, Event.ITEM_DATE, Event.DELIVERY, Event.EVENT_END, Event.CONSENT)
"""Events of which one dates a row where nothing tells of its end, the best first."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A column of dates and the event that its name speaks of."""

    seen: Seen
    column: str
    """`table.column`."""
    event: Event


def is_date(seen: Seen, verdict: ColumnVerdict) -> bool:
    """Whether a column holds days: by its type, or by its values."""
    profile = seen.profile(verdict)
    if profile is not None and profile.dates is not None:
        return True
    bare = verdict.column.type.lower()
    return kind_of(bare) == "date" and (not bare.startswith(_NO_DAY) or bare.startswith(_DAY))


def dated(group: Group) -> tuple[Dated, ...]:
    """The dates that could start a clock, in the order of the tables."""
    return tuple(found for seen in group.tables for found in _of_table(seen, group))


def unexplained(group: Group) -> tuple[str, ...]:
    """The dates whose names do not say what they are of, as `table.column`, each once."""
    found: dict[str, None] = {}
    for seen in group.tables:
        for verdict in seen.verdicts:
            silent = vocabulary().events.read(seen.readings(verdict.column)) is None and not _starts_nothing(verdict)
            if silent and is_date(seen, verdict) and can_be_named(verdict.table.name, verdict.column.name):
                found[column_of(verdict)] = None
    return tuple(found)


def starts(seen: Seen, found: Sequence[Dated]) -> tuple[Dated, ...]:
    """Of the dates of one table those that could start its clock together, the latest of them counting.

    The end and the last sign of life where there are any, else the day on which the row was made; what was done is dated by itself.
    """
    ends = [one for one in found if not one.event.of_every_record and one.event is not Event.UNSUBSCRIBE]
    alive = [one for one in found if one.event in _LASTING]
    order = _BEGINNINGS if seen.kind is Kind.PERSON else (Event.ITEM_DATE, *_BEGINNINGS)
    first = sorted((one for one in found if one.event in order), key=lambda one: order.index(one.event))
    if ends and (alive or seen.kind is Kind.PERSON or not first):
        return (*ends, *alive)
    return (*first[:1], *alive) if alive or first else tuple(ends)


def _of_table(seen: Seen, group: Group) -> Iterator[Dated]:
    known: set[str] = set()
    for verdict in seen.verdicts:
        name = column_of(verdict)
        event = _event(seen, verdict, group)
        if event is not None and is_date(seen, verdict) and can_be_named(verdict.table.name, verdict.column.name) and name not in known:
            known.add(name)
            yield Dated(seen, name, event)


def _event(seen: Seen, verdict: ColumnVerdict, group: Group) -> Event | None:
    if _starts_nothing(verdict):
        return None
    told = vocabulary().events.read(seen.readings(verdict.column))
    if told is None or told == NO_EVENT:
        return None
    event = Event(told)
    family = "" if group.family is None else group.family.id
    if family in _REQUESTS:
        event = _OF_REQUESTS.get(event, event)
    elif family in _LOGS and event not in {Event.COLLECTION, Event.ITEM_DATE, *_LASTING}:
        return None
    if event is Event.COLLECTION and (seen.kind is Kind.LOG or family in _LOGS) and family not in _REQUESTS:
        return Event.ITEM_DATE
    return event


def _starts_nothing(verdict: ColumnVerdict) -> bool:
    return verdict.category is not None and is_within_any(verdict.category, _NO_START)
