"""A comment is read in its own language, and what it denies is not heard."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.names.comments import readings_of
from privaudit.names.languages import speech
from privaudit.names.naming import names_of

RULES = rulebook.built_in()
ENGLISH = names_of(speech((), RULES))
BIRTH = "user.demographic.date_of_birth"
EMAIL = "user.contact.email"


def said(comment: str) -> str | None:
    """The category that a comment below English names speaks of."""
    found = readings_of(comment, ENGLISH, RULES)
    return found[0].word.category if found else None


@pytest.mark.parametrize(
    ("comment", "category"),
    [
        ("date de naissance", BIRTH),
        ("fecha de nacimiento", BIRTH),
        ("data di nascita", BIRTH),
        ("Geburtsdatum", BIRTH),
        ("data urodzenia", BIRTH),
        ("numéro de téléphone", "user.contact.phone_number"),
        ("nom de famille", "user.name.last"),
        ("date of birth", BIRTH),
        ("couleur de la boîte", None),
    ],
)
def test_a_comment_is_read_in_its_own_language(comment: str, category: str | None) -> None:
    assert said(comment) == category


@pytest.mark.parametrize(
    "comment", ["Contains no email addresses", "not an email", "without the email of the user", "ohne E-Mail-Adresse", "has no email"]
)
def test_what_a_comment_denies_is_not_heard(comment: str) -> None:
    assert said(comment) is None


@pytest.mark.parametrize("comment", ["not null, email of the user", "email, not verified", "email of those who have no phone"])
def test_a_not_that_denies_something_else_is_harmless(comment: str) -> None:
    assert said(comment) == EMAIL


@pytest.mark.parametrize("comment", ["passport no", "Passport No. of the guest"])
def test_a_number_is_no_denial(comment: str) -> None:
    assert said(comment) == "user.government_id.passport_number"
