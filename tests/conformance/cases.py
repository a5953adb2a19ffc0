"""What every node of the vocabulary answers, whatever the engine: written down once, asked of each.

A case is a node over the columns `v` and `w` of one row.  A new node comes in here, a new engine in `engines.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp

from privaudit import questions as ask
from privaudit.profile import quiet
from privaudit.questions import WHITE
from tests.conformance import dates, long_texts

V, W = ask.column("v"), ask.column("w")
AWKWARD = '100%:x \':y "z" \\n \\ %s %(a)s ?'
"""What drivers and literals trip over: it must come back as it went in."""
LINES = "a\r\nb\nc"


@dataclass(frozen=True, slots=True)
class Case:
    """One row with `v` and `w`, and what a node answers about it."""

    node: exp.Expr
    v: str | None
    answer: object
    w: str | None = None

    @property
    def name(self) -> str:
        """The node's name."""
        return self.node.name.removeprefix(ask.PREFIX)


def _of(node: exp.Expr, *pairs: tuple[str | None, object]) -> tuple[Case, ...]:
    return tuple(Case(node, value, answer) for value, answer in pairs)


_TEXTS = (
    *_of(
        ask.as_text(V),
        *((text, text) for text in ("a", "", None, " a ", AWKWARD, LINES, "é€😀", "ss", "ß", "a\u00a0b", "\\", "'", long_texts.LONG)),
    ),
    *_of(
        ask.trimmed(V),
        ("a b", "a b"),
        (" \t a b\r\n", "a b"),
        ("\u00a0a\u202f\u3000", "a"),
        ("\ufeffa", "a"),
        ("\x1f\x1ca\x85", "a"),
        ("André", "André"),
        ("Éric ", "Éric"),
        ("😀 ", "😀"),
        (f" {AWKWARD}\n", AWKWARD),
        (f"\n{LINES}\n", LINES),
        (WHITE, None),
        ("", None),
        (None, None),
        (f" {long_texts.LONG} ", long_texts.LONG),
    ),
    *_of(
        ask.folded(V),
        (" Éric DUPONT ", "éric dupont"),
        ("A", "a"),
        ("Ann B\tC\t", "ann b\tc"),
        ("ANN@X\u00a0", "ann@x"),
        ("ANN@X\u2028", "ann@x"),
        ("\ufeffANN@X", "ann@x"),
        ("ANN@É", "ann@é"),
        ("ŁÓDŹ ÇÀ ÖL ŒUVRE", "łódź çà öl œuvre"),
        (
            "\u0391\u0398\u0397\u039d\u0391 \u041c\u041e\u0421\u041a\u0412\u0410",
            "\u03b1\u03b8\u03b7\u03bd\u03b1 \u043c\u043e\u0441\u043a\u0432\u0430",
        ),
        ("STRASSE", "strasse"),
        ("straße", "straße"),
        (" \u00a0", None),
        ("", None),
        (None, None),
        (AWKWARD.upper(), AWKWARD.lower()),
    ),
    *_of(ask.unspaced(V), (" O U\u00a0i\n", "oui"), ("É È\t", "éè"), (" \t", None), ("", None), (None, None), ("a%: b", "a%:b")),
    *_of(
        ask.unmarked(V),
        ("Dépression ÇA Öl Łódź ß", "depression ca ol łodz ß"),
        ("ÀÂÄÃÅÁ Ñ ĄĘ ŐŰ ȘȚ ǍṨ", "aaaaaa n ae ou st as"),
        ("e\u0301a\u0300", "ea"),
        ("plain", "plain"),
        ("Αθήνα й", "αθηνα и"),
        ("œ æ ø đ", "œ æ ø đ"),
        ("한국 日本", "한국 日本"),
        ("é😀", "e😀"),
        ("", ""),
        (None, None),
    ),
    *_of(
        ask.letters_and_digits(V),
        ("T-2026/001", "t2026001"),
        ("Ç_1", "c1"),
        ("ß % : \\ 'x'", "ßx"),
        ("m²", "m²"),
        ("日本-1", "日本1"),
        ("--", None),
        ("", None),
        (None, None),
    ),
    *_of(ask.length(V), ("aé€😀", 4), ("", 0), (None, None), ("a ", 2), ("\\n", 2), (long_texts.LONG, len(long_texts.LONG))),
    *_of(ask.size(V), ("aé€😀", 10), ("", 0), (None, None), ("a ", 2), (long_texts.LONG, len(long_texts.LONG.encode()))),
    *_of(ask.start(V, 2), ("é€a", "é€"), ("a", "a"), ("", ""), (None, None), ("😀😀😀", "😀😀"), ("\\'x", "\\'")),
    *_of(ask.behind(V, 2), ("0612", "12"), ("06", ""), ("0", ""), ("éàü", "ü"), ("😀😀x", "x"), (None, None)),
    *_of(ask.digits(V), ("+33 (0)6.12", "330612"), ("a1b2", "12"), ("abc", None), ("", None), (None, None), ("٣4²", "4")),
    *_of(
        ask.before_last(V, "@"), ("a@b@c", "a@b"), ("@c", ""), ("abc", None), ("", None), (None, None), (" a @ b", " a "), ("a\n@b", "a\n")
    ),
    *_of(ask.before_last(V, "."), ("é.b.c", "é.b"), ("abc", None), ("x.", "x")),
    *_of(
        ask.after_last(V, "@"),
        ("a@b@c", "c"),
        ("a@", ""),
        ("a@b@", ""),
        ("abc", None),
        ("", None),
        (None, None),
        ("a@b\nc", "b\nc"),
        ("a@ b", " b"),
    ),
    *_of(ask.after_last(V, "."), ("é.b.c", "c"), ("abc", None)),
    *_of(ask.before_first(V, "+"), ("a+b+c", "a"), ("abc", "abc"), ("+a", ""), ("", ""), (None, None), ("A%:+b", "A%:")),
    *_of(ask.without(V, "."), ("a.b.c", "abc"), (".", ""), ("", ""), (None, None), ("%.:", "%:")),
    *_of(ask.without(V, "\\"), ("a\\b", "ab"), ("a'b", "a'b")),
    *_of(
        ask.without(V, "e"),
        ("eEéê", "Eéê"),
    ),
    Case(ask.without(V, W), "abcabc", "acac", "b"),
    Case(ask.without(V, W), "abc", None, None),
    Case(ask.joined(V, ask.text("@"), W), "a", "a@b", "b"),
    Case(ask.joined(V, ask.text("@"), W), "a", None, None),
    Case(ask.joined(V, ask.text("%:'\\"), W), "é", "é%:'\\ ", " "),
    Case(ask.joined(V, V), "", "", None),
    Case(ask.side_by_side([V, W]), "a", "\x1fa\x1fb\x1f", "b"),
    Case(ask.side_by_side([V, W]), None, "\x1fb\x1f", "b"),
    Case(ask.side_by_side([V, W]), None, "\x1f", None),
    Case(ask.side_by_side([V, W]), "", "\x1f\x1fé\x1f", "é"),
    Case(ask.in_order([V, W]), "a", "\x1fa\x1fb", "b"),
    Case(ask.in_order([V, W]), None, "\x1f\x1fb", "b"),
    Case(ask.in_order([V, W]), None, "\x1f\x1f", None),
    Case(ask.after_last(ask.folded(V), "@"), " A@B ", "b"),
    Case(ask.before_last(ask.before_last(ask.folded(V), "@"), "."), "X.Y@Z", "x"),
    Case(ask.digits(ask.trimmed(ask.joined(V, W))), " 1", "12", "2 "),
)

_TOLD = (
    *_of(ask.matches(V, "[0-9]+"), ("123", True), ("123a", False), ("", False), (None, None), ("12\n", False), ("١٢", False)),
    *_of(ask.matches(V, "a|ab"), ("ab", True), ("a", True), ("abc", False), ("ba", False)),
    *_of(ask.matches(V, "a'\\.b"), ("a'.b", True), ("a'xb", False)),
    *_of(ask.matches(V, "%:\\\\\\?"), ("%:\\?", True), ("%:?", False)),
    *_of(ask.matches(V, ".*[^ -~].*"), ("é", True), ("abc", False), ("a\u00a0", True), ("a\né", True), ("a\nb\n", False)),
    *_of(ask.matches(V, "a"), ("A", False), ("á", False), ("a", True), ("a ", False), ("\uff41", False)),
    *_of(ask.matches(V, "(?:ss|ß)"), ("ss", True), ("ß", True), ("SS", False)),
    *_of(ask.matches(V, "[^a-z]{2}"), ("\n1", True), ("é€", True), ("a1", False)),
    *_of(ask.matches(V, "[A-Za-z0-9.+_-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,24}"), ("a@b.org", True), ("a@b", False), ("é@b.org", False)),
    *_of(
        ask.holds(V, quiet.sound(("@", "-", "eyJ", *"0123456789"))),
        ("\x1f12 main road\x1f\x1e\x1ftwo words\x1fthree more words\x1f", False),
        ("\x1f\x1e\x1f", False),
        ("\x1f\x1e\x1fto jo@a\x1f", True),
        ("\x1f\x1e\x1ftwo words\x1fword\x1f", True),
        ("\x1f\x1e\x1f two words\x1f", True),
        ("\x1f\x1e\x1ftwo words\u00a0\x1f", True),
        ("\x1f\x1e\x1fspeaks of CANCER\x1f", True),
        ("\x1f\x1e\x1fsee eyJhb here\x1f", True),
        ("\x1fa cancer ward\x1f\x1e\x1f", True),
    ),
    *_of(ask.holds(V, "[0-9]{2}"), ("a12b", True), ("a1b2", False), ("", False), (None, None), ("x\n12", True)),
    *_of(ask.holds(V, "^a"), ("ab", True), ("b\na", False)),
    *_of(ask.holds(V, "a$"), ("ba", True), ("a\n", False), ("a\nb", False)),
    *_of(ask.holds(V, "[\\x00-\\x20]"), ("a b", True), ("ab", False), ("a\tb", True)),
    *_of(ask.holds(V, "e"), ("é", False), ("E", False), ("xe", True)),
    *_of(ask.holds(V, "x$"), (long_texts.LONG + "x", True), (long_texts.LONG, False)),
    *_of(ask.has(V, "@"), ("a@b", True), ("ab", False), ("", False), (None, None)),
    *_of(ask.has(V, "%"), ("a@b", False), ("100%", True)),
    *_of(ask.has(V, "_"), ("ab", False), ("a_b", True)),
    *_of(ask.has(V, "\\"), ("a\\b", True), ("a/b", False)),
    *_of(ask.has(V, "ss"), ("ß", False), ("SS", False), ("Strasse", True)),
    *_of(ask.has(V, "a"), ("á", False), ("A", False), ("ba", True)),
    *_of(ask.ends_with(V, " "), ("a ", True), (" a", False), ("a", False), ("", False), (None, None), ("a\u00a0", False)),
    *_of(ask.ends_with(V, "é"), ("né", True), ("ne", False), ("nÉ", False), ("é", True)),
    *_of(ask.familiar(V, ["to be, or not", "né "]), ("to be, or not", True), ("né ", True), ("né", False), ("To be, or not", False)),
    *_of(ask.familiar(V, ["né"]), ("ne", False), ("né", True), ("", False)),
    *_of(ask.one_in(V, 1), ("a", True), ("", True)),
    *_of(ask.extract(V, "[0-9]+"), ("ab12cd34", "12"), ("abcd", None), ("", None), (None, None)),
    *_of(ask.extract(V, "(a)(b)"), ("xaby", "ab"), ("ba", None)),
    *_of(ask.extract(V, "[^ -~]+"), ("aé€b", "é€"), ("ab", None)),
    *_of(ask.extract(V, "[%:'\\\\]+"), ("a%:'\\b", "%:'\\")),
)

_INSIDE = (
    *_of(ask.pieces(V, "[a-z]+"), ("ab 1 cd", ["ab", "cd"]), ("123", []), ("", []), (None, None), ("a\"b\\c'd", ["a", "b", "c", "d"])),
    *_of(ask.pieces(V, "([a-z]+)=([0-9]+)", 2), ("a=1&b=22&c", ["1", "22"]), ("a=", [])),
    *_of(ask.pieces(V, "[^ ]+"), ('é"😀 \\u001f % :', ['é"😀', "\\u001f", "%", ":"]), ("a\nb\x1fc", ["a\nb\x1fc"])),
    *_of(
        ask.word_pairs(V),
        ("Jean.MARTIN", ["jean martin"]),
        ("a=Zoé&b", ["a zoe", "zoe b"]),
        ("Łukasz O'Neil", ["łukasz o", "o neil"]),
        ("alone", []),
        ("123", []),
        ("", []),
        (None, None),
    ),
    Case(ask.listed([V, W]), "a", ["a", "b"], "b"),
    Case(ask.listed([V, W]), 'é"\\', ['é"\\', None], None),
    *_of(
        ask.url_decoded(V),
        ("a%40b.org", "a@b.org"),
        ("100%", "100%"),
        ("%zz%41", "%zzA"),
        ("%ff%41", "%ff%41"),
        ("%C3%a9%e2%82%AC", "é€"),
        ("%F0%9F%98%80", "😀"),
        ("%c3", "%c3"),
        ("%aA%Ff%bB", "%aA%Ff%bB"),
        ("%3a%2F%5C%27%25", ":/\\'%"),
        ("a+b", "a+b"),
        ("é%40é", "é@é"),
        ("", ""),
        (None, None),
    ),
    *_of(
        ask.base64_texts(V),
        ("amVhbkB4Lm9yZw==", "jean@x.org"),
        ("amVhbkB4Lm9yZw", "jean@x.org"),
        ("uid=bsOpIMOg", "né à"),
        ("amVhbkB4Lm9yZw== bWFyaWVAeC5vcmc=", "jean@x.org\x1fmarie@x.org"),
        ("3fea5feaeedbcc2515d2", None),
        ("a b", None),
        ("", None),
        (None, None),
    ),
)

CASES: tuple[Case, ...] = (
    *_TEXTS,
    *_TOLD,
    *_INSIDE,
    *(Case(ask.parse_date(V, "dmy"), text, dmy) for text, dmy, _ in dates.DATES),
    *(Case(ask.parse_date(V, "mdy"), text, mdy) for text, _, mdy in dates.DATES),
    *(Case(ask.later(V, months, days), day, later) for day, months, days, later in dates.LATER),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Several rows, and what a node answers about all of them."""

    node: exp.Expr
    rows: tuple[str | None, ...]
    answers: list[object]

    @property
    def name(self) -> str:
        """The node's name."""
        return self.node.name.removeprefix(ask.PREFIX)


_IS_A = exp.EQ(this=ask.as_text(V), expression=ask.text("a"))

GROUPS: tuple[Group, ...] = (
    Group(ask.count_if(_IS_A), ("a", "b", "a", None, "á", "A", "a "), [2]),
    Group(ask.count_if(_IS_A), (), [0]),
    Group(ask.count_if(exp.true()), ("a", None), [2]),
    Group(ask.count_if(exp.null()), ("a", None), [0]),
    Group(ask.some(V, V, 5, exp.true()), ("a", None), [["a"]]),
    Group(ask.some(V, V, 5, exp.false()), ("a",), [None]),
    Group(ask.some(V, V, 5, exp.true()), (), [None]),
    Group(ask.some(ask.listed([V, ask.text('é"')]), V, 1, exp.true()), ("a",), [[["a", 'é"']]]),
    Group(ask.each(ask.pieces(V, "[a-z]")), ("abc", "", None, "d"), ["a", "b", "c", "d"]),
    Group(ask.each(ask.word_pairs(V)), ("Zoé Martin née", None), ["zoe martin", "martin nee"]),
)

REFUSED_BY_SERVERS = ("record",)
"""Nodes about files."""
