"""What each node of the vocabulary is in DuckDB's SQL."""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from privaudit.lowering._dialect import Dialect
from privaudit.lowering._duckdb_texts import TEXTS
from privaudit.questions import WHITE, Lowering

RECORD = "\x1frecord"
"""The hidden column that numbers the rows of a file.  No header can hold its name: control characters are stripped there."""

_YEAR = r"([1-9]\d{3})"
_MONTH = r"(1[0-2]|0?[1-9])"
_DAY = r"([12]\d|3[01]|0?[1-9])"
_ISO = f"{_YEAR}[-/]{_MONTH}[-/]{_DAY}"
_MOVABLE = rf"([1-8]\d{{3}})[-/]{_MONTH}[-/]{_DAY}"
"""A day that keeps its four digits in any time zone."""
_TIME = r"[T ]+(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?:[.,]\d+)?"
_IN_UTC = r"(?: ?(?:Z|z|UTC|[+-]00(?::?00)?))?"
_ANY_TIME = f"(?:{_TIME}{_IN_UTC})?"
_OFFSET = r" ?([+-](?:0\d|1[0-4])(?::?[0-5]\d)?)"
_VARCHAR = exp.DataType.build("VARCHAR")


def _call(name: str, *arguments: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this=name, expressions=list(arguments))


def _text(value: str) -> exp.Expr:
    return exp.Literal.string(value)


def _as_text(value: exp.Expr) -> exp.Expr:
    """Typed columns are looked at as text; a column of a text file is text already."""
    return exp.Cast(this=value, to=_VARCHAR.copy())


def _number(value: int) -> exp.Expr:
    return exp.Literal.number(value) if value >= 0 else exp.Neg(this=exp.Literal.number(-value))


def _null_if_empty(value: exp.Expr) -> exp.Expr:
    return exp.Nullif(this=value, expression=_text(""))


def _case(branches: list[tuple[exp.Expr, exp.Expr]], otherwise: exp.Expr) -> exp.Expr:
    return exp.Case(ifs=[exp.If(this=condition, true=value) for condition, value in branches], default=otherwise)


def _with(value: exp.Expr, build: Callable[[exp.Expr], exp.Expr]) -> exp.Expr:
    """What is built of a value that is used several times, but computed and written down once: a question would burst otherwise."""
    if isinstance(value, exp.Column | exp.Literal):
        return build(value)
    name = exp.to_identifier("privaudit_it")
    each = exp.Lambda(this=build(exp.column(name.copy())), expressions=[name])
    return _call("list_extract", _call("list_transform", exp.Array(expressions=[value]), each), _number(1))


def _trimmed(value: exp.Expr) -> exp.Expr:
    return _with(value, lambda it: _trimmed_text(_as_text(it)))


def _trimmed_text(text: exp.Expr) -> exp.Expr:
    # Nearly all values begin and end with a visible ASCII character; to see that is several times faster than to look for white space.
    last = _call("ord", _call("array_extract", text, _number(-1)))
    visible = exp.and_(_between(last, _number(33), _number(126)), _between(text, _text("!"), _text("~")))
    return _case([(visible, text)], _null_if_empty(_replaced(text, f"^[{WHITE}]+|[{WHITE}]+$", "")))


def _between(value: exp.Expr, low: exp.Expr, high: exp.Expr) -> exp.Expr:
    return exp.Between(this=value, low=low, high=high)


def _matches(value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
    return _call("regexp_full_match", _as_text(value), pattern)


def _holds(value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
    return _call("regexp_matches", _as_text(value), pattern)


def _has(value: exp.Expr, piece: exp.Expr) -> exp.Expr:
    return _call("contains", _as_text(value), piece)


def _extract(value: exp.Expr, pattern: exp.Expr) -> exp.Expr:
    return _null_if_empty(_call("regexp_extract", _as_text(value), pattern))


def _length(value: exp.Expr) -> exp.Expr:
    return _call("length", _as_text(value))


def _count_if(condition: exp.Expr) -> exp.Expr:
    # Without a filter, which DuckDB evaluates more slowly; of no rows it is NULL.
    return exp.Coalesce(this=exp.CountIf(this=condition.copy()), expressions=[_number(0)])


def _folded(value: exp.Expr) -> exp.Expr:
    return _call("lower", _trimmed(value))


def _unmarked(value: exp.Expr) -> exp.Expr:
    return _call("strip_accents", _call("lower", _as_text(value)))


def _unspaced(value: exp.Expr) -> exp.Expr:
    return _null_if_empty(_replaced(_call("lower", _as_text(value)), f"[{WHITE}]+", ""))


def _replaced(value: exp.Expr, pattern: str, by: str) -> exp.Expr:
    return _call("regexp_replace", value, _text(pattern), _text(by), _text("g"))


def _after_last(value: exp.Expr, mark: exp.Expr) -> exp.Expr:
    return _with(value, lambda it: _case([(_has(it, mark), _call("split_part", _as_text(it), mark, _number(-1)))], exp.null()))


def _before_last(value: exp.Expr, mark: exp.Expr) -> exp.Expr:
    def build(it: exp.Expr) -> exp.Expr:
        behind = exp.Add(this=_length(_after_last(it, mark)), expression=_length(mark))
        return _call("left", _as_text(it), exp.Sub(this=_length(it), expression=exp.Paren(this=behind)))

    return _with(value, build)


def _before_first(value: exp.Expr, mark: exp.Expr) -> exp.Expr:
    return _call("split_part", _as_text(value), mark, _number(1))


def _without(value: exp.Expr, piece: exp.Expr) -> exp.Expr:
    return _call("replace", _as_text(value), piece, _text(""))


def _joined(*parts: exp.Expr) -> exp.Expr:
    whole = _as_text(parts[0])
    for part in parts[1:]:
        whole = exp.DPipe(this=whole, expression=_as_text(part))
    return exp.Paren(this=whole)


def _record(table: exp.Expr) -> exp.Expr:
    name = table.alias_or_name
    return exp.column(exp.to_identifier(RECORD, quoted=True), table=exp.to_identifier(name, quoted=True) if name else None)


def _parse_date(value: exp.Expr, order: exp.Expr) -> exp.Expr:
    return _with(value, lambda it: _date(_as_text(it), day_first=order.name == "dmy"))


def _date(text: exp.Expr, *, day_first: bool) -> exp.Expr:
    month, day = (4, 1) if day_first else (1, 4)
    # The frequent shapes first: to cut them is faster than to rearrange them.
    by_iso = _known_day(_call("left", text, _number(10)))
    by_position = _known_day(_iso(_piece(text, 7, 4), _piece(text, month, 2), _piece(text, day, 2)))
    return _case(
        [
            (_matches(text, _text(rf"[1-9]\d{{3}}-\d\d-\d\d{_ANY_TIME}")), by_iso),
            (_matches(text, _text(rf"\d\d[-/.]\d\d[-/.][1-9]\d{{3}}{_ANY_TIME}")), by_position),
            (_holds(text, _text(r"\d{4}")), _with(_trimmed_text(text), lambda it: _seldom_date(it, day_first=day_first))),
        ],
        exp.null(),
    )


def _seldom_date(text: exp.Expr, *, day_first: bool) -> exp.Expr:
    first, second, swapped = (_DAY, _MONTH, r"\3-\2-\1") if day_first else (_MONTH, _DAY, r"\3-\1-\2")
    numeric = f"{first}[-/.]{second}[-/.]{_YEAR}"
    return _case(
        [
            (_matches(text, _text(r"[1-9]\d{7}")), _day(_iso(_piece(text, 1, 4), _piece(text, 5, 2), _piece(text, 7, 2)))),
            (_matches(text, _text(f"{_ISO}{_ANY_TIME}")), _day(_rearranged(text, f"{_ISO}(?:[T ].*)?", r"\1-\2-\3"))),
            (_matches(text, _text(f"{_MOVABLE}{_TIME}{_OFFSET}")), _moved_to_utc(text)),
            (_matches(text, _text(f"{numeric}{_ANY_TIME}")), _day(_rearranged(text, f"{numeric}(?:[T ].*)?", swapped))),
        ],
        exp.null(),
    )


def _piece(text: exp.Expr, start: int, length: int) -> exp.Expr:
    return _call("substring", text, _number(start), _number(length))


def _iso(year: exp.Expr, month: exp.Expr, day: exp.Expr) -> exp.Expr:
    return _joined(year, _text("-"), month, _text("-"), day)


def _known_day(iso: exp.Expr) -> exp.Expr:
    """The same for a text of ten characters in that shape: to write a day takes ten times as long as to read it."""
    return _with(iso, lambda it: _case([(exp.Not(this=exp.Is(this=_as_date(it), expression=exp.null())), it)], exp.null()))


def _as_date(text: exp.Expr) -> exp.Expr:
    return exp.TryCast(this=text.copy(), to=exp.DataType.build("DATE"))


def _day(iso: exp.Expr) -> exp.Expr:
    """ISO text; NULL where the calendar has no such day."""
    return _as_text(exp.TryCast(this=iso, to=exp.DataType.build("DATE")))


def _rearranged(text: exp.Expr, shape: str, order: str) -> exp.Expr:
    return _call("regexp_replace", text, _text(f"^{shape}$"), _text(order))


def _moved_to_utc(text: exp.Expr) -> exp.Expr:
    """The day in UTC of a date-time with an offset.  The session's time zone is UTC."""
    tidy = _rearranged(text, rf"{_YEAR}[-/](\d{{1,2}})[-/](\d{{1,2}})[T ]+(.*?){_OFFSET}", r"\1-\2-\3 \4\5")
    dotted = _call("replace", tidy, _text(","), _text("."))
    moment = exp.TryCast(this=dotted, to=exp.DataType.build("TIMESTAMPTZ"))
    return _as_text(exp.TryCast(this=moment, to=exp.DataType.build("DATE")))


def _size(value: exp.Expr) -> exp.Expr:
    return _call("strlen", _as_text(value))


def _start(value: exp.Expr, characters: exp.Expr) -> exp.Expr:
    return _call("left", _as_text(value), characters)


def _behind(value: exp.Expr, characters: exp.Expr) -> exp.Expr:
    return _call("substring", _as_text(value), exp.Add(this=characters.copy(), expression=_number(1)))


def _digits(value: exp.Expr) -> exp.Expr:
    return _null_if_empty(_replaced(_as_text(value), "[^0-9]+", ""))


def _side_by_side(mark: exp.Expr, *values: exp.Expr) -> exp.Expr:
    return _call("concat_ws", mark, _text(""), *values, _text(""))


def _in_order(mark: exp.Expr, *values: exp.Expr) -> exp.Expr:
    return _call("concat", *(part for value in values for part in (mark, value)))


def _ends_with(value: exp.Expr, piece: exp.Expr) -> exp.Expr:
    return _call("suffix", _as_text(value), piece)


def _one_in(value: exp.Expr, many: exp.Expr) -> exp.Expr:
    return exp.EQ(this=exp.Mod(this=_by_chance(value), expression=many.copy()), expression=_number(0))


def _by_chance(value: exp.Expr) -> exp.Expr:
    # Of a text that is joined, each part by itself: to join them first takes several times as long.
    whole = value.unnest()
    return _call("hash", *map(_as_text, whole.flatten() if isinstance(whole, exp.DPipe) else [value]))


def _familiar(value: exp.Expr, *texts: exp.Expr) -> exp.Expr:
    return exp.In(this=_by_chance(value), expressions=list(map(_by_chance, texts)))


def _listed(*values: exp.Expr) -> exp.Expr:
    return exp.Array(expressions=[value.copy() for value in values])


def _some(value: exp.Expr, by: exp.Expr, most: exp.Expr, where: exp.Expr) -> exp.Expr:
    # With a filter: else every row would be made ready to be sorted.  The values are computed before it, hence the cases.
    chosen, order = (_case([(where, of)], exp.null()) for of in (value, _by_chance(by)))
    return exp.Filter(this=exp.ArgMin(this=chosen, expression=order, count=most.copy()), expression=exp.Where(this=where.copy()))


LOWERING: Lowering = {
    **TEXTS,
    "after_last": _after_last,
    "as_text": _as_text,
    "before_first": _before_first,
    "before_last": _before_last,
    "behind": _behind,
    "count_if": _count_if,
    "digits": _digits,
    "ends_with": _ends_with,
    "extract": _extract,
    "familiar": _familiar,
    "fingerprint": _as_text,
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
    "unmarked": _unmarked,
    "unspaced": _unspaced,
    "without": _without,
}

DIALECT = Dialect(printed="duckdb", lowering=LOWERING, session=("SET TimeZone = 'UTC'",))
