"""What the values of a table look like: counts per column, asked where the rows are.

Every value of every column is looked at.  A first look at some rows only decides which forms are counted one by one in the full
pass; all others are counted together there, and where that finds any that matter, they are named and the column is asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlglot import exp

from privaudit import questions as ask
from privaudit.model.estate import Table
from privaudit.model.profile import ColumnProfile, TableProfile, Validated
from privaudit.model.rules import DIGITS, Pattern, Rulebook
from privaudit.questions import Engine
from privaudit.validators import VALIDATORS

FIRST_LOOK = 10_000
"""Rows of the first look."""
NAMED = 200
"""Distinct values of a column whose forms are told one by one, to decide what is counted."""
CANDIDATES = 1_000
"""Distinct values of a column that are held against a check digit."""
TOGETHER = 100
"""Columns that are asked for in one pass."""
LONG = 60
"""Characters from which a value without a blank is searched within."""
TWO_DIGITS = "[0-9][0-9]"
MANY = 0.3
"""The share of a column from which a form matters that proves nothing by itself."""


def profile(engine: Engine, table: Table, rulebook: Rulebook) -> TableProfile:
    """The counts of all columns of a table that has rows.

    Raises SourceError where the rows cannot be read.
    """
    names = [column.name for column in table.columns if column.in_rows]
    columns: dict[str, ColumnProfile] = {}
    rows = 0
    for first in range(0, len(names), TOGETHER):
        rows, batch = _profile_columns(engine, table, names[first : first + TOGETHER], rulebook.patterns)
        columns |= batch
    validated = {name: replace(found, validated=_validate(engine, table, name, found, rulebook)) for name, found in columns.items()}
    return TableProfile(rows, validated, engine.rejected(table))


@dataclass(frozen=True)
class _Forms:
    """Forms of whole values, by what it takes for them to matter."""

    proving: tuple[Pattern, ...] = ()
    """One value matters."""
    agreeing: tuple[Pattern, ...] = ()
    """Many values matter."""

    @classmethod
    def of(cls, patterns: Iterable[Pattern]) -> _Forms:
        known = tuple(patterns)
        return cls(tuple(pattern for pattern in known if pattern.proves), tuple(pattern for pattern in known if not pattern.proves))

    @property
    def all(self) -> tuple[Pattern, ...]:
        return self.proving + self.agreeing

    def but(self, other: _Forms) -> _Forms:
        return _Forms.of(pattern for pattern in self.all if pattern not in other.all)

    def joined(self, other: _Forms) -> _Forms:
        return _Forms.of(dict.fromkeys(self.all + other.all))


@dataclass(frozen=True)
class _Asked:
    """What one pass asks of a column."""

    one_by_one: _Forms = _Forms()
    together: _Forms = _Forms()
    inside: tuple[Pattern, ...] = ()
    """Forms looked for within longer values, one by one."""


@dataclass(frozen=True)
class _Counted:
    """One column after a pass."""

    profile: ColumnProfile
    missed: _Forms
    """What was counted together and came up often enough to matter."""


def _profile_columns(engine: Engine, table: Table, names: Sequence[str], patterns: Sequence[Pattern]) -> tuple[int, dict[str, ColumnProfile]]:
    forms = _Forms.of(patterns)
    inside = tuple(pattern for pattern in patterns if pattern.inside)
    looked, glimpsed = _count(engine, table, dict.fromkeys(names, _Asked(together=forms)), FIRST_LOOK)
    named = {name: _named(engine, table, name, glimpsed[name].missed, FIRST_LOOK) for name in names}
    seen_all = looked < FIRST_LOOK
    asked = {}
    for name in names:
        open_forms = glimpsed[name].missed if seen_all else forms
        asked[name] = _Asked(named[name], open_forms.but(named[name]), inside)
    rows, counted = _count(engine, table, asked, None)
    pending = {name: found.missed for name, found in counted.items() if found.missed.all}
    while pending:
        more = {name: _named(engine, table, name, missed, None) for name, missed in pending.items()}
        asked = {name: _Asked(one, asked[name].together.but(one), inside) for name, found in more.items() if (one := asked[name].one_by_one.joined(found))}
        _, again = _count(engine, table, asked, None)
        counted |= again
        pending = {name: found.missed for name, found in again.items() if found.missed.all and more[name].all}
    return rows, {name: counted[name].profile for name in names}


def _named(engine: Engine, table: Table, name: str, missed: _Forms, limit: int | None) -> _Forms:
    """Which of the forms some distinct values of a column have, told in Python one by one."""
    if not missed.all:
        return _Forms()
    values = [str(value) for (value,) in engine.ask(_some(table, name, missed.all, limit=limit))]
    return _Forms.of(pattern for pattern in missed.all if any(_compiled(pattern.regex).fullmatch(value) for value in values))


@lru_cache(maxsize=1024)
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


def _count(engine: Engine, table: Table, asked: Mapping[str, _Asked], limit: int | None) -> tuple[int, dict[str, _Counted]]:
    """One pass: the number of rows, and what was counted of each column."""
    values = {name: f"v{index}" for index, name in enumerate(asked)}
    cells = exp.select(*(exp.alias_(ask.trimmed(ask.column(name)), alias) for name, alias in values.items()))
    cells = cells.from_(ask.relation(table.relation or ""))
    if limit is not None:
        cells = cells.limit(limit)
    counts: list[exp.Expr] = [exp.Count(this=exp.Star())]
    for name, alias in values.items():
        counts += _counts(ask.column(alias), asked[name])
    question = exp.select(*(exp.alias_(count, f"n{index}", copy=False) for index, count in enumerate(counts)), copy=False)
    (answer,) = engine.ask(question.from_(cells.subquery("cells", copy=False), copy=False))
    numbers = iter(answer)
    rows = int(next(numbers))
    return rows, {name: _read(numbers, asked[name]) for name in asked}


def _counts(value: exp.Expr, asked: _Asked) -> Iterator[exp.Expr]:
    """What is counted of one column, in the order in which `_read` takes it."""
    yield exp.Count(this=value.copy())
    yield exp.Max(this=ask.length(value))
    yield ask.count_if(ask.has(value, " "))
    for pattern in asked.one_by_one.all:
        yield ask.count_if(_whole(value, pattern))
    for pattern in asked.inside:
        yield ask.count_if(_within(value, pattern))
    for patterns in (asked.together.proving, asked.together.agreeing):
        if patterns:
            yield ask.count_if(ask.matches(value, together(patterns)))


def _read(numbers: Iterator[int | None], asked: _Asked) -> _Counted:
    def take() -> int:
        return int(next(numbers) or 0)

    filled, longest, spaced = take(), take(), take()
    hits = {pattern.id: count for pattern in asked.one_by_one.all if (count := take())}
    inside = {pattern.id: count for pattern in asked.inside if (count := take())}
    proving = asked.together.proving if asked.together.proving and take() else ()
    agreeing = asked.together.agreeing if asked.together.agreeing and take() > MANY * filled else ()
    return _Counted(ColumnProfile(filled, hits, inside, {}, longest, spaced), _Forms(proving, agreeing))


def together(patterns: Sequence[Pattern]) -> str:
    """One pattern that fits where any of them does."""
    return "|".join(f"(?:{pattern.regex})" for pattern in patterns)


def _whole(value: exp.Expr, pattern: Pattern) -> exp.Expr:
    fits = ask.matches(value, pattern.regex)
    return ask.case([(_sign(value, pattern), fits)], exp.false()) if pattern.needs else fits


def _within(value: exp.Expr, pattern: Pattern) -> exp.Expr:
    """Whether a longer text holds the form, without being wholly of it."""
    fits = exp.and_(ask.holds(value, pattern.regex), exp.not_(ask.matches(value, pattern.regex)))
    signed = ask.case([(_sign(value, pattern), fits)], exp.false()) if pattern.needs else fits
    return ask.case([(_longish(value), signed)], exp.false())


def _sign(value: exp.Expr, pattern: Pattern) -> exp.Expr:
    """What every value of the form has, and is cheap to see."""
    return ask.holds(value, TWO_DIGITS) if pattern.needs == DIGITS else ask.has(value, pattern.needs)


def _longish(value: exp.Expr) -> exp.Expr:
    return exp.or_(ask.has(value, " "), exp.GT(this=ask.length(value), expression=ask.number(LONG)))


def _validate(engine: Engine, table: Table, name: str, found: ColumnProfile, rulebook: Rulebook) -> dict[str, Validated]:
    """Check digits of at most CANDIDATES distinct values per form, the same ones at every run and on every engine."""
    checked: dict[str, Validated] = {}
    for pattern in rulebook.patterns:
        whole = pattern.id in found.hits
        if pattern.validator is None or not (whole or pattern.id in found.inside):
            continue
        candidates = engine.ask(_some(table, name, (pattern,), within=not whole, most=CANDIDATES))
        valid = [VALIDATORS[pattern.validator](str(value)) for (value,) in candidates]
        checked[pattern.id] = Validated(len(valid), sum(valid))
    return checked


def _some(
    table: Table, name: str, patterns: Sequence[Pattern], *, within: bool = False, limit: int | None = None, most: int = NAMED
) -> exp.Expr:
    """Distinct values of a column, or pieces within them, that have one of the forms: at most `most` of the first `limit` rows."""
    rows = exp.select(exp.alias_(ask.trimmed(ask.column(name)), "cell")).from_(ask.relation(table.relation or ""))
    if limit is not None:
        rows = rows.limit(limit)
    cells = exp.select(ask.column("cell")).distinct().from_(rows.subquery("first_rows"))
    cell, form = ask.column("cell"), together(patterns)
    fits = exp.and_(_longish(cell), ask.holds(cell, form)) if within else ask.matches(cell, form)
    piece = ask.extract(cell, form) if within else cell
    pieces = exp.select(exp.alias_(piece, "piece")).distinct().from_(cells.subquery("cells")).where(fits)
    question = exp.select(ask.column("piece")).from_(pieces.subquery("pieces"))
    return question.order_by(ask.shuffled(ask.column("piece")), ask.column("piece")).limit(most)
