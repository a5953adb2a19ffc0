"""What each node of the vocabulary is in DuckDB's SQL."""

from __future__ import annotations

from collections.abc import Mapping

from sqlglot import exp

from privaudit.questions import Lowering

RECORD = "\x1frecord"
"""The hidden column that numbers the rows of a file.  No header can hold its name: control characters are stripped there."""

WHITE = "".join(map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF)))
"""All white space of Unicode, and the mark that some writers leave at the start of a file."""

_DAY = r"(3[01]|[12]\d|0?[1-9])"
_MONTH = r"(1[0-2]|0?[1-9])"
"""Two digits before one: what is taken out of a longer text is the first that fits."""
_TIME = r"[T ]+([01]?\d|2[0-4])(:[0-5]\d){1,2}([.,]\d+)?"
_OFFSET = r" ?(Z|z|UTC|[+-]\d\d(:?\d\d)?)"


def _call(name: str, *arguments: exp.Expression) -> exp.Expression:
    return exp.Anonymous(this=name, expressions=[argument.copy() for argument in arguments])


def _text(value: str) -> exp.Expression:
    return exp.Literal.string(value)


def _as_text(value: exp.Expression) -> exp.Expression:
    """Typed columns are looked at as text; a column of a text file is text already."""
    return exp.cast(value.copy(), "VARCHAR")


def _null_if_empty(value: exp.Expression) -> exp.Expression:
    return exp.Nullif(this=value, expression=_text(""))


def _case(branches: list[tuple[exp.Expression, exp.Expression]], otherwise: exp.Expression) -> exp.Expression:
    return exp.Case(ifs=[exp.If(this=condition, true=value) for condition, value in branches], default=otherwise)


def _trimmed(value: exp.Expression) -> exp.Expression:
    return _null_if_empty(_call("trim", _as_text(value), _text(WHITE)))


def _matches(value: exp.Expression, pattern: exp.Expression) -> exp.Expression:
    return _call("regexp_full_match", _as_text(value), pattern)


def _holds(value: exp.Expression, pattern: exp.Expression) -> exp.Expression:
    return _call("regexp_matches", _as_text(value), pattern)


def _has(value: exp.Expression, piece: exp.Expression) -> exp.Expression:
    return _call("contains", _as_text(value), piece)


def _extract(value: exp.Expression, pattern: exp.Expression) -> exp.Expression:
    return _null_if_empty(_call("regexp_extract", _as_text(value), pattern))


def _length(value: exp.Expression) -> exp.Expression:
    return _call("length", _as_text(value))


def _count_if(condition: exp.Expression) -> exp.Expression:
    return exp.Filter(this=exp.Count(this=exp.Star()), expression=exp.Where(this=condition.copy()))


def _shuffled(value: exp.Expression) -> exp.Expression:
    return _call("md5", _as_text(value))


def _folded(value: exp.Expression) -> exp.Expression:
    return _call("lower", _trimmed(value))


def _unspaced(value: exp.Expression) -> exp.Expression:
    return _null_if_empty(_call("regexp_replace", _call("lower", _as_text(value)), _text(f"[{WHITE}]+"), _text(""), _text("g")))


def _after_last(value: exp.Expression, mark: exp.Expression) -> exp.Expression:
    return _case([(_has(value, mark), _call("split_part", _as_text(value), mark, exp.Literal.number(-1)))], exp.null())


def _before_last(value: exp.Expression, mark: exp.Expression) -> exp.Expression:
    behind = exp.Add(this=_length(_after_last(value, mark)), expression=_length(mark))
    return _call("left", _as_text(value), exp.Sub(this=_length(value), expression=exp.Paren(this=behind)))


def _before_first(value: exp.Expression, mark: exp.Expression) -> exp.Expression:
    return _call("split_part", _as_text(value), mark, exp.Literal.number(1))


def _without(value: exp.Expression, piece: exp.Expression) -> exp.Expression:
    return _call("replace", _as_text(value), piece, _text(""))


def _joined(*parts: exp.Expression) -> exp.Expression:
    whole = _as_text(parts[0])
    for part in parts[1:]:
        whole = exp.DPipe(this=whole, expression=_as_text(part))
    return exp.Paren(this=whole)


def _record(table: exp.Expression) -> exp.Expression:
    name = table.alias_or_name
    return exp.column(exp.to_identifier(RECORD, quoted=True), table=exp.to_identifier(name, quoted=True) if name else None)


def _rearranged(value: exp.Expression, shape: str, order: str) -> exp.Expression:
    """The text's date as ISO text, where the text is of that shape; NULL where the calendar has no such day."""
    iso = _call("regexp_replace", value, _text(f"^{shape}$"), _text(order))
    return _as_text(exp.TryCast(this=iso, to=exp.DataType.build("DATE")))


def _in_utc(value: exp.Expression) -> exp.Expression:
    """The day in UTC of a date-time with an offset.  The session's time zone is UTC."""
    tidy = _call("regexp_replace", value, _text(rf"^(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}})[T ]+(.*?)({_OFFSET})$"), _text(r"\1-\2-\3 \4\5"))
    dotted = _call("replace", _call("replace", tidy, _text(","), _text(".")), _text("UTC"), _text("Z"))
    moment = exp.TryCast(this=dotted, to=exp.DataType.build("TIMESTAMPTZ"))
    return _as_text(exp.TryCast(this=moment, to=exp.DataType.build("DATE")))


def _parse_date(value: exp.Expression, order: exp.Expression) -> exp.Expression:
    text = _call("trim", _as_text(value), _text(WHITE))
    iso = rf"(\d{{4}})[-/]{_MONTH}[-/]{_DAY}"
    first, second, swapped = (_DAY, _MONTH, r"\3-\2-\1") if order.name == "dmy" else (_MONTH, _DAY, r"\3-\1-\2")
    two_part = rf"{first}[-/.]{second}[-/.](\d{{4}})"
    return _case(
        [
            (_matches(text, _text(rf"{iso}({_TIME})?")), _rearranged(text, rf"{iso}.*", r"\1-\2-\3")),
            (_matches(text, _text(rf"\d{{4}}{_strict(_MONTH)}{_strict(_DAY)}")), _rearranged(text, r"(\d{4})(\d\d)(\d\d)", r"\1-\2-\3")),
            (_matches(text, _text(rf"{iso}{_TIME}{_OFFSET}")), _in_utc(text)),
            (_matches(text, _text(rf"{two_part}({_TIME})?")), _rearranged(text, rf"{two_part}.*", swapped)),
        ],
        exp.null(),
    )


def _strict(part: str) -> str:
    """A part of a date that always has two digits."""
    return part.replace("0?", "0")


LOWERING: Lowering = {
    "after_last": _after_last,
    "before_first": _before_first,
    "before_last": _before_last,
    "count_if": _count_if,
    "extract": _extract,
    "folded": _folded,
    "has": _has,
    "holds": _holds,
    "joined": _joined,
    "length": _length,
    "matches": _matches,
    "parse_date": _parse_date,
    "record": _record,
    "shuffled": _shuffled,
    "trimmed": _trimmed,
    "unspaced": _unspaced,
    "without": _without,
}
