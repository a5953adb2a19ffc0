"""How much of a column is of one form, beyond what chance gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit import rulebook
from privaudit.detect.form_shares import FormShare, chance_of, inner_forms, whole_forms
from privaudit.model.profile import ColumnProfile, Validated

RULES = rulebook.built_in()
PATTERNS = {pattern.id: pattern for pattern in RULES.patterns}
EMAIL = "user.contact.email/address"
CARD = "user.financial.credit_card/number"
SSN = "user.government_id.national_identification_number/us_ssn"
FRENCH = "user.contact.phone_number/fr_plain"
DIGITS = "user.contact.address.postal_code/digits"


def a_column(form: str, matches: int, *, checked: int = 0, valid: int = 0, values: int = 100) -> ColumnProfile:
    """A column of which some values have a form, and of these some pass its check digit."""
    return ColumnProfile(values, {form: matches}, validated={form: Validated(checked, valid)} if checked else {})


def only(found: ColumnProfile) -> FormShare:
    (form,) = whole_forms(found, RULES)
    return form


def test_a_form_without_a_check_digit_counts_by_its_matches() -> None:
    form = only(a_column(EMAIL, 40))
    assert (form.share, form.matches, form.count, form.checked) == (0.4, 40, 40, 0)
    assert form.beyond_chance


def test_what_chance_gives_is_taken_off() -> None:
    chance = PATTERNS[CARD].chance
    all_pass = only(a_column(CARD, 100, checked=100, valid=100))
    half = only(a_column(CARD, 100, checked=100, valid=50))
    as_chance = only(a_column(CARD, 100, checked=100, valid=round(100 * chance)))
    assert all_pass.share == 1.0
    assert half.share == pytest.approx((0.5 - chance) / (1 - chance))
    assert as_chance.share < 0.01
    assert [form.beyond_chance for form in (all_pass, half, as_chance)] == [True, True, False]


def test_values_that_fail_the_check_digit_are_not_counted() -> None:
    form = only(a_column(CARD, 80, checked=40, valid=30))
    assert (form.matches, form.count, form.checked, form.valid) == (80, 60, 40, 30)


@pytest.mark.parametrize(
    ("checked", "valid", "beyond"), [(1, 1, False), (3, 3, False), (6, 6, True), (1000, 107, False), (1000, 160, True)]
)
def test_few_values_may_pass_by_chance(checked: int, valid: int, beyond: bool) -> None:
    assert only(a_column(CARD, checked, checked=checked, valid=valid, values=checked)).beyond_chance is beyond


def test_a_form_whose_check_digit_met_no_value_is_not_beyond_chance() -> None:
    assert not only(a_column(CARD, 100)).beyond_chance


@pytest.mark.parametrize(("valid", "beyond", "share"), [(100, True, 1.0), (80, True, 0.8), (30, False, 0.3)])
def test_where_the_check_is_a_mere_sieve_the_form_is_the_proof(valid: int, beyond: bool, share: float) -> None:
    form = only(a_column(SSN, 100, checked=100, valid=valid))
    assert PATTERNS[SSN].chance > 0.5
    assert (form.beyond_chance, form.share) == (beyond, share)


@pytest.mark.parametrize(("valid", "sifted"), [(100, True), (91, True), (40, False), (0, False)])
def test_a_sieve_that_most_values_stand_says_nothing_against_a_form_that_proves_nothing(valid: int, sifted: bool) -> None:
    form = only(a_column(FRENCH, 100, checked=100, valid=valid))
    assert (form.sifted, form.share, form.beyond_chance) == (sifted, valid / 100 * sifted, False)


def test_no_other_check_is_a_sieve() -> None:
    assert not only(a_column(CARD, 100, checked=100, valid=100)).sifted
    assert not only(a_column(EMAIL, 100)).sifted


def test_the_largest_share_comes_first_and_of_equal_ones_that_which_proves() -> None:
    found = ColumnProfile(100, {EMAIL: 50, DIGITS: 50, SSN: 60}, validated={SSN: Validated(60, 60)})
    assert [form.pattern.id for form in whole_forms(found, RULES)] == [SSN, EMAIL, DIGITS]


def test_forms_within_longer_values_are_apart() -> None:
    found = ColumnProfile(100, {DIGITS: 10}, inside={EMAIL: 20})
    assert [form.pattern.id for form in whole_forms(found, RULES)] == [DIGITS]
    assert [(form.pattern.id, form.share) for form in inner_forms(found, RULES)] == [(EMAIL, 0.2)]


def test_an_empty_column_and_unknown_patterns_have_no_forms() -> None:
    assert whole_forms(ColumnProfile(0, {EMAIL: 0}), RULES) == []
    assert whole_forms(ColumnProfile(9, {"user.zork/unheard": 9}), RULES) == []


def test_the_evidence_is_told_in_numbers() -> None:
    form = only(a_column(SSN, 1000, checked=500, valid=450, values=2000))
    assert form.text("number", 2000) == "900 of 2,000 values have the form of number (us ssn), and 450 of 500 distinct ones pass the check"
    assert only(a_column(EMAIL, 7)).text("e-mail", 100) == "7 of 100 values have the form of e-mail (address)"


@pytest.mark.parametrize(
    ("checked", "valid", "chance", "probability"),
    [(1, 1, 0.1, 0.1), (2, 1, 0.5, 0.75), (2, 2, 0.5, 0.25), (10, 0, 0.1, 1.0), (10, 3, 1.0, 1.0), (0, 0, 0.5, 1.0)],
)
def test_the_chance_that_at_least_so_many_pass(checked: int, valid: int, chance: float, probability: float) -> None:
    assert chance_of(checked, valid, chance) == pytest.approx(probability)


@given(st.integers(0, 400), st.integers(0, 400), st.floats(0.001, 0.999))
def test_more_that_pass_are_never_likelier(one: int, other: int, chance: float) -> None:
    fewer, more = sorted((one, other))
    assert 0.0 <= chance_of(400, more, chance) <= chance_of(400, fewer, chance) + 1e-9 <= 1.0 + 1e-9


@given(st.sampled_from(sorted(PATTERNS)), st.integers(1, 500), st.data())
def test_a_share_is_one_of_the_values_and_counts_no_more_than_match(pattern: str, values: int, data: st.DataObject) -> None:
    matches = data.draw(st.integers(1, values))
    checked = data.draw(st.integers(0, matches)) if PATTERNS[pattern].validator else 0
    form = only(a_column(pattern, matches, checked=checked, valid=data.draw(st.integers(0, checked)), values=values))
    assert 0.0 <= form.share <= 1.0
    assert 0 <= form.count <= form.matches == matches
