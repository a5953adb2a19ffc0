from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from privaudit.yaml_text.document import compose
from privaudit.yaml_text.writing import block, flow, scalar

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


PLAIN = st.recursive(
    st.one_of(TEXTS, st.booleans(), st.none(), st.integers(-(10**9), 10**9)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text("abc: -#é", max_size=5), inner, max_size=3)),
    max_leaves=12,
)


@given(PLAIN)
def test_a_block_reads_back_as_the_same_data_here_and_elsewhere(data: object) -> None:
    assert yaml.safe_load(block(data)) == data
    document = compose(block(data))
    assert (document.problems, document.root.data) == ((), data)


def test_a_block_has_a_line_for_each_entry_and_short_lists_on_one() -> None:
    data = {"name": "NO", "empty": [], "where": [{"tables": ["a", "b"]}, {"tables": ["x" * 80, "y" * 80]}]}
    lines = ['name: "NO"', "empty: []", "where:", "  - tables: [a, b]", "  - tables:", f"      - {'x' * 80}", f"      - {'y' * 80}"]
    assert block(data).splitlines() == lines


def test_what_is_no_plain_data_is_refused() -> None:
    with pytest.raises(TypeError, match="no plain data: float"):
        block({"share": 0.5})
