"""What each node of the vocabulary is in PostgreSQL's SQL.

Every text is looked at under the collation C, whatever that of its column or database: there texts compare by their code points, and
patterns know no letters but those of ASCII.  Where a node is about other letters, these are listed.
"""

from __future__ import annotations

from sqlglot import exp

from privaudit.lowering._building import (
    above_zero,
    call,
    count_if,
    first_of,
    is_bare,
    multiple_of,
    null_if_empty,
    refused_record,
    when,
    with_copies,
)
from privaudit.lowering._dialect import Dialect
from privaudit.lowering._native_days import with_native_days
from privaudit.lowering._patterns import quoted, rewritten
from privaudit.lowering._postgresql_days import DAYS
from privaudit.lowering._postgresql_texts import TEXTS, as_text, is_ascii, lower, plain, substring
from privaudit.lowering._shapes import computed_once
from privaudit.questions import WHITE, Lowering, number, text

_PATTERN = "%_\\"
"""What LIKE reads as other than itself."""


def _trimmed(value: exp.Expr) -> exp.Expr:
    if is_bare(value):
        return as_text(value)
    # Nearly all values begin and end with a visible ASCII character: to see that takes a fourth of the time.
    return with_copies(value, lambda it: when(_visible(it), as_text(it), _stripped(as_text(it))), lambda it: _stripped(as_text(it)))


def _stripped(value: exp.Expr) -> exp.Expr:
    return null_if_empty(call("BTRIM", value, text(WHITE)))


def _visible(value: exp.Expr) -> exp.Expr:
    ends = (as_text(value), call("RIGHT", as_text(value), number(1)))
    return exp.and_(*(exp.Between(this=end, low=text("!"), high=text("~")) for end in ends))


def _holds(value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
    return _fits(as_text(value), rewritten(pattern.name, "$"))


def _matches(value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
    return _fits(as_text(value), f"^(?:{rewritten(pattern.name, '$')})$")


def _fits(value: exp.Expr, pattern: str) -> exp.Expr:
    return exp.Paren(this=exp.RegexpLike(this=value, expression=text(pattern)))


def _has(value: exp.Expr, piece: exp.Expr) -> exp.Expr:
    return above_zero(call("STRPOS", as_text(value), piece))


def _extract(value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
    return null_if_empty(substring(as_text(value), f"({rewritten(pattern.name, '$')})"))


def _familiar(value: exp.Expr, *texts: exp.Expr) -> exp.Expr:
    return exp.In(this=as_text(value), expressions=list(texts))


def _length(value: exp.Expr) -> exp.Expr:
    return call("CHAR_LENGTH", as_text(value))


def _size(value: exp.Expr) -> exp.Expr:
    return call("OCTET_LENGTH", as_text(value))


def _is_tidy(value: exp.Expr) -> exp.Expr:
    """Whether a text of ASCII characters begins and ends with one that can be seen; NULL or false of all others."""
    # Of its bytes the last one is found at once; to find the last character takes longer than all else.
    last = call("GET_BYTE", call("TEXTSEND", as_text(value)), exp.Sub(this=call("OCTET_LENGTH", as_text(value)), expression=number(1)))
    ends = exp.and_(is_ascii(value), exp.Between(this=last, low=number(ord("!")), high=number(ord("~"))))
    # Of an empty text there is no last byte, and only a case says what is looked at first.
    return when(exp.Between(this=as_text(value), low=text("!"), high=text("~")), ends)


def _folded(value: exp.Expr) -> exp.Expr:
    def cheap(it: exp.Expr) -> exp.Expr:
        return when(_is_tidy(it), call("LOWER", as_text(it)), _stripped(lower(it)))

    return with_copies(value, cheap, lambda it: _stripped(lower(it)))


def _unspaced(value: exp.Expr) -> exp.Expr:
    return null_if_empty(call("TRANSLATE", lower(value), text(WHITE), text("")))


def _before_last(value: exp.Expr, mark: exp.Expr) -> exp.Expr:
    def cheap(it: exp.Expr) -> exp.Expr:
        behind = call("STRPOS", call("REVERSE", as_text(it)), call("REVERSE", mark))
        kept = exp.Sub(this=exp.Sub(this=call("CHAR_LENGTH", as_text(it)), expression=behind), expression=number(len(mark.name) - 1))
        return when(_has(it, mark), call("LEFT", as_text(it), kept))

    # Without a pattern it takes a tenth of the time, but names the value several times.
    return with_copies(value, cheap, lambda it: substring(as_text(it), f"^(.*){quoted(mark.name)}"))


def _after_last(value: exp.Expr, mark: exp.Expr) -> exp.Expr:
    def cheap(it: exp.Expr) -> exp.Expr:
        last = call("REVERSE", call("SPLIT_PART", call("REVERSE", as_text(it)), call("REVERSE", mark), number(1)))
        if mark.name in _PATTERN or len(mark.name) > 1:
            return when(_has(it, mark), last)
        # To turn a text round takes most of the time, and most texts have one mark.
        several = exp.If(this=exp.Like(this=as_text(it), expression=text(f"%{mark.name}%{mark.name}%")), true=last)
        behind = null_if_empty(call("SPLIT_PART", as_text(it), mark, number(2)))
        return exp.Case(ifs=[several], default=first_of(behind, when(_has(it, mark), text(""))))

    return with_copies(value, cheap, lambda it: substring(as_text(it), f"^.*{quoted(mark.name)}(.*)$"))


def _before_first(value: exp.Expr, mark: exp.Expr) -> exp.Expr:
    return call("SPLIT_PART", as_text(value), mark, number(1))


def _without(value: exp.Expr, piece: exp.Expr) -> exp.Expr:
    return call("REPLACE", as_text(value), as_text(piece), text(""))


def _joined(*parts: exp.Expr) -> exp.Expr:
    whole = as_text(parts[0])
    for part in parts[1:]:
        whole = exp.DPipe(this=whole, expression=as_text(part))
    return plain(exp.Paren(this=whole))


def _start(value: exp.Expr, characters: exp.Expr) -> exp.Expr:
    return call("LEFT", as_text(value), characters)


def _behind(value: exp.Expr, characters: exp.Expr) -> exp.Expr:
    return call("SUBSTR", as_text(value), number(int(characters.name) + 1))


def _digits(value: exp.Expr) -> exp.Expr:
    return null_if_empty(call("REGEXP_REPLACE", as_text(value), text("[^0-9]+"), text(""), text("g")))


def _side_by_side(mark: exp.Expr, *values: exp.Expr) -> exp.Expr:
    return plain(call("CONCAT_WS", mark, text(""), *map(as_text, values), text("")))


def _in_order(mark: exp.Expr, *values: exp.Expr) -> exp.Expr:
    return plain(call("CONCAT", *(part for value in values for part in (mark, as_text(value)))))


def _ends_with(value: exp.Expr, piece: exp.Expr) -> exp.Expr:
    return exp.Paren(this=exp.EQ(this=call("RIGHT", as_text(value), number(len(piece.name))), expression=piece.copy()))


def _by_chance(value: exp.Expr) -> exp.Expr:
    return call("HASHTEXTEXTENDED", as_text(value), number(0))


def _one_in(value: exp.Expr, many: exp.Expr) -> exp.Expr:
    return multiple_of(_by_chance(value), many)


def _listed(*values: exp.Expr) -> exp.Expr:
    return exp.Array(expressions=[as_text(value) for value in values])


def _some(value: exp.Expr, by: exp.Expr, most: exp.Expr, where: exp.Expr) -> exp.Expr:
    filled = exp.Not(this=exp.Paren(this=exp.Is(this=value.copy(), expression=exp.null())))
    order = exp.Order(this=value.copy(), expressions=[exp.Ordered(this=_by_chance(by), nulls_first=False)])
    all_of_them = exp.Filter(this=exp.ArrayAgg(this=order), expression=exp.Where(this=exp.and_(where.copy(), filled)))
    return exp.Bracket(this=exp.Paren(this=all_of_them), expressions=[exp.Slice(this=number(1), expression=most.copy())])


LOWERING: Lowering = {
    **DAYS,
    **TEXTS,
    "after_last": _after_last,
    "as_text": as_text,
    "before_first": _before_first,
    "before_last": _before_last,
    "behind": _behind,
    "count_if": count_if,
    "digits": _digits,
    "ends_with": _ends_with,
    "extract": _extract,
    "familiar": _familiar,
    "fingerprint": as_text,
    "folded": _folded,
    "has": _has,
    "holds": _holds,
    "in_order": _in_order,
    "joined": _joined,
    "length": _length,
    "listed": _listed,
    "matches": _matches,
    "one_in": _one_in,
    "record": refused_record,
    "side_by_side": _side_by_side,
    "size": _size,
    "some": _some,
    "start": _start,
    "trimmed": _trimmed,
    "unspaced": _unspaced,
    "without": _without,
}


def _shaped(question: exp.Expr) -> exp.Expr:
    return computed_once(with_native_days(question))


DIALECT = Dialect(
    printed="postgres",
    lowering=LOWERING,
    shaped=_shaped,
    # To compile questions as long as these takes longer than to answer them.
    session=(
        "SET jit = off",
        # On a million rows, processes that help cost more than they save.
        "SET parallel_setup_cost = 100000",
        # Those who opted out are held in memory, where the others are looked up among them.
        "SET work_mem = '64MB'",
        "SET TimeZone = 'UTC'",
        "SET DateStyle = 'ISO, YMD'",
        "SET IntervalStyle = 'postgres'",
        "SET bytea_output = 'hex'",
        "SET extra_float_digits = 3",
        "SET standard_conforming_strings = on",
        "SET client_encoding = 'UTF8'",
    ),
)
