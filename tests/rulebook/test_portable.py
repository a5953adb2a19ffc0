"""What the portable subset of regular expressions lets pass."""

from __future__ import annotations

import pytest

from privaudit.rulebook.portable import fault


@pytest.mark.parametrize(
    "regex",
    ["abc", r"\+[0-9]{1,3}(?: ?[0-9]{2})+", "[^a-z_.-]x*y", r"[\]\-a]", "(a|b)?c", "a{2,}", "é+", "(a|(b?c))", "[+-]?[0-9]", "(a{2}){3}b"],
)
def test_what_every_engine_reads_alike_passes(regex: str) -> None:
    assert fault(regex) == ""


@pytest.mark.parametrize(
    ("regex", "says"),
    [
        (r"\d", "escape"),
        (r"\bx", "escape"),
        (r"[\w]", "escape"),
        (r"(a)\1", "escape"),
        ("(?i)a", "not portable"),
        ("(?=a)b", "not portable"),
        ("(?P<n>a)", "not portable"),
        ("a.b", "not portable"),
        ("^a", "not portable"),
        ("a$", "not portable"),
        ("a*?b", "quantifier"),
        ("a++b", "quantifier"),
        ("*a", "quantifier"),
        ("(|*a)", "quantifier"),
        ("a{3,2}", "backwards"),
        ("a{101}", "100"),
        ("((a{20}b){60})", "1000"),
        ("[[:alpha:]]", "not portable"),
        ("[a&&b]", "class inside a class"),
        ("[z-a]", "range"),
        ("[é-ü]", "range"),
        ("[]a]", "not portable"),
        ("(a", "nothing closes"),
        ("a)", "nothing opened"),
        ("a|", "empty text"),
        ("a*", "empty text"),
        ("(a?b*){3}", "empty text"),
        ("(a|b{0,2})", "empty text"),
        ("a?", "empty text"),
    ],
)
def test_what_one_engine_reads_otherwise_is_refused(regex: str, says: str) -> None:
    assert says in fault(regex)
