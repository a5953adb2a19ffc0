"""What the nodes of the vocabulary are in the SQL of MySQL and of MariaDB, which differ in their collations and their patterns.

Every text is looked at under a binary collation that does not fill texts up with blanks: there they compare by their code points.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp

from privaudit.lowering import _dates
from privaudit.lowering._building import (
    END_OF_DAY,
    above_zero,
    call,
    first_of,
    is_bare,
    is_day,
    is_moment,
    multiple_of,
    null_if_empty,
    when,
    with_copies,
)
from privaudit.lowering._lateral import rows_of_lists
from privaudit.lowering._native_days import is_native, with_native_days
from privaudit.lowering._patterns import quoted, rewritten
from privaudit.lowering._shapes import computed_once
from privaudit.questions import WHITE, number, text

_END = r"\z"
_CHARACTERS = "utf8mb4"
_VISIBLE = (number(33), number(126))
_FIRST, _LAST = "1000-01-01", "9999-12-31"
_ISO_LENGTH = 10
_WRITTEN_DOWN = 99
"""What a derived table that is kept by itself costs: each of its rows is written into a table."""
_MOST_ROWS = 18_446_744_073_709_551_615
LISTED = "privaudit_found"
"""The texts of a list that has become rows."""
PLACE = "privaudit_place"


def shaped(question: exp.Expr) -> exp.Expr:
    """The question without what only other dialects know."""
    question = rows_of_lists(computed_once(with_native_days(question), _WRITTEN_DOWN), as_rows, LISTED)
    for select in question.find_all(exp.Select):
        if select.args.get("offset") and not select.args.get("limit"):
            select.limit(_MOST_ROWS, copy=False)
    for named in question.find_all(exp.CTE):
        named.set("materialized", None)
    return question


def as_rows(values: exp.Expr) -> exp.Expr:
    """The relation of a list: its texts, and their places."""
    texts = exp.JSONColumnDef(this=exp.to_identifier(LISTED), kind=exp.DataType.build("LONGTEXT", dialect="mysql"), path=text("$"))
    places = exp.JSONColumnDef(this=exp.to_identifier(PLACE), ordinality=True)
    return exp.JSONTable(this=values.copy(), schema=exp.JSONSchema(expressions=[places, texts]), path=text("$[*]"))


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes, one method for each."""

    collation: str
    group: str
    """What stands before the number of a group in what replaces it."""

    def as_text(self, value: exp.Expr) -> exp.Expr:
        """Typed columns are looked at as text."""
        if isinstance(value, exp.Literal) and value.is_string:
            return value.copy()
        kind = exp.DataType(this=exp.DType.CHARACTER_SET, kind=exp.Var(this=_CHARACTERS))
        return self.plain(exp.Cast(this=value.copy(), to=kind))

    def plain(self, value: exp.Expr) -> exp.Expr:
        """The text under the collation in which it is what its bytes are."""
        return exp.Paren(this=exp.Collate(this=value, expression=exp.Var(this=self.collation)))

    def replaced(self, value: exp.Expr, pattern: str, by: str) -> exp.Expr:
        r"""The text with every piece that the pattern fits replaced; groups are written as \1."""
        return call("REGEXP_REPLACE", value, text(pattern), text(by.replace("\\", self.group)))

    def found(self, value: exp.Expr, pattern: str) -> exp.Expr:
        """The first piece that the pattern fits; NULL where there is none."""
        return null_if_empty(call("REGEXP_SUBSTR", value, text(pattern)))

    def fits(self, value: exp.Expr, pattern: str) -> exp.Expr:
        """Whether the pattern fits somewhere."""
        return above_zero(call("REGEXP_INSTR", value, text(pattern)))

    def trimmed(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        if is_bare(value):
            return self.as_text(value)

        def cheap(it: exp.Expr) -> exp.Expr:
            # Nearly all values begin and end with a visible ASCII character: to see that takes no pattern.
            ends = (call("ASCII", side) for side in (self.as_text(it), call("RIGHT", self.as_text(it), number(1))))
            visible = exp.and_(*(exp.Between(this=side, low=_VISIBLE[0].copy(), high=_VISIBLE[1].copy()) for side in ends))
            return when(visible, self.as_text(it), self._stripped(it))

        return with_copies(value, cheap, self._stripped)

    def _stripped(self, value: exp.Expr) -> exp.Expr:
        return null_if_empty(self.replaced(self.as_text(value), f"^[{WHITE}]+|[{WHITE}]+{_END}", ""))

    def holds(self, value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        """As the node."""
        return self.fits(self.as_text(value), rewritten(pattern.name, _END))

    def matches(self, value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        """As the node."""
        return self.fits(self.as_text(value), f"^(?:{rewritten(pattern.name, _END)}){_END}")

    def has(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        """As the node."""
        return above_zero(call("LOCATE", piece, self.as_text(value)))

    def extract(self, value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        """As the node."""
        return self.found(self.as_text(value), rewritten(pattern.name, _END))

    def fingerprint(self, value: exp.Expr) -> exp.Expr:
        """As the node.  Texts without a known length are not looked up among others, but held against each of them."""
        return call("UNHEX", call("SHA2", self.as_text(value), number(256)))

    def familiar(self, value: exp.Expr, *texts: exp.Expr) -> exp.Expr:
        """As the node."""
        return exp.In(this=self.fingerprint(value), expressions=list(map(self.fingerprint, texts)))

    def length(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        return call("CHAR_LENGTH", self.as_text(value))

    def size(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        return call("OCTET_LENGTH", self.as_text(value))

    def folded(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        return call("LOWER", self.trimmed(value))

    def unspaced(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        return null_if_empty(self.replaced(call("LOWER", self.as_text(value)), f"[{WHITE}]+", ""))

    def before_last(self, value: exp.Expr, mark: exp.Expr) -> exp.Expr:
        """As the node."""

        def cheap(it: exp.Expr) -> exp.Expr:
            behind = exp.Add(this=self.length(self._last(it, mark)), expression=number(len(mark.name)))
            return when(
                self.has(it, mark), call("LEFT", self.as_text(it), exp.Sub(this=self.length(it), expression=exp.Paren(this=behind)))
            )

        def plain(it: exp.Expr) -> exp.Expr:
            # With a blank in front: what is before a mark at the beginning is empty, and still there.
            before = self.found(call("CONCAT", text(" "), self.as_text(it)), f"(?s)^.*(?={quoted(mark.name)})")
            return call("SUBSTR", before, number(2))

        return with_copies(value, cheap, plain)

    def after_last(self, value: exp.Expr, mark: exp.Expr) -> exp.Expr:
        """As the node."""
        sign = quoted(mark.name)

        def plain(it: exp.Expr) -> exp.Expr:
            behind = self.found(self.as_text(it), f"(?s){sign}(?:(?!{sign}).)*{_END}")
            return call("SUBSTR", behind, number(len(mark.name) + 1))

        return with_copies(value, lambda it: when(self.has(it, mark), self._last(it, mark)), plain)

    def _last(self, value: exp.Expr, mark: exp.Expr) -> exp.Expr:
        return call("SUBSTRING_INDEX", self.as_text(value), mark, exp.Neg(this=number(1)))

    def before_first(self, value: exp.Expr, mark: exp.Expr) -> exp.Expr:
        """As the node."""
        return call("SUBSTRING_INDEX", self.as_text(value), mark, number(1))

    def without(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        """As the node."""
        return call("REPLACE", self.as_text(value), self.as_text(piece), text(""))

    def joined(self, *parts: exp.Expr) -> exp.Expr:
        """As the node."""
        return self.plain(call("CONCAT", *map(self.as_text, parts)))

    def start(self, value: exp.Expr, characters: exp.Expr) -> exp.Expr:
        """As the node."""
        return call("LEFT", self.as_text(value), characters)

    def behind(self, value: exp.Expr, characters: exp.Expr) -> exp.Expr:
        """As the node."""
        return call("SUBSTR", self.as_text(value), number(int(characters.name) + 1))

    def digits(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        return null_if_empty(self.replaced(self.as_text(value), "[^0-9]+", ""))

    def side_by_side(self, mark: exp.Expr, *values: exp.Expr) -> exp.Expr:
        """As the node."""
        return self.plain(call("CONCAT_WS", mark, text(""), *map(self.as_text, values), text("")))

    def in_order(self, mark: exp.Expr, *values: exp.Expr) -> exp.Expr:
        """As the node."""
        return self.plain(call("CONCAT", *(part for value in values for part in (mark, first_of(self.as_text(value), text(""))))))

    def ends_with(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        """As the node."""
        return exp.Paren(this=exp.EQ(this=call("RIGHT", self.as_text(value), number(len(piece.name))), expression=piece.copy()))

    def one_in(self, value: exp.Expr, many: exp.Expr) -> exp.Expr:
        """As the node."""
        return multiple_of(call("CRC32", self.as_text(value)), many)

    def parse_date(self, value: exp.Expr, order: exp.Expr, last: exp.Expr | None = None) -> exp.Expr:
        """As the node."""
        if is_day(value) or is_moment(value):
            native = _native_day(value, _LAST if last is None else last.name)
            return native if is_native(order) else self.plain(exp.cast(native, "CHAR"))

        def cheap(it: exp.Expr) -> exp.Expr:
            iso = self.fits(self.as_text(it), f"^{_dates.CALENDAR}{_dates.TIME}{_END}")
            other = self.fits(self.as_text(it), f"^{_dates.BY_POSITION[order.name]}[-/.]{_dates.YEAR}{_dates.TIME}{_END}")
            branches = [(iso, self._piece(it, 1, _ISO_LENGTH)), (other, self._by_position(it, order.name))]
            return exp.Case(ifs=[exp.If(this=condition, true=day) for condition, day in branches], default=self._any_date(it, order.name))

        return with_copies(value, cheap, lambda it: self._any_date(it, order.name))

    def _by_position(self, value: exp.Expr, order: str) -> exp.Expr:
        month, day = (4, 1) if order == "dmy" else (1, 4)
        pieces = (self._piece(value, 7, 4), text("-"), self._piece(value, month, 2), text("-"), self._piece(value, day, 2))
        return self.plain(call("CONCAT", *pieces))

    def _piece(self, value: exp.Expr, start: int, length: int) -> exp.Expr:
        return call("SUBSTR", self.as_text(value), number(start), number(length))

    def _any_date(self, value: exp.Expr, order: str) -> exp.Expr:
        trimmed = self.trimmed(value)
        year, month, day = ("".join(f"\\{group}" for group in part) for part in _dates.parts(order))
        rearranged = self.replaced(trimmed, f"^{_dates.shapes(order)}{_END}", f"{year}-{month}-{day}")
        return first_of(self._day(rearranged), self._moved(trimmed))

    def _day(self, value: exp.Expr) -> exp.Expr:
        """A day with one digit or two for its month as ISO text; NULL where the calendar has no such day."""
        return self.found(self.replaced(value, f"-([1-9])(?=-|{_END})", "-0\\1"), f"^{_dates.CALENDAR}{_END}")

    def _moved(self, value: exp.Expr) -> exp.Expr:
        """The day in UTC of a moment with an offset; NULL of all else."""
        moment = self.found(value, f"^{_dates.MOVED}{_END}")
        day = exp.cast(self._day(self.replaced(moment, f"^{_dates.MOVED_DAY}{_END}", "\\1-\\2-\\3")), "DATETIME")
        hour = self.replaced(moment, f"^{_dates.MOVED_HOUR}{_END}", "\\1")
        offset = self.replaced(self.replaced(moment, f"^{_dates.MOVED_OFFSET}{_END}", "\\1"), "[+:]", "")
        tidy = self.replaced(self.replaced(offset, f"^(-?[0-9]{{2}}){_END}", "\\100"), f"([0-9]{{2}}){_END}", ":\\1")
        return self._iso(call("SUBTIME", call("ADDTIME", day, hour), tidy))

    def _iso(self, moment: exp.Expr) -> exp.Expr:
        return self.as_text(exp.cast(moment, "DATE"))

    def later(self, day: exp.Expr, months: exp.Expr, days: exp.Expr) -> exp.Expr:
        """As the node."""
        start = exp.cast(self.found(self.as_text(day), f"^{_dates.CALENDAR}{_END}"), "DATE")
        moved = exp.DateAdd(this=start, expression=months.copy(), unit=exp.Var(this="MONTH"))
        return self._iso(exp.DateAdd(this=moved, expression=days.copy(), unit=exp.Var(this="DAY")))


def _native_day(value: exp.Expr, last: str) -> exp.Expr:
    """The day of a value that is one by its type."""
    whole = value.type is not None and value.type.this == exp.DType.DATE
    # A cast of a text is done for each row, but not to read the text beside a day.
    known = exp.Between(this=value.copy(), low=text(_FIRST), high=text(last if whole else last + END_OF_DAY))
    return when(known, value.copy() if whole else exp.cast(value.copy(), "DATE"))
