"""What stands inside a text, in DuckDB's SQL: its pieces, and what is written in it in another form."""

from __future__ import annotations

from sqlglot import exp

from privaudit.questions import BETWEEN_CELLS, Lowering

_VARCHAR = exp.DataType.build("VARCHAR")
_RUNS = ("[A-Za-z0-9+/]{6,}={0,2}", "[A-Za-z0-9_-]{6,}={0,2}")
"""Base64 in its two alphabets: the second one has two marks of its own."""
_NEXT = r"\\x[89AB][0-9A-F]"
_READABLE = rf"(?:[^\\]|\\x0[9ABCD]|\\x22|\\x27|\\x5C|\\x[CD][0-9A-F]{_NEXT}|\\xE[0-9A-F](?:{_NEXT}){{2}}|\\xF[0-4](?:{_NEXT}){{3}})+"
"""Bytes as DuckDB writes them down: what is not plain ASCII as \\xC3\\xA9."""
_LAST_DAY = "9999-12-31"


def _call(name: str, *arguments: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this=name, expressions=[argument.copy() for argument in arguments])


def _text(value: str) -> exp.Expr:
    return exp.Literal.string(value)


def _number(value: int) -> exp.Expr:
    return exp.Literal.number(value)


def _as_text(value: exp.Expr) -> exp.Expr:
    return exp.Cast(this=value.copy(), to=_VARCHAR.copy())


def _each_of(values: exp.Expr, name: str, body: exp.Expr) -> exp.Expr:
    return _call("list_transform", values, exp.Lambda(this=body, expressions=[exp.to_identifier(name)]))


def _pieces(value: exp.Expr, pattern: exp.Expr, group: exp.Expr) -> exp.Expr:
    return _call("regexp_extract_all", _as_text(value), pattern, group)


def _each(values: exp.Expr) -> exp.Expr:
    return _call("unnest", values)


def _url_decoded(value: exp.Expr) -> exp.Expr:
    # What is no UTF-8 once it is decoded stays as it is.
    text = _as_text(value)
    decoded = exp.Coalesce(this=_call("try", _call("url_decode", text)), expressions=[text.copy()])
    return exp.Case(ifs=[exp.If(this=_call("contains", text, _text("%")), true=decoded)], default=text.copy())


def _base64_texts(value: exp.Expr) -> exp.Expr:
    run = exp.column("privaudit_run")
    standard = _call("rtrim", _call("translate", run, _text("-_"), _text("+/")), _text("="))
    odd = exp.Mod(this=_call("length", standard), expression=_number(4))
    possible = exp.NEQ(this=odd.copy(), expression=_number(1))
    missing = exp.Mod(this=exp.Paren(this=exp.Sub(this=_number(4), expression=odd)), expression=_number(4))
    padded = _call("concat", standard, _call("repeat", _text("="), missing))
    decoded = exp.Case(ifs=[exp.If(this=possible, true=_call("from_base64", padded))])
    plain, safe = (_pieces(value, _text(shape), _number(0)) for shape in _RUNS)
    marked = _call("regexp_matches", _as_text(value), _text("[_-]"))
    runs = exp.Case(ifs=[exp.If(this=marked, true=_call("list_concat", plain, safe))], default=plain)
    readable = exp.Lambda(
        this=_call("regexp_full_match", _as_text(exp.column("privaudit_bytes")), _text(_READABLE)),
        expressions=[exp.to_identifier("privaudit_bytes")],
    )
    # To see that bytes are no text is many times faster than to fail at decoding them.
    texts = _call("list_filter", _each_of(runs, "privaudit_run", decoded), readable)
    written = _each_of(texts, "privaudit_bytes", _call("try", _call("decode", exp.column("privaudit_bytes"))))
    return exp.Nullif(this=_call("array_to_string", written, _text(BETWEEN_CELLS)), expression=_text(""))


def _word_pairs(value: exp.Expr) -> exp.Expr:
    words = _call("regexp_extract_all", _unmarked_text(value), _text(r"\p{L}+"))
    at = exp.column("privaudit_at")
    named = exp.column("privaudit_words")
    pair = _call(
        "concat_ws",
        _text(" "),
        _call("list_extract", named, at),
        _call("list_extract", named, exp.Add(this=at.copy(), expression=_number(1))),
    )
    places = _call("generate_series", _number(1), exp.Sub(this=_call("len", named), expression=_number(1)))
    pairs = _each_of(exp.Array(expressions=[words]), "privaudit_words", _each_of(places, "privaudit_at", pair))
    return _call("list_extract", pairs, _number(1))


def _unmarked_text(value: exp.Expr) -> exp.Expr:
    return _call("strip_accents", _call("lower", _as_text(value)))


def _letters_and_digits(value: exp.Expr) -> exp.Expr:
    bare = _call("regexp_replace", _unmarked_text(value), _text(r"[^\p{L}\p{N}]+"), _text(""), _text("g"))
    return exp.Nullif(this=bare, expression=_text(""))


def _later(day: exp.Expr, months: exp.Expr, days: exp.Expr) -> exp.Expr:
    start = exp.Cast(this=day.copy(), to=exp.DataType.build("DATE"))
    moved = exp.Add(this=exp.Add(this=start, expression=_call("to_months", months)), expression=_call("to_days", days))
    ended = exp.Cast(this=_call("try", moved), to=exp.DataType.build("DATE"))
    last = exp.Cast(this=_text(_LAST_DAY), to=exp.DataType.build("DATE"))
    return _as_text(exp.Case(ifs=[exp.If(this=exp.LTE(this=ended, expression=last), true=ended.copy())]))


TEXTS: Lowering = {
    "base64_texts": _base64_texts,
    "each": _each,
    "later": _later,
    "letters_and_digits": _letters_and_digits,
    "pieces": _pieces,
    "url_decoded": _url_decoded,
    "word_pairs": _word_pairs,
}
"""As LOWERING, of which it is a part."""
