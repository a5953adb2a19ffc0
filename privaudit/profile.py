"""What the values of a table look like: counts per column, asked where the rows are.

Every value of every column is looked at.  A first look at some rows only decides which patterns are counted one by one in the
full pass; all others are counted together there, and one by one in a second pass where that found any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlglot import exp

from privaudit import questions as ask
from privaudit.model.estate import Table
from privaudit.model.profile import ColumnProfile, TableProfile, Validated
from privaudit.model.rules import Pattern, Rulebook
from privaudit.questions import Engine
from privaudit.validators import VALIDATORS

FIRST_LOOK = 10_000
"""Rows of the first look."""
CANDIDATES = 1_000
"""Distinct values of a column that are held against a check digit."""
TOGETHER = 100
"""Columns that are asked for in one pass."""
LONG = 60
"""Characters from which a value without a blank is searched within."""


def profile(engine: Engine, table: Table, rulebook: Rulebook) -> TableProfile:
    """The counts of all columns of a table that has rows.

    Raises SourceError where the rows cannot be read.
    """
    names = [column.name for column in table.columns]
    columns: dict[str, ColumnProfile] = {}
    rows = 0
    for first in range(0, len(names), TOGETHER):
        rows, batch = _profile_columns(engine, table, names[first : first + TOGETHER], rulebook.patterns)
        columns |= batch
    validated = {name: replace(found, validated=_validate(engine, table, name, found, rulebook)) for name, found in columns.items()}
    return TableProfile(rows, validated, engine.rejected(table))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which patterns of a column are counted one by one; the rest is counted together."""

    whole: tuple[Pattern, ...]
    inside: tuple[Pattern, ...]
    rest_whole: tuple[Pattern, ...] = ()
    rest_inside: tuple[Pattern, ...] = ()


def _profile_columns(
    engine: Engine, table: Table, names: Sequence[str], patterns: Sequence[Pattern]
) -> tuple[int, dict[str, ColumnProfile]]:
    everything = _Asked(tuple(patterns), tuple(pattern for pattern in patterns if pattern.inside))
    _, glimpse, _ = _count(engine, table, dict.fromkeys(names, everything), FIRST_LOOK)
    asked = {name: _split(everything, glimpse[name]) for name in names}
    rows, found, missed = _count(engine, table, asked, None)
    if missed:
        _, again, _ = _count(engine, table, dict.fromkeys(missed, everything), None)
        found |= again
    return rows, found


def _split(everything: _Asked, glimpse: ColumnProfile) -> _Asked:
    """What the first look saw, one by one; the rest together."""
    whole = tuple(pattern for pattern in everything.whole if pattern.id in glimpse.hits)
    inside = tuple(pattern for pattern in everything.inside if pattern.id in glimpse.inside)
    rest_whole = tuple(pattern for pattern in everything.whole if pattern not in whole)
    rest_inside = tuple(pattern for pattern in everything.inside if pattern not in inside)
    return _Asked(whole, inside, rest_whole, rest_inside)


def _count(
    engine: Engine, table: Table, asked: Mapping[str, _Asked], limit: int | None
) -> tuple[int, dict[str, ColumnProfile], list[str]]:
    """One pass: the number of rows, the profile of each column, and the columns where the rest was not empty."""
    values = {name: f"v{index}" for index, name in enumerate(asked)}
    cells = exp.select(*(exp.alias_(ask.trimmed(ask.column(name)), alias) for name, alias in values.items()))
    cells = cells.from_(ask.relation(table.relation or ""))
    if limit is not None:
        cells = cells.limit(limit)
    counts: list[exp.Expr] = [exp.Count(this=exp.Star())]
    for name, alias in values.items():
        counts += _counts(ask.column(alias), asked[name])
    question = exp.select(*(exp.alias_(count, f"n{index}") for index, count in enumerate(counts)))
    (answer,) = engine.ask(question.from_(cells.subquery("cells")))
    numbers = iter(answer)
    rows = int(next(numbers))
    found: dict[str, ColumnProfile] = {}
    missed: list[str] = []
    for name in asked:
        found[name], rest = _read(numbers, asked[name])
        if rest:
            missed.append(name)
    return rows, found, missed


def _counts(value: exp.Expr, asked: _Asked) -> Iterator[exp.Expr]:
    """What is counted of one column, in the order in which `_read` takes it."""
    yield exp.Count(this=value.copy())
    yield exp.Max(this=ask.length(value))
    yield ask.count_if(ask.has(value, " "))
    for pattern in asked.whole:
        yield ask.count_if(_whole(value, pattern))
    for pattern in asked.inside:
        yield ask.count_if(_within(value, pattern))
    if asked.rest_whole:
        yield ask.count_if(ask.matches(value, together(asked.rest_whole)))
    if asked.rest_inside:
        yield ask.count_if(exp.and_(_longish(value), ask.holds(value, together(asked.rest_inside))))


def _read(numbers: Iterator[int | None], asked: _Asked) -> tuple[ColumnProfile, int]:
    def take() -> int:
        return int(next(numbers) or 0)

    filled, longest, spaced = take(), take(), take()
    hits = {pattern.id: count for pattern in asked.whole if (count := take())}
    inside = {pattern.id: count for pattern in asked.inside if (count := take())}
    rest = (take() if asked.rest_whole else 0) + (take() if asked.rest_inside else 0)
    return ColumnProfile(filled, hits, inside, {}, longest, spaced), rest


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
    """Check digits of at most CANDIDATES distinct values per pattern, the same ones at every run and on every engine."""
    checked: dict[str, Validated] = {}
    for pattern in rulebook.patterns:
        if pattern.validator is None or (pattern.id not in found.hits and pattern.id not in found.inside):
            continue
        whole = pattern.id in found.hits
        valid = [VALIDATORS[pattern.validator](str(value)) for (value,) in engine.ask(_candidates(table, name, pattern, whole=whole))]
        checked[pattern.id] = Validated(len(valid), sum(valid))
    return checked


def _candidates(table: Table, name: str, pattern: Pattern, *, whole: bool) -> exp.Expr:
    cell = ask.trimmed(ask.column(name))
    cells = exp.select(exp.alias_(cell, "cell")).distinct().from_(ask.relation(table.relation or ""))
    value = ask.column("cell")
    candidate = value if whole else ask.extract(value, pattern.regex)
    fits = _whole(value, pattern) if whole else _within(value, pattern)
    kept = exp.select(exp.alias_(candidate, "candidate")).distinct().from_(cells.subquery("cells")).where(fits)
    question = exp.select(ask.column("candidate")).from_(kept.subquery("candidates"))
    return question.order_by(ask.shuffled(ask.column("candidate")), ask.column("candidate")).limit(CANDIDATES)
