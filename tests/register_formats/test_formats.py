from __future__ import annotations

from pathlib import Path

import pytest

from privaudit import rulebook
from privaudit.errors import RegisterError, UsageError
from privaudit.register_formats import convert, known_formats, writer

RULES = rulebook.built_in()
SMALL = """\
privaudit: 1
organisation: {name: Example SAS, country: FR}
activities:
  - {id: a, purposes: [essential.service], basis: [A6-1-b], subjects: [customer], where: [{tables: [t]}], data: [], storage: [FR]}
"""


def test_each_format_can_be_read_or_written() -> None:
    assert set(known_formats()) >= {"fideslang", "html", "markdown", "register"}
    for one in known_formats().values():
        assert one.write is not None or one.read is not None
        assert (one.read is None) == (one.recognises is None)


def test_a_format_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError) as refused:
        writer("pdf")
    assert refused.value.told.startswith("'pdf' is no format of a register. Formats: ")
    assert "markdown" in refused.value.hint


@pytest.mark.parametrize("text", ["a: 1\n", "[]\n", "just words\n", "- system\n"])
def test_a_file_that_is_no_register_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "notes.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"notes\.yaml is no register that can be read"):
        convert(path, "notes.yaml", "markdown", RULES)


@pytest.mark.parametrize("text", ["privaudit: [", "a: &x 1\nprivaudit: *x\n", "privaudit: 1\n"])
def test_a_register_that_is_wrong_is_told_with_its_lines(tmp_path: Path, text: str) -> None:
    path = tmp_path / "register.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError) as refused:
        convert(path, "register.yaml", "markdown", RULES)
    assert all(one.place is not None and one.place.line for one in refused.value.complaints)


def test_what_is_lost_is_told_with_the_line_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "register.yaml"
    path.write_text(SMALL, encoding="utf-8")
    made = convert(path, "register.yaml", "fideslang", RULES)
    assert "register.yaml:4: activities[a].storage has no place in fideslang" in [str(one) for one in made.lost]
    assert convert(path, "register.yaml", "markdown", RULES).lost == ()


def test_what_was_made_up_in_reading_has_no_line(tmp_path: Path) -> None:
    path = tmp_path / "register.yaml"
    path.write_text(SMALL, encoding="utf-8")
    there = tmp_path / "fides.yaml"
    there.write_text(convert(path, "register.yaml", "fideslang", RULES).text, encoding="utf-8")
    lost = convert(there, "fides.yaml", "fideslang", RULES).lost
    assert lost
    assert [one for one in lost if one.place is not None] == []
