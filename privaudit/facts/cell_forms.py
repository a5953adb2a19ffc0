"""Questions about the forms of a column's values, and the numbers with a check digit among the digits of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.conditions import filled_in
from privaudit.model.facts import RowsOfForms, RowsWithNumber, TableColumn
from privaudit.validators import VALIDATORS

RUN = "[A-Za-z]?[0-9]([ -]?[0-9]){11,60}[A-Za-z]?"
"""Digits with at most one blank or dash between two, and the letters that touch them: they make it something else."""
RUNS = 2
"""Runs of a text that are looked at: a text names an order, then a card."""
_MARKS = re.compile("[ -]")
_FIRST_GROUP = 4
"""Digits of the first group of a number that is written in groups."""
_SHORTEST, _LONGEST = 12, 19
"""Digits of a number that is looked for in a run."""


def with_place(column: TableColumn, forms: tuple[str, ...], kept: list[exp.Expr], table: str | None = None) -> exp.Select:
    """The filled values as `cell`, and as `place` that of the first form which each is of; beside what is kept."""
    cell = ask.trimmed(ask.column(column.column, table))
    cells = exp.select(*kept, exp.alias_(cell, "cell")).from_(ask.relation(column.table.relation or "", table))
    branches = [(ask.matches(ask.column("cell"), form), ask.number(place)) for place, form in enumerate(forms)]
    place = ask.case(branches, ask.number(len(forms)))
    filled = filled_in(ask.column("cell"))
    return exp.select("*", exp.alias_(place, "place")).from_(cells.subquery("cells")).where(filled)


def count_places(column: TableColumn, forms: tuple[str, ...]) -> exp.Select:
    """The number of filled values, that of each form, of those of none, and of the distinct ones among these."""
    places = [ask.count_if(exp.EQ(this=ask.column("place"), expression=ask.number(place))) for place in range(len(forms) + 1)]
    none = exp.EQ(this=ask.column("place"), expression=ask.number(len(forms)))
    distinct = exp.Count(this=exp.Distinct(expressions=[ask.case([(none, ask.column("cell"))], exp.null())]))
    counts = [exp.Count(this=exp.Star()), *places, distinct]
    named = (exp.alias_(count, f"n{index}") for index, count in enumerate(counts))
    return exp.select(*named).from_(with_place(column, forms, []).subquery("placed"))


def has_place(wanted: RowsOfForms) -> exp.Expr:
    """Whether `place` is one of the wanted."""
    return exp.In(this=ask.column("place"), expressions=[ask.number(place) for place in sorted(wanted.wanted)])


def with_runs(rows: RowsWithNumber, kept: list[exp.Expr], table: str | None = None) -> exp.Select:
    """What is kept of each filled row, and as `run_N` the Nth run of digits of its value."""
    cell = ask.trimmed(ask.column(rows.column.column, table))
    step = exp.select(*kept, exp.alias_(cell, "cell_0")).from_(ask.relation(rows.column.table.relation or "", table))
    for index in range(RUNS):
        run = ask.extract(ask.column(f"cell_{index}"), RUN)
        found = exp.select("*", exp.alias_(run, f"run_{index}")).from_(step.subquery(f"before_{index}"))
        rest = ask.without(ask.column(f"cell_{index}"), ask.column(f"run_{index}"))
        step = exp.select("*", exp.alias_(rest, f"cell_{index + 1}")).from_(found.subquery(f"found_{index}"))
    return step


def count_runs(rows: RowsWithNumber) -> exp.Select:
    """The runs of digits that values have, and how many values have each; without any, the values that have none."""
    runs = [ask.column(f"run_{index}") for index in range(RUNS)]
    filled = filled_in(ask.column("cell_0"))
    question = exp.select(*runs, exp.alias_(exp.Count(this=exp.Star()), "n"))
    return question.from_(with_runs(rows, []).subquery("told")).where(filled).group_by(*runs)


def candidates(runs: Sequence[str | None], rows: RowsWithNumber) -> Iterator[bool]:
    """For each number of the form that may stand in runs of digits: whether it passes its check.  The tests do not count."""
    for written in (written for run in runs if run for written in _written(run)):
        numbers = [number for number in written if re.fullmatch(rows.form.regex, number)]
        if numbers and not any(re.fullmatch(test, number) for number in numbers for test in rows.tests):
            yield any(VALIDATORS[rows.form.validator or ""](number) for number in numbers)


def _written(run: str) -> Iterator[tuple[str, ...]]:
    """The numbers in a run, each in all the lengths that it may have: groups from its beginning on, or one long group."""
    if run[0].isalpha() or run[-1].isalpha():
        # Digits that touch a letter are part of a longer sign; those of other groups stand by themselves.
        groups = [group for group in _MARKS.split(run) if group.isdigit()]
    else:
        groups = _MARKS.split(run)
        if len(groups) > 1 and len(groups[0]) == _FIRST_GROUP:
            ends = accumulate(len(group) + 1 for group in groups)
            grouped = tuple(run[: end - 1] for end in ends)
            yield tuple(number for number in grouped if _SHORTEST <= sum(map(str.isdigit, number)) <= _LONGEST and _MARKS.search(number))
    yield from ((group,) for group in groups if _SHORTEST <= len(group) <= _LONGEST)
