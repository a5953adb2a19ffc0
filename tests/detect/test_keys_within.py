"""The keys of JSON in cells are read as names of columns are, and prove nothing."""

from __future__ import annotations

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table
from privaudit.model.profile import ColumnProfile, TableProfile
from privaudit.model.verdicts import ColumnVerdict, Verdict

RULES = rulebook.built_in()
EMAIL = "user.contact.email/address"


def judged(column: str, found: ColumnProfile) -> ColumnVerdict:
    return detect(Table("export.csv", "events", (Column(column),)), TableProfile(found.values, {column: found}), RULES)[0]


def test_keys_say_what_stands_in_the_cells() -> None:
    verdict = judged("payload", ColumnProfile(200, longest=80, keys={"first_name": 1.0, "religion": 0.5, "colour": 1.0}))
    assert (verdict.category, verdict.verdict) == ("user.content.private", Verdict.INDICATION)
    assert [(one.category, one.verdict, one.share, one.values, one.special) for one in verdict.also] == [
        ("user.demographic.religious_belief", Verdict.INDICATION, 0.5, 100, True),
        ("user.name.first", Verdict.INDICATION, 1.0, 200, False),
    ]


def test_keys_of_things_say_nothing() -> None:
    verdict = judged("payload", ColumnProfile(200, longest=80, keys={"sku": 1.0, "colour": 1.0}))
    assert verdict.category is None
    assert verdict.also == ()


def test_what_values_prove_is_not_said_again() -> None:
    verdict = judged("payload", ColumnProfile(200, inside={EMAIL: 200}, longest=80, spaced=200, keys={"email": 1.0}))
    assert [(one.category, one.verdict) for one in verdict.also] == [("user.contact.email", Verdict.PROVEN)]
