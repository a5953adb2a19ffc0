"""What the steps of a pass over the rows are made of: columns of a step, and what each tells of one cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlglot import exp

from privaudit import questions as ask
from privaudit.model.rules import DIGITS, Pattern
from privaudit.profile.counted import CUT
from privaudit.profile.forms import DIGIT_RUN

CANDIDATES = 1_000
"""Values of a column that are held against a check digit."""

LOT = 120
"""Characters of a row that one pattern tells: an automaton of more of them leaves the fastest memory, and is a third slower."""

Told = list[tuple[str, exp.Expr]]
"""Names of new columns of a step, and what they are."""


def c(kind: str, *numbers: int) -> exp.Expr:
    """The column of that kind that an earlier step has told: `c("k", 3, 0)` is k3_0."""
    return ask.column(kind + "_".join(map(str, numbers)))


def step(new: Told, rows: exp.Expr, *, alone: bool = True) -> exp.Select:
    """The next step: what is told now, beside all that was known or alone."""
    named = [exp.alias_(expression, name, quoted=True, copy=False) for name, expression in new]
    source = rows.subquery("step", copy=False) if isinstance(rows, exp.Select) else rows
    return exp.select(*([] if alone else ["*"]), *named, copy=False).from_(source, copy=False)


def look(i: int, column: exp.Expr, longest: int) -> Told:
    """The cell as text, whether it has a blank, and whether it needs no care: it begins with a visible ASCII character and is not long."""
    return [(f"r{i}", ask.as_text(column)), (f"b{i}", ask.has(column, " ")), (f"p{i}", _is_plain(column, longest))]


def _is_plain(cell: exp.Expr, longest: int) -> exp.Expr:
    return exp.and_(ask.begins_visibly(ask.as_text(cell)), exp.LTE(this=ask.size(cell), expression=ask.number(longest)))


def tidy(i: int) -> Told:
    """The cell without white space in front of it, and not longer than CUT; the length of a cell that needed care."""
    raw, plain = c("r", i), c("p", i)
    cell = ask.case([(plain, raw)], ask.start(ask.trimmed(raw), CUT))
    return [(f"b{i}", c("b", i)), (f"c{i}", cell), (f"n{i}", ask.case([(plain, exp.null())], ask.length(ask.trimmed(raw))))]


def tidy_loud(i: int, longest: int) -> Told:
    """The same of a cell that is looked at in rows alone that are not quiet: whatever is told of few rows should not be many columns."""
    raw, quiet, plain = c("x", i), ask.column("quiet"), _is_plain(c("x", i), longest)
    cell = ask.case([(quiet, exp.null()), (plain, raw)], ask.start(ask.trimmed(raw), CUT))
    return [(f"c{i}", cell), (f"n{i}", ask.case([(quiet, exp.null()), (plain, exp.null())], ask.length(ask.trimmed(raw))))]


def within(i: int, form: Pattern) -> exp.Expr:
    """Whether a text holds the form, without being wholly of it."""
    text = c("t", i)
    within = ask.case([(ask.holds(text, form.regex), exp.not_(ask.matches(text, form.regex)))], exp.false())
    if form.needs:
        sign = ask.holds(text, DIGIT_RUN) if form.needs == DIGITS else ask.has(text, form.needs)
        within = ask.case([(sign, within)], exp.false())
    return within


def with_candidates(form: Pattern, found: exp.Expr, value: exp.Expr) -> Iterator[exp.Expr]:
    """How often a form was found, and some of the values that are held against its check digit."""
    yield ask.count_if(found)
    if form.validator:
        yield ask.some(value, value, CANDIDATES, found)


def lots(columns: Iterable[tuple[int, int]]) -> Sequence[Sequence[int]]:
    """Columns with the length of their cells, as lots of about LOT characters."""
    found: list[list[int]] = []
    room = 0
    for i, length in columns:
        if not found or length > room:
            found.append([])
            room = LOT
        found[-1].append(i)
        room -= length + 1
    return found
