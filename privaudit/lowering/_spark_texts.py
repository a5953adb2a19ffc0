"""What stands inside a text, in Spark's SQL: its pieces, and what is written in it in another form."""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from privaudit.lowering import _java_patterns as java
from privaudit.lowering._building import call, null_if_empty
from privaudit.lowering._letters import plain_letters
from privaudit.questions import BETWEEN_CELLS, Lowering, number, text

STRING = exp.DataType.build("STRING", dialect="spark")
_RUNS = ("[A-Za-z0-9+/]{6,}={0,2}", "[A-Za-z0-9_-]{6,}={0,2}")
"""Base64 in its two alphabets: the second one has two marks of its own."""
_READABLE = "[^\x00-\x08\x0e-\x1f\x7f]+"
_LAST_DAY = "9999-12-31"
_REPLACED = "\ufffd"
"""What Java puts in the place of bytes that are no text."""
_LOWERED_OTHERWISE = ("\u03a3\u0130", "\u03c3i")
"""Letters that Java lowers by what stands beside them, or to two: a sigma at the end of a word, a dotted I."""


def as_text(value: exp.Expr) -> exp.Expr:
    """Typed columns are looked at as text."""
    return exp.Cast(this=value.copy(), to=STRING.copy())


def case(branches: list[tuple[exp.Expr, exp.Expr]], otherwise: exp.Expr | None = None) -> exp.Expr:
    """The first branch whose condition is true."""
    return exp.Case(ifs=[exp.If(this=condition, true=value) for condition, value in branches], default=otherwise or exp.null())


def bound(value: exp.Expr, build: Callable[[exp.Expr], exp.Expr], name: str = "privaudit_it") -> exp.Expr:
    """What is built of a value that is used several times, but written down once: a question would burst otherwise."""
    if isinstance(value, exp.Column | exp.Literal):
        return build(value)
    return call("element_at", each_of(exp.Array(expressions=[value.copy()]), build(exp.column(name)), name), number(1))


def each_of(values: exp.Expr, body: exp.Expr, *names: str) -> exp.Expr:
    """A list of what is made of each text of a list; a second name stands for its place, from 0."""
    return call("transform", values, exp.Lambda(this=body, expressions=[exp.to_identifier(name) for name in names]))


def lowered(value: exp.Expr) -> exp.Expr:
    """The text in lower case, letter by letter."""
    return call("lower", call("translate", as_text(value), *map(text, _LOWERED_OTHERWISE)))


def replaced(value: exp.Expr, pattern: str, by: str) -> exp.Expr:
    """The text with all that a pattern of Java's fits replaced."""
    return call("regexp_replace", value, text(pattern), text(by))


def unmarked(value: exp.Expr) -> exp.Expr:
    """The text in lower case, letters without their accents."""

    def build(it: exp.Expr) -> exp.Expr:
        plain = call("translate", it, *map(text, plain_letters()))
        return case([(call("regexp_like", it, text(r"\A[\x00-\x7f]*\z")), it)], replaced(plain, r"\p{M}+", ""))

    return bound(lowered(value), build, "privaudit_marked")


def _pieces(value: exp.Expr, pattern: exp.Expr, group: exp.Expr) -> exp.Expr:
    # The first group is meant where none is named.
    return call("regexp_extract_all", as_text(value), text(java.inside(pattern.name)), *([] if group.name == "1" else [group]))


def _each(values: exp.Expr) -> exp.Expr:
    return call("explode", values)


def _url_decoded(value: exp.Expr) -> exp.Expr:
    # What is no UTF-8 once it is decoded stays as it is.  A plus is a plus, and a lone % a %.
    original = as_text(value)
    safe = call("replace", replaced(original, "%(?![0-9A-Fa-f]{2})", "%25"), text("+"), text("%2B"))
    decoded = call("try_url_decode", safe)
    broken = exp.and_(call("contains", decoded, text(_REPLACED)), exp.not_(call("contains", call("upper", original), text("%EF%BF%BD"))))
    whole = case([(exp.or_(broken, exp.Is(this=decoded.copy(), expression=exp.null())), original)], decoded)
    return case([(call("contains", original, text("%")), whole)], original.copy())


def _base64_texts(value: exp.Expr) -> exp.Expr:
    run, found = exp.column("privaudit_run"), exp.column("privaudit_text")
    standard = exp.Trim(this=call("translate", run, text("-_"), text("+/")), expression=text("="), position="TRAILING")
    odd = exp.Mod(this=call("length", standard), expression=number(4))
    missing = exp.Mod(this=exp.Paren(this=exp.Sub(this=number(4), expression=odd)), expression=number(4))
    padded = call("concat", standard, call("repeat", text("="), missing))
    possible = exp.NEQ(this=odd.copy(), expression=number(1))
    decoded = case([(possible, as_text(call("try_to_binary", padded, text("base64"))))])
    plain, safe = (_pieces(value, text(shape), number(0)) for shape in _RUNS)
    marked = call("regexp_like", as_text(value), text("[_-]"))
    runs = case([(marked, call("concat", plain, safe))], plain.copy())
    readable = exp.and_(call("is_valid_utf8", found), call("regexp_like", found, text(java.whole(_READABLE))))
    kept = exp.Lambda(this=readable, expressions=[exp.to_identifier("privaudit_text")])
    texts = call("filter", each_of(runs, decoded, "privaudit_run"), kept)
    return null_if_empty(call("array_join", texts, text(BETWEEN_CELLS)))


def _word_pairs(value: exp.Expr) -> exp.Expr:
    words, second, at = (exp.column(f"privaudit_{name}") for name in ("words", "second", "at"))
    first = call("element_at", words, exp.Add(this=at, expression=number(1)))
    seconds = call("slice", words, number(2), exp.Add(this=call("size", words), expression=number(1)))
    pairs = each_of(seconds, call("concat", first, text(" "), second), "privaudit_second", "privaudit_at")
    return bound(call("regexp_extract_all", unmarked(value), text(r"\p{L}+"), number(0)), lambda _: pairs, "privaudit_words")


def _letters_and_digits(value: exp.Expr) -> exp.Expr:
    return null_if_empty(replaced(unmarked(value), r"[^\p{L}\p{N}]+", ""))


def _later(day: exp.Expr, months: exp.Expr, days: exp.Expr) -> exp.Expr:
    date = exp.DataType.build("DATE")
    ended = call("date_add", call("add_months", exp.TryCast(this=day.copy(), to=date), months), days)
    last = exp.Cast(this=text(_LAST_DAY), to=date.copy())
    return as_text(case([(exp.LTE(this=ended, expression=last), ended.copy())]))


TEXTS: Lowering = {
    "base64_texts": _base64_texts,
    "each": _each,
    "later": _later,
    "letters_and_digits": _letters_and_digits,
    "pieces": _pieces,
    "unmarked": unmarked,
    "url_decoded": _url_decoded,
    "word_pairs": _word_pairs,
}
"""As LOWERING, of which it is a part."""
