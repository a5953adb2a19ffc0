"""Clocks that dates of the rows' own start: told with less for each row, and as by all that can be asked of a clock."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from privaudit.facts import RowFacts
from privaudit.model.conditions import OneOf
from privaudit.model.estate import Table
from privaudit.model.facts import ClockCounts, DatedBy, Limit, PastRows, Ruled, TableColumn, Told
from privaudit.model.register import Choice, ColumnName, Event
from privaudit.model.ruled import Telling
from tests.conftest import AS_OF, Rows

CUTOFF = date(2023, 11, 20)
NEVER = (Told(OneOf(ColumnName("t", "name"), ("nobody is called so",)), ()), date(1900, 1, 1))
"""Another period for rows that there are none of."""
WAYS = {"iso": "%Y-%m-%d", "moments": "%Y-%m-%d 10:30:00", "position": "%d/%m/%Y"}


def _ruled(table: Table, choice: Choice, *events: Event) -> Ruled:
    columns = (TableColumn(table, name) for name in "ab")
    return Ruled(table, tuple(DatedBy(event, column, ()) for event, column in zip(events, columns, strict=False)), choice)


def _some_days(chance: random.Random, number: int) -> list[date | None]:
    days = [chance.choice([None, CUTOFF, AS_OF]) for _ in range(number // 4)]
    return days + [CUTOFF + timedelta(days=chance.randint(-1500, 1500)) for _ in range(number - len(days))]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("choice", Choice)
@pytest.mark.parametrize("events", [(Event.COLLECTION,), (Event.COLLECTION, Event.LAST_CONTACT), (Event.CONTRACT_END, Event.COLLECTION)])
def test_it_is_as_the_calendar_says(facts: RowFacts, rows: Rows, way: str, choice: Choice, events: tuple[Event, ...]) -> None:
    chance = random.Random(8)  # noqa: S311 rows of a test
    pairs = [(one, chance.choice(_some_days(chance, 8))) for one in _some_days(chance, 600)]
    written = ("".join(f",{'' if day is None else day.strftime(WAYS[way])}" for day in pair) for pair in pairs)
    table = rows("t", "name,a,b\n" + "".join(f"n{number}{days}\n" for number, days in enumerate(written)))
    starts = []
    for pair in pairs:
        own = zip(events, pair, strict=False)
        come = [day for event, day in own if day is not None and (event.may_lie_ahead or day <= AS_OF)]
        starts.append((max if choice is Choice.LATEST else min)(come, default=None))
    late = [day for day in starts if day is not None and day <= CUTOFF]
    assert 0 < len(late) < len(pairs)
    ruled = _ruled(table, choice, *events)
    counts = facts.clock(PastRows(ruled, Limit(CUTOFF)))
    assert counts == ClockCounts(len(pairs), len(late), (min(late),), starts.count(None))
    assert facts.clock(PastRows(ruled, Limit(None))) == ClockCounts(len(pairs), 0, (None,), starts.count(None))
    by_rows = facts.clock(PastRows(ruled, Limit(CUTOFF, (NEVER,))))
    assert (by_rows.rows, by_rows.past, by_rows.oldest, by_rows.without_start) == (
        counts.rows,
        counts.past,
        counts.oldest,
        counts.without_start,
    )


def test_texts_that_are_dates_in_no_known_way_are_read(facts: RowFacts, rows: Rows) -> None:
    table = rows("t", "name,a\nx,1/2/2015\nx,1/2/2015\nx,30/02/2015\nx,\nx,20150203\nx,2027-01-01\n")
    counts = facts.clock(PastRows(_ruled(table, Choice.LATEST, Event.COLLECTION), Limit(CUTOFF)))
    assert counts == ClockCounts(6, 3, (date(2015, 2, 1),), 3)


@pytest.mark.parametrize(
    ("names", "past"),
    [
        (("Ann,called", "Bob,", "erasedly,x"), 3),
        (("erased,", "erased-7,erased", "Bob,"), 1),
        (("erased,called", " erased ,", "~,"), 2),
    ],
)
def test_rows_that_an_erasure_had_to_leave_are_not_past(facts: RowFacts, rows: Rows, names: tuple[str, ...], past: int) -> None:
    table = rows("t", "name,note,a\n" + "".join(f"{name},2015-01-01\n" for name in names) + "erased,,2026-01-01\n")
    telling = (Telling(table, ("name", "note"), ()),)
    counts = facts.clock(PastRows(_ruled(table, Choice.LATEST, Event.COLLECTION), Limit(CUTOFF), telling=telling))
    assert counts == ClockCounts(4, past, (date(2015, 1, 1),), 0)
