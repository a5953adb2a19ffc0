"""What two patterns have in common, decided from the patterns alone."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit import rulebook
from privaudit.profile.automaton import OTHER, Automaton, common, within
from privaudit.rulebook import reading

LETTERS = "ab1"
TEXTS = [text for length in range(1, 5) for text in map("".join, product(LETTERS, repeat=length))]


def one(regex: str) -> Automaton:
    return Automaton.of([regex])


def narrow(regex: str) -> Automaton:
    return Automaton.of([regex], wide=False)


@pytest.mark.parametrize(
    ("shape", "form"),
    [
        ("[0-9]{1,9}", "[0-9]{9}"),
        ("[a-z]+@[a-z]+", "[^@]*@[^@]*"),
        ("a?b?c", "c"),
        ("(ab|c){2}", "cab"),
        (r"\+[0-9 ]{4,}", r"\+1( [0-9]){2,3}"),
        ("[^a-z]{2}", "É1"),
    ],
)
def test_a_text_that_fits_both(shape: str, form: str) -> None:
    assert common(one(shape), one(form)) == {0}


@pytest.mark.parametrize(
    ("shape", "form"),
    [("[0-9]{1,8}", "[0-9]{9}"), ("[a-z]+", "[^@]*@[^@]*"), ("a{2,3}", "a|a{4,}"), (r"[0-9.]{3}", r"[0-9]\+[0-9]"), ("[^a-z]", "[abc]")],
)
def test_no_text_fits_both(shape: str, form: str) -> None:
    assert not common(one(shape), one(form))


def test_each_pattern_that_has_something_in_common_is_told() -> None:
    assert common(one("[0-9]{2}"), Automaton.of(["[a-z]+", "1?2", "[0-9]", "12"])) == {1, 3}


@pytest.mark.parametrize(("shape", "form"), [("[0-9]{3}", "[0-9]+"), ("ab|cd", "[a-d]{2}"), ("a(b|c)", "ab|ac"), ("a{3,5}", "(aa?)+")])
def test_all_texts_of_a_shape_fit_a_form(shape: str, form: str) -> None:
    assert within(one(shape), narrow(form))


@pytest.mark.parametrize(("shape", "form"), [("[0-9]+", "[0-9]{3}"), ("[a-e]{2}", "[a-d]{2}"), ("ab?", "ab"), ("é", "é"), ("[^a]", "[^é]")])
def test_not_all_texts_fit_or_it_is_not_certain(shape: str, form: str) -> None:
    """One sign stands for all characters that are not ASCII: whether two of them are the same is not known."""
    assert not within(one(shape), narrow(form))


@pytest.mark.parametrize(
    ("regex", "shortest", "firsts"),
    [
        ("abc", 3, "a"),
        ("[0-2-]x?", 1, "012-"),
        (r"\+[1-9][0-9]{0,2}([ .]{0,3}[0-9]){6,13}", 8, "+"),
        ("(F-)?[12]{5}", 5, "F12"),
        ("a*b?c", 1, "abc"),
        ("ab|c|de+", 1, "acd"),
        ("(?:ab|c){2}d", 3, "ac"),
        (r"[\]a-c]z", 2, "]abc"),
    ],
)
def test_how_texts_begin_and_how_short_they_are(regex: str, shortest: int, firsts: str) -> None:
    automaton = one(regex)
    assert (automaton.shortest, automaton.firsts) == (shortest, sum(1 << ord(char) for char in firsts))


def test_any_character_that_is_not_ascii() -> None:
    assert one("é|à").firsts == 1 << OTHER
    assert one("[^a-z]+").firsts >> OTHER & 1


def parts() -> st.SearchStrategy[str]:
    simple = st.sampled_from(["a", "b", "1", "[ab]", "[^b]", "[a-b]"])
    return st.recursive(
        simple,
        lambda inner: st.one_of(
            st.builds("({}|{})".format, inner, inner),
            st.builds("({}{})".format, inner, inner),
            st.builds("({}){}".format, inner, st.sampled_from(["?", "*", "+", "{2}", "{1,3}", "{2,}", "{0,2}"])),
        ),
        max_leaves=5,
    )


def patterns() -> st.SearchStrategy[str]:
    """None of them fits the empty text."""
    return parts().filter(lambda regex: re.fullmatch(regex, "") is None)


@given(patterns(), patterns())
def test_texts_are_witnesses(shape: str, form: str) -> None:
    fitting = [text for text in TEXTS if re.fullmatch(shape, text)]
    both = [text for text in fitting if re.fullmatch(form, text)]
    if both:
        assert common(one(shape), one(form))
    if len(both) < len(fitting):
        assert not within(one(shape), narrow(form))


@given(patterns(), patterns())
def test_a_pattern_lies_within_itself_and_within_a_choice_of_it(regex: str, other: str) -> None:
    assert within(one(regex), narrow(regex))
    assert within(one(regex), narrow(f"{other}|{regex}"))
    assert common(one(regex), one(regex))


def test_every_pattern_of_the_rules_fits_its_examples() -> None:
    for files in reading.read(rulebook.built_in_folder()).categories.values():
        for entry in (entry for file in files for entry in file.patterns):
            automaton = one(entry.regex)
            for value in map(str.strip, entry.examples.hit):
                exact = "".join(f"\\{char}" if char in r"\^$.|?*+()[]{}-/" else char for char in value)
                assert common(one(exact), automaton), entry.name
                assert len(value) >= automaton.shortest, entry.name
