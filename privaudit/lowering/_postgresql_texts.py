"""What stands inside a text, in PostgreSQL's SQL: its letters, its pieces, and what is written in it in another form."""

from __future__ import annotations

from sqlglot import exp

from privaudit.lowering._building import above_zero, call, first_of, is_known, null_if_empty, when, with_copies
from privaudit.lowering._codes import BASE64_RUNS, READABLE, UTF_8
from privaudit.lowering._letters import capitals, marks, numbers, small_letters
from privaudit.lowering._patterns import rewritten
from privaudit.questions import BETWEEN_CELLS, Lowering, column, number, text

_FOUND, _PLACE, _WORD, _NEXT = "found", "place", "word", "next"
_ESCAPED = "%[0-9A-Fa-f]{2}"


def plain(value: exp.Expr) -> exp.Expr:
    """The text under the collation in which it is what its bytes are."""
    return exp.Collate(this=value, expression=exp.to_identifier("C", quoted=True))


def as_text(value: exp.Expr) -> exp.Expr:
    """Typed columns are looked at as text."""
    if isinstance(value, exp.Literal) and value.is_string:
        return value.copy()
    if value.type is not None and value.type.this == exp.DType.INET:
        # A cast says of an address alone that it is a net of one, which the server itself does not write.
        return exp.Paren(this=plain(null_if_empty(call("CONCAT", value))))
    return exp.Paren(this=plain(exp.Cast(this=value.copy(), to=exp.DataType.build("TEXT"))))


def substring(value: exp.Expr, pattern: str) -> exp.Expr:
    """What the first group of the pattern fits; NULL where the pattern does not fit."""
    return call("SUBSTRING", value, text(pattern))


def is_ascii(value: exp.Expr) -> exp.Expr:
    """Whether a text has no character beyond ASCII."""
    return exp.EQ(this=call("OCTET_LENGTH", as_text(value)), expression=call("CHAR_LENGTH", as_text(value)))


def lower(value: exp.Expr) -> exp.Expr:
    """In lower case.  Under C the server knows no letters beyond ASCII; those are listed, which takes time, and seldom there."""

    def all_letters(it: exp.Expr) -> exp.Expr:
        return call("LOWER", call("TRANSLATE", as_text(it), *map(text, capitals())))

    def cheap(it: exp.Expr) -> exp.Expr:
        return when(is_ascii(it), call("LOWER", as_text(it)), all_letters(it))

    return with_copies(value, cheap, all_letters)


def _unmarked(value: exp.Expr) -> exp.Expr:
    def all_letters(it: exp.Expr) -> exp.Expr:
        bare = call("REGEXP_REPLACE", call("NORMALIZE", lower(it), exp.Var(this="NFD")), text(marks()), text(""), text("g"))
        return call("NORMALIZE", bare, exp.Var(this="NFC"))

    def cheap(it: exp.Expr) -> exp.Expr:
        return when(is_ascii(it), call("LOWER", as_text(it)), all_letters(it))

    return with_copies(value, cheap, all_letters)


def _letters_and_digits(value: exp.Expr) -> exp.Expr:
    others = f"[^{small_letters()}{numbers()}]+"
    return null_if_empty(call("REGEXP_REPLACE", _unmarked(value), text(others), text(""), text("g")))


def _found(value: exp.Expr, pattern: str) -> exp.Expr:
    """All that a pattern's groups fit, with its place, as a relation."""
    names = exp.TableAlias(this=exp.to_identifier("pieces"), columns=[exp.to_identifier(_FOUND), exp.to_identifier(_PLACE)])
    return exp.Table(this=call("REGEXP_MATCHES", value, text(pattern), text("g")), ordinality=True, alias=names)


def _group(place: int) -> exp.Expr:
    # sqlglot counts from 0, and adds one for this dialect.
    return exp.Bracket(this=column(_FOUND), expressions=[number(place - 1)])


def _array(rows: exp.Expr) -> exp.Expr:
    return exp.Array(expressions=[rows])


def _pieces(value: exp.Expr, pattern: exp.Expr, group: exp.Expr) -> exp.Expr:
    found = exp.select(_group(int(group.name) + 1)).from_(_found(as_text(value), f"({rewritten(pattern.name, '$')})"))
    return when(is_known(value), _array(found.order_by(column(_PLACE))))


def _word_pairs(value: exp.Expr) -> exp.Expr:
    following = exp.Window(this=call("LEAD", _group(1)), order=exp.Order(expressions=[exp.Ordered(this=column(_PLACE), nulls_first=False)]))
    words = exp.select(exp.alias_(_group(1), _WORD), exp.alias_(following, _NEXT), column(_PLACE))
    words = words.from_(_found(_unmarked(value), f"([{small_letters()}]+)"))
    pair = exp.DPipe(this=exp.DPipe(this=column(_WORD), expression=text(" ")), expression=column(_NEXT))
    pairs = exp.select(pair).from_(words.subquery("words")).where(is_known(column(_NEXT))).order_by(column(_PLACE))
    return when(is_known(value), _array(pairs))


def _each(values: exp.Expr) -> exp.Expr:
    return call("UNNEST", values)


def _from_hex(value: exp.Expr, shape: str) -> exp.Expr:
    """The text of bytes in hexadecimal digits; NULL where they are not of the shape."""
    return plain(call("CONVERT_FROM", call("DECODE", substring(value, f"^({shape})$"), text("hex")), text("UTF8")))


def _hex(value: exp.Expr) -> exp.Expr:
    return call("UPPER", call("ENCODE", value, text("hex")))


def _together(value: exp.Expr, mark: str) -> exp.Expr:
    ordered = exp.Order(this=text(mark), expressions=[exp.Ordered(this=column(_PLACE), nulls_first=False)])
    return call("STRING_AGG", value, ordered)


def _url_decoded(value: exp.Expr) -> exp.Expr:
    piece = _group(1)
    escaped = exp.RegexpLike(this=piece, expression=text(f"^{_ESCAPED}$"))
    code = when(escaped, call("UPPER", call("SUBSTR", piece, number(2))), _hex(call("CONVERT_TO", piece, text("UTF8"))))
    codes = exp.select(_together(code, "")).from_(_found(as_text(value), f"({_ESCAPED}|[^%]+|%)"))
    decoded = first_of(_from_hex(exp.Subquery(this=codes), UTF_8), as_text(value))
    return when(above_zero(call("STRPOS", as_text(value), text("%"))), decoded, as_text(value))


def _base64_texts(value: exp.Expr) -> exp.Expr:
    standard, safe = (_readable(value, run, place) for place, run in enumerate(BASE64_RUNS))
    marked = exp.RegexpLike(this=as_text(value), expression=text("[_-]"))
    return plain(null_if_empty(call("CONCAT_WS", text(BETWEEN_CELLS), standard, when(marked, safe))))


def _readable(value: exp.Expr, run: str, alphabet: int) -> exp.Expr:
    """The readable texts of one alphabet, between marks.  Runs that are cut off in the middle of a byte give nothing."""
    bare = call("RTRIM", _group(1), text("="))
    standard = call("TRANSLATE", bare, text("-_"), text("+/")) if alphabet else bare
    groups = exp.cast(call("CEIL", exp.Div(this=call("LENGTH", bare), expression=number(4), typed=False, safe=False)), "INT")
    whole = exp.NEQ(this=call("MOD", call("LENGTH", bare), number(4)), expression=number(1))
    padded = call("RPAD", standard, exp.Mul(this=groups, expression=number(4)), text("="))
    decoded = _from_hex(_hex(call("DECODE", when(whole, padded), text("base64"))), READABLE)
    found = exp.select(_together(decoded, BETWEEN_CELLS)).from_(_found(as_text(value), f"({run})"))
    return exp.Subquery(this=found)


TEXTS: Lowering = {
    "base64_texts": _base64_texts,
    "each": _each,
    "letters_and_digits": _letters_and_digits,
    "pieces": _pieces,
    "unmarked": _unmarked,
    "url_decoded": _url_decoded,
    "word_pairs": _word_pairs,
}
"""As LOWERING, of which it is a part."""
