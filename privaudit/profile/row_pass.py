"""One pass over the rows of a table: the question, and what its answer says of each column.

Columns that have a shape are told together: their cells stand one behind the other in one text, and one pattern says whether each is
of its shape.  The rows of which that is not true come back and are told cell by cell.  All other columns go from rows to counts in
steps, each a SELECT around the one before it:

    x, f        the cells of the columns with a shape or of texts, as text; those of the others
    told, even  the cells with a shape one behind the other, in lots; whether each is of its shape
    heard       the texts one behind the other
    quiet       whether they hold nothing at all
    r, b, p     the other cells as text; whether it has a blank; whether it is plain: nothing in front of it, and not long
    c, n        the cell without white space in front of it, and not longer than CUT; its length, if it is not plain
    s, k        whether it has several words; whether it is of a form that is known for its column
    o           the open cell: not proven by a known form
    t, m        of these the texts; whether the cell has a sign of any form that a text can be or hold
    i, h, u, g  whether a text holds a form that is known to stand within it, or a word of health; the texts with a sign; the cells
                that have one, or no blank
    row, texts  these cells of a row side by side, and these texts
    rest        whether they hold anything else
    chosen      whether chance chooses the row to come back in any case

All columns go through it side by side, without grouping: what hides in a cell, wherever it is, makes its row one with anything else.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlglot import exp

from privaudit import questions as ask
from privaudit.model.rules import Pattern
from privaudit.profile import answers, gate, quiet, steps
from privaudit.profile.counted import CUT, Counted, Known, Passed, Row
from privaudit.profile.forms import LETTER, LETTERS, LONG, Forms
from privaudit.profile.shapes import Shape
from privaudit.profile.steps import CANDIDATES, Told, c
from privaudit.questions import BETWEEN_CELLS, Answer

ONE_IN = 64
"""Rows of which one may come back in any case."""
FEW = 200
"""Rows of the table that come back in any case, to see how many values have a form that proves nothing by itself."""


@dataclass(frozen=True)
class RowPass:
    """A pass over the named columns, each with what is known of it."""

    names: Sequence[str]
    known: Sequence[Known]
    shapes: Sequence[Shape | None]
    forms: Forms
    familiar: Sequence[tuple[str, ...]]
    """Of each column, texts that need not be looked through again."""
    longest: Sequence[int]
    """Of each column, characters from which a value is measured: the length of one that was seen before, and at most CUT."""
    telling: int | None
    """A column by whose cell chance may choose a row; None where only the whole row will do."""
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

    @cached_property
    def calm(self) -> Sequence[int]:
        """Those of them that are columns of texts, most of which may hold nothing."""
        return [i for i in self.free if quiet.signs(self.known[i], self._of_texts) is not None]

    @cached_property
    def open(self) -> Sequence[int]:
        """Those of them that are told cell by cell in every row."""
        return [i for i in self.free if i not in self.calm]

    @cached_property
    def _lots(self) -> Sequence[Sequence[int]]:
        """The columns with a shape, those together of which one pattern tells."""
        return steps.lots([(i, 0 if self.familiar[i] else self.longest[i]) for i in self.shaped])

    @cached_property
    def _settled(self) -> Sequence[int]:
        """The columns with a shape that are texts."""
        return [i for i, shape in self.shaped.items() if shape.text]

    def question(self, rows: exp.Expr) -> exp.Select:
        """What is asked of a relation or subquery."""
        kept = [f"x{i}" for i in (*self.shaped, *self.calm)]
        cells = [(f"x{i}", ask.as_text(ask.column(self.names[i]))) for i in (*self.shaped, *self.calm)]
        step = steps.step([*cells, *((f"f{i}", ask.column(self.names[i])) for i in self.open)], rows)
        told = [(f"told{lot}", ask.in_order(self._news(columns))) for lot, columns in enumerate(self._lots)]
        step = steps.step([*told, ("heard", self._heard())], step, alone=False)
        step = steps.step([("even", self._even()), ("quiet", self._quiet())], step, alone=False)
        carried = [(name, ask.column(name)) for name in ("even", "quiet", "heard", *(name for name, _ in told), *kept)]
        step = steps.step([*carried, *(new for i in self.open for new in steps.look(i, c("f", i), self.longest[i]))], step)
        for tell in (self._tidy, self._hold):
            step = steps.step([*carried, *(new for i in self.free for new in tell(i))], step)
        for tell in (self._open, self._text, self._sign, self._search, self._hear_health, self._sift):
            step = steps.step([new for i in self.free for new in tell(i)], step, alone=False)
        row = ask.side_by_side([c("g" if self.known[i].texts else "o", i) for i in self.free])
        step = steps.step([("row", self._unless_quiet(row)), ("texts", self._unless_quiet(self._texts()))], step, alone=False)
        step = steps.step([("rest", self._rest()), ("chosen", ask.one_in(self._told_apart_by(), ONE_IN))], step, alone=False)
        return exp.select(*self._counts(), copy=False).from_(step.subquery("step", copy=False), copy=False)

    def _by(self) -> exp.Expr:
        """The whole row as one text, which is put together for chosen rows alone."""
        parts = [ask.column(name) for name in ("heard", "row", *(f"told{lot}" for lot in range(len(self._lots))))]
        left_out = [c("x", i) for i in (*self.shaped, *self.calm) if self.familiar[i]]
        return ask.joined(*parts, *([ask.side_by_side(left_out)] if left_out else []))

    def _told_apart_by(self) -> exp.Expr:
        """What chance chooses a row by: to look at all of it would take as long as some of its searches."""
        return self._by() if self.telling not in {*self.shaped, *self.calm} else c("x", self.telling)

    def _unless_quiet(self, text: exp.Expr) -> exp.Expr:
        """A text that is empty in a quiet row."""
        return ask.case([(ask.column("quiet"), ask.text(""))], text) if not self.open else text

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
        short = [exp.LTE(this=ask.size(c("told", lot)), expression=ask.number(CUT)) for lot in range(len(self._lots))]
        return ask.case([(exp.and_(*short), exp.and_(*itertools.starmap(self._of_shape, enumerate(self._lots))))], exp.false())

    def _of_shape(self, lot: int, columns: Sequence[int]) -> exp.Expr:
        shapes = "".join(f"{BETWEEN_CELLS}(?:{gate.within_a_cell(self.shaped[i].regex)})?" for i in columns)
        return ask.matches(c("told", lot), shapes)

    def _news(self, columns: Iterable[int]) -> list[exp.Expr]:
        """The cells of some columns, without familiar texts."""
        cells = [(c("x", i), self.familiar[i]) for i in columns]
        return [ask.case([(ask.familiar(cell, texts), exp.null())], cell) if texts else cell for cell, texts in cells]

    def _heard(self) -> exp.Expr:
        """The texts that are looked through at once; empty where there are none."""
        settled = [(cell, self.shaped[i].spaced) for cell, i in zip(self._news(self._settled), self._settled, strict=True)]
        return quiet.texts(settled, self._news(self.calm)) if settled or self.calm else ask.text("")

    def _quiet(self) -> exp.Expr:
        if not (self._settled or self.calm):
            return exp.true()
        pieces = [piece for i in self.calm for piece in quiet.signs(self.known[i], self._of_texts) or ()]
        return quiet.is_quiet(ask.column("heard"), pieces, [(c("x", i), self.longest[i]) for i in self.calm])

    def _tidy(self, i: int) -> Told:
        return steps.tidy_loud(i, self.longest[i]) if i in self.calm else steps.tidy(i)

    def _hold(self, i: int) -> Told:
        cell = c("c", i)
        blank = c("b", i) if i in self.open else exp.not_(ask.column("quiet"))
        spaced = ask.case([(ask.ends_with(cell, " "), ask.has(ask.trimmed(cell), " "))], ask.has(cell, " "))
        held = [(f"k{i}_{n}", ask.matches(cell, gate.tolerant(form.regex))) for n, form in enumerate(self.known[i].whole)]
        return [(f"c{i}", cell), (f"n{i}", c("n", i)), (f"s{i}", ask.case([(blank, spaced)], exp.false())), *held]

    def _open(self, i: int) -> Told:
        proven = [c("k", i, n) for n, form in enumerate(self.known[i].whole) if form.proves]
        return [(f"o{i}", ask.case([(exp.or_(*proven), exp.null())], c("c", i)) if proven else c("c", i))]

    def _text(self, i: int) -> Told:
        """The open cell, if it is a text."""
        if not self.known[i].texts:
            return []
        cell = c("o", i)
        text = ask.case([(exp.GTE(this=cell, expression=ask.text(LETTER)), cell), (ask.holds(cell, LETTERS), cell)], exp.null())
        large = exp.GT(this=ask.size(cell), expression=ask.number(LONG))
        long = ask.case([(exp.GT(this=ask.length(cell), expression=ask.number(LONG)), text)], exp.null())
        return [(f"t{i}", ask.case([(c("s", i), text), (large, long)], exp.null()))]

    def _sign(self, i: int) -> Told:
        """Whether the open cell may hold any form, or be one that has a blank, in a column of texts."""
        if not self.known[i].texts:
            return []
        nothing = exp.Is(this=c("o", i), expression=exp.null())
        signs = gate.signs(c("o", i), self._of_texts)
        return [(f"m{i}", ask.case([(nothing, exp.false()), *((sign, exp.true()) for sign in signs)], exp.false()))]

    @cached_property
    def _of_texts(self) -> tuple[Pattern, ...]:
        """The forms that a text of several words can hold or prove to be."""
        proving = tuple(form for form in self.forms.patterns if form.proves)
        return tuple(dict.fromkeys((*self.forms.inside, *gate.of_several_words(proving))))

    def _search(self, i: int) -> Told:
        return [(f"i{i}_{n}", steps.within(i, form)) for n, form in enumerate(self.known[i].inside)]

    def _hear_health(self, i: int) -> Told:
        return [(f"h{i}", quiet.speaks_of_health(c("t", i)))] if self.known[i].texts else []

    def _sift(self, i: int) -> Told:
        """The text, if it may hold anything; the cell, unless it is a text that can be of no form."""
        if not self.known[i].texts:
            return []
        dull = exp.and_(c("s", i), exp.not_(c("m", i)))
        return [
            (f"u{i}", ask.case([(c("m", i), c("t", i))], exp.null())),
            (f"g{i}", ask.case([(dull, exp.null())], c("o", i))),
        ]

    def _texts(self, but: Pattern | None = None) -> exp.Expr:
        """The texts of a row that may hold anything; without those of the columns that count a form by themselves."""
        return ask.side_by_side([c("u", i) for i in self.free if self.known[i].texts and but not in self.known[i].inside])

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
        branches = [(condition, exp.true()) for condition in (*gate.cells_of(ask.column("row"), proving), *long)]
        if not self.open:
            branches.insert(0, (ask.column("quiet"), exp.false()))
        return ask.case(branches, rest) if branches else rest

    def _new_text(self, i: int) -> exp.Expr:
        """Whether an open cell may be a text, in a column that has had none: a long one is always measured."""
        long = exp.GT(this=c("n", i), expression=ask.number(LONG))
        return exp.and_(exp.or_(c("s", i), long), exp.not_(exp.Is(this=c("o", i), expression=exp.null())))

    def _counts(self) -> Iterator[exp.Expr]:
        """In the order in which `read` takes them."""
        by, rest, even = self._by(), ask.column("rest"), ask.column("even")
        cells = ask.listed([c("o", i) for i in self.free])
        seen = ask.listed([self._seen(i, shape) for i, shape in enumerate(self.shapes)])
        odd = ask.listed([c("x", i) for i in self.shaped])
        yield exp.Count(this=exp.Star())
        yield ask.count_if(rest)
        yield ask.count_if(exp.not_(even))
        yield ask.some(cells, by, self.most, rest)
        yield ask.some(seen, by, FEW, ask.column("chosen"))
        yield ask.some(odd, by, self.most_odd, exp.not_(even))
        for i, shape in enumerate(self.shapes):
            yield from self._counts_of_shaped(i, shape) if shape else self._counts_of_free(i)

    def _seen(self, i: int, shape: Shape | None) -> exp.Expr:
        """The cell of a row that chance chose."""
        if shape:
            return exp.null() if shape.closed else c("x", i)
        return ask.case([(ask.column("quiet"), c("x", i))], c("o", i)) if i in self.calm else c("o", i)

    def _counts_of_shaped(self, i: int, shape: Shape) -> Iterator[exp.Expr]:
        cell, even = c("x", i), ask.column("even")
        yield exp.Count(this=cell)
        if shape.text:
            spaced = ask.has(cell, " ")
            yield ask.count_if(exp.and_(even, spaced))
            heard = ask.case([(ask.column("quiet"), exp.false()), (exp.and_(even, spaced), quiet.speaks_of_health(cell))], exp.false())
            yield ask.count_if(heard)
        for form in self.known[i].whole:
            if form in shape.may_have:
                yield from steps.with_candidates(form, exp.and_(even, ask.matches(cell, form.regex)), cell)
            elif form in shape.has and form.validator:
                yield ask.some(cell, cell, CANDIDATES, exp.and_(even, ask.column("chosen")))

    def _counts_of_free(self, i: int) -> Iterator[exp.Expr]:
        cell, length = c("c", i), c("n", i)
        yield exp.Count(this=cell)
        if i in self.calm:
            yield exp.Count(this=ask.case([(ask.column("quiet"), c("x", i))], exp.null()))
        yield exp.Max(this=length)
        yield ask.count_if(exp.GT(this=length, expression=ask.number(CUT)))
        yield ask.count_if(c("s", i))
        for n, form in enumerate(self.known[i].whole):
            yield from steps.with_candidates(form, c("k", i, n), cell)
        for n, form in enumerate(self.known[i].inside):
            yield from steps.with_candidates(form, c("i", i, n), ask.extract(c("t", i), form.regex))
        if self.known[i].texts:
            yield ask.count_if(c("h", i))

    def _read_column(self, i: int, odd: int, numbers: Iterator[Any]) -> Counted:
        shape, known = self.shapes[i], self.known[i]
        if shape:
            return answers.read_shaped(shape, known, odd, numbers)
        loud = int(next(numbers))
        calm = int(next(numbers)) if i in self.calm else 0
        longest, cut, spaced = (int(next(numbers) or 0) for _ in range(3))
        found = Counted(calm + loud, longest, calm + spaced, cut)
        for forms, counts, some in ((known.whole, found.hits, found.candidates), (known.inside, found.inside, found.pieces)):
            for form in forms:
                answers.read_form(form, counts, some, numbers)
        if known.texts:
            found.health = int(next(numbers))
        return found
