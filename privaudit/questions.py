"""The closed vocabulary in which questions reach the data.

A question is a sqlglot expression over ordinary SQL (select, join, case, comparison, and, or, min, max, count, sum, in)
and over the nodes below, whose meaning differs from one engine to the next or which sqlglot translates wrongly.  A module of
`lowering` turns each node into what its dialect really does; a node that a dialect does not lower is refused there.

Text is compared by its code points, whatever the collation of the column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from sqlglot import exp

from privaudit.model.estate import Rejected, Table

PREFIX = "privaudit_"
Lowering = Mapping[str, Callable[..., exp.Expr]]
"""Node name without prefix -> builder of the dialect's expression from the node's arguments."""


_WHITE_CODES = (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF)
WHITE = "".join(map(chr, _WHITE_CODES))
"""All white space of Unicode, and the mark that some writers leave at the start of a file."""
BETWEEN_CELLS = "\x1f"
"""What stands between the cells of a row that is looked at as one text."""
DAY, MOMENT = "day", "moment"
"""How the dates of a column read where all of them are ISO days, or begin with theirs: see `parse_date`."""
DAY_FIRST, MONTH_FIRST = "day first", "month first"
"""The same where all of them begin with day, month and year, or with month, day and year, in ten characters: 03/04/1980."""
KNOWN = frozenset({DAY, DAY_FIRST, MOMENT, MONTH_FIRST})
ISO_LENGTH = 10

Answer = tuple[Any, ...]
"""One row of an answer, in the order of the question's columns."""


class Engine(Protocol):
    """Whoever executes questions: the only place where the values of rows are."""

    def ask(self, question: exp.Expr) -> list[Answer]:
        """All rows of the answer.  Raises SourceError, which quotes no value."""

    def stream(self, question: exp.Expr) -> Iterator[Answer]:
        """The rows of a long answer, batch by batch."""

    def rejected(self, table: Table) -> tuple[Rejected, ...]:
        """The rows of a table that could not be read; known once all its columns have been asked for."""

    def lines(self, table: Table, records: Sequence[int]) -> Mapping[int, int]:
        """Record number (see `record`) -> the line of the file where it begins."""

    def holds_days(self, table: Table, column: str) -> bool:
        """Whether a column holds days or moments by its type: of texts it takes a look at each."""

    def progress(self) -> float | None:
        """How much of the running question is done, 0 to 1; None where that is not known."""


def _node(name: str, *arguments: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this=PREFIX + name, expressions=[argument.copy() for argument in arguments])


def text(value: str) -> exp.Expr:
    """A literal of text."""
    return exp.Literal.string(value)


def number(value: int) -> exp.Expr:
    """A literal of a whole number."""
    return exp.Literal.number(value)


def column(name: str, table: str | None = None) -> exp.Expr:
    """A column, quoted."""
    return exp.column(exp.to_identifier(name, quoted=True), table=exp.to_identifier(table, quoted=True) if table else None)


def relation(name: str, alias: str | None = None) -> exp.Expr:
    """A table of the engine, quoted."""
    table = exp.Table(this=exp.to_identifier(name, quoted=True))
    return exp.alias_(table, exp.to_identifier(alias, quoted=True), table=True) if alias else table


def trimmed(value: exp.Expr) -> exp.Expr:
    """The value as text without white space around it; NULL where nothing is left."""
    return _node("trimmed", value)


def fingerprint(value: exp.Expr) -> exp.Expr:
    """What is the same of equal texts alone, be it the text itself: by it rows are joined.  NULL for NULL."""
    return _node("fingerprint", value)


def as_text(value: exp.Expr) -> exp.Expr:
    """The value as text."""
    return _node("as_text", value)


def matches(value: exp.Expr, pattern: str) -> exp.Expr:
    """Whether the pattern fits the whole text; NULL for NULL."""
    return _node("matches", value, text(pattern))


def holds(value: exp.Expr, pattern: str) -> exp.Expr:
    """Whether the pattern fits somewhere in the text; NULL for NULL."""
    return _node("holds", value, text(pattern))


def has(value: exp.Expr, piece: str) -> exp.Expr:
    """Whether the text holds that very piece."""
    return _node("has", value, text(piece))


def extract(value: exp.Expr, pattern: str) -> exp.Expr:
    """The first piece of the text that the pattern fits; NULL where there is none.

    Of two branches that fit from the same place on, some engines take the longer one, others the first.
    """
    return _node("extract", value, text(pattern))


def length(value: exp.Expr) -> exp.Expr:
    """How many characters the text has."""
    return _node("length", value)


def count_if(condition: exp.Expr) -> exp.Expr:
    """Of how many rows the condition is true; 0 of no rows."""
    return _node("count_if", condition)


def parse_date(value: exp.Expr, order: str, last: str | None = None) -> exp.Expr:
    """The calendar day of a text or date as ISO text; NULL where there is none.

    Day, month and year in ISO order always count; `order` (dmy or mdy) tells how 03/04/1980 is read.  A time of day with an
    offset from UTC is moved to UTC first.  No text makes it fail.  Of a column in which every filled cell is known to begin with
    the day that it means, `order` says how (DAY, MOMENT, DAY_FIRST, MONTH_FIRST): nothing need be read there.  Days after the
    `last` are none.
    """
    return _node("parse_date", value, text(order), *(() if last is None else (text(last),)))


def by_position(value: exp.Expr, order: str) -> exp.Expr:
    """The ISO day of a text that is known to begin with one, written as `order` says: DAY_FIRST or MONTH_FIRST."""
    day, month = (0, 3) if order == DAY_FIRST else (3, 0)
    pieces = [start(behind(value, place), length) for place, length in ((6, 4), (month, 2), (day, 2))]
    return joined(pieces[0], text("-"), pieces[1], text("-"), pieces[2])


def folded(value: exp.Expr) -> exp.Expr:
    """The trimmed text in lower case; NULL where nothing is left."""
    return _node("folded", value)


def unmarked(value: exp.Expr) -> exp.Expr:
    """The text in lower case, letters without their accents; `ł` and `ß` are letters by themselves."""
    return _node("unmarked", value)


def unspaced(value: exp.Expr) -> exp.Expr:
    """The text in lower case without any white space; NULL where nothing is left."""
    return _node("unspaced", value)


def before_last(value: exp.Expr, mark: str) -> exp.Expr:
    """What stands before the last mark; NULL where there is no mark."""
    return _node("before_last", value, text(mark))


def after_last(value: exp.Expr, mark: str) -> exp.Expr:
    """What stands behind the last mark; NULL where there is no mark."""
    return _node("after_last", value, text(mark))


def before_first(value: exp.Expr, mark: str) -> exp.Expr:
    """What stands before the first mark; the whole text where there is none."""
    return _node("before_first", value, text(mark))


def without(value: exp.Expr, piece: str | exp.Expr) -> exp.Expr:
    """The text with every such piece taken out; NULL where the piece is."""
    return _node("without", value, text(piece) if isinstance(piece, str) else piece)


def joined(*parts: exp.Expr) -> exp.Expr:
    """The parts one behind the other; NULL where one is NULL."""
    return _node("joined", *parts)


def size(value: exp.Expr) -> exp.Expr:
    """How many bytes the text has in UTF-8; much faster than its length, and never less."""
    return _node("size", value)


def start(value: exp.Expr, characters: int) -> exp.Expr:
    """The first characters of the text."""
    return _node("start", value, number(characters))


def behind(value: exp.Expr, characters: int) -> exp.Expr:
    """What stands behind the first characters of the text."""
    return _node("behind", value, number(characters))


def digits(value: exp.Expr) -> exp.Expr:
    """The ASCII digits of the text, in their order; NULL where there is none."""
    return _node("digits", value)


def side_by_side(values: Sequence[exp.Expr]) -> exp.Expr:
    """The texts one behind the other, each between two marks (BETWEEN_CELLS); NULLs are left out."""
    return _node("side_by_side", text(BETWEEN_CELLS), *values)


def in_order(values: Sequence[exp.Expr]) -> exp.Expr:
    """The texts one behind the other, a mark (BETWEEN_CELLS) before each; nothing stands behind the mark of a NULL."""
    return _node("in_order", text(BETWEEN_CELLS), *values)


def ends_with(value: exp.Expr, piece: str) -> exp.Expr:
    """Whether the text ends with that very piece."""
    return _node("ends_with", value, text(piece))


def one_in(value: exp.Expr, many: int) -> exp.Expr:
    """Whether the text is one of those chosen by chance, one in so many; the same ones at every run."""
    return _node("one_in", value, number(many))


def familiar(value: exp.Expr, texts: Sequence[str]) -> exp.Expr:
    """Whether the text is one of these, told by a number of 64 bits: one of many millions of other texts may share that of one.

    False or NULL for NULL.
    """
    return _node("familiar", value, *map(text, texts))


def listed(values: Sequence[exp.Expr]) -> exp.Expr:
    """The texts as one list."""
    return _node("listed", *values)


def some(value: exp.Expr, by: exp.Expr, most: int, where: exp.Expr) -> exp.Expr:
    """A list of at most so many of the values of the rows for which the condition is true; NULL of none.

    They are chosen by what the text `by` happens to be: the same ones at every run, in whatever order the rows come.
    """
    return _node("some", value, by, number(most), where)


def pieces(value: exp.Expr, pattern: str, group: int = 0) -> exp.Expr:
    """A list of all pieces of the text that the pattern fits one behind the other, or of what one of its groups fits there."""
    return _node("pieces", value, text(pattern), number(group))


def word_pairs(value: exp.Expr) -> exp.Expr:
    """A list of each two words that stand one behind the other, with a blank between: runs of letters, as `unmarked`."""
    return _node("word_pairs", value)


def each(values: exp.Expr) -> exp.Expr:
    """One row for each text of a list, among what is selected."""
    return _node("each", values)


def url_decoded(value: exp.Expr) -> exp.Expr:
    """The text with %40 and the like as the characters that they stand for; as it is where that gives no UTF-8."""
    return _node("url_decoded", value)


def base64_texts(value: exp.Expr) -> exp.Expr:
    """The readable texts that stand in the text in base64, between marks (BETWEEN_CELLS); NULL where none does.

    Readable is UTF-8 without control characters: few texts are so by chance.
    """
    return _node("base64_texts", value)


def letters_and_digits(value: exp.Expr) -> exp.Expr:
    """The letters, as `unmarked`, and digits of the text, without all that stands between; NULL where there are none."""
    return _node("letters_and_digits", value)


def later(day: exp.Expr, months: int, days: int) -> exp.Expr:
    """The ISO day so many months later, at most the last of its month, and so many days after that.  NULL past the year 9999."""
    return _node("later", day, number(months), number(days))


def record(table: exp.Expr) -> exp.Expr:
    """The number of a row in its file, from 1 for the first row that could be read."""
    return _node("record", table)


def begins_visibly(value: exp.Expr) -> exp.Expr:
    """Whether the text begins with a visible ASCII character, told without a look at the rest; it may say no of a text of tildes."""
    return exp.Between(this=value.copy(), low=text("!"), high=text("~"))


def case(branches: Iterable[tuple[exp.Expr, exp.Expr]], otherwise: exp.Expr) -> exp.Expr:
    """The first branch whose condition is true, else `otherwise`."""
    return exp.Case(ifs=[exp.If(this=condition.copy(), true=value.copy()) for condition, value in branches], default=otherwise.copy())


def one_of(value: exp.Expr, texts: Sequence[str]) -> exp.Expr:
    """Whether the value is one of the texts; false of no texts."""
    if not texts:
        return exp.false()
    return exp.In(this=value.copy(), expressions=[text(entry) for entry in texts])


def once(rows: exp.Select) -> exp.Select:
    """The rows, each of their columns computed once however often it is used: engines may write it out wherever its name stands."""
    return rows.offset(0)
