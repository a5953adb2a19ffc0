from __future__ import annotations

import re

import pytest

from privaudit.lowering._patterns import quoted, rewritten

END = r"\z"


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        ("[0-9]{2}", "[0-9]{2}"),
        ("a.b", "a[^\n]b"),
        (r"a\.b", r"a\.b"),
        ("[.$]", "[.$]"),
        ("^a$", r"^a\z"),
        (r"\d[\d-]", "[0-9][0-9-]"),
        (r"[^\n\x20]", "[^\n ]"),
        (r"[\x00-\x20]", "[\x01- ]"),
        (r"(?:a|b)+@(c)", "(?:a|b)+@(c)"),
        (r"[\]\\]", r"[\]\\]"),
        ("é€😀", "é€😀"),
    ],
)
def test_a_pattern_says_what_it_means(pattern: str, meant: str) -> None:
    assert rewritten(pattern, END) == meant


@pytest.mark.parametrize("pattern", [r"\w+", r"a\b", "(?i)a", "(?=a)", "a+?", r"\p{L}", r"[\s]", r"\1"])
def test_what_engines_read_differently_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="alike everywhere"):
        rewritten(pattern, END)


@pytest.mark.parametrize("text", ["@", ".", "::", "a+b*", "\\", "[x]", "%", "é"])
def test_a_text_is_found_by_its_own_pattern(text: str) -> None:
    assert re.fullmatch(quoted(text), text)
    assert not re.fullmatch(quoted(text), text + "x")
