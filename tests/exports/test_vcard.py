"""The person as a vCard."""

from __future__ import annotations

from tests.exports.conftest import Packed, written


def card(package: Packed, row: dict[str, object]) -> list[str]:
    """The lines of the card, unfolded."""
    (file,) = written("vcard", package([row])).values()
    return file.content.decode().replace("\r\n ", "").split("\r\n")


def test_names_addresses_and_numbers_are_told(packed: Packed) -> None:
    row: dict[str, object] = {"first_name": "Ada", "last_name": "Exemple", "email": "ada@x.example", "phone": "+33 6 39 98 00 01"}
    lines = card(packed, row)
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert {"FN:Ada Exemple", "N:Exemple;Ada;;;", "EMAIL:ada@x.example", "TEL;VALUE=text:+33 6 39 98 00 01"} <= set(lines)
    assert lines[-2:] == ["END:VCARD", ""]


def test_marks_of_the_format_are_escaped_so_that_no_line_can_be_added(packed: Packed) -> None:
    lines = card(packed, {"first_name": "A;d,a\\\r\nEMAIL:x@x.example", "last_name": "Exemple"})
    assert "FN:A\\;d\\,a\\\\\\nEMAIL:x@x.example Exemple" in lines
    assert not any(line.startswith("EMAIL") for line in lines)


def test_lines_have_75_octets_at_most(packed: Packed) -> None:
    (file,) = written("vcard", packed([{"first_name": "é" * 200, "last_name": ""}])).values()
    assert max(len(line) for line in file.content.split(b"\r\n")) <= 75
    assert "é" * 200 in file.content.decode().replace("\r\n ", "")


def test_without_a_row_that_is_the_person_there_is_no_card(packed: Packed) -> None:
    assert written("vcard", packed([{"id": "1"}], is_person=False)) == {}
