"""What each node of the vocabulary is in Spark's SQL, from version 4.2 on."""

from __future__ import annotations

from sqlglot import exp

from privaudit.lowering import _java_patterns as java
from privaudit.lowering._building import call, is_known, null_if_empty
from privaudit.lowering._dialect import Dialect
from privaudit.lowering._spark_texts import TEXTS, as_text, bound, case, lowered, replaced
from privaudit.questions import WHITE, Lowering, number, text

RECORD = "\x1frecord"
"""The hidden column that numbers the rows of a file, as the local engine has it."""
_YEAR = "([1-9][0-9]{3})"
_MONTH = "(1[0-2]|0?[1-9])"
_DAY = "([12][0-9]|3[01]|0?[1-9])"
_MOVABLE = "([1-8][0-9]{3})"
"""A year that keeps its four digits in any time zone."""
_HOUR = "([01]?[0-9]|2[0-4])"
_TIME = f"[T ]+{_HOUR}(?::[0-5][0-9]){{1,2}}(?:[.,][0-9]+)?"
_IN_UTC = "(?: ?(?:Z|z|UTC|[+-]00(?::?00)?))?"
_ANY_TIME = f"(?:{_TIME}{_IN_UTC})?"
_MIDNIGHT = "24(?=:00(?::00)?(?:[.,]0+)? ?[+-])"
_CLOCK = f"[T ]+([01]?[0-9]|2[0-3]|{_MIDNIGHT}):([0-5][0-9])(?::[0-5][0-9])?(?:[.,][0-9]+)?"
_OFFSET = " ?([+-])(0[0-9]|1[0-4]):?([0-5][0-9])?"
_MINUTES_OF_HOUR = 60
_MINUTES_OF_DAY = 1440
_DATE = exp.DataType.build("DATE")
_INT = exp.DataType.build("INT")


def _trimmed(value: exp.Expr) -> exp.Expr:
    return null_if_empty(call("btrim", as_text(value), text(WHITE)))


def _matches(value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
    return call("regexp_like", as_text(value), text(java.whole(pattern.name)))


def _holds(value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
    return call("regexp_like", as_text(value), text(java.inside(pattern.name)))


def _has(value: exp.Expr, piece: exp.Expr) -> exp.Expr:
    return call("contains", as_text(value), piece)


def _extract(value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
    return null_if_empty(call("regexp_extract", as_text(value), text(java.inside(pattern.name)), number(0)))


def _length(value: exp.Expr) -> exp.Expr:
    return call("length", as_text(value))


def _count_if(condition: exp.Expr) -> exp.Expr:
    return call("count_if", condition)


def _folded(value: exp.Expr) -> exp.Expr:
    return lowered(_trimmed(value))


def _unspaced(value: exp.Expr) -> exp.Expr:
    return null_if_empty(call("translate", lowered(value), text(WHITE), text("")))


def _after_last(value: exp.Expr, mark: exp.Expr) -> exp.Expr:
    return bound(value, lambda it: case([(_has(it, mark), call("substring_index", as_text(it), mark, number(-1)))]))


def _before_last(value: exp.Expr, mark: exp.Expr) -> exp.Expr:
    def build(it: exp.Expr) -> exp.Expr:
        behind = call("length", call("substring_index", as_text(it), mark, number(-1)))
        kept = exp.Sub(this=_length(it), expression=exp.Paren(this=exp.Add(this=behind, expression=_length(mark))))
        return case([(_has(it, mark), call("left", as_text(it), kept))])

    return bound(value, build)


def _before_first(value: exp.Expr, mark: exp.Expr) -> exp.Expr:
    return call("substring_index", as_text(value), mark, number(1))


def _without(value: exp.Expr, piece: exp.Expr) -> exp.Expr:
    return call("replace", as_text(value), piece, text(""))


def _joined(*parts: exp.Expr) -> exp.Expr:
    return call("concat", *map(as_text, parts))


def _record(table: exp.Expr) -> exp.Expr:
    name = table.alias_or_name
    return exp.column(exp.to_identifier(RECORD, quoted=True), table=exp.to_identifier(name, quoted=True) if name else None)


def _parse_date(value: exp.Expr, order: exp.Expr) -> exp.Expr:
    day_first = order.name == "dmy"
    return bound(_trimmed(value), lambda it: _date(it, day_first=day_first))


def _date(it: exp.Expr, *, day_first: bool) -> exp.Expr:
    """The day of a trimmed text: first by its shape, then by the calendar, so that nothing is ever cast that may fail."""
    first, second, swapped = (_DAY, _MONTH, "$3-$2-$1") if day_first else (_MONTH, _DAY, "$3-$1-$2")
    plain = f"{_YEAR}[-/]{_MONTH}[-/]{_DAY}{_ANY_TIME}"
    run = "([1-9][0-9]{3})([0-9]{2})([0-9]{2})"
    numeric = f"{first}[-/.]{second}[-/.]{_YEAR}{_ANY_TIME}"
    moved = f"{_MOVABLE}[-/]{_MONTH}[-/]{_DAY}{_CLOCK}{_OFFSET}"
    return case(
        [
            (_fits(it, plain), _day(_rearranged(it, plain, "$1-$2-$3"))),
            (_fits(it, numeric), _day(_rearranged(it, numeric, swapped))),
            (_fits(it, run), _day(_rearranged(it, run, "$1-$2-$3"))),
            (_fits(it, moved), _moved_to_utc(it, moved)),
        ]
    )


def _fits(it: exp.Expr, pattern: str) -> exp.Expr:
    return call("regexp_like", it, text(java.whole(pattern)))


def _rearranged(it: exp.Expr, pattern: str, order: str) -> exp.Expr:
    return replaced(it, java.whole(pattern), order)


def _day(iso: exp.Expr) -> exp.Expr:
    """ISO text; NULL where the calendar has no such day."""
    return as_text(exp.TryCast(this=iso, to=_DATE.copy()))


def _moved_to_utc(it: exp.Expr, pattern: str) -> exp.Expr:
    """The day in UTC of a date-time with an offset, by arithmetic: clusters differ in the forms of times that they read."""

    def part(group: int) -> exp.Expr:
        return exp.TryCast(this=call("regexp_extract", it, text(java.whole(pattern)), number(group)), to=_INT.copy())

    def minutes(hours: exp.Expr, rest: exp.Expr) -> exp.Expr:
        return exp.Paren(this=exp.Add(this=exp.Mul(this=hours, expression=number(_MINUTES_OF_HOUR)), expression=rest))

    sign = call("regexp_extract", it, text(java.whole(pattern)), number(6))
    ahead = minutes(part(7), exp.Coalesce(this=part(8), expressions=[number(0)]))
    local = minutes(part(4), part(5))
    behind = exp.EQ(this=sign, expression=text("-"))
    in_utc = case([(behind, exp.Add(this=local, expression=ahead))], exp.Sub(this=local.copy(), expression=ahead.copy()))
    days = call("floor", exp.Div(this=exp.Paren(this=in_utc), expression=number(_MINUTES_OF_DAY)))
    day = exp.TryCast(this=_rearranged(it, pattern, "$1-$2-$3"), to=_DATE.copy())
    return as_text(call("date_add", day, exp.Cast(this=days, to=_INT.copy())))


def _size(value: exp.Expr) -> exp.Expr:
    return call("octet_length", as_text(value))


def _start(value: exp.Expr, characters: exp.Expr) -> exp.Expr:
    return call("left", as_text(value), characters)


def _behind(value: exp.Expr, characters: exp.Expr) -> exp.Expr:
    return call("substring", as_text(value), exp.Add(this=characters.copy(), expression=number(1)))


def _digits(value: exp.Expr) -> exp.Expr:
    return null_if_empty(replaced(as_text(value), "[^0-9]+", ""))


def _side_by_side(mark: exp.Expr, *values: exp.Expr) -> exp.Expr:
    return call("concat_ws", mark, text(""), *map(as_text, values), text(""))


def _in_order(mark: exp.Expr, *values: exp.Expr) -> exp.Expr:
    known = (exp.Coalesce(this=as_text(value), expressions=[text("")]) for value in values)
    return call("concat", *(part for value in known for part in (mark, value)))


def _ends_with(value: exp.Expr, piece: exp.Expr) -> exp.Expr:
    return call("endswith", as_text(value), piece)


def _one_in(value: exp.Expr, many: exp.Expr) -> exp.Expr:
    return exp.EQ(this=call("pmod", call("xxhash64", as_text(value)), many), expression=number(0))


def _familiar(value: exp.Expr, *texts: exp.Expr) -> exp.Expr:
    return exp.In(this=as_text(value), expressions=list(texts))


def _listed(*values: exp.Expr) -> exp.Expr:
    return call("array", *map(as_text, values))


def _some(value: exp.Expr, by: exp.Expr, most: exp.Expr, where: exp.Expr) -> exp.Expr:
    # Each node keeps so many and no more: a list of all of them would take the memory of one.
    chosen, order = (case([(where.copy(), of)]) for of in (value.copy(), call("xxhash64", by)))
    filled = exp.and_(where.copy(), is_known(value))
    few = exp.Filter(this=call("min_by", chosen, order, most), expression=exp.Where(this=filled))
    return exp.Nullif(this=few, expression=call("slice", few, number(1), number(0)))


LOWERING: Lowering = {
    **TEXTS,
    "after_last": _after_last,
    "as_text": as_text,
    "before_first": _before_first,
    "before_last": _before_last,
    "behind": _behind,
    "count_if": _count_if,
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
    "parse_date": _parse_date,
    "record": _record,
    "side_by_side": _side_by_side,
    "size": _size,
    "some": _some,
    "start": _start,
    "trimmed": _trimmed,
    "unspaced": _unspaced,
    "without": _without,
}


def _shaped(question: exp.Expr) -> exp.Expr:
    """Without the word that has a part computed once: Spark sees to that by itself, and does not know it."""
    shaped = question.copy()
    for part in shaped.find_all(exp.CTE):
        part.set("materialized", None)
    return shaped


DIALECT = Dialect(
    # The nearest that prints TRY_CAST as what it is: for Spark it would become a CAST, which fails at the first 31 February.
    printed="databricks",
    lowering=LOWERING,
    session=(
        "SET spark.sql.session.timeZone=UTC",
        # A $ before a bracket in a pattern is no variable.
        "SET spark.sql.variable.substitute=false",
        "SET spark.sql.parser.escapedStringLiterals=false",
        "SET spark.sql.caseSensitive=false",
    ),
    shaped=_shaped,
)
