"""The letter that goes with a package."""

from __future__ import annotations

from tests.exports.conftest import Packed, written


def test_the_letter_says_what_comes_and_that_something_is_missing(packed: Packed) -> None:
    (file,) = written("letter", packed([{"id": "1"}])).values()
    text = " ".join(file.content.decode().split())
    assert text.startswith("Example SAS")
    assert "You asked for a copy of your personal data." in text
    assert "Something was left out" in text
    assert "we cannot tell whether they are about you" in text
    assert "write to dpo@example.org" in text


def test_the_letter_speaks_french(packed: Packed) -> None:
    (file,) = written("letter", packed([{"id": "1"}], language="fr")).values()
    assert "Madame, Monsieur," in file.content.decode()
