"""How days are read and moved in PostgreSQL's SQL.

A pattern takes this server ten times as long as to compare pieces of a text, and groups in it thirty times.  So the frequent ways to
write a day are told without one.
"""

from __future__ import annotations

from sqlglot import exp

from privaudit.lowering import _dates
from privaudit.lowering._building import END_OF_DAY, call, first_of, is_day, is_moment, null_if_empty, when, with_copies
from privaudit.lowering._native_days import is_native
from privaudit.lowering._postgresql_texts import as_text, plain, substring
from privaudit.questions import WHITE, Lowering, number, text

_ISO = "YYYY-MM-DD"
_FIRST, _LAST = "1000-01-01", "9999-12-31"
_MOMENTS = {False: "TIMESTAMP", True: "TIMESTAMPTZ"}
"""The type of moments, by whether they have an offset from UTC."""
_DIGITS = "0123456789"
_SHORTEST_MONTH = "28"
_TIDY_OFFSET = "[+-][0-9]{2} hours [+-]0[0-9]{0,2} minutes"


def _parse_date(value: exp.Expr, order: exp.Expr, last: exp.Expr | None = None) -> exp.Expr:
    if is_day(value) or is_moment(value):
        day = _native_day(value, _LAST if last is None else last.name)
        return day if is_native(order) else plain(exp.cast(day, "TEXT"))

    def cheap(it: exp.Expr) -> exp.Expr:
        iso, other = as_text(it), _by_position(it, order.name)
        return exp.Case(
            ifs=[
                exp.If(this=_is_early(it, "____-__-__", "--", (6, 9)), true=iso),
                *(exp.If(this=_is_numeric(it, mark, order.name), true=other.copy()) for mark in "/.-"),
                exp.If(this=_fits(iso, f"^{_dates.CALENDAR}{_dates.TIME}$"), true=_piece(it, 1, len(_FIRST))),
                exp.If(this=_fits(iso, f"^{_dates.BY_POSITION[order.name]}[-/.]{_dates.YEAR}{_dates.TIME}$"), true=other.copy()),
                exp.If(this=_fits(iso, "[0-9]{4}"), true=_any_date(it, order.name)),
            ]
        )

    return with_copies(value, cheap, lambda it: _any_date(it, order.name))


def _native_day(value: exp.Expr, last: str) -> exp.Expr:
    # Infinity and years before Christ are dates, but none of ISO.  To compare a moment takes less than to cast it.
    kind, end = ("DATE", "") if value.type is None or value.type.this == exp.DType.DATE else (_MOMENTS[is_moment(value)], END_OF_DAY)
    known = exp.Between(this=value.copy(), low=exp.cast(text(_FIRST), kind), high=exp.cast(text(last + end), kind))
    return when(known, exp.cast(_in_utc(value), "DATE") if end else value.copy())


def _in_utc(value: exp.Expr) -> exp.Expr:
    return exp.AtTimeZone(this=value.copy(), zone=text("UTC")) if is_moment(value) else value.copy()


def _is_early(value: exp.Expr, shape: str, marks: str, places: tuple[int, int]) -> exp.Expr:
    """Whether it is a text of digits in this shape, of a month there is and a day that all months have; `places` of both."""
    month, day = places
    year = 1 if month > len(_ISO) // 2 else 7
    return exp.and_(
        exp.Like(this=as_text(value), expression=text(shape)),
        exp.EQ(this=call("TRANSLATE", as_text(value), text(_DIGITS), text("")), expression=text(marks)),
        exp.Between(this=_piece(value, month, 2), low=text("01"), high=text("12")),
        exp.Between(this=_piece(value, day, 2), low=text("01"), high=text(_SHORTEST_MONTH)),
        exp.GTE(this=_piece(value, year, 1), expression=text("1")),
    )


def _is_numeric(value: exp.Expr, mark: str, order: str) -> exp.Expr:
    return _is_early(value, f"__{mark}__{mark}____", mark * 2, (4, 1) if order == "dmy" else (1, 4))


def _by_position(value: exp.Expr, order: str) -> exp.Expr:
    month, day = (4, 1) if order == "dmy" else (1, 4)
    pieces = (_piece(value, 7, 4), text("-"), _piece(value, month, 2), text("-"), _piece(value, day, 2))
    return plain(call("CONCAT", *pieces))


def _piece(value: exp.Expr, start: int, length: int) -> exp.Expr:
    return call("SUBSTR", as_text(value), number(start), number(length))


def _fits(value: exp.Expr, pattern: str) -> exp.Expr:
    return exp.Paren(this=exp.RegexpLike(this=value.copy(), expression=text(pattern)))


def _any_date(value: exp.Expr, order: str) -> exp.Expr:
    trimmed = null_if_empty(call("BTRIM", as_text(value), text(WHITE)))
    in_utc = substring(_padded(_rearranged(trimmed, _dates.shapes(order), order)), f"^({_dates.CALENDAR})$")
    return first_of(in_utc, _moved(trimmed))


def _rearranged(value: exp.Expr, shape: str, order: str) -> exp.Expr:
    year, month, day = ("".join(f"\\{group}" for group in part) for part in _dates.parts(order))
    return call("REGEXP_REPLACE", value, text(f"^{shape}$"), text(f"{year}-{month}-{day}"))


def _padded(value: exp.Expr) -> exp.Expr:
    return call("REGEXP_REPLACE", value, text("-([1-9])(?=-|$)"), text("-0\\1"), text("g"))


def _moved(value: exp.Expr) -> exp.Expr:
    """The day in UTC of a moment with an offset; NULL of all else: what is cast here has shown its shape before."""
    iso = call("REGEXP_REPLACE", value, text(f"^{_dates.MOVED_DAY}$"), text("\\1-\\2-\\3"))
    day = call("TO_DATE", substring(_padded(iso), f"^({_dates.CALENDAR})$"), text(_ISO))
    hour = exp.cast(substring(value.copy(), f"^{_dates.MOVED_HOUR}$"), "INTERVAL")
    offset = substring(value.copy(), f"^{_dates.MOVED_OFFSET}$")
    tidy = call("REGEXP_REPLACE", offset, text("^([+-])([0-9]{2}):?([0-9]{2})?$"), text("\\1\\2 hours \\10\\3 minutes"))
    moved = exp.cast(substring(tidy, f"^({_TIDY_OFFSET})$"), "INTERVAL")
    moment = exp.Paren(this=exp.Sub(this=exp.Add(this=day, expression=hour), expression=moved))
    return plain(call("TO_CHAR", moment, text(_ISO)))


def _later(day: exp.Expr, months: exp.Expr, days: exp.Expr) -> exp.Expr:
    start = call("TO_DATE", substring(as_text(day), f"^({_dates.CALENDAR})$"), text(_ISO))
    moved = exp.Add(this=start, expression=call("MAKE_INTERVAL", number(0), months, number(0), days))
    return substring(plain(call("TO_CHAR", exp.Paren(this=moved), text(_ISO))), f"^({_dates.CALENDAR})$")


DAYS: Lowering = {"later": _later, "parse_date": _parse_date}
"""As LOWERING, of which it is a part."""
