from __future__ import annotations

import pytest

from privaudit.lowering._java_patterns import inside, whole


@pytest.mark.parametrize(
    ("pattern", "java"),
    [
        ("[a-z]+@b", "[a-z]+@b"),
        ("a.b$", r"a[^\n]b\z"),
        ("[[&]", r"[\[\&]"),
        ("[^[a&&b]", r"[^\[a\&\&b]"),
        (r"\$[.$]\.", r"\$[.$]\."),
        (r"[^\p{L}\]]", r"[^\p{L}\]]"),
    ],
)
def test_what_java_reads_otherwise_is_written_as_it_is_meant(pattern: str, java: str) -> None:
    assert inside(pattern) == java


def test_a_pattern_for_the_whole_text_holds_all_its_branches() -> None:
    assert whole("a|b") == r"\A(?:a|b)\z"
