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
LETTERS = "[^ -@]{2}"
"""What a text has, and a number or a date has not."""
DIGIT_RUN = "[0-9][0-9 ./-]{6}[0-9]"
"""What every form has that needs digits."""
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
    apart: bool = False
    """Whether proving and agreeing forms are counted apart, to know which of them matter."""


@dataclass(frozen=True)
class _Counted:
    """One column after a pass."""

    profile: ColumnProfile
    missed: _Forms
    """What was counted together and came up often enough to matter."""


def _profile_columns(
    engine: Engine, table: Table, names: Sequence[str], patterns: Sequence[Pattern]
) -> tuple[int, dict[str, ColumnProfile]]:
    forms = _Forms.of(patterns)
    inside = tuple(pattern for pattern in patterns if pattern.inside)
    looked, glimpsed = _count(engine, table, dict.fromkeys(names, _Asked(together=forms)), FIRST_LOOK)
    known = {name: _named(engine, table, name, glimpsed[name].missed, FIRST_LOOK) for name in names}
    rest = {name: glimpsed[name].missed if looked < FIRST_LOOK else forms for name in names}
    asked = {name: _Asked(known[name], rest[name].but(known[name]), inside) for name in names}
    rows, counted = _count(engine, table, asked, None)
    missing = [name for name in names if counted[name].missed.all]
    while missing:
        asked = {name: _Asked(known[name], forms.but(known[name]), inside, apart=True) for name in missing}
        counted |= _count(engine, table, asked, None)[1]
        more = {name: _named(engine, table, name, counted[name].missed, None) for name in missing}
        missing = [name for name, found in more.items() if found.all]
        known |= {name: known[name].joined(more[name]) for name in missing}
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
    """One pass over the named columns: the number of rows, and what was counted of each column."""
    names = list(asked)
    rows: exp.Expr = ask.relation(table.relation or "")
    if limit is not None:
        rows = exp.select(*map(ask.column, names)).from_(rows).limit(limit).subquery("first_rows")
    cells = exp.select(ask.column("place"), exp.alias_(ask.trimmed(ask.column("cell")), "cell"))
    cells = cells.from_(ask.stacked(names, rows).subquery("stack"))
    plan = _Plan.of(asked)
    question = exp.select("place", *plan.counts()).from_(plan.told(cells).subquery("told")).group_by("place")
    counted = {int(place): numbers for place, *numbers in engine.ask(question)}
    found = {name: plan.read(index, counted.get(index)) for index, name in enumerate(names)}
    return max((int(numbers[0]) for numbers in counted.values()), default=0), found


@dataclass(frozen=True)
class _Plan:
    """The counts of one pass, each stated once for all columns that ask for it.

    A cell that a form is not held against is NULL to it: that is cheaper than a condition around the form.
    """

    asked: tuple[_Asked, ...]
    slots: int
    """How many forms the column with the most has, one by one.  A slot holds one form of each column that has as many."""
    inside: tuple[Pattern, ...]
    together: tuple[tuple[Pattern, ...], ...]
    """Forms counted as one: proving and agreeing ones apart, or both at once."""

    @classmethod
    def of(cls, asked: Mapping[str, _Asked]) -> _Plan:
        every = tuple(asked.values())
        proving, agreeing = _each(one.together.proving for one in every), _each(one.together.agreeing for one in every)
        together = (proving, agreeing) if any(one.apart for one in every) else (proving + agreeing,)
        slots = max((len(one.one_by_one.all) for one in every), default=0)
        return cls(every, slots, _each(one.inside for one in every), together)

    def told(self, cells: exp.Select) -> exp.Select:
        """The cells, and what is told of each before it is counted."""
        cell = ask.column("cell")
        slots = [ask.column(f"slot_{index}") for index in range(self.slots)]
        wholes = (exp.alias_(self._slot(index, cell), f"slot_{index}") for index in range(self.slots))
        known = exp.select("place", "cell", *wholes).from_(cells.subquery("cells"))
        unknown = _where(exp.not_(exp.Coalesce(this=exp.or_(*slots), expressions=[exp.false()])), cell) if slots else cell
        open_cells = exp.select("*", exp.alias_(unknown, "open_cell")).from_(known.subquery("known"))
        open_cell = ask.column("open_cell")
        texts = exp.select("*", exp.alias_(_where(_longish(open_cell), open_cell), "text")).from_(open_cells.subquery("open_cells"))
        text = ask.column("text")
        return exp.select("*", exp.alias_(_where(ask.holds(text, DIGIT_RUN), text), DIGITS)).from_(texts.subquery("texts"))

    def counts(self) -> Iterator[exp.Expr]:
        """What is counted of each column, in the order in which `read` takes it."""
        cell = ask.column("cell")
        yield exp.Count(this=exp.Star())
        yield exp.Count(this=cell)
        yield exp.Max(this=ask.length(cell))
        yield ask.count_if(ask.has(cell, " "))
        for index in range(self.slots):
            yield ask.count_if(ask.column(f"slot_{index}"))
        for pattern in self.inside:
            yield ask.count_if(_within(pattern))
        places = [place for place, one in enumerate(self.asked) if one.together.all]
        for patterns in self.together:
            if patterns:
                yield ask.count_if(ask.matches(_where(_stands_at(places), ask.column("open_cell")), together(patterns)))

    def read(self, place: int, numbers: Sequence[int | None] | None) -> _Counted:
        """The counts of one column; None where the table has no rows."""
        if numbers is None:
            return _Counted(ColumnProfile(0), _Forms())
        asked = self.asked[place]
        _, filled, longest, spaced, *rest = (int(number or 0) for number in numbers)
        hits = {pattern.id: count for pattern, count in zip(asked.one_by_one.all, rest, strict=False) if count}
        rest = rest[self.slots :]
        inside = {pattern.id: count for pattern, count in zip(self.inside, rest, strict=False) if count}
        rest = rest[len(self.inside) :]
        profile = ColumnProfile(filled, hits, inside, {}, longest, spaced)
        if len(self.together) == 1:
            return _Counted(profile, asked.together if self.together[0] and rest[0] else _Forms())
        proving = asked.together.proving if self.together[0] and rest.pop(0) else ()
        agreeing = asked.together.agreeing if self.together[1] and rest.pop(0) > MANY * filled else ()
        return _Counted(profile, _Forms(proving, agreeing))

    def _slot(self, index: int, cell: exp.Expr) -> exp.Expr:
        """Whether a cell has the form that its column has in this slot."""
        places: dict[Pattern, list[int]] = {}
        for place, one in enumerate(self.asked):
            for pattern in one.one_by_one.all[index : index + 1]:
                places.setdefault(pattern, []).append(place)
        branches = ((_stands_at(found), ask.matches(cell, pattern.regex)) for pattern, found in places.items())
        return ask.case(branches, exp.false())


def _each(forms: Iterable[tuple[Pattern, ...]]) -> tuple[Pattern, ...]:
    return tuple(dict.fromkeys(pattern for several in forms for pattern in several))


def _where(condition: exp.Expr, value: exp.Expr) -> exp.Expr:
    """The value where the condition holds, else NULL."""
    return ask.case([(condition, value)], exp.null())


def _stands_at(places: Sequence[int]) -> exp.Expr:
    return exp.In(this=ask.column("place"), expressions=[ask.number(place) for place in places])


def together(patterns: Sequence[Pattern]) -> str:
    """One pattern that fits where any of them does."""
    return "|".join(f"(?:{pattern.regex})" for pattern in patterns)


def _within(pattern: Pattern) -> exp.Expr:
    """Whether a text holds the form, without being wholly of it."""
    text = ask.column(DIGITS if pattern.needs == DIGITS else "text")
    if pattern.needs and pattern.needs != DIGITS:
        text = _where(ask.has(text, pattern.needs), text)
    holding = _where(ask.holds(text, pattern.regex), text)
    return exp.not_(ask.matches(holding, pattern.regex))


def _longish(value: exp.Expr) -> exp.Expr:
    """Whether a value is long enough to hold another, and has words."""
    long = exp.or_(ask.has(value, " "), exp.GT(this=ask.length(value), expression=ask.number(LONG)))
    return exp.and_(long, ask.holds(value, LETTERS))


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


def _some(  # noqa: PLR0913 each narrows the same question
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
