"""YAML as a register takes it: words, lines, and what is refused before the grammar is asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from privaudit.register.document import PARSERS, EventParser, compose
from privaudit.register.scalars import Whole

from privaudit.errors import PrivauditError

Complain = Callable[[str], list[PrivauditError]]

parsers = pytest.mark.parametrize("parser", PARSERS)


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


def test_both_parsers_give_the_same(full: str) -> None:
    documents = [compose(full, parser) for parser in PARSERS]
    assert documents[0] == documents[-1]


def line(complaint: PrivauditError) -> int | None:
    return complaint.place.line if complaint.place is not None else None


def told(complain: Complain, text: str) -> list[tuple[int | None, str]]:
    return [(line(complaint), complaint.message) for complaint in complain(text) if "missing" not in complaint.message]


def test_a_key_written_twice(complain: Complain) -> None:
    text = "privaudit: 1\norganisation:\n  name: A\n  country: FR\n  name: B\n"
    assert told(complain, text) == [(5, "`organisation.name` is written twice: first on line 3")]


def test_anchors_aliases_and_tags(complain: Complain) -> None:
    text = "privaudit: !!int 1\nsecurity: &all [encryption]\nlinks: *all\norganisation: !org {name: A, &x country: FR}\n"
    assert told(complain, text) == [
        (1, '`privaudit` has a tag: "tag:yaml.org,2002:int"'),
        (1, '`privaudit` must be 1, the version of the format, but is the text "1"'),
        (2, '`security` has an anchor: "&all"'),
        (3, '`links` is an alias: "*all"'),
        (4, '`organisation` has a tag: "!org"'),
        (4, '`organisation.country` has an anchor: "&x"'),
    ]


def test_a_glob_without_quotes_is_told_to_be_quoted(complain: Complain) -> None:
    alias = complain("never_collected: [{category: special, where: [*_log]}]\n")[0]
    assert (line(alias), alias.hint) == (1, 'write the value out; a glob needs quotes: "*_log"')
    (star,) = complain("privaudit: 1\nsecurity: [*]\n")
    assert (line(star), star.message) == (2, "this line has a `*` or `&` that YAML reads as an alias or an anchor")
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
