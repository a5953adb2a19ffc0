"""What values tell where no name speaks of them."""

from __future__ import annotations

from privaudit.detect.form_shares import whole_forms
from privaudit.detect.value_evidence import within
from privaudit.model.profile import ColumnProfile, DateCounts, Validated
from privaudit.model.verdicts import Verdict
from tests.detect.test_value_evidence import BIRTH, NATIONAL, RULES, after, named, of_form, verdicts


def test_a_check_that_other_numbers_stand_always_tells_nothing_of_those_that_stand_it_by_chance() -> None:
    other = f"{NATIONAL}/hr_oib"
    rare = f"{NATIONAL}/no_fodselsnummer"
    alone = ColumnProfile(300, {rare: 300}, validated={rare: Validated(300, 20)})
    beside = ColumnProfile(300, {rare: 300, other: 300}, validated={rare: Validated(300, 20), other: Validated(300, 300)})
    assert [(one.category, one.values) for one in within(None, alone, whole_forms(alone, RULES), RULES)] == [(NATIONAL, 20)]
    assert within(None, beside, whole_forms(beside, RULES), RULES) == ()


def test_numbers_that_all_stand_a_weak_check_are_an_indication_without_a_name() -> None:
    assert verdicts(after(of_form(f"{NATIONAL}/hr_oib", passing=100))) == {NATIONAL: Verdict.INDICATION}
    assert verdicts(after(of_form(f"{NATIONAL}/hr_oib", passing=10))) == {}
    assert verdicts(after(of_form(f"{NATIONAL}/hr_oib", 3, passing=3, values=3))) == {}


def test_plates_are_an_indication_where_nearly_all_values_are_some() -> None:
    plate = "user.government_id.vehicle_registration/fr"
    assert verdicts(after(of_form(plate, 95))) == {"user.government_id.vehicle_registration": Verdict.INDICATION}
    assert verdicts(after(of_form(plate, 61))) == {}


def test_days_of_two_digits_each_are_no_versions() -> None:
    version = "things.technical_value/version"
    days = DateCounts({1962: 50, 1970: 50}, 100, 0, 14, 0, 3, 2026)
    assert verdicts(after(ColumnProfile(100, {version: 100}), named(BIRTH))) == {}
    assert BIRTH in verdicts(after(ColumnProfile(100, {version: 100}, dates=days), named(BIRTH)))


def test_what_lies_as_births_do_may_be_the_age_of_things_in_their_table() -> None:
    births = DateCounts({1940 + n: 4 for n in range(60)}, 230, 0, 34, 2, 7, 2026)
    found = ColumnProfile(240, dates=births)
    assert verdicts(after(found)) == {BIRTH: Verdict.INDICATION}
    assert verdicts(after(found, of_things=True)) == {BIRTH: Verdict.UNDETERMINED}
