"""What counts of values say for and against a category, on columns whose counts are made by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from privaudit import rulebook
from privaudit.detect import failed_checks
from privaudit.detect.candidate import Candidate, Candidates
from privaudit.detect.failed_checks import ENOUGH, MANY
from privaudit.detect.value_evidence import WEIGHTS, hear_values, within
from privaudit.model.profile import ColumnProfile, DateCounts, ListCounts, NameCounts, Validated
from privaudit.model.verdicts import EvidenceKind, Verdict, Within
from privaudit.names.table_kind import Kind

RULES = rulebook.built_in()
EMAIL = "user.contact.email"
PHONE = "user.contact.phone_number"
FAX = "user.contact.fax_number"
CARD = "user.financial.credit_card"
BANK = "user.financial.bank_account"
NATIONAL = "user.government_id.national_identification_number"
ADDRESS = "user.contact.address"
CITY = f"{ADDRESS}.city"
FIRST = "user.name.first"
LAST = "user.name.last"
BIRTH = "user.demographic.date_of_birth"
RELIGION = "user.demographic.religious_belief"
EAN = "things.article_number/ean_13"
TEXT = "user.content.private"
NAMED = 0.85


def named(*categories: str, score: float = NAMED, phrase: tuple[str, ...] = ()) -> Candidates:
    """Categories that a name speaks of."""
    found = {}
    for category in categories:
        found[category] = Candidate(category, phrase=phrase)
        found[category].add(EvidenceKind.NAME, score, "the name reads so")
    return found


def after(found: ColumnProfile, candidates: Candidates | None = None, *, of_things: bool = False) -> Candidates:
    """The candidates after the values were heard."""
    heard = {} if candidates is None else candidates
    hear_values(heard, found, RULES, kind=Kind.THING if of_things else Kind.UNKNOWN)
    return heard


def of_form(pattern: str, matches: int = 100, *, passing: int | None = None, values: int = 100) -> ColumnProfile:
    """A column of 100 values some of which have a form; `passing` of them with the right check digit."""
    checked = {} if passing is None else {pattern: Validated(matches, passing)}
    return ColumnProfile(values, {pattern: matches}, validated=checked)


def verdicts(candidates: Candidates) -> dict[str, Verdict]:
    return {category: one.verdict for category, one in candidates.items() if one.verdict > Verdict.NONE}


@pytest.mark.parametrize("candidates", [{}, named(EMAIL), named(PHONE)], ids=["nothing", "the same", "another"])
def test_forms_that_prove_do_so_whatever_the_name_says(candidates: Candidates) -> None:
    found = after(of_form(f"{EMAIL}/address"), candidates)
    assert verdicts(found)[EMAIL] is Verdict.PROVEN
    assert found[EMAIL].score == 1.0
    assert max(found.values(), key=lambda one: (one.verdict, one.score)).category == EMAIL


def test_a_form_of_a_few_values_is_not_the_columns_own() -> None:
    assert verdicts(after(of_form(f"{EMAIL}/address", 49))) == {}
    assert verdicts(after(of_form(f"{EMAIL}/address", 50))) == {EMAIL: Verdict.PROVEN}


@pytest.mark.parametrize(("passing", "expected"), [(11, {}), (98, {CARD: Verdict.PROVEN})])
def test_check_digits_prove_where_more_pass_than_chance_gives(passing: int, expected: dict[str, Verdict]) -> None:
    assert verdicts(after(of_form(f"{CARD}/number", passing=passing))) == expected


def test_numbers_that_pass_by_chance_speak_against_a_name_that_promises_them() -> None:
    found = after(of_form(f"{CARD}/number", passing=11), named(CARD))[CARD]
    assert found.verdict is Verdict.NONE
    assert any(one.text.endswith("no more than chance gives") for one in found.evidence)


def test_a_few_values_that_all_pass_are_too_few_to_prove_and_nothing_against_the_name() -> None:
    five = of_form("user.device.ip_address/v4", ENOUGH, passing=ENOUGH, values=ENOUGH)
    assert after(five, named("user.device.ip_address"))["user.device.ip_address"].score == NAMED
    assert verdicts(after(five)) == {}


def test_numbers_that_chance_lets_pass_do_not_speak_against_most_that_prove() -> None:
    grouped, plain, british = f"{PHONE}/fr_grouped", f"{PHONE}/fr_plain", f"{PHONE}/gb_plain"
    checked = {plain: Validated(25, 25), british: Validated(25, 0)}
    mixed = ColumnProfile(100, {grouped: 75, plain: 25, british: 25}, validated=checked)
    assert verdicts(after(mixed, named(PHONE))) == {PHONE: Verdict.PROVEN}


@pytest.mark.parametrize(("valid", "expected"), [(92, Verdict.INDICATION), (20, Verdict.NONE)])
def test_a_few_numbers_that_were_never_issued_do_not_speak_against_a_column_of_phone_numbers(valid: int, expected: Verdict) -> None:
    plain, zero, british = f"{PHONE}/fr_plain", f"{PHONE}/trunk_zero", f"{PHONE}/gb_plain"
    checked = {plain: Validated(100, valid), zero: Validated(100, valid), british: Validated(100, 0)}
    invented = ColumnProfile(100, {plain: 100, zero: 100, british: 100}, validated=checked)
    assert after(invented, named(PHONE))[PHONE].verdict is expected
    assert verdicts(after(invented)) == {}


def test_test_data_that_no_check_lets_pass_do_not_speak_against_the_name() -> None:
    international, tests = f"{PHONE}/international", f"{PHONE}/test_number"
    invented = ColumnProfile(100, {international: 100, tests: 100}, validated={international: Validated(100, 0)})
    found = after(invented, named(PHONE))[PHONE]
    assert found.verdict is Verdict.INDICATION
    assert found.score == pytest.approx(NAMED + WEIGHTS["test data"])


def test_where_the_check_is_a_sieve_the_form_with_its_dashes_proves() -> None:
    assert verdicts(after(of_form(f"{NATIONAL}/us_ssn", passing=90))) == {NATIONAL: Verdict.PROVEN}
    assert verdicts(after(of_form(f"{NATIONAL}/us_ssn", passing=30))) == {}


def test_a_form_that_proves_nothing_agrees_with_a_name() -> None:
    postal = f"{ADDRESS}.postal_code"
    assert verdicts(after(of_form(f"{postal}/fr"))) == {}
    found = after(of_form(f"{postal}/fr"), named(postal, score=0.6))[postal]
    assert (found.verdict, found.score) == (Verdict.PROVEN, 0.6 + WEIGHTS["values agree"])
    assert after(of_form(f"{postal}/fr"), named(postal, score=0.35))[postal].verdict is Verdict.INDICATION


def test_lines_of_addresses_indicate_without_a_name_where_nearly_all_are_such() -> None:
    assert verdicts(after(of_form(f"{ADDRESS}/line_fr", 90))) == {ADDRESS: Verdict.INDICATION}
    assert verdicts(after(of_form(f"{ADDRESS}/line_fr", 70))) == {}


def test_values_without_the_form_that_all_should_have_speak_against_the_name() -> None:
    scores = {values: after(ColumnProfile(values), named(EMAIL))[EMAIL].score for values in (0, ENOUGH - 1, ENOUGH, MANY - 1, MANY)}
    assert scores[0] == scores[ENOUGH - 1] == NAMED
    assert scores[ENOUGH] == scores[MANY - 1] == pytest.approx(NAMED + failed_checks.WEIGHTS["few values against"])
    assert scores[MANY] == pytest.approx(NAMED + failed_checks.WEIGHTS["values against"])


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (ColumnProfile(100, longest=3), Verdict.NONE),
        (ColumnProfile(ENOUGH - 1, longest=3), Verdict.INDICATION),
        (ColumnProfile(100, longest=7, spaced=1), Verdict.INDICATION),
        (ColumnProfile(100, longest=8), Verdict.INDICATION),
    ],
    ids=["marks", "too few to tell", "a few words", "long words"],
)
def test_values_of_a_few_characters_are_no_texts_whatever_they_are_called(found: ColumnProfile, expected: Verdict) -> None:
    assert after(found, named(TEXT))[TEXT].verdict is expected


@pytest.mark.parametrize(("longest", "expected"), [(1, Verdict.NONE), (2, Verdict.NONE), (3, Verdict.INDICATION)])
def test_what_is_too_short_for_a_name_is_that_of_nobody(longest: int, expected: Verdict) -> None:
    assert after(ColumnProfile(100, longest=longest), named("user.name", score=0.5))["user.name"].verdict is expected


def test_a_short_path_may_be_that_of_a_photo() -> None:
    assert after(ColumnProfile(100, longest=5), named("user.content.self_image"))["user.content.self_image"].score == NAMED


def test_a_name_that_says_which_form_is_held_against_it() -> None:
    assert verdicts(after(ColumnProfile(100), named(BANK, phrase=("iban",)))) == {}
    assert verdicts(after(ColumnProfile(100), named(BANK, phrase=("bank", "name")))) == {BANK: Verdict.INDICATION}


def test_values_of_forms_that_two_categories_share_are_of_the_one_that_the_name_says() -> None:
    phones = of_form(f"{PHONE}/international", passing=95)
    assert verdicts(after(phones)) == {PHONE: Verdict.PROVEN}
    assert verdicts(after(phones, named(FAX))) == {FAX: Verdict.PROVEN}
    assert verdicts(after(phones, named(FAX, PHONE)))[PHONE] is Verdict.PROVEN


def test_well_known_test_data_count_for_less() -> None:
    address, tests = f"{EMAIL}/address", f"{EMAIL}/test_address"
    for count, score in ((100, 1.0 + WEIGHTS["test data"]), (10, 1.0)):
        found = after(ColumnProfile(100, {address: 100, tests: count}), named(EMAIL))[EMAIL]
        assert found.score == pytest.approx(score)
        assert found.evidence[-1].text == f"{count} of 100 values are well-known test data"


def test_test_data_alone_are_no_form_of_their_own() -> None:
    assert after(of_form(f"{EMAIL}/test_address")) == {}


def test_numbers_of_things_speak_against_what_the_name_says() -> None:
    found = after(of_form(EAN, passing=100), named(PHONE))[PHONE]
    assert found.verdict is Verdict.NONE
    assert "number of an article" in found.evidence[1].text


def test_numbers_of_things_hide_the_weaker_forms_of_persons() -> None:
    both = ColumnProfile(
        100,
        {EAN: 100, "user.health_and_medical.insurance_beneficiary_id/european_card": 100, f"{PHONE}/international_bare": 100},
        validated={EAN: Validated(100, 100), f"{PHONE}/international_bare": Validated(100, 12)},
    )
    assert verdicts(after(both, named(PHONE))) == {}


def test_numbers_of_things_hide_no_form_that_proves_as_many_values() -> None:
    both = ColumnProfile(100, {EAN: 60, f"{EMAIL}/address": 90}, validated={EAN: Validated(60, 60)})
    assert verdicts(after(both)) == {EMAIL: Verdict.PROVEN}


def test_technical_values_do_not_speak_against_what_may_look_so() -> None:
    paths = of_form("things.technical_value/path")
    assert after(paths, named("user.device"))["user.device"].score == NAMED
    assert after(paths, named("user.name"))["user.name"].verdict is Verdict.NONE


@pytest.mark.parametrize(
    ("counts", "category"),
    [
        (NameCounts(80, first=70), FIRST),
        (NameCounts(80, last=70), LAST),
        (NameCounts(80, full=70), "user.name"),
        (NameCounts(80, city=70), CITY),
    ],
)
def test_lists_of_names_indicate_without_a_name(counts: NameCounts, category: str) -> None:
    found = after(ColumnProfile(100, names=counts))
    assert verdicts(found) == {category: Verdict.INDICATION}
    assert found[category].evidence[0].text.startswith("70 of 80 distinct texts that were looked up are ")


def test_few_known_names_may_be_there_by_chance() -> None:
    assert after(ColumnProfile(100, names=NameCounts(80, first=20, last=20, full=5, city=6))) == {}


def test_lists_mistake_first_names_for_last_ones_so_the_name_says_which() -> None:
    found = after(ColumnProfile(100, names=NameCounts(80, first=70)), named(LAST))
    assert {category: one.score for category, one in found.items()} == {LAST: NAMED + WEIGHTS["values agree"]}


def test_that_values_are_postal_codes_does_not_tell_whose_they_are() -> None:
    code = "user.contact.address.postal_code"
    codes = of_form(f"{code}/fr")
    assert after(codes, named(code))[code].score > NAMED
    assert after(codes, named(code), of_things=True)[code].score == NAMED


def test_things_are_in_towns_too_but_have_no_given_names() -> None:
    assert after(ColumnProfile(100, names=NameCounts(80, city=70)), of_things=True) == {}
    assert verdicts(after(ColumnProfile(100, names=NameCounts(80, first=70)), of_things=True)) == {FIRST: Verdict.INDICATION}


@pytest.mark.parametrize(("category", "title"), [(FIRST, "persons"), (CITY, "towns")])
def test_a_few_texts_that_come_again_and_again_and_no_list_knows_are_no_names(category: str, title: str) -> None:
    found = after(ColumnProfile(400, names=NameCounts(5)), named(category))[category]
    assert found.verdict is not Verdict.INDICATION
    assert found.evidence[-1].text == f"0 of 5 distinct texts, which come again and again, are names of {title}"
    assert after(ColumnProfile(100, names=NameCounts(80)), named(category))[category].score == NAMED


@pytest.mark.parametrize(("known", "expected"), [(5, {RELIGION: Verdict.INDICATION}), (3, {})])
def test_nearly_all_texts_of_a_closed_list_indicate(known: int, expected: Mapping[str, Verdict]) -> None:
    assert verdicts(after(ColumnProfile(100, closed=ListCounts(5, {RELIGION: known})))) == expected


BIRTHS = DateCounts(dict.fromkeys(range(1950, 2000), 8), days=390, sundays=57, firsts=12, seen_in=2026)
CHILDREN = DateCounts(dict.fromkeys(range(2008, 2021), 30), days=380, sundays=55, firsts=12, seen_in=2026)
RECENT = DateCounts(dict.fromkeys(range(2022, 2027), 80), days=390, sundays=57, seen_in=2026)


def test_dates_that_lie_as_births_indicate_without_a_name() -> None:
    assert verdicts(after(ColumnProfile(400, dates=BIRTHS))) == {BIRTH: Verdict.INDICATION}


def test_dates_that_may_be_births_only_agree_with_a_name() -> None:
    assert after(ColumnProfile(390, dates=CHILDREN)) == {}
    assert after(ColumnProfile(390, dates=CHILDREN), named(BIRTH))[BIRTH].score == NAMED + WEIGHTS["values agree"]


def test_dates_of_the_last_years_speak_against_a_name_that_says_birth() -> None:
    found = after(ColumnProfile(400, dates=RECENT), named(BIRTH))[BIRTH]
    assert found.verdict is Verdict.NONE
    assert found.evidence[-1].text == "dates lie in the last 3 years: births do not lie so"


def test_a_few_dates_say_nothing() -> None:
    few = DateCounts({2025: 10}, days=10, seen_in=2026)
    assert after(ColumnProfile(10, dates=few), named(BIRTH))[BIRTH].score == NAMED


def test_what_part_of_the_values_hold_wholly_or_inside_stands_beside() -> None:
    found = ColumnProfile(100, {f"{EMAIL}/address": 5}, inside={f"{EMAIL}/address": 12})
    forms = hear_values({}, found, RULES)
    assert within("user.content.private", found, forms, RULES) == (Within(EMAIL, Verdict.PROVEN, 0.17, 17),)
    assert within(EMAIL, found, forms, RULES) == ()


def test_what_stands_beside_is_proven_alone() -> None:
    found = ColumnProfile(
        100,
        {f"{ADDRESS}.postal_code/fr": 30, f"{CARD}/number": 40, EAN: 40},
        validated={f"{CARD}/number": Validated(40, 4), EAN: Validated(40, 4)},
    )
    assert within(None, found, hear_values({}, found, RULES), RULES) == ()


def test_forms_that_a_category_shares_are_not_beside_it() -> None:
    found = of_form(f"{PHONE}/international", passing=95)
    assert within(FAX, found, hear_values(named(FAX), found, RULES), RULES) == ()
