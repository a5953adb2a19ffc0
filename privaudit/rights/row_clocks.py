"""How given rows of a table stand to the clocks that rule them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from privaudit import questions as ask
from privaudit.declared_type import kind_of
from privaudit.facts import RowFacts
from privaudit.model.clocks import RuledBy, clock_id, clocks, ruled_by
from privaudit.model.cutoffs import ends
from privaudit.model.erasure import HeldRows, Values
from privaudit.model.estate import Table
from privaudit.model.facts import Standing
from privaudit.model.findings import Context, NotChecked
from privaudit.model.register import Activity, Clock, Period
from privaudit.questions import WHITE
from privaudit.rights.reading import columns_of, plain_value

_COMPARED = frozenset({"text", "number", ""})
"""Kinds of types whose values are the same text whoever writes them; of a table without a key they tell its rows apart."""
_MANY = 5_000
"""Rows from which all of the table are asked for: so many keys make a question too long."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A clock of which nobody can tell how rows stand to it."""

    activity: Activity
    clock: Clock
    told: NotChecked


def last_day(start: date, period: Period, waits: tuple[Period, ...]) -> date:
    """The last day of a period; the last of all where it ends after the calendar does."""
    try:
        return ends(start, period, waits)
    except (OverflowError, ValueError):
        return date.max


def as_key(values: Values) -> tuple[str | None, ...]:
    """What rows hold, fit to be compared."""
    return tuple(None if value is None else str(value) for value in values)


def bare(value: object) -> str | None:
    """What a cell holds as links compare it: without white space around it; None where nothing is left."""
    return None if value is None else str(value).strip(WHITE) or None


class RowClocks:
    """The clocks of a register and the rows of a run."""

    def __init__(self, context: Context, facts: RowFacts) -> None:
        self._context = context
        self._facts = facts
        self._ruling: dict[int, list[RuledBy]] = {}
        self._unknown: list[Unknown] = []
        for activity, clock in clocks(context):
            if clock.everywhere is not None:
                continue  # it is about what requests are about, and ends no request itself
            for found in ruled_by(context, activity, clock):
                if isinstance(found, RuledBy):
                    self._ruling.setdefault(id(found.ruled.table), []).append(found)
                else:
                    self._unknown.append(Unknown(activity, clock, found))

    def ruling(self, table: Table) -> tuple[RuledBy, ...]:
        """The clocks that rule rows of the table."""
        return tuple(self._ruling.get(id(table), ()))

    def unknown(self, table: Table) -> Iterator[Unknown]:
        """The clocks that may rule rows of the table, and of which nobody can tell."""
        for one in self._unknown:
            name = clock_id(one.activity, one.clock)
            if one.told.what in {name, f"{name} on {table.name}"}:
                yield one

    def standings(self, by: RuledBy, held: HeldRows) -> Mapping[tuple[str | None, ...], Standing]:
        """How the rows stand to a clock, by what their key holds; a row that was not found again is left out."""
        if not held.rows:
            return {}
        places = [_place(held, name) for name in held.key]
        answers = self._facts.standings(by.past, held.columns, _among(held))
        return {as_key(tuple(values[place] for place in places)): standing for values, standing in answers}

    def past(self, by: RuledBy) -> Iterator[tuple[Values, Standing]]:
        """The rows that are past a clock, with the values of all columns that its table has in its rows."""
        for values, standing in self._facts.standings(by.past, columns_of(by.ruled.table)):
            yield tuple(map(plain_value, values)), standing


def _among(held: HeldRows) -> exp.Expr:
    """Whether a row may be one of these: each column of the key holds what one of them holds there."""
    conditions: list[exp.Expr] = [exp.true()]
    for name in held.key if len(held.rows) <= _MANY else ():
        column = held.table.column(name)
        if column is None or (held.key == held.columns and kind_of(column.type) not in _COMPARED):
            continue
        cell = ask.trimmed(ask.column(f"value_{_place(held, name)}"))
        texts = {bare(value) for (value,) in held.values((name,))}
        filled = ask.one_of(cell, sorted(text for text in texts if text is not None))
        conditions.append(exp.or_(filled, exp.Is(this=cell, expression=exp.null())) if None in texts else filled)
    return exp.and_(*conditions)


def _place(held: HeldRows, name: str) -> int:
    return [own.lower() for own in held.columns].index(name.lower())
