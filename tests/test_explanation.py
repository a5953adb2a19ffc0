"""Why a column has its verdict, what contradicts what, what would change it: from the numbers."""

from __future__ import annotations

from dataclasses import replace

from privaudit.detect import detect
from privaudit.explanation import explain
from privaudit.model.estate import Column, Declaration, DeclaredBy, Table
from privaudit.model.explanation import ColumnExplanation
from privaudit.model.profile import ColumnProfile, TableProfile, Validated
from privaudit.model.rules import Role
from privaudit.model.verdicts import Verdict
from tests.conftest import CARD, EMAIL, RELIGION, RULES

ADDRESS = f"{EMAIL}/address"
NUMBER = f"{CARD}/number"
_ENGLISH = RULES.vocabularies["en"]
BOOK = replace(
    RULES,
    categories={**RULES.categories, EMAIL: replace(RULES.categories[EMAIL], kinds=("text", "json"), complete=True)},
    vocabularies={"en": replace(_ENGLISH, roles={("product",): frozenset({Role.THING})}, tokens=_ENGLISH.tokens | {"product"})},
)


def explained(column: Column, found: ColumnProfile | None = None, table: str = "records") -> ColumnExplanation:
    profile = None if found is None else TableProfile(found.values, {column.name: found})
    (verdict,) = detect(Table("x.csv", table, (column,)), profile, BOOK)
    return explain(verdict, found, BOOK)


def test_a_header_that_lies_is_resolved_by_values_and_the_contradiction_is_said() -> None:
    told = explained(Column("email"), ColumnProfile(20, {NUMBER: 20}, validated={NUMBER: Validated(20, 20)}))
    assert (told.verdict.category, told.verdict.verdict) == (CARD, Verdict.PROVEN)
    assert told.contradictions == (
        "the name speaks of email, the values prove credit card: the verdict follows the values",
        "the name speaks of email, and none of its 20 values have a form of it",
    )
    assert told.changes[0] == "its values prove it whatever the name is; without them it would score 0.00: none"


def test_a_name_that_says_nothing_beside_values_that_prove() -> None:
    told = explained(Column("zz"), ColumnProfile(20, {ADDRESS: 20}))
    assert told.contradictions == ("neither the name nor a comment speaks of email: the values alone prove it",)


def test_a_name_whose_values_agree_contradicts_nothing() -> None:
    told = explained(Column("email"), ColumnProfile(20, {ADDRESS: 20}))
    assert told.contradictions == ()
    assert [(form.pattern, form.values, form.share, form.proves) for form in told.forms] == [(ADDRESS, 20, 1.0, True)]


def test_a_type_that_cannot_hold_it_and_a_comment_that_speaks_of_another() -> None:
    told = explained(Column("email", "BOOLEAN", comment="religion"))
    assert told.contradictions == (
        "the name speaks of email, and the type is BOOLEAN: not text or json",
        "the name speaks of email, the comment speaks of religious belief",
    )


def test_a_declaration_in_the_schema_goes_before_the_name() -> None:
    declared = Declaration(DeclaredBy.TAG, f"pii={RELIGION}")
    told = explained(Column("email", declared=(declared,)))
    assert (told.verdict.category, told.verdict.verdict) == (RELIGION, Verdict.PROVEN)
    assert told.contradictions == ("the name speaks of email, the schema declares religious belief",)
    assert told.changes[0] == "the schema declares it, whatever the name is; without that it would score 0.00: none"


def test_what_lacks_and_what_stands_against_is_counted() -> None:
    told = explained(Column("email"), table="products")
    (one,) = told.verdict.considered
    (against,) = (evidence for evidence in one.evidence if evidence.weight < 0)
    assert told.verdict.verdict is Verdict.UNDETERMINED
    assert told.changes[:2] == (
        f"{0.5 - one.score:.2f} more would make it an indication of user.contact.email",
        f"without “{against.text}” ({against.weight:+.2f}) it would score {one.score - against.weight:.2f}: an indication",
    )
    assert any(line.startswith("values would prove it: no rows were read, and ") for line in told.changes)
    assert "the register can map it by hand: {category: user.contact.email, columns: [products.email]}" in told.changes


def test_an_indication_tells_what_it_rests_on_and_what_would_take_it_out() -> None:
    told = explained(Column("email"))
    said = " ".join(told.changes)
    assert told.changes[0].startswith("without “the name reads as email” (+0.")
    assert "{category: none, columns: [records.email]" in said
    assert "allow list" in said


def test_values_that_are_too_few_tell_how_many_would_do() -> None:
    told = explained(Column("email"), ColumnProfile(20, {ADDRESS: 8}))
    assert "10 of the 20 values in a form of email would prove it: 8 are" in told.changes


def test_a_category_without_a_form_cannot_be_proven_by_values() -> None:
    assert "values can hardly prove it: no form of first is known" in explained(Column("first_name")).changes


def test_empty_columns_say_so() -> None:
    assert "all 0 rows are empty here: nothing is known of its values" in explained(Column("email"), ColumnProfile(0)).changes


def test_check_digits_are_told_with_what_chance_would_give() -> None:
    few = explained(Column("number"), ColumnProfile(100, {NUMBER: 100}, validated={NUMBER: Validated(100, 11)}))
    (form,) = few.forms
    assert (form.checked, form.valid, form.beyond_chance) == (100, 11, False)
    many = explained(Column("number"), ColumnProfile(100, {NUMBER: 100}, validated={NUMBER: Validated(100, 99)}))
    assert many.forms[0].beyond_chance


def test_a_text_with_personal_data_inside_is_on_trial_too() -> None:
    told = explained(Column("zz"), ColumnProfile(10, inside={ADDRESS: 2}, longest=300, spaced=10))
    assert told.verdict.considered[0].category == told.verdict.category == "user.content.private"
    assert [(form.inside, form.values) for form in told.forms] == [(True, 2)]


def test_a_column_of_which_nothing_is_known() -> None:
    told = explained(Column("zz", comment="?"))
    assert told.verdict.considered == ()
    assert told.changes == (
        "values could prove a category: no rows were read",
        "a declaration in the schema would prove it: a security label, a classification, a tag",
        "the register can map it by hand: {category: ..., columns: [records.zz]}",
    )
