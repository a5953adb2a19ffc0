"""How each request of a person stands: received, extended, closed, and until when it must be answered (GDPR Art. 12(3))."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts import RowFacts
from privaudit.facts.clock_starts import ROW
from privaudit.model.facts import RowKey, TableColumn
from privaudit.model.requests import Request, RequestDate, RequestState, RequestTable
from privaudit.model.verdicts import Inventory
from privaudit.rights.deadlines import EXTENDED, FIRST, Calendar, last_day
from privaudit.yes_no import NO, YES

_DATES = (RequestDate.RECEIVED, RequestDate.EXTENDED, RequestDate.CLOSED)
_ORDER = list(RequestState)
_YES, _NO, _NOTHING, _OTHER = "yes", "no", "nothing", "other"


@dataclass(frozen=True, slots=True)
class _Told:
    """What one cell tells: a day, or a plain yes or no, or nothing, or something else."""

    day: date | None = None
    word: str = _NOTHING

    @property
    def unreadable(self) -> bool:
        """Whether something stands there that is neither a day nor a plain yes or no."""
        return self.day is None and self.word == _OTHER

    @property
    def holds(self) -> bool:
        """Whether it says that it happened."""
        return self.day is not None or self.word == _YES


_Dates = Mapping[RequestDate, _Told]


@dataclass
class _Reading:
    """What is noted while one request is read."""

    notes: list[str] = field(default_factory=list)
    unreadable: bool = False

    def fail(self, note: str) -> None:
        self.unreadable = True
        self.notes.append(note)


def requests_of(tables: Sequence[RequestTable], facts: RowFacts, inventory: Inventory, calendar: Calendar) -> tuple[Request, ...]:
    """All requests of the tables, the most urgent first."""
    found = [_judged(table, key, told, facts.as_of, calendar) for table in tables for key, told in _rows(table, facts, inventory)]
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.state), one.deadline or date.min, one.table.name, str(one.key.values))))


def _judged(table: RequestTable, key: RowKey, told: _Dates, as_of: date, calendar: Calendar) -> Request:
    reading = _Reading()
    received = _received(told[RequestDate.RECEIVED], as_of, reading)
    closed, is_closed = _closed(told[RequestDate.CLOSED], as_of, reading)
    first = None if received is None else last_day(received, FIRST, calendar)
    extended, is_extended = _extended(told[RequestDate.EXTENDED], first, as_of, reading)
    if received is not None and any(day is not None and day < received for day in (extended, closed)):
        reading.notes.append("a date of it lies before its receipt")
    deadline = last_day(received, EXTENDED, calendar) if received is not None and is_extended else first
    if reading.unreadable and not is_closed:
        state = RequestState.UNREADABLE
    elif is_closed:
        state = RequestState.CLOSED_LATE if closed is not None and deadline is not None and closed > deadline else RequestState.CLOSED
    elif deadline is None or as_of > deadline:
        state = RequestState.OVERDUE
    else:
        state = RequestState.EXTENDED if is_extended else RequestState.DUE
    return Request(table.table, key, state, received, extended, closed, deadline, tuple(reading.notes))


def _received(told: _Told, as_of: date, reading: _Reading) -> date | None:
    if told.day is None:
        reading.fail("received: empty" if told.word == _NOTHING else "received: no calendar day")
        return None
    if told.day > as_of:
        reading.fail("received: lies after the day of the audit")
        return None
    return told.day


def _closed(told: _Told, as_of: date, reading: _Reading) -> tuple[date | None, bool]:
    """The day on which it was closed, and whether it was."""
    if told.day is not None and told.day > as_of:
        reading.notes.append("closed: lies after the day of the audit, and so does not count")
        return None, False
    if told.unreadable:
        reading.fail("closed: no calendar day")
    elif told.word == _YES:
        reading.notes.append("closed: the day is not known")
    return told.day, told.holds


def _extended(told: _Told, first: date | None, as_of: date, reading: _Reading) -> tuple[date | None, bool]:
    """The day on which the person was told of an extension, and whether that makes the period longer."""
    if told.day is not None and (told.day > as_of or (first is not None and told.day > first)):
        reading.notes.append("extended: told after the first month, and so does not count" if told.day <= as_of else "extended: lies ahead")
        return told.day, False
    if told.unreadable:
        reading.fail("extended: no calendar day")
    elif told.word == _YES:
        reading.notes.append("extended: the day on which the person was told is not known")
    return told.day, told.holds


def _rows(table: RequestTable, facts: RowFacts, inventory: Inventory) -> Iterator[tuple[RowKey, _Dates]]:
    keys = _key_columns(table, inventory)
    relation = ask.relation(table.table.relation or "", ROW)
    first = ask.record(relation) if table.table.numbered else ask.number(0)
    kept: list[exp.Expr] = [ask.as_text(ask.column(name, ROW)) for name in keys] or [first]
    dated = [what for what in _DATES if what in table.columns]
    for what in dated:
        cell = ask.column(table.columns[what], ROW)
        kept += [ask.parse_date(cell, facts.order(TableColumn(table.table, table.columns[what]))), _word(cell)]
    told = [exp.alias_(value, f"told_{index}") for index, value in enumerate(kept)]
    answers = list(facts.engine.stream(exp.select(*told).from_(relation.copy())))
    numbers = [] if keys or not table.table.numbered else sorted(int(answer[0]) for answer in answers)
    lines = facts.engine.lines(table.table, numbers) if numbers else {}
    start = len(keys) or 1
    for answer in answers:
        cells = zip(dated, answer[start::2], answer[start + 1 :: 2], strict=True)
        days = {what: _Told(None if day is None else date.fromisoformat(day), word) for what, day, word in cells}
        key = RowKey(tuple(keys), tuple(answer[:start])) if keys else RowKey(None, (lines.get(int(answer[0])),))
        yield key, {what: days.get(what, _Told()) for what in _DATES}


def _word(cell: exp.Expr) -> exp.Expr:
    """What a cell that is no day says: no more than that leaves the engine."""
    bare = ask.unspaced(cell)
    branches = [
        (exp.Is(this=bare.copy(), expression=exp.null()), ask.text(_NOTHING)),
        (ask.one_of(bare, YES), ask.text(_YES)),
        (ask.one_of(bare, NO), ask.text(_NO)),
    ]
    return ask.case(branches, ask.text(_OTHER))


def _key_columns(table: RequestTable, inventory: Inventory) -> Sequence[str]:
    """By what its rows are named: the column that the user says, else the primary key; none where that is personal."""
    if RequestDate.KEY in table.columns:
        return (table.columns[RequestDate.KEY],)
    personal = {verdict.column.name.lower() for verdict in inventory.of(table.table) if verdict.personal}
    keys = table.table.primary_key
    usable = not personal.intersection(name.lower() for name in keys) and not any(map(table.table.lacks_values_of, keys))
    return keys if usable else ()


def assumptions(tables: Sequence[RequestTable]) -> Iterator[tuple[str, str]]:
    """What a table does not tell, and how its requests are taken therefore."""
    for one in tables:
        if RequestDate.CLOSED not in one.columns:
            yield one.table.name, "no column tells when requests were closed: all count as open"
