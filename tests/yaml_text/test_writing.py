from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from privaudit.yaml_text.document import compose
from privaudit.yaml_text.writing import flow, scalar

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize("text", ["accounts", "crm.accounts", "user.contact.email", "order details", "a-b/c"])
def test_plain_names_stay_plain(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("NO", '"NO"'),
        ("on", '"on"'),
        ("null", '"null"'),
        ("007", '"007"'),
        ("2026-01-31", '"2026-01-31"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("*", '"*"'),
        ("", '""'),
        (" x", '" x"'),
        ('say "hi"\\', '"say \\"hi\\"\\\\"'),
        ("two\nlines", '"two\\nlines"'),
        ("bell\x07", '"bell\\x07"'),
        ("left\u202eright", '"left\\u202eright"'),
        ("Straße", '"Straße"'),
    ],
)
def test_what_a_reader_could_take_for_something_else_is_quoted(text: str, written: str) -> None:
    assert scalar(text) == written


@given(TEXTS)
@example("\ufeff")
@example("\x85")
@example("\u2028")
@example("y")
@example("1_000")
@example("12:30:45")
@example("~")
@example("- a")
@example("\U000e0001")
def test_any_text_reads_back_here_and_in_a_reader_of_yaml_1_1(text: str) -> None:
    written = f"key: {scalar(text)}\nlist: {flow([text, text])}\n"
    document = compose(written)
    assert not document.problems
    assert document.root.data == {"key": text, "list": [text, text]}
    assert yaml.safe_load(written) == {"key": text, "list": [text, text]}
    assert written.count("\n") == 2
