"""What the values of a table look like: counts per column, asked where the rows are.

Every value of every column is looked at.  The cells of a small table are told one by one.  A large table is read in one pass: a
first look at some rows only decides which forms are counted one by one there, and which shape the cells of a column have.  All other
cells are seen through at once: is every cell of its shape, does any cell of this row hold anything else?  Some of the rows that do are
told cell by cell; where that is not all of them, what they showed is counted in another pass.  A column that turns out to be something
else than its first cells were is counted once more by itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlglot import exp

from privaudit import questions as ask
from privaudit.model.estate import Table
from privaudit.model.profile import ColumnProfile, TableProfile, Validated
from privaudit.model.rules import Pattern, Rulebook
from privaudit.profile import samples
from privaudit.profile.called import are_called, are_no_names
from privaudit.profile.counted import CUT, Counted, Known, Passed, Row
from privaudit.profile.familiar import familiar
from privaudit.profile.first_look import FirstLook
from privaudit.profile.forms import LONG, Forms, Told
from privaudit.profile.keys import keys
from privaudit.profile.row_pass import RowPass
from privaudit.profile.shapes import Shape, Shapes
from privaudit.profile.steps import CANDIDATES
from privaudit.questions import WHITE, Engine
from privaudit.validators import VALIDATORS

FIRST_LOOK = 10_000
"""Rows of the first look."""
GLIMPSE = 300
"""Different rows of it that are told cell by cell, at most."""
TOLD = 1_200
"""Rows of a table that is told so as a whole, at most: for so many of them the passes take as long, however many columns it has."""
TOGETHER = 100
"""Columns that are asked for in one pass."""
REST = 1_000
"""Rows with anything else that are told cell by cell, at most."""
ODD = 50_000
"""Rows with a cell that is not of the shape of its column that are told cell by cell, at most."""
REST_CHARACTERS = 20_000_000
"""Characters of rows that are told cell by cell, about: those of many long texts would take the memory."""
UNFIT = 0.2
"""The share of such rows, of those in the column that has most of them, from which the shape of a column is given up."""
REST_AT_LEAST = 20
SOME = 0.05
"""The share of values from which a form that proves nothing by itself is counted."""
MANY = 0.3
"""The share of values from which it is worth another pass."""
ALL = 1.0
"""No share is more than that: only forms that prove are counted."""


def profile(engine: Engine, table: Table, rulebook: Rulebook) -> TableProfile:
    """The counts of all columns of a table that has rows.

    Raises SourceError where the rows cannot be read.
    """
    names = [column.name for column in table.columns if column.in_rows]
    forms = Forms(rulebook.patterns)
    signs = {key: re.compile(known.at_least) for key, known in rulebook.categories.items() if known.at_least is not None}
    columns: dict[str, ColumnProfile] = {}
    rows = 0
    for batch, passed in _passed(engine, table, names, forms):
        rows, counted, some = passed
        for i, (name, found) in enumerate(zip(batch, counted, strict=True)):
            columns[name] = _profile(found, forms.patterns, signs, [cell for row in some if (cell := row[i])])
    return TableProfile(rows, columns, engine.rejected(table))


_Found = tuple[int, Sequence[Counted], Sequence[Row]]
"""The number of rows, the counts of each column, and some rows."""


def _passed(engine: Engine, table: Table, names: Sequence[str], forms: Forms) -> Iterator[tuple[Sequence[str], _Found]]:
    """What each batch of columns holds; those of a small table are one, however many there are."""
    told = _Passes(engine, table, names, forms).told() if names else None
    if told is not None:
        yield names, told
        return
    for first in range(0, len(names), TOGETHER):
        batch = names[first : first + TOGETHER]
        yield batch, _Passes(engine, table, batch, forms).all()


class _Passes:
    """The passes that it takes to count the forms of some columns."""

    def __init__(self, engine: Engine, table: Table, names: Sequence[str], forms: Forms) -> None:
        self.engine = engine
        self.table = table
        self.names = names
        self.forms = forms
        self.shapes = Shapes(forms)

    def told(self) -> _Found | None:
        """What `all` tells, of a small table: each cell is told by itself.  None where the table is larger."""
        if not self._is_small():
            return None
        cells = [exp.alias_(ask.as_text(ask.column(name)), f"c{i}", quoted=True) for i, name in enumerate(self.names)]
        rows = self.engine.ask(exp.select(*cells).from_(ask.relation(self.table.relation or "")))
        some: list[Row] = [[cell.strip(WHITE)[:CUT] if cell else None for cell in row] for row in rows]
        columns = [Counted() for _ in self.names]
        for i, known in enumerate(self._learn([Known()] * len(columns), some, SOME)):
            for row in rows:
                self._add_cell(columns[i], known, row[i] or "")
        return len(rows), columns, some

    def _is_small(self) -> bool:
        """Whether the table has so few rows, and so little in them, that telling them takes less than a pass."""
        cells = [ask.column(name) for name in self.names]
        first = exp.select(*cells).from_(ask.relation(self.table.relation or "")).limit(TOLD + 1).subquery("first_rows")
        characters = exp.Sum(this=ask.size(ask.side_by_side(cells)))
        ((rows, length),) = self.engine.ask(exp.select(exp.Count(this=exp.Star()), characters).from_(first))
        return int(rows) <= TOLD and int(length or 0) <= REST_CHARACTERS

    def all(self) -> _Found:
        """The number of rows, the counts of each column, and some rows without the cells that their form proves."""
        looked = self._look()
        known = self._learn([Known(texts=glimpse.spaced or glimpse.longest > LONG) for glimpse in looked.columns], looked.some, SOME)
        return self._counted(known, self._shapes(known, looked), looked)

    def _counted(self, known: Sequence[Known], shapes: Sequence[Shape | None], looked: FirstLook) -> _Found:
        """What `all` tells, of columns of which so much is known before; those of which the pass shows more are told once more."""
        while True:
            found = self._pass(known, shapes, looked)
            more = known if found.told_all else self._learn(known, found.some_of_rest, ALL)
            more = self._learn(more, found.some, MANY)
            fitting = self._fitting(shapes, found)
            again = [i for i, one in enumerate(more) if one != known[i]]
            if fitting == shapes and (found.told_all or not again):
                break
            shapes = [shape and self._shape(looked, i, more[i]) for i, shape in enumerate(fitting)]
            known = more
        columns = self._finished(found, known, shapes, looked)
        for i, column in zip(again, self._only(again, more, shapes, looked), strict=True):
            columns[i] = column
        return found.rows, columns, (*looked.some, *found.some)

    def _only(self, again: Sequence[int], known: Sequence[Known], shapes: Sequence[Shape | None], looked: FirstLook) -> Sequence[Counted]:
        """The counts of some columns alone: to read few of a table takes a fraction of a pass over all."""
        if not again:
            return ()
        passes = _Passes(self.engine, self.table, [self.names[i] for i in again], self.forms)
        settled = [shapes[i] and self._shape(looked, i, known[i]) for i in again]
        return passes._counted([known[i] for i in again], settled, looked.of(again))[1]

    def _finished(self, found: Passed, known: Sequence[Known], shapes: Sequence[Shape | None], looked: FirstLook) -> list[Counted]:
        """The counts of a pass, with what the rows show that came back and what the first look did."""
        for column, glimpse in zip(found.columns, looked.columns, strict=True):
            column.longest = max(column.longest, glimpse.longest)
        self._add_odd(found, shapes, known)
        for row in looked.some:
            self._propose(found.columns, row)
        if found.told_all:
            for row in found.some_of_rest:
                self._add(found.columns, known, row)
        return list(found.columns)

    def _look(self) -> FirstLook:
        rows = exp.select(*map(ask.column, self.names)).from_(ask.relation(self.table.relation or "")).limit(FIRST_LOOK)
        (answer,) = self.engine.ask(FirstLook.question(self.names, rows.subquery("first_rows"), GLIMPSE))
        return FirstLook.read(answer)

    def _shapes(self, known: Sequence[Known], looked: FirstLook) -> Sequence[Shape | None]:
        """Of the columns of a table that has more rows than the first."""
        if looked.rows < FIRST_LOOK:
            return [None] * len(known)
        return [self._shape(looked, i, one) for i, one in enumerate(known)]

    def _shape(self, looked: FirstLook, column: int, known: Known) -> Shape | None:
        return None if known.inside else self.shapes.of(looked.cells(column), known.whole)

    def _fitting(self, shapes: Sequence[Shape | None], found: Passed) -> Sequence[Shape | None]:
        """Without the shapes that most rows with a cell of another shape do not fit, if these are too many to be told one by one."""
        if found.odd <= len(found.odd_rows):
            return shapes
        unfit = [sum(not shape.fits(row[i] or "") for row in found.odd_rows if row[i]) if shape else 0 for i, shape in enumerate(shapes)]
        return [shape if count < UNFIT * max(unfit) else None for shape, count in zip(shapes, unfit, strict=True)]

    def _pass(self, known: Sequence[Known], shapes: Sequence[Shape | None], looked: FirstLook) -> Passed:
        longest = [min(glimpse.longest, CUT) for glimpse in looked.columns]
        again = [familiar(looked.cells(i), known[i], shapes[i], self.forms, longest[i]) for i in range(len(longest))]
        length = sum(longest) + 1
        most = max(REST_AT_LEAST, min(REST, REST_CHARACTERS // length))
        most_odd = max(REST_AT_LEAST, min(ODD, REST_CHARACTERS // length))
        asked = RowPass(self.names, known, shapes, self.forms, again, longest, looked.telling(), most, most_odd)
        with samples.lists_meanwhile():
            (answer,) = self.engine.ask(asked.question(ask.relation(self.table.relation or "")))
        return asked.read(answer)

    def _learn(self, known: Sequence[Known], rows: Sequence[Row], share: float) -> Sequence[Known]:
        """What is known of the columns after these rows."""
        return [self._seen(one, [cell for row in rows if (cell := row[i])], share) for i, one in enumerate(known)]

    def _seen(self, known: Known, cells: Sequence[str], share: float) -> Known:
        """With the forms that prove, and others that more than this share of the cells have."""
        whole: dict[Pattern, int] = {}
        inside: dict[Pattern, None] = {}
        for cell in cells:
            told = self.forms.tell(cell)
            for form in told.whole:
                whole[form] = whole.get(form, 0) + 1
            # A text that is wholly of a form that proves nothing is held against it again, as the pass does.
            inside.update(dict.fromkeys(form for form in told.whole if form.inside and not form.proves))
            inside.update(dict.fromkeys(form for form, _ in told.inside))
        matter = (form for form, count in whole.items() if form.proves or count > share * len(cells))
        return known.and_also(matter, inside, texts=any(" " in cell or len(cell) > LONG for cell in cells))

    def _propose(self, columns: Sequence[Counted], row: Row) -> None:
        """Adds what a row holds of the forms that were counted to the candidates for check digits."""
        for column, cell in zip(columns, row, strict=True):
            told = self.forms.tell(cell) if cell else Told()
            for form in told.whole:
                if form.id in column.hits and cell:
                    column.candidates[form.id].append(cell)
            for form, piece in told.inside:
                if form.id in column.inside:
                    column.pieces[form.id].append(piece)

    def _add(self, columns: Sequence[Counted], known: Sequence[Known], row: Row) -> None:
        """Counts what the open cells of a row hold that was not counted yet."""
        for column, counted, cell in zip(columns, known, row, strict=True):
            if cell:
                told = self.forms.tell(cell)
                column.health += told.health and not counted.texts
                uncounted = ((form, piece) for form, piece in told.inside if form not in counted.inside)
                column.add(cell, (form for form in told.whole if form.proves), uncounted)

    def _add_odd(self, found: Passed, shapes: Sequence[Shape | None], known: Sequence[Known]) -> None:
        """Counts the cells of the rows in which one is not of the shape of its column."""
        for i, shape in enumerate(shapes):
            if shape:
                for cell in (cell for row in found.odd_rows if (cell := row[i])):
                    self._add_cell(found.columns[i], known[i], cell)

    def _add_cell(self, column: Counted, known: Known, raw: str) -> None:
        whole = raw.strip(WHITE)
        if not whole:
            return
        cell = whole[:CUT]
        column.values += 1
        column.longest = max(column.longest, len(whole))
        column.cut += len(whole) > CUT
        column.spaced += " " in cell
        told = self.forms.tell(cell)
        column.health += told.health
        column.add(cell, (form for form in told.whole if form.proves or form in known.whole), told.inside)


def _profile(found: Counted, patterns: Iterable[Pattern], signs: Mapping[str, re.Pattern[str]], some: Sequence[str]) -> ColumnProfile:
    validated = {}
    for pattern in patterns:
        candidates = found.candidates.get(pattern.id) or found.pieces.get(pattern.id)
        if pattern.validator and candidates:
            chosen = sorted(set(candidates), key=_shuffled)[:CANDIDATES]
            valid = [VALIDATORS[pattern.validator](value) for value in chosen]
            validated[pattern.id] = Validated(len(valid), sum(valid))
    return ColumnProfile(
        values=found.values,
        hits=found.hits,
        inside=found.inside,
        validated=validated,
        longest=found.longest,
        spaced=found.spaced,
        names=samples.names(some),
        closed=samples.closed(some),
        dates=samples.dates(some),
        cut=found.cut,
        health=found.health,
        signs=samples.signs(some, signs),
        keys=keys(some),
        nameless=are_no_names(some),
        called=are_called(some) if found.health else False,
    )


def _shuffled(value: str) -> bytes:
    return hashlib.blake2b(value.encode(), digest_size=8).digest()
