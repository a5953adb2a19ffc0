"""YAML as plain data: words, lines, and what is refused."""

from __future__ import annotations

import pytest

from privaudit.yaml_text.document import PARSERS, Document, EventParser, compose
from privaudit.yaml_text.scalars import Whole

parsers = pytest.mark.parametrize("parser", PARSERS)

ALL_FORMS = """\
# a comment
plain: text
numbers: [1, 02, 0x3, 4.5, .nan]
quoted: {"a": 'b', c: "d\\n"}
block: |
  two
  lines
nested:
  - a: {b: [], c: {}}
    d:
  - - deep
twice: 1
twice: {of: [what, counts]}
anchored: &x !t value
alias: *x
"""


@parsers
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("12", 12),
        ("012", 12),
        ("0o14", 12),
        ("0xC", 12),
        ("-3", -3),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("-.inf", float("-inf")),
        ("+", "+"),
        ("-x", "-x"),
        ("2026-01-31", "2026-01-31"),
        ("9" * 5000, "9" * 5000),
        ('"true"', "true"),
        ("'12'", "12"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_words_mean_what_the_core_schema_of_yaml_1_2_says(parser: type[EventParser], text: str, value: object) -> None:
    found = compose(f"key: {text}\n", parser).root.data["key"]
    assert found == value
    assert isinstance(found, type(value))


@parsers
def test_keys_are_texts_whatever_they_look_like(parser: type[EventParser]) -> None:
    assert list(compose("1: a\ntrue: b\nNO: c\n~: d\n", parser).root.data) == ["1", "true", "NO", "~"]


def test_a_number_remembers_how_it_was_written() -> None:
    number = compose("007").root.data
    assert isinstance(number, Whole)
    assert (number, number.text) == (7, "007")


@parsers
def test_the_line_of_an_entry_is_that_of_its_key(parser: type[EventParser]) -> None:
    document = compose("a:\n  b:\n\n    - c: 1\n      d:\n        2\n", parser)
    assert [document.line(loc) for loc in [("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 0, "d"), ("a", "b", 0, "missing")]] == [
        1,
        2,
        4,
        5,
        4,
    ]


def test_of_what_does_not_exist_the_nearest_line_around_it_is_given() -> None:
    assert compose("").line(("x", 0)) == 1
    assert compose("a: 1\nb: [2]\n").line(("b", 7)) == 2


def test_both_parsers_give_the_same() -> None:
    documents = [compose(ALL_FORMS, parser, scalar=str) for parser in PARSERS]
    assert documents[0] == documents[-1]
    assert len(documents[0].problems) == 4


@parsers
def test_what_plain_words_mean_is_the_callers_choice(parser: type[EventParser]) -> None:
    data = compose("a: [no, 01, ~, '1', !x 2]\nb:\n", parser, scalar=lambda text: ("plain", text)).root.data
    assert data == {"a": [("plain", "no"), ("plain", "01"), ("plain", "~"), "1", "2"], "b": ("plain", "")}


def told(document: Document) -> list[tuple[int | None, str, str]]:
    assert not document.root.refused
    return [(problem.line, ".".join(map(str, problem.loc)), problem.says) for problem in document.problems]


@parsers
def test_of_a_key_written_twice_the_first_counts(parser: type[EventParser]) -> None:
    document = compose("a:\n  b: 1\n  c: 2\n  b: {d: 3}\n", parser)
    assert told(document) == [(4, "a.b", "is written twice: first on line 2")]
    assert document.root.data == {"a": {"b": 1, "c": 2}}


@parsers
def test_anchors_aliases_and_tags(parser: type[EventParser]) -> None:
    document = compose("a: !!int 1\nb: &all [x]\nc: *all\nd: !org {e: A, &x f: FR}\n", parser)
    assert told(document) == [
        (1, "a", 'has a tag: "tag:yaml.org,2002:int"'),
        (2, "b", 'has an anchor: "&all"'),
        (3, "c", 'is an alias: "*all"'),
        (4, "d", 'has a tag: "!org"'),
        (4, "d.f", 'has an anchor: "&x"'),
    ]
    assert document.refused(("c",))
    assert not document.refused(("b",))


def test_a_glob_without_quotes_is_told_to_be_quoted() -> None:
    (alias,) = compose("where: [*_log]\n").problems
    assert (alias.line, alias.hint) == (1, 'write the value out; a glob needs quotes: "*_log"')
    (star,) = compose("a: 1\nb: [*]\n").problems
    assert (star.line, star.says) == (2, "this line has a `*` or `&` that YAML reads as an alias or an anchor")
    assert star.hint == 'put globs in quotes: "*"'


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("a: 1\n---\nb: 2\n", 2, "a second document begins here"),
        ("a: b: c\n", 1, "this line has a key where none can stand"),
        ("a: 1\n  b: 2\n", 2, "this line has a key where none can stand"),
        ("a:\n\tb: 1\n", 2, "this line"),
        ("a: [1,\n  2\nb: 3\n", 3, "this line is within a list that lacks a comma or its closing `]` (it begins on line 1)"),
        ("a: {x: 1\nb: 3\n", 2, "this line is within a mapping that lacks a comma or its closing `}` (it begins on line 1)"),
        ("a: 1\nb: 'x\nc: 2\n", 2, "this line opens a quote that is never closed"),
        ('a: "x\n---\n"', 1, "this line opens a quote that is never closed"),
        ('a: "\\d"\n', 1, "this line has a backslash that YAML does not know"),
        ('a: "\\xZZ"\n', 1, "this line has a backslash that YAML does not know"),
        ("a: @x\n", 1, "this line has a sign that no unquoted text may begin with"),
        ("- a\nb: 1\n", 2, "this line does not fit"),
        ("a: 1\n- b\n", 2, "this line does not fit the lines above it"),
        ("a: 1\nb\nc: 2\n", 2, "this line stands where a key is expected and has no colon"),
        ("a: - b\n", 1, "this line has a list's dash where none can stand"),
        ("a: [x,,y]\n", 1, "this line has a comma or a bracket too many"),
        ("a: !z!x 1\n", 1, "this line has a tag (a `!`)"),
        ("a: 1\n...\nb\n", 3, "this line stands after the end of the document"),
        ("%YAML 3.0\n---\na: 1\n", 1, "this line asks for a version of YAML that does not exist"),
        ("a: >2x\n  b", 1, "this line is not YAML"),
        ("{{a}}: 1\n", 1, "has a list or a mapping where a key must stand"),
        ("[" * 100_000, 1, "this line is nested more than 32 levels deep"),
        ("a: \x07", 1, "this is not YAML"),
        ("? *a\n: b\n", 1, "has an alias where a key must stand"),
    ],
)
@parsers
def test_what_is_no_yaml_in_plain_words(parser: type[EventParser], text: str, at: int, says: str) -> None:
    document = compose(text, parser)
    assert document.root.refused
    problem = document.problems[-1]
    assert problem.line == at
    assert problem.says.startswith(says)
