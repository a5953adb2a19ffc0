"""One pass over the rows of a table: the question, and what its answer says of each column.

The pass goes from rows to counts in steps, each a SELECT around the one before it.  Beside it stands what it takes on 1,000,000 rows
x 25 columns, in CPU seconds of one thread, where to read the file takes 1.3:

    r, b, p     the cell as text; whether it has a blank; whether it is plain: nothing in front of it, and not long       0.9
    c, n        the cell without white space in front of it, and not longer than CUT; its length, if it is not plain      0.1
    s, k        whether it has several words; whether it is of a form that is known for its column          0.1 - 0.4 a form
    o           the open cell: not proven by a known form                                                                 0.0
    t, i        of these the texts; whether they hold a form that is known to stand within them                           0.3
    row, texts  all open cells of a row side by side, and all its texts                                                   0.6
    rest        whether they hold anything else                                                                           1.9
    (counts)    of each column, and some of the rows with anything else                                                   0.5

All columns go through it side by side, without grouping: what hides in a cell, wherever it is, makes its row one with anything else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlglot import exp

from privaudit import questions as ask
from privaudit.model.profile import LONGEST_VALUE
from privaudit.model.rules import DIGITS, Pattern
from privaudit.profile import gate
from privaudit.profile.forms import DIGIT_RUN, LETTER, LETTERS, LONG, Forms
from privaudit.questions import Answer

CUT = LONGEST_VALUE
ONE_IN = 64
"""Rows of which one may come back in any case."""
FEW = 200
"""Rows of the table that come back in any case, to see how many values have a form that proves nothing by itself."""
CANDIDATES = 1_000
"""Values of a column that are held against a check digit."""


@dataclass(frozen=True)
class Known:
    """The forms that are counted one by one in a column."""

    whole: tuple[Pattern, ...] = ()
    inside: tuple[Pattern, ...] = ()
    texts: bool = False
    """Whether some values have a blank or are long.  Where none has, the first that does is told cell by cell."""

    def and_also(self, whole: Iterable[Pattern], inside: Iterable[Pattern], *, texts: bool = False) -> Known:
        """With these forms too."""
        within = tuple(dict.fromkeys((*self.inside, *inside)))
        return Known(tuple(dict.fromkeys((*self.whole, *whole))), within, self.texts or texts or bool(within))


@dataclass
class Counted:
    """One column after a pass."""

    values: int = 0
    longest: int = 0
    spaced: int = 0
    cut: int = 0
    hits: dict[str, int] = field(default_factory=dict)
    inside: dict[str, int] = field(default_factory=dict)
    candidates: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Pattern id -> values to be held against the check digit."""
    pieces: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Pattern id -> pieces of texts, likewise."""


Row = list[str | None]


@dataclass(frozen=True)
class Passed:
    """What a pass found."""

    rows: int
    columns: tuple[Counted, ...]
    rest: int
    """Rows that hold something that is not known."""
    some_of_rest: tuple[Row, ...]
    """Their open cells: of all of them, or of as many as were asked for."""
    some: tuple[Row, ...]
    """The cells of any rows."""


@dataclass(frozen=True)
class Glimpse:
    """One column in the first look."""

    longest: int
    spaced: bool


@dataclass(frozen=True)
class FirstLook:
    """What the first rows are like."""

    columns: tuple[Glimpse, ...]
    some: tuple[Row, ...]
    """Some of them, each once."""

    @staticmethod
    def question(names: Sequence[str], rows: exp.Expr, most: int) -> exp.Select:
        """What is asked of these rows."""
        columns = range(len(names))
        cells = [exp.alias_(ask.trimmed(ask.column(name)), f"c{i}", quoted=True) for i, name in enumerate(names)]
        different = exp.select(*cells).distinct().from_(rows, copy=False).subquery("different")
        row = exp.select("*", exp.alias_(ask.side_by_side([_c("c", i) for i in columns]), "row", quoted=True)).from_(different, copy=False)
        counts = [count for i in columns for count in (exp.Max(this=ask.length(_c("c", i))), ask.count_if(ask.has(_c("c", i), " ")))]
        whole = ask.listed([ask.start(_c("c", i), CUT) for i in columns])
        return exp.select(ask.some(whole, ask.column("row"), most), *counts).from_(row.subquery("row"), copy=False)

    @classmethod
    def read(cls, answer: Answer) -> FirstLook:
        """What the answer to the question says."""
        some, *numbers = answer
        columns = (Glimpse(int(longest or 0), bool(spaced)) for longest, spaced in zip(numbers[::2], numbers[1::2], strict=True))
        return cls(tuple(columns), tuple(some or ()))


Told = list[tuple[str, exp.Expr]]
"""Names of new columns of a step, and what they are."""


@dataclass(frozen=True)
class RowPass:
    """A pass over the named columns, each with what is known of it."""

    names: Sequence[str]
    known: Sequence[Known]
    forms: Forms
    longest: Sequence[int]
    """Of each column, characters from which a value is measured: the length of one that was seen before, and at most CUT."""
    most: int
    """Rows with anything else that come back, at most."""

    def question(self, rows: exp.Expr) -> exp.Select:
        """What is asked of a relation or subquery."""
        columns = range(len(self.names))
        step = _step([new for i, name in enumerate(self.names) for new in _look(i, ask.column(name), self.longest[i])], rows)
        for tell, first in ((_tidy, True), (self._hold, True), (self._open, False), (self._text, False), (self._search, False)):
            step = _step([new for i in columns for new in tell(i)], step, alone=first)
        step = _step([("row", self._side_by_side("o")), ("texts", self._side_by_side("t"))], step, alone=False)
        step = _step([("rest", self._rest())], step, alone=False)
        return exp.select(*self._counts(), copy=False).from_(step.subquery("step", copy=False), copy=False)

    def read(self, answer: Answer) -> Passed:
        """What the answer to the question says."""
        numbers = iter(answer)
        rows, rest = int(next(numbers)), int(next(numbers))
        some_of_rest, some = next(numbers) or (), next(numbers) or ()
        columns = tuple(self._read_column(known, numbers) for known in self.known)
        return Passed(rows, columns, rest, tuple(some_of_rest), tuple(some))

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

    def _search(self, i: int) -> Told:
        return [(f"i{i}_{n}", _within(i, form)) for n, form in enumerate(self.known[i].inside)]

    def _side_by_side(self, kind: str, but: Pattern | None = None) -> exp.Expr:
        """The cells of a row, or its texts; without those of the columns that count a form by themselves."""
        told = [i for i, known in enumerate(self.known) if kind == "o" or (known.texts and but not in known.inside)]
        return ask.side_by_side([_c(kind, i) for i in told])

    def _rest(self) -> exp.Expr:
        """Whether a cell of the row holds anything that its column does not count by itself."""
        rest: exp.Expr = exp.false()
        if self.forms.inside:
            counted = {form for known in self.known for form in known.inside}
            texts = {form: self._side_by_side("t", form) if form in counted else ask.column("texts") for form in self.forms.inside}
            held = gate.inner(exp.false(), self.forms.inside, texts)
            rest = ask.case([(ask.holds(ask.column("texts"), gate.text_gate(self.forms.inside)), held)], exp.false())
        proving = [form for form in self.forms.patterns if form.proves]
        odd = [self._odd(i) for i, known in enumerate(self.known) if not known.texts]
        return ask.case([(condition, exp.true()) for condition in (*gate.cells_of(ask.column("row"), proving), *odd)], rest)

    def _odd(self, i: int) -> exp.Expr:
        """Whether an open cell may be a text, in a column that has had none: a long one is always measured."""
        long = exp.GT(this=_c("n", i), expression=ask.number(LONG))
        return exp.and_(exp.or_(_c("s", i), long), exp.not_(exp.Is(this=_c("o", i), expression=exp.null())))

    def _counts(self) -> Iterator[exp.Expr]:
        """In the order in which `read` takes them."""
        row, rest = ask.column("row"), ask.column("rest")
        cells = ask.listed([_c("o", i) for i in range(len(self.names))])
        yield exp.Count(this=exp.Star())
        yield ask.count_if(rest)
        yield ask.some(ask.case([(rest, cells)], exp.null()), row, self.most)
        yield ask.some(ask.case([(ask.one_in(row, ONE_IN), cells)], exp.null()), row, FEW)
        for i, known in enumerate(self.known):
            cell, length = _c("c", i), _c("n", i)
            yield exp.Count(this=cell)
            yield exp.Max(this=length)
            yield ask.count_if(exp.GT(this=length, expression=ask.number(CUT)))
            yield ask.count_if(_c("s", i))
            for n, form in enumerate(known.whole):
                yield from _with_candidates(form, _c("k", i, n), cell)
            for n, form in enumerate(known.inside):
                yield from _with_candidates(form, _c("i", i, n), ask.extract(_c("t", i), form.regex))

    def _read_column(self, known: Known, numbers: Iterator[Any]) -> Counted:
        values, longest, cut, spaced = (int(next(numbers) or 0) for _ in range(4))
        found = Counted(values, longest, spaced, cut)
        for forms, counts, some in ((known.whole, found.hits, found.candidates), (known.inside, found.inside, found.pieces)):
            for form in forms:
                if count := int(next(numbers)):
                    counts[form.id] = count
                if form.validator:
                    some[form.id].extend(next(numbers) or ())
        return found


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
        held = ask.case([(found, value)], exp.null())
        yield ask.some(held, held, CANDIDATES)
