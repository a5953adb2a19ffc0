"""Numbers that have the form of what the name promises, and fail its check."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect.candidate import Candidate
from privaudit.detect.value_evidence import hear_values
from privaudit.model.profile import ColumnProfile, Validated
from privaudit.model.verdicts import EvidenceKind, Verdict
from privaudit.names.table_kind import Kind

RULES = rulebook.built_in()
PHONE = "user.contact.phone_number"
TAX = "user.government_id.tax_identification_number"
NATIONAL = "user.government_id.national_identification_number"
PESEL, FODSELSNUMMER = f"{NATIONAL}/pl_pesel", f"{NATIONAL}/no_fodselsnummer"
INVENTED = ColumnProfile(100, {PESEL: 100, FODSELSNUMMER: 100}, validated={form: Validated(100, 2) for form in (PESEL, FODSELSNUMMER)})


def after(score: float, *, of_persons: bool) -> Candidate:
    """What numbers that fail all checks leave of a name with a score."""
    candidates = {NATIONAL: Candidate(NATIONAL, phrase=("pesel",))}
    candidates[NATIONAL].add(EvidenceKind.NAME, score, "the name reads so")
    hear_values(candidates, INVENTED, RULES, kind=Kind.PERSON if of_persons else Kind.UNKNOWN)
    return candidates[NATIONAL]


@pytest.mark.parametrize(
    ("score", "of_persons", "verdict"), [(0.95, True, Verdict.INDICATION), (0.95, False, Verdict.UNDETERMINED), (0.85, True, Verdict.NONE)]
)
def test_invented_numbers_leave_an_indication_only_of_the_very_name_of_the_number_in_rows_of_persons(
    score: float, verdict: Verdict, *, of_persons: bool
) -> None:
    assert after(score, of_persons=of_persons).verdict is verdict


def test_numbers_that_fail_the_checks_of_several_countries_are_heard_once() -> None:
    heard = [one.text for one in after(0.95, of_persons=True).evidence if one.kind is EvidenceKind.AGAINST]
    assert len(heard) == 1
    assert heard[0].endswith("no more than chance gives")


def verdict_of(category: str, found: ColumnProfile) -> Verdict:
    """The verdict for a column whose name says the category, after its values were heard."""
    candidates = {category: Candidate(category)}
    candidates[category].add(EvidenceKind.NAME, 0.85, "the name reads so")
    hear_values(candidates, found, RULES)
    return candidates[category].verdict


def test_the_check_of_one_country_does_not_speak_against_numbers_that_are_written_as_those_of_others_are() -> None:
    grouped, german, british = f"{PHONE}/national_grouped", f"{PHONE}/de_grouped", f"{PHONE}/gb_grouped"
    checked = {german: Validated(100, 0), british: Validated(100, 0)}
    assert verdict_of(PHONE, ColumnProfile(100, {grouped: 100, german: 100, british: 100}, validated=checked)) is Verdict.PROVEN
    assert verdict_of(PHONE, ColumnProfile(100, {german: 100, british: 100}, validated=checked)) is Verdict.NONE


def test_forms_that_two_categories_share_are_heard_though_the_first_ones_speak_against_what_the_name_says() -> None:
    forms = [f"{NATIONAL}/{one}" for one in ("be_nn", "ee_lt", "hr_oib", "pl_pesel")]
    of_firms = ColumnProfile(100, dict.fromkeys(forms, 100), validated={form: Validated(100, 0) for form in forms})
    assert verdict_of(TAX, of_firms) is Verdict.NONE


@pytest.mark.parametrize(("of_the_form", "verdict"), [(19, Verdict.INDICATION), (90, Verdict.NONE)])
def test_a_form_that_few_values_have_does_not_speak_against_the_name_though_none_passes(of_the_form: int, verdict: Verdict) -> None:
    american, german = f"{PHONE}/us_grouped", f"{PHONE}/de_grouped"
    found = ColumnProfile(100, {american: 17, german: of_the_form}, validated={german: Validated(of_the_form, 0)})
    assert verdict_of(PHONE, found) is verdict
