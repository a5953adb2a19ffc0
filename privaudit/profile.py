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
from privaudit.model.rules import Pattern, Rulebook
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
MANY = 0.3
"""The share of a column from which a form matters that proves nothing by itself."""


def profile(engine: Engine, table: Table, rulebook: Rulebook) -> TableProfile:
    """The counts of all columns of a table that has rows.

    Raises SourceError where the rows cannot be read.
    """
    names = [column.name for column in table.columns if column.in_rows]
    forms = _Forms.of(rulebook.patterns)
    columns: dict[str, ColumnProfile] = {}
    rows = 0
    for first in range(0, len(names), TOGETHER):
        rows, batch = _profile_columns(engine, table, names[first : first + TOGETHER], forms)
        columns |= batch
    validated = {name: replace(found, validated=_validate(engine, table, name, found, rulebook)) for name, found in columns.items()}
    return TableProfile(rows, validated, engine.rejected(table))


@dataclass(frozen=True)
class _Forms:
    """All forms, by what it takes for them to matter."""

    proving: tuple[Pattern, ...]
    """One value matters."""
    agreeing: tuple[Pattern, ...]
    """Many values matter."""
    inside: tuple[Pattern, ...]
    """Looked for within texts, where one matters."""

    @classmethod
    def of(cls, patterns: Iterable[Pattern]) -> _Forms:
        known = tuple(patterns)
        return cls(
            proving=tuple(pattern for pattern in known if pattern.proves),
            agreeing=tuple(pattern for pattern in known if not pattern.proves),
            inside=tuple(pattern for pattern in known if pattern.inside),
        )

    def only(self, ids: frozenset[str], inside: frozenset[str]) -> _Forms:
        return _Forms(
            tuple(pattern for pattern in self.proving if pattern.id in ids),
            tuple(pattern for pattern in self.agreeing if pattern.id in ids),
            tuple(pattern for pattern in self.inside if pattern.id in inside),
        )

    def but(self, other: _Forms) -> _Forms:
        return _Forms(
            tuple(pattern for pattern in self.proving if pattern not in other.proving),
            tuple(pattern for pattern in self.agreeing if pattern not in other.agreeing),
            tuple(pattern for pattern in self.inside if pattern not in other.inside),
        )


@dataclass(frozen=True)
class _Counted:
    """One column after a pass."""

    profile: ColumnProfile
    rest: _Forms
    """What was counted together and came up often enough to matter; empty where nothing did."""

    @property
    def missed(self) -> bool:
        return bool(self.rest.proving or self.rest.agreeing or self.rest.inside)


def _profile_columns(engine: Engine, table: Table, names: Sequence[str], forms: _Forms) -> tuple[int, dict[str, ColumnProfile]]:
    nothing = _Forms((), (), ())
    _, looked = _count(engine, table, dict.fromkeys(names, nothing), forms, FIRST_LOOK)
    asked = {name: _named(engine, table, name, looked[name].rest, forms, FIRST_LOOK) for name in names}
    rows, counted = _count(engine, table, asked, forms, None)
    pending = {name: found for name, found in counted.items() if found.missed}
    while pending:
        more = {name: _joined(asked[name], _named(engine, table, name, found.rest, forms, None)) for name, found in pending.items()}
        new = {name: chosen for name, chosen in more.items() if chosen != asked[name]}
        if not new:
            break
        asked |= new
        _, again = _count(engine, table, new, forms, None)
        counted |= again
        pending = {name: found for name, found in again.items() if found.missed}
    return rows, {name: counted[name].profile for name in names}


def _joined(one: _Forms, other: _Forms) -> _Forms:
    return _Forms(
        tuple(dict.fromkeys(one.proving + other.proving)),
        tuple(dict.fromkeys(one.agreeing + other.agreeing)),
        tuple(dict.fromkeys(one.inside + other.inside)),
    )


def _named(engine: Engine, table: Table, name: str, rest: _Forms, forms: _Forms, limit: int | None) -> _Forms:
    """Which of the forms some distinct values of a column have, told in Python one by one."""
    ids: set[str] = set()
    inside: set[str] = set()
    for together, found, patterns in ((rest.proving + rest.agreeing, ids, forms.proving + forms.agreeing), (rest.inside, inside, forms.inside)):
        if together:
            within = found is inside
            for (value,) in engine.ask(_some(table, name, together, within=within, limit=limit)):
                found.update(pattern.id for pattern in patterns if _compiled(pattern.regex).fullmatch(str(value)))
    return forms.only(frozenset(ids), frozenset(inside))


@lru_cache(maxsize=1024)
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


def _count(
    engine: Engine, table: Table, asked: Mapping[str, _Forms], forms: _Forms, limit: int | None
) -> tuple[int, dict[str, _Counted]]:
    """One pass: the number of rows, and what was counted of each column."""
    values = {name: f"v{index}" for index, name in enumerate(asked)}
    cells = exp.select(*(exp.alias_(ask.trimmed(ask.column(name)), alias) for name, alias in values.items()))
    cells = cells.from_(ask.relation(table.relation or ""))
    if limit is not None:
        cells = cells.limit(limit)
    counts: list[exp.Expr] = [exp.Count(this=exp.Star())]
    for name, alias in values.items():
        counts += _counts(ask.column(alias), asked[name], forms.but(asked[name]))
    question = exp.select(*(exp.alias_(count, f"n{index}", copy=False) for index, count in enumerate(counts)), copy=False)
    (answer,) = engine.ask(question.from_(cells.subquery("cells", copy=False), copy=False))
    numbers = iter(answer)
    rows = int(next(numbers))
    return rows, {name: _read(numbers, asked[name], forms.but(asked[name])) for name in asked}


def _counts(value: exp.Expr, asked: _Forms, rest: _Forms) -> Iterator[exp.Expr]:
    """What is counted of one column, in the order in which `_read` takes it."""
    yield exp.Count(this=value.copy())
    yield exp.Max(this=ask.length(value))
    yield ask.count_if(ask.has(value, " "))
    for pattern in asked.proving + asked.agreeing:
        yield ask.count_if(_whole(value, pattern))
    for pattern in asked.inside:
        yield ask.count_if(_within(value, pattern))
    for patterns in (rest.proving, rest.agreeing):
        if patterns:
            yield ask.count_if(ask.matches(value, together(patterns)))
    if rest.inside:
        yield ask.count_if(exp.and_(_longish(value), ask.holds(value, together(rest.inside))))


def _read(numbers: Iterator[int | None], asked: _Forms, rest: _Forms) -> _Counted:
    def take() -> int:
        return int(next(numbers) or 0)

    filled, longest, spaced = take(), take(), take()
    hits = {pattern.id: count for pattern in asked.proving + asked.agreeing if (count := take())}
    inside = {pattern.id: count for pattern in asked.inside if (count := take())}
    proving = rest.proving if rest.proving and take() else ()
    agreeing = rest.agreeing if rest.agreeing and take() > MANY * filled else ()
    within = rest.inside if rest.inside and take() else ()
    return _Counted(ColumnProfile(filled, hits, inside, {}, longest, spaced), _Forms(proving, agreeing, within))


def together(patterns: Sequence[Pattern]) -> str:
    """One pattern that fits where any of them does."""
    return "|".join(f"(?:{pattern.regex})" for pattern in patterns)


def _whole(value: exp.Expr, pattern: Pattern) -> exp.Expr:
    fits = ask.matches(value, pattern.regex)
    return ask.case([(ask.has(value, pattern.needs), fits)], exp.false()) if pattern.needs else fits


def _within(value: exp.Expr, pattern: Pattern) -> exp.Expr:
    """Whether a longer text holds the form, without being wholly of it."""
    guard = exp.and_(_longish(value), ask.has(value, pattern.needs)) if pattern.needs else _longish(value)
    fits = exp.and_(ask.holds(value, pattern.regex), exp.not_(ask.matches(value, pattern.regex)))
    return ask.case([(guard, fits)], exp.false())


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
    table: Table, name: str, patterns: Sequence[Pattern], *, within: bool, limit: int | None = None, most: int = NAMED
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
