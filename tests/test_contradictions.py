"""What a schema declares of a column beside values that say another thing."""

from __future__ import annotations

import pytest

from privaudit.contradictions import say_contradictions
from privaudit.inventory import take_inventory
from privaudit.model.estate import Column, Declaration, DeclaredBy, Estate, Place, Skipped, Table, Topic
from privaudit.model.profile import ColumnProfile, TableProfile, Validated
from privaudit.model.verdicts import EvidenceKind, Inventory
from tests.conftest import CARD, EMAIL, RULES

ADDRESS, NUMBER = f"{EMAIL}/address", f"{CARD}/number"
HERE = Place("schema.sql", 3)
MAILS = ColumnProfile(20, {ADDRESS: 20})
CARDS = ColumnProfile(20, {NUMBER: 20}, validated={NUMBER: Validated(20, 20)})


def inventory(declared: str, found: ColumnProfile | None, comment: str = "") -> Inventory:
    label = (Declaration(DeclaredBy.TAG, declared, HERE),) if declared else ()
    table = Table("x.csv", "records", (Column("zz", comment=comment, place=HERE, declared=label),))
    profiles = {} if found is None else {("x.csv", "records"): TableProfile(found.values, {"zz": found})}
    return take_inventory(Estate((table,)), profiles, RULES)


def said_of(declared: str, found: ColumnProfile | None, comment: str = "") -> list[str]:
    said = say_contradictions(inventory(declared, found, comment), RULES).skipped
    assert all(entry.topic is Topic.CONTRADICTED and entry.what == "records.zz" for entry in said)
    return [entry.reason for entry in said]


def test_values_of_persons_where_the_schema_says_that_there_are_none() -> None:
    assert said_of("pii=false", MAILS) == [
        "declared as “pii=false” (tag, schema.sql:3), but the values prove email: 20 of 20 values have the form of email (address)"
    ]


def test_values_of_another_category_than_the_one_declared() -> None:
    (said,) = said_of("pii=email", CARDS)
    assert said.startswith("declared as “pii=email” (tag, schema.sql:3), but the values prove credit card: 20 of 20 values")


def test_values_that_hold_what_the_schema_says_is_not_there() -> None:
    (said,) = said_of("", ColumnProfile(40, inside={ADDRESS: 3}, longest=90, spaced=40), comment="not personal")
    assert said == "declared as “not personal” (comment, schema.sql:3), but 3 of 40 values hold email"


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        ("pii=true", MAILS),
        ("pii=email", MAILS),
        ("fides.data_categories=user.contact", MAILS),
        ("pii=false", ColumnProfile(20)),
        ("pii=false", None),
        ("masking=partial", MAILS),
        ("owner=sales", MAILS),
        ("", MAILS),
    ],
)
def test_values_that_agree_or_tell_nothing(declared: str, found: ColumnProfile | None) -> None:
    taken = inventory(declared, found)
    assert say_contradictions(taken, RULES) is taken


def test_a_table_that_is_said_to_hold_nothing_of_persons() -> None:
    table = Table("x.csv", "records", (Column("zz"), Column("yy")), declared=(Declaration(DeclaredBy.DBT_META, "pii=false", HERE),))
    taken = take_inventory(Estate((table,)), {("x.csv", "records"): TableProfile(20, {"zz": MAILS, "yy": ColumnProfile(20)})}, RULES)
    (said,) = say_contradictions(taken, RULES).skipped
    assert said.what == "records.zz"
    assert said.reason.startswith("declared as “pii=false” (dbt meta, schema.sql:3), but the values prove email")


def test_it_is_evidence_of_the_column_too_and_changes_no_verdict() -> None:
    before = inventory("pii=false", MAILS)
    after = say_contradictions(before, RULES)
    assert (after.columns[0].category, after.columns[0].verdict) == (before.columns[0].category, before.columns[0].verdict)
    (heard,) = set(after.columns[0].evidence) - set(before.columns[0].evidence)
    assert (heard.kind, heard.weight) == (EvidenceKind.AGAINST, 0.0)
    assert after.skipped == (Skipped("records.zz", heard.text, Topic.CONTRADICTED),)
