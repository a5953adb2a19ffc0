"""A statement in, its words out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit.sql.dialects import GENERIC, KNOWN, flavour_of
from privaudit.sql.tokens import closing, dotted, name_of, outside_brackets, split_at_commas, string_of, tokens, within

TEXTS = {
    "words": (
        GENERIC,
        'a "b c" `d` [e] 1 2.5 2fa #t @v',
        ["word a", 'quoted "b c"', "quoted `d`", "quoted [e]", "number 1", "number 2.5", "word 2fa", "word #t", "word @v"],
    ),
    "comments": ("mysql", "a# b\n-- c\n/* d */e", ["word a", "comment # b", "comment -- c", "comment /* d */", "word e"]),
    "strings": ("tsql", "N'it''s' 'b'", ["string N'it''s'", "string 'b'"]),
    "strings of postgres": (
        "postgres",
        "E'it\\'s' $$a$$ $x$ $$ $x$ 'C:\\'",
        ["string E'it\\'s'", "string $$a$$", "string $x$ $$ $x$", "string 'C:\\'"],
    ),
    "conditional": ("mysql", "/*!50001 a */", ["word a"]),
    "marks": ("postgres", "a::b[]", ["word a", "mark :", "mark :", "word b", "mark [", "mark ]"]),
    "open": (GENERIC, "'a", ["string 'a"]),
}


@pytest.mark.parametrize(("dialect", "text", "expected"), TEXTS.values(), ids=TEXTS)
def test_tokens(dialect: str, text: str, expected: list[str]) -> None:
    assert [f"{token.kind} {token.text}" for token in tokens(text, flavour_of(dialect))] == expected


@pytest.mark.parametrize(
    ("text", "name"), [('"a""b"', 'a"b'), ("[a]]b]", "a]b"), ("`a b`", "a b"), ("'x'", "x"), ("a", "a"), ('"a', "a"), ("'a]", "a]")]
)
def test_name_of(text: str, name: str) -> None:
    (token,) = tokens(text, flavour_of("tsql"))
    assert name_of(token) == name


@pytest.mark.parametrize(
    ("dialect", "text", "said"),
    [
        ("mysql", r"'it\'s\nit''s'", "it's it's"),
        ("postgres", r"'C:\n'", r"C:\n"),
        ("postgres", r"E'a\tb'", "a b"),
        ("postgres", "$x$it's$x$", "it's"),
        ("tsql", "N'  a\n b '", "a b"),
    ],
)
def test_string_of(dialect: str, text: str, said: str) -> None:
    (token,) = tokens(text, flavour_of(dialect))
    assert string_of(token, flavour_of(dialect)) == said


def test_dotted() -> None:
    found = tokens('a."b c".[d] e', flavour_of(GENERIC))
    assert dotted(found, 0) == (("a", "b c", "d"), 5)
    assert dotted(found, 6) == ((), 6)
    assert dotted(tokens("db..t", flavour_of("tsql")), 0) == (("db", "t"), 4)


def test_brackets() -> None:
    found = tokens("a (b, (c)) d", flavour_of(GENERIC))
    assert closing(found, 1) == 7
    assert [token.text for token in within(found, 1)] == ["b", ",", "(", "c", ")"]
    assert within(found, 0) == ()
    assert [found[at].text for at in outside_brackets(found)] == ["a", "(", "d"]
    assert closing(found[:4], 1) == 4


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a int, b int", ["aint", "bint"]),
        ("a dec(1,2), b", ["adec(1,2)", "b"]),
        ("a STRUCT<x INT, y ARRAY<INT>>, b", ["aSTRUCT<xINT,yARRAY<INT>>", "b"]),
        ("a CHECK a < 1, b", ["aCHECKa<1", "b"]),
        (", a,,", ["a"]),
    ],
)
def test_split_at_commas(text: str, items: list[str]) -> None:
    assert ["".join(token.text for token in item) for item in split_at_commas(tokens(text, flavour_of("mysql")))] == items


@given(st.text(alphabet="ab'\"`[]$-/*#\\\n (),.0"), st.sampled_from(KNOWN))
def test_any_text(text: str, dialect: str) -> None:
    found = tokens(text, flavour_of(dialect))
    assert all(text[token.start : token.end] == token.text for token in found)
    for token in found:
        if token.kind == "string":
            string_of(token, flavour_of(dialect))
        name_of(token)
