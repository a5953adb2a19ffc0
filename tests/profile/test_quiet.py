"""Rows whose texts hold nothing at all."""

from __future__ import annotations

import re

import duckdb
import pytest
from sqlglot import exp

from privaudit import questions as ask
from privaudit import rulebook
from privaudit.lists import health_words
from privaudit.lowering._nodes import lower
from privaudit.lowering.duckdb import LOWERING
from privaudit.model.rules import Pattern
from privaudit.profile import gate, quiet
from privaudit.profile.counted import Known
from privaudit.profile.forms import Forms
from privaudit.rulebook import reading

FORMS = Forms(rulebook.built_in().patterns)
OF_TEXTS = (*FORMS.inside, *gate.of_several_words(tuple(form for form in FORMS.patterns if form.proves)))
PIECES = quiet.signs(Known(texts=True), OF_TEXTS) or ()
LONGEST = 60


def is_quiet(free: str | None, settled: str = "12 Main Road") -> bool:
    """Of a row with one settled text and a free one."""
    cells = [
        exp.Cast(this=ask.text(cell) if cell is not None else exp.null(), to=exp.DataType.build("VARCHAR")) for cell in (settled, free)
    ]
    row = quiet.texts([(cells[0], False)], [cells[1]])
    question = lower(exp.select(quiet.is_quiet(row, PIECES, [(cells[1], LONGEST)])), LOWERING)
    with duckdb.connect() as connection:
        ((found,),) = connection.execute(question.sql("duckdb")).fetchall()
        return bool(found)


@pytest.mark.parametrize("text", ["with the persons of the contract", "OPERATED with Depreciation"])
def test_an_ordinary_word_that_begins_as_one_of_health_does_breaks_no_quiet(text: str) -> None:
    assert re.search(health_words.pattern_of_any_case(), f" {text}")
    assert is_quiet(text)


@pytest.mark.parametrize("text", [None, "asked for the manual", "Wants a NEW offer; soon", "möchte ein Angebot", "a  b"])
def test_texts_without_any_sign_are_quiet(text: str | None) -> None:
    assert is_quiet(text)


@pytest.mark.parametrize(
    "text",
    [
        *("write to jo@a.org", "call 0612345678", "the key is eyJhbG.eyJz.x", "speaks of Cancer again", "A DIABETIC friend"),
        *("d\u00e9pression grave", "de\u0301pression grave"),
        *("Anna", "", " two words", "two words ", "two words\u00a0", "words " * 12),
        *("two\x1dwords here", "x\x1ejo@a.org y", "two words\x1fAnna", "\x1etwo words"),
    ],
)
def test_whatever_may_be_more_than_words_is_not(text: str) -> None:
    assert not is_quiet(text)


def test_a_settled_text_is_heard_for_health_alone_and_only_if_it_has_a_blank() -> None:
    assert is_quiet("two words", "2024-01-31 jo@a.org")
    assert not is_quiet("two words", "the cancer ward")
    assert is_quiet("two words", "cancer")


def test_a_settled_text_cannot_silence_a_free_one() -> None:
    assert not is_quiet("write to jo@a.org", "a \x1e b")


def test_every_value_within_a_text_breaks_the_quiet() -> None:
    sources = reading.read(rulebook.built_in_folder()).categories.values()
    entries = [entry for files in sources for file in files for entry in file.patterns if entry.inside]
    values = [value for entry in entries for value in entry.examples.hit]
    assert values
    assert not [value for value in values if is_quiet(f"it {value}"[:LONGEST])]


def test_words_of_health_are_found_in_any_case() -> None:
    any_case = re.compile(health_words.pattern_of_any_case())
    for word in sorted(health_words.health_words("en"))[:50]:
        assert health_words.speaks_of_health(word)
        assert any_case.search(f" {word.upper()}")
        assert any_case.search(f" {word}")


def test_columns_of_which_no_sign_tells_are_not_looked_through_so() -> None:
    words = Pattern("words", "c", "[a-z]+ [a-z]+")
    assert quiet.signs(Known((words,), texts=True), OF_TEXTS) is None
    assert quiet.signs(Known(), OF_TEXTS) is None
    assert quiet.signs(Known((Pattern("word", "c", "[a-z]+"),), texts=True), OF_TEXTS) == PIECES
