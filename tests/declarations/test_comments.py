"""A comment in, the declarations in it out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit.declarations import declarations_of
from privaudit.declarations.comments import marks_in
from privaudit.model.estate import Column, Declaration, DeclaredBy, Place


@pytest.mark.parametrize(
    ("comment", "marks"),
    [
        ("PII", ["PII"]),
        ("Address of the guest (PII)", ["PII"]),
        ("Address of the guest. Contains PII.", ["PII"]),
        ("Does not contain PII.", ["not PII"]),
        ("No PII here", ["No PII here"]),
        ("@pii", ["pii"]),
        ("@pii(email)", ["pii: email"]),
        ("pii: email", ["pii: email"]),
        ("GDPR: personal data", ["GDPR: personal data"]),
        ("data_category=user.contact.email", ["data_category=user.contact.email"]),
        ("user.contact.email", ["user.contact.email"]),
        ("anonymize: email", ["anonymize: email"]),
        ("sensitive", ["sensitive"]),
        ("not personal", ["not personal"]),
        ("mail - personal data", ["personal data"]),
        ("Adresse (données personnelles)", ["données personnelles"]),
        ("personenbezogene Daten", ["personenbezogene Daten"]),
        ("PHI", ["PHI"]),
    ],
)
def test_marks(comment: str, marks: list[str]) -> None:
    assert list(marks_in(comment)) == marks


@pytest.mark.parametrize(
    "comment",
    [
        "case sensitive search key",
        "consent to processing of personal data",
        "date of deletion of personal data",
        "whether the note contains PII",
        "is it personal data? y/n",
        "PII removed",
        "pii: yes/no",
        "privacy: 0 = public, 1 = friends",
        "home, personal, work",
        "phi of the angle",
        "phi",
        "GDPR consent flag",
        "Personal greeting",
        "name of the public holiday",
        "",
    ],
)
def test_what_only_speaks_of_it_is_no_mark(comment: str) -> None:
    assert declarations_of(Column("x", comment=comment)) == ()


def test_they_stand_behind_the_labels() -> None:
    label = Declaration(DeclaredBy.TAG, "pii=email")
    place = Place("dump.sql", 3)
    found = declarations_of(Column("mail", comment="PII", place=place, declared=(label,)))
    assert found == (label, Declaration(DeclaredBy.COMMENT, "PII", place))


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["PII", "@", ":", "=", "(", ")", " ", "no", "contains", "personal data", "."])).map("".join)
)
def test_no_comment_makes_it_fail(comment: str) -> None:
    assert all(mark.strip() for mark in marks_in(comment))
