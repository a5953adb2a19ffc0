"""What each node of the vocabulary is in SQLite's SQL.

Most are functions of this package that are registered on the connection: SQLite knows no patterns, no letters beyond ASCII, no dates.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from privaudit.lowering._building import above_zero, call, count_if, refused_record
from privaudit.lowering._dialect import Dialect
from privaudit.lowering._lateral import misplaced, rows_of_lists
from privaudit.lowering._shapes import computed_once, flat
from privaudit.lowering._sqlite_functions import FUNCTIONS, PREFIX, register
from privaudit.questions import Lowering, number, text

_FROM_SQL = frozenset({exp.Column, exp.Cast})


def _as_text(value: exp.Expr) -> exp.Expr:
    return value.copy() if isinstance(value, exp.Literal) and value.is_string else exp.cast(value.copy(), "TEXT")


def _cell(value: exp.Expr) -> exp.Expr:
    """The text as its bytes, where it may come from a table: bytes that are no UTF-8 would make a function fail."""
    return exp.cast(_as_text(value), "BLOB") if type(value) in _FROM_SQL else value.copy()


def _function(name: str) -> Callable[..., exp.Expr]:
    def build(*arguments: exp.Expr) -> exp.Expr:
        return call(PREFIX + name, *map(_cell, arguments))

    return build


def _has(value: exp.Expr, piece: exp.Expr) -> exp.Expr:
    return above_zero(call("INSTR", _as_text(value), piece))


def _familiar(value: exp.Expr, *texts: exp.Expr) -> exp.Expr:
    return exp.In(this=_as_text(value), expressions=list(texts))


def _length(value: exp.Expr) -> exp.Expr:
    return call("LENGTH", _as_text(value))


def _start(value: exp.Expr, characters: exp.Expr) -> exp.Expr:
    return call("SUBSTR", _as_text(value), number(1), characters)


def _behind(value: exp.Expr, characters: exp.Expr) -> exp.Expr:
    return call("SUBSTR", _as_text(value), number(int(characters.name) + 1))


def _without(value: exp.Expr, piece: exp.Expr) -> exp.Expr:
    return call("REPLACE", _as_text(value), _as_text(piece), text(""))


def _joined(*parts: exp.Expr) -> exp.Expr:
    whole = _as_text(parts[0])
    for part in parts[1:]:
        whole = exp.DPipe(this=whole, expression=_as_text(part))
    return exp.Paren(this=whole)


def _ends_with(value: exp.Expr, piece: exp.Expr) -> exp.Expr:
    if not piece.name:
        return exp.Paren(this=exp.EQ(this=_length(value), expression=_length(value)))
    last = call("SUBSTR", _as_text(value), exp.Neg(this=number(len(piece.name))))
    return exp.Paren(this=exp.EQ(this=last, expression=piece.copy()))


def _some(value: exp.Expr, by: exp.Expr, most: exp.Expr, where: exp.Expr) -> exp.Expr:
    name = "some_lists" if value.name == f"{PREFIX}listed" else "some"
    return call(f"{PREFIX}{name}", _cell(value), _cell(by), most, exp.Paren(this=where))


def _relation_of(values: exp.Expr) -> exp.Expr:
    return call("JSON_EACH", values)


LOWERING: Lowering = {
    **{name: _function(name) for name in FUNCTIONS},
    "as_text": _as_text,
    "behind": _behind,
    "count_if": count_if,
    "each": misplaced,
    "ends_with": _ends_with,
    "familiar": _familiar,
    "fingerprint": _as_text,
    "has": _has,
    "joined": _joined,
    "length": _length,
    "record": refused_record,
    "some": _some,
    "start": _start,
    "without": _without,
}


def _shaped(question: exp.Expr) -> exp.Expr:
    return flat(rows_of_lists(computed_once(question), _relation_of, "value"))


DIALECT = Dialect(printed="sqlite", lowering=LOWERING, prepare=register, shaped=_shaped)
