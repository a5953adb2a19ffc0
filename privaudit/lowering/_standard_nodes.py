"""The nodes of the vocabulary in what the dialects of other servers have in common: each says in a file of its own where it differs.

Texts, patterns, days and counts are told there, where the rows are.  Lists are not: a question with one is answered here, from the
columns that it reads.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from sqlglot import exp

from privaudit.lowering import _dates
from privaudit.lowering._building import (
    above_zero,
    call,
    count_if,
    elsewhere,
    first_of,
    is_day,
    is_known,
    null_if_empty,
    refused_record,
    when,
)
from privaudit.lowering._dialect import Dialect
from privaudit.lowering._letters import marks, numbers, plain_letters, small_letters
from privaudit.lowering._patterns import rewritten
from privaudit.questions import WHITE, Lowering, number, text

_END = "$"
_LISTS = ("base64_texts", "each", "listed", "pieces", "some", "url_decoded", "word_pairs")
"""Nodes that build lists, or look into each piece of a text."""
_MINUTES_OF_HOUR = 60
_MINUTES_OF_DAY = 1440
_CLOCK = "([01]?[0-9]|2[0-3]|24):([0-5][0-9])(?::[0-5][0-9])?(?:[.,][0-9]+)?"
_AHEAD = "(0[0-9]|1[0-4]):?([0-5][0-9])?"
_LAST_MOVED = "9000-01-01"
"""From here on days stand for never: a period after one of them is none."""


class StandardNodes(ABC):
    """The nodes, one method for each; those of a dialect that says them otherwise stand in its own file."""

    text_type: ClassVar[str] = "VARCHAR"
    length_name: ClassVar[str] = "LENGTH"
    size_name: ClassVar[str] = "OCTET_LENGTH"
    part_name: ClassVar[str] = "SUBSTR"
    lower_name: ClassVar[str] = "LOWER"
    reverse_name: ClassVar[str] = "REVERSE"
    translate_name: ClassVar[str] = "TRANSLATE"
    knows_right: ClassVar[bool] = True
    """Whether RIGHT gives the end of a text; else a part is counted from there by a number below zero."""

    def __init__(self, printed: str) -> None:
        self.printed = printed

    # What the dialects differ in.

    def pattern(self, pattern: str) -> str:
        """A pattern of a question as the server reads it."""
        return rewritten(pattern, _END)

    def fits(self, value: exp.Expr, pattern: str) -> exp.Expr:
        """Whether the pattern fits somewhere."""
        return above_zero(call("REGEXP_INSTR", value, text(self.pattern(pattern))))

    def replaced(self, value: exp.Expr, pattern: str, by: str) -> exp.Expr:
        r"""The text with every piece that the pattern fits replaced; groups are written as \1."""
        return call("REGEXP_REPLACE", value, text(self.pattern(pattern)), text(by))

    def found(self, value: exp.Expr, pattern: str) -> exp.Expr:
        """The first piece that the pattern fits, or nothing."""
        return call("REGEXP_SUBSTR", value, text(self.pattern(pattern)))

    def position(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        """Where a piece begins in a text, from 1; 0 where it is not there."""
        return call("STRPOS", value, piece)

    def part(self, value: exp.Expr, first: exp.Expr, length: exp.Expr | None = None) -> exp.Expr:
        """So many characters of a text from this one on; all behind it without a number."""
        return call(self.part_name, value, first, *([length] if length is not None else []))

    @abstractmethod
    def by_chance(self, value: exp.Expr) -> exp.Expr:
        """A number that a text gets by chance."""

    def as_day(self, iso: exp.Expr) -> exp.Expr:
        """The day of an ISO text that has the shape of one."""
        return exp.TryCast(this=iso, to=exp.DataType.build("DATE"))

    def as_number(self, digits: exp.Expr) -> exp.Expr:
        """The number of a text of digits; NULL of no text."""
        return exp.TryCast(this=digits, to=exp.DataType.build("INT"))

    def moved(self, day: exp.Expr, months: exp.Expr | None, days: exp.Expr) -> exp.Expr:
        """The day so many months, at most the last of its month, and days later."""
        after = day if months is None else call("DATEADD", exp.Var(this="MONTH"), months, day)
        return call("DATEADD", exp.Var(this="DAY"), days, after)

    def iso(self, day: exp.Expr) -> exp.Expr:
        """A day as ISO text."""
        return self.as_text(day)

    def floor(self, value: exp.Expr) -> exp.Expr:
        """The whole number below."""
        return exp.cast(call("FLOOR", value), "INT")

    # The nodes.

    def as_text(self, value: exp.Expr) -> exp.Expr:
        """Typed columns are looked at as text."""
        if isinstance(value, exp.Literal) and value.is_string:
            return value.copy()
        return exp.Cast(this=value.copy(), to=exp.DataType.build(self.text_type, dialect=self.printed))

    def familiar(self, value: exp.Expr, *texts: exp.Expr) -> exp.Expr:
        """As the node."""
        return exp.In(this=self.fingerprint(value), expressions=list(map(self.fingerprint, texts)))

    def fingerprint(self, value: exp.Expr) -> exp.Expr:
        """As the node: the text itself."""
        return self.as_text(value)

    def trimmed(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        return null_if_empty(self.replaced(self.as_text(value), f"^[{WHITE}]+|[{WHITE}]+$", ""))

    def matches(self, value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        """As the node."""
        return self.fits(self.as_text(value), f"^(?:{pattern.name})$")

    def holds(self, value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        """As the node."""
        return self.fits(self.as_text(value), pattern.name)

    def has(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        """As the node."""
        return above_zero(self.position(self.as_text(value), piece))

    def extract(self, value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        """As the node."""
        return null_if_empty(self.found(self.as_text(value), pattern.name))

    def length(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        return call(self.length_name, self.as_text(value))

    def size(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        return call(self.size_name, self.as_text(value))

    def folded(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        return call(self.lower_name, self.trimmed(value))

    def unspaced(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        return null_if_empty(self.replaced(call(self.lower_name, self.as_text(value)), f"[{WHITE}]+", ""))

    def unmarked(self, value: exp.Expr) -> exp.Expr:
        """As the node.  The letters that have marks are listed."""
        plain = call(self.translate_name, call(self.lower_name, self.as_text(value)), *map(text, plain_letters()))
        return self.replaced(plain, marks(), "")

    def letters_and_digits(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        return null_if_empty(self.replaced(self.unmarked(value), f"[^{small_letters()}{numbers()}]+", ""))

    def behind_last(self, value: exp.Expr, mark: exp.Expr) -> exp.Expr:
        """How many characters stand behind the last mark of a text that has one."""
        backwards = self.position(call(self.reverse_name, self.as_text(value)), text(mark.name[::-1]))
        return exp.Sub(this=backwards, expression=number(1))

    def before_last(self, value: exp.Expr, mark: exp.Expr) -> exp.Expr:
        """As the node."""
        behind = exp.Paren(this=exp.Add(this=self.behind_last(value, mark), expression=number(len(mark.name))))
        kept = exp.Sub(this=self.length(value), expression=behind)
        return when(self.has(value, mark), self.part(self.as_text(value), number(1), kept))

    def after_last(self, value: exp.Expr, mark: exp.Expr) -> exp.Expr:
        """As the node."""
        before = exp.Sub(this=self.length(value), expression=exp.Paren(this=self.behind_last(value, mark)))
        return when(self.has(value, mark), self.part(self.as_text(value), exp.Add(this=before, expression=number(1))))

    def before_first(self, value: exp.Expr, mark: exp.Expr) -> exp.Expr:
        """As the node."""
        before = exp.Sub(this=self.position(self.as_text(value), mark), expression=number(1))
        return when(self.has(value, mark), self.part(self.as_text(value), number(1), before), self.as_text(value))

    def without(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        """As the node."""
        return call("REPLACE", self.as_text(value), self.as_text(piece), text(""))

    def chained(self, *texts: exp.Expr) -> exp.Expr:
        """The texts one behind the other."""
        whole = texts[0]
        for part in texts[1:]:
            whole = exp.DPipe(this=whole, expression=part)
        return exp.Paren(this=whole)

    def joined(self, *parts: exp.Expr) -> exp.Expr:
        """As the node."""
        return self.chained(*map(self.as_text, parts))

    def side_by_side(self, mark: exp.Expr, *values: exp.Expr) -> exp.Expr:
        """As the node."""
        cells = (when(is_known(value), self.joined(value, mark), text("")) for value in values)
        return self.chained(mark.copy(), *cells)

    def in_order(self, mark: exp.Expr, *values: exp.Expr) -> exp.Expr:
        """As the node."""
        return self.chained(*(part for value in values for part in (mark.copy(), first_of(self.as_text(value), text("")))))

    def start(self, value: exp.Expr, characters: exp.Expr) -> exp.Expr:
        """As the node."""
        return self.part(self.as_text(value), number(1), characters.copy())

    def behind(self, value: exp.Expr, characters: exp.Expr) -> exp.Expr:
        """As the node."""
        return self.part(self.as_text(value), number(int(characters.name) + 1))

    def digits(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        return null_if_empty(self.replaced(self.as_text(value), "[^0-9]+", ""))

    def ends_with(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        """As the node."""
        whole, length = self.as_text(value), number(len(piece.name))
        end = call("RIGHT", whole, length) if self.knows_right else self.part(whole, exp.Neg(this=length))
        return exp.Paren(this=exp.EQ(this=end, expression=piece.copy()))

    def one_in(self, value: exp.Expr, many: exp.Expr) -> exp.Expr:
        """As the node."""
        rest = exp.Mod(this=self.by_chance(self.as_text(value)), expression=many.copy())
        return exp.Paren(this=exp.EQ(this=rest, expression=number(0)))

    def parse_date(self, value: exp.Expr, order: exp.Expr) -> exp.Expr:
        """As the node: the shape first, then the calendar, and nothing is ever cast that may fail."""
        if is_day(value):
            return self.iso(exp.cast(value.copy(), "DATE"))
        trimmed = self.trimmed(value)
        day, month = "([12][0-9]|3[01]|0?[1-9])", "(1[0-2]|0?[1-9])"
        year, time = f"({_dates.YEAR})", _dates.TIME
        first, second, swapped = (day, month, r"\3-\2-\1") if order.name == "dmy" else (month, day, r"\3-\1-\2")
        shapes = (
            (f"^{year}[-/]{month}[-/]{day}{time}$", r"\1-\2-\3"),
            (f"^{year}([0-9][0-9])([0-9][0-9])$", r"\1-\2-\3"),
            (f"^{first}[-/.]{second}[-/.]{year}{time}$", swapped),
        )
        branches = [exp.If(this=self.fits(trimmed, shape), true=self._day(self.replaced(trimmed, shape, by))) for shape, by in shapes]
        return exp.Case(ifs=[*branches, exp.If(this=self.fits(trimmed, f"^{_dates.MOVED}$"), true=self._in_utc(trimmed))])

    def _day(self, value: exp.Expr) -> exp.Expr:
        """A day with one digit or two for its month as ISO text; NULL where the calendar has no such day."""
        padded = self.replaced(self.replaced(value, "-([0-9])-", r"-0\1-"), "-([0-9])$", r"-0\1")
        return null_if_empty(self.found(padded, f"^{_dates.CALENDAR}$"))

    def _in_utc(self, moment: exp.Expr) -> exp.Expr:
        """The day in UTC of a moment with an offset, by arithmetic."""
        shape = f"^({_dates.YEAR}[-/][0-9]+[-/][0-9]+)[T ]+{_CLOCK} ?([+-]){_AHEAD}$"

        def minutes(hours: int, rest: int) -> exp.Expr:
            told = first_of(self.as_number(null_if_empty(self.replaced(moment, shape, f"\\{rest}"))), number(0))
            whole = exp.Mul(this=self.as_number(self.replaced(moment, shape, f"\\{hours}")), expression=number(_MINUTES_OF_HOUR))
            return exp.Paren(this=exp.Add(this=whole, expression=told))

        behind = exp.EQ(this=self.replaced(moment, shape, r"\4"), expression=text("-"))
        here, ahead = minutes(2, 3), minutes(5, 6)
        in_utc = when(behind, exp.Add(this=here, expression=ahead), exp.Sub(this=here.copy(), expression=ahead.copy()))
        days = self.floor(
            exp.Div(this=exp.Paren(this=in_utc), expression=exp.Literal.number(f"{_MINUTES_OF_DAY}.0"), typed=False, safe=False)
        )
        dashed = self.replaced(self.replaced(moment, shape, r"\1"), "/", "-")
        return self.iso(self.moved(self.as_day(self._day(dashed)), None, days))

    def later(self, day: exp.Expr, months: exp.Expr, days: exp.Expr) -> exp.Expr:
        """As the node."""
        iso = self.as_text(day)
        near = exp.and_(self.fits(iso, f"^{_dates.CALENDAR}$"), exp.LT(this=iso.copy(), expression=text(_LAST_MOVED)))
        return when(near, self.iso(self.moved(self.as_day(iso.copy()), months, days)))

    def lowering(self) -> Lowering:
        """All nodes by name."""
        named = {name: getattr(self, name) for name in _NODES}
        return {**named, "count_if": count_if, "record": refused_record, **{name: elsewhere(name) for name in _LISTS}}


_NODES = (
    *("after_last", "as_text", "before_first", "before_last", "behind", "digits", "ends_with", "extract", "familiar"),
    *("fingerprint", "folded"),
    *("has", "holds", "in_order", "joined", "later", "length", "letters_and_digits", "matches", "one_in", "parse_date"),
    *("side_by_side", "size", "start", "trimmed", "unmarked", "unspaced", "without"),
)


def shaped(question: exp.Expr) -> exp.Expr:
    """Without what only other dialects know: how often a part is computed."""
    shaped = question.copy()
    for part in shaped.find_all(exp.CTE):
        part.set("materialized", None)
    for select in shaped.find_all(exp.Select):
        offset = select.args.get("offset")
        if offset is not None and offset.expression.name == "0":
            select.set("offset", None)
    return shaped


def dialect(nodes: StandardNodes, session: tuple[str, ...] = ()) -> Dialect:
    """The dialect of a server with these nodes; `session` readies it."""
    return Dialect(nodes.printed, nodes.lowering(), session, shaped=shaped)
