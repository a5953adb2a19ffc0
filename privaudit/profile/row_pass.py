"""One pass over the rows of a table: the question, and what its answer says of each column.

Columns that have a shape are told together: their cells stand one behind the other in one text, and one pattern says whether each is
of its shape.  The rows of which that is not true come back and are told cell by cell.  All other columns go from rows to counts in
steps, each a SELECT around the one before it:

    x, f        the cells of the columns with a shape, as text; those of the others
    told, even  the cells with a shape one behind the other; whether each is of its shape
    r, b, p     the other cells as text; whether it has a blank; whether it is plain: nothing in front of it, and not long
    c, n        the cell without white space in front of it, and not longer than CUT; its length, if it is not plain
    s, k        whether it has several words; whether it is of a form that is known for its column
    o           the open cell: not proven by a known form
    t, m        of these the texts; whether the cell has a sign of any form that a text can be or hold
    i, h, u, g  whether a text holds a form that is known to stand within it, or a word of health; the texts with a sign; the cells
                that have one, or no blank
    row, texts  these cells of a row side by side, and these texts
    rest        whether they hold anything else
    by, chosen  the whole row as one text; whether chance chooses it to come back in any case

All columns go through it side by side, without grouping: what hides in a cell, wherever it is, makes its row one with anything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlglot import exp

from privaudit import health_words
from privaudit import questions as ask
from privaudit.model.rules import DIGITS, Pattern
from privaudit.profile import gate
from privaudit.profile.counted import CUT, Counted, Known, Passed, Row
from privaudit.profile.forms import DIGIT_RUN, LETTER, LETTERS, LONG, Forms
from privaudit.profile.shapes import Shape
from privaudit.questions import BETWEEN_CELLS, Answer

ONE_IN = 64
"""Rows of which one may come back in any case."""
FEW = 200
"""Rows of the table that come back in any case, to see how many values have a form that proves nothing by itself."""
CANDIDATES = 1_000
"""Values of a column that are held against a check digit."""


Told = list[tuple[str, exp.Expr]]
"""Names of new columns of a step, and what they are."""


@dataclass(frozen=True)
class RowPass:
    """A pass over the named columns, each with what is known of it."""

    names: Sequence[str]
    known: Sequence[Known]
    shapes: Sequence[Shape | None]
    forms: Forms
    longest: Sequence[int]
    """Of each column, characters from which a value is measured: the length of one that was seen before, and at most CUT."""
    most: int
    """Rows with anything else that come back, at most."""
    most_odd: int
    """Rows with a cell that is not of the shape of its column that come back, at most."""

    @cached_property
    def shaped(self) -> dict[int, Shape]:
        """The columns that have a shape."""
        return {i: shape for i, shape in enumerate(self.shapes) if shape}

    @cached_property
    def free(self) -> Sequence[int]:
        """The columns that have none."""
        return [i for i, shape in enumerate(self.shapes) if not shape]

    def question(self, rows: exp.Expr) -> exp.Select:
        """What is asked of a relation or subquery."""
        cells = [(f"x{i}", ask.as_text(ask.column(self.names[i]))) for i in self.shaped]
        free = [(f"f{i}", ask.column(self.names[i])) for i in self.free]
        told = ask.in_order([cell for _, cell in cells]) if cells else ask.text("")
        step = _step([*cells, *free, ("told", told)], rows)
        step = _step([("even", self._even())], step, alone=False)
        carried = [(name, ask.column(name)) for name in ("even", "told", *(f"x{i}" for i in self.shaped))]
        step = _step([*carried, *(new for i in self.free for new in _look(i, _c("f", i), self.longest[i]))], step)
        for tell in (_tidy, self._hold):
            step = _step([*carried, *(new for i in self.free for new in tell(i))], step)
        for tell in (self._open, self._text, self._sign, self._search, self._hear_health, self._sift):
            step = _step([new for i in self.free for new in tell(i)], step, alone=False)
        row = ask.side_by_side([_c("g" if self.known[i].texts else "o", i) for i in self.free])
        step = _step([("row", row), ("texts", self._texts())], step, alone=False)
        by = ask.joined(ask.column("told"), ask.column("row")) if self.shaped else ask.column("row")
        step = _step([("rest", self._rest()), ("by", by)], step, alone=False)
        step = _step([("chosen", ask.one_in(ask.column("by"), ONE_IN))], step, alone=False)
        return exp.select(*self._counts(), copy=False).from_(step.subquery("step", copy=False), copy=False)

    def read(self, answer: Answer) -> Passed:
        """What the answer to the question says."""
        numbers = iter(answer)
        rows, rest, odd = (int(next(numbers)) for _ in range(3))
        some_of_rest, some, odd_rows = (tuple[Row, ...](next(numbers) or ()) for _ in range(3))
        some_of_rest, odd_rows = self._aligned(some_of_rest, self.free), self._aligned(odd_rows, list(self.shaped))
        columns = tuple(self._read_column(i, sum(row[i] is not None for row in odd_rows), numbers) for i in range(len(self.names)))
        return Passed(rows, columns, rest, some_of_rest, some, odd, odd_rows)

    def _aligned(self, rows: Sequence[Row], columns: Sequence[int]) -> tuple[Row, ...]:
        """Rows of some columns as rows of all."""
        places: list[int | None] = [None] * len(self.names)
        for place, i in enumerate(columns):
            places[i] = place
        return tuple([None if place is None else row[place] for place in places] for row in rows)

    def _even(self) -> exp.Expr:
        """Whether each cell is of the shape of its column, or empty; a cell with a mark in it makes a row that fits nothing."""
        if not self.shaped:
            return exp.true()
        shapes = "".join(f"{BETWEEN_CELLS}(?:{gate.within_a_cell(shape.regex)})?" for shape in self.shaped.values())
        short = exp.LTE(this=ask.size(ask.column("told")), expression=ask.number(CUT))
        return ask.case([(short, ask.matches(ask.column("told"), shapes))], exp.false())

    def _hold(self, i: int) -> Told:
        cell = _c("c", i)
        spaced = ask.case([(ask.ends_with(cell, " "), ask.has(ask.trimmed(cell), " "))], ask.has(cell, " "))
        held = [(f"k{i}_{n}", ask.matches(cell, gate.tolerant(form.regex))) for n, form in enumerate(self.known[i].whole)]
        return [(f"c{i}", cell), (f"n{i}", _c("n", i)), (f"s{i}", ask.case([(_c("b", i), spaced)], exp.false())), *held]

    def _open(self, i: int) -> Told:
        proven = [_c("k", i, n) for n, form in enumerate(self.known[i].whole) if form.proves]
        return [(f"o{i}", ask.case([(exp.or_(*proven), exp.null())], _c("c", i)) if proven else _c("c", i))]

    def _text(self, i: int) -> Told:
        """The open cell, if it is a text."""
        if not self.known[i].texts:
            return []
        cell = _c("o", i)
        text = ask.case([(exp.GTE(this=cell, expression=ask.text(LETTER)), cell), (ask.holds(cell, LETTERS), cell)], exp.null())
        large = exp.GT(this=ask.size(cell), expression=ask.number(LONG))
        long = ask.case([(exp.GT(this=ask.length(cell), expression=ask.number(LONG)), text)], exp.null())
        return [(f"t{i}", ask.case([(_c("s", i), text), (large, long)], exp.null()))]

    def _sign(self, i: int) -> Told:
        """Whether the open cell may hold any form, or be one that has a blank, in a column of texts."""
        if not self.known[i].texts:
            return []
        signs = gate.signs(_c("o", i), self._of_texts)
        return [(f"m{i}", ask.case([(sign, exp.true()) for sign in signs], exp.false()))]

    @cached_property
    def _of_texts(self) -> tuple[Pattern, ...]:
        """The forms that a text of several words can hold or prove to be."""
        proving = tuple(form for form in self.forms.patterns if form.proves)
        return tuple(dict.fromkeys((*self.forms.inside, *gate.of_several_words(proving))))

    def _search(self, i: int) -> Told:
        return [(f"i{i}_{n}", _within(i, form)) for n, form in enumerate(self.known[i].inside)]

    def _hear_health(self, i: int) -> Told:
        text = ask.joined(ask.text(" "), ask.unmarked(_c("t", i)))
        return [(f"h{i}", ask.holds(text, health_words.pattern()))] if self.known[i].texts else []

    def _sift(self, i: int) -> Told:
        """The text, if it may hold anything; the cell, unless it is a text that can be of no form."""
        if not self.known[i].texts:
            return []
        dull = exp.and_(_c("s", i), exp.not_(_c("m", i)))
        return [
            (f"u{i}", ask.case([(_c("m", i), _c("t", i))], exp.null())),
            (f"g{i}", ask.case([(dull, exp.null())], _c("o", i))),
        ]

    def _texts(self, but: Pattern | None = None) -> exp.Expr:
        """The texts of a row that may hold anything; without those of the columns that count a form by themselves."""
        return ask.side_by_side([_c("u", i) for i in self.free if self.known[i].texts and but not in self.known[i].inside])

    def _rest(self) -> exp.Expr:
        """Whether a cell of the row holds anything that its column does not count by itself."""
        rest: exp.Expr = exp.false()
        if self.forms.inside:
            counted = {form for i in self.free for form in self.known[i].inside}
            texts = {form: self._texts(form) if form in counted else ask.column("texts") for form in self.forms.inside}
            held = gate.inner(exp.false(), self.forms.inside, texts)
            rest = ask.case([(ask.holds(ask.column("texts"), gate.text_gate(self.forms.inside)), held)], exp.false())
        proving = [form for form in self.forms.patterns if form.proves]
        long = [self._new_text(i) for i in self.free if not self.known[i].texts]
        conditions = [*gate.cells_of(ask.column("row"), proving), *long]
        return ask.case([(condition, exp.true()) for condition in conditions], rest) if conditions else rest

    def _new_text(self, i: int) -> exp.Expr:
        """Whether an open cell may be a text, in a column that has had none: a long one is always measured."""
        long = exp.GT(this=_c("n", i), expression=ask.number(LONG))
        return exp.and_(exp.or_(_c("s", i), long), exp.not_(exp.Is(this=_c("o", i), expression=exp.null())))

    def _counts(self) -> Iterator[exp.Expr]:
        """In the order in which `read` takes them."""
        by, rest, even = ask.column("by"), ask.column("rest"), ask.column("even")
        cells = ask.listed([_c("o", i) for i in self.free])
        seen = ask.listed([exp.null() if shape and shape.closed else _c("x" if shape else "o", i) for i, shape in enumerate(self.shapes)])
        odd = ask.listed([_c("x", i) for i in self.shaped])
        yield exp.Count(this=exp.Star())
        yield ask.count_if(rest)
        yield ask.count_if(exp.not_(even))
        yield ask.some(cells, by, self.most, rest)
        yield ask.some(seen, by, FEW, ask.column("chosen"))
        yield ask.some(odd, by, self.most_odd, exp.not_(even))
        for i, shape in enumerate(self.shapes):
            yield from self._counts_of_shaped(i, shape) if shape else self._counts_of_free(i)

    def _counts_of_shaped(self, i: int, shape: Shape) -> Iterator[exp.Expr]:
        cell, even = _c("x", i), ask.column("even")
        yield exp.Count(this=cell)
        for form in self.known[i].whole:
            if form in shape.may_have:
                yield from _with_candidates(form, exp.and_(even, ask.matches(cell, form.regex)), cell)
            elif form in shape.has and form.validator:
                yield ask.some(cell, cell, CANDIDATES, exp.and_(even, ask.column("chosen")))

    def _counts_of_free(self, i: int) -> Iterator[exp.Expr]:
        cell, length = _c("c", i), _c("n", i)
        yield exp.Count(this=cell)
        yield exp.Max(this=length)
        yield ask.count_if(exp.GT(this=length, expression=ask.number(CUT)))
        yield ask.count_if(_c("s", i))
        for n, form in enumerate(self.known[i].whole):
            yield from _with_candidates(form, _c("k", i, n), cell)
        for n, form in enumerate(self.known[i].inside):
            yield from _with_candidates(form, _c("i", i, n), ask.extract(_c("t", i), form.regex))
        if self.known[i].texts:
            yield ask.count_if(_c("h", i))

    def _read_column(self, i: int, odd: int, numbers: Iterator[Any]) -> Counted:
        shape, known = self.shapes[i], self.known[i]
        if shape:
            return _read_shaped(shape, known, odd, numbers)
        values, longest, cut, spaced = (int(next(numbers) or 0) for _ in range(4))
        found = Counted(values, longest, spaced, cut)
        for forms, counts, some in ((known.whole, found.hits, found.candidates), (known.inside, found.inside, found.pieces)):
            for form in forms:
                _read_form(form, counts, some, numbers)
        if known.texts:
            found.health = int(next(numbers))
        return found


def _read_shaped(shape: Shape, known: Known, odd: int, numbers: Iterator[Any]) -> Counted:
    values = int(next(numbers)) - odd
    found = Counted(values, spaced=values if shape.spaced else 0)
    for form in known.whole:
        if form in shape.may_have:
            _read_form(form, found.hits, found.candidates, numbers)
        elif form in shape.has:
            found.hits[form.id] = values
            if form.validator:
                found.candidates[form.id].extend(next(numbers) or ())
    return found


def _read_form(form: Pattern, counts: dict[str, int], some: dict[str, list[str]], numbers: Iterator[Any]) -> None:
    if count := int(next(numbers)):
        counts[form.id] = count
    if form.validator:
        some[form.id].extend(next(numbers) or ())


def _c(kind: str, *numbers: int) -> exp.Expr:
    return ask.column(kind + "_".join(map(str, numbers)))


def _step(new: Told, rows: exp.Expr, *, alone: bool = True) -> exp.Select:
    """The next step: what is told now, beside all that was known or alone."""
    named = [exp.alias_(expression, name, quoted=True, copy=False) for name, expression in new]
    source = rows.subquery("step", copy=False) if isinstance(rows, exp.Select) else rows
    return exp.select(*([] if alone else ["*"]), *named, copy=False).from_(source, copy=False)


def _look(i: int, column: exp.Expr, longest: int) -> Told:
    """The cell as text, whether it has a blank, and whether it needs no care: it begins with a visible ASCII character and is not long."""
    cell = ask.as_text(column)
    visible = exp.Between(this=cell, low=ask.text("!"), high=ask.text("~"))
    plain = exp.and_(visible, exp.LTE(this=ask.size(column), expression=ask.number(longest)))
    return [(f"r{i}", cell), (f"b{i}", ask.has(column, " ")), (f"p{i}", plain)]


def _tidy(i: int) -> Told:
    """The cell without white space in front of it, and not longer than CUT; the length of a cell that needed care."""
    raw, plain = _c("r", i), _c("p", i)
    cell = ask.case([(plain, raw)], ask.start(ask.trimmed(raw), CUT))
    return [(f"b{i}", _c("b", i)), (f"c{i}", cell), (f"n{i}", ask.case([(plain, exp.null())], ask.length(ask.trimmed(raw))))]


def _within(i: int, form: Pattern) -> exp.Expr:
    """Whether a text holds the form, without being wholly of it."""
    text = _c("t", i)
    within = ask.case([(ask.holds(text, form.regex), exp.not_(ask.matches(text, form.regex)))], exp.false())
    if form.needs:
        sign = ask.holds(text, DIGIT_RUN) if form.needs == DIGITS else ask.has(text, form.needs)
        within = ask.case([(sign, within)], exp.false())
    return within


def _with_candidates(form: Pattern, found: exp.Expr, value: exp.Expr) -> Iterator[exp.Expr]:
    yield ask.count_if(found)
    if form.validator:
        yield ask.some(value, value, CANDIDATES, found)
