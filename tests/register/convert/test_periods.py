"""Clocks as the model has them: each key of the grammar, and where it goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from privaudit.model.clock_declarations import (
    AppliesTo,
    Archive,
    Choice,
    Clock,
    End,
    Event,
    Everywhere,
    Exemption,
    Start,
    Validity,
)
from privaudit.model.conditions import AllOf, AnyOf, IsNull, NotNull, OneOf, columns_of
from privaudit.model.register import ColumnName, Register
from privaudit.register.periods import period

Load = Callable[[str], Register]


@pytest.fixture
def clock(declared: Register) -> Callable[[str], Clock]:
    clocks = {clock.id: clock for activity in declared.activities for clock in activity.clocks}
    return clocks.__getitem__


Named = Callable[[str], Clock]


def of_residents(column: str) -> ColumnName:
    return ColumnName("residents", column)


def test_a_condition_keeps_its_values_as_they_are_compared(clock: Named) -> None:
    assert clock("after-contract").when == OneOf(of_residents("status"), ("closed", "7", True))


def test_an_archive_and_an_exception_are_kept(clock: Named) -> None:
    after = clock("after-contract")
    assert after.archive == Archive(("archive.*",), period("P5Y"), "accounting")
    assert after.exception == Exemption("A17-3-b", "accounting law")
    assert after.valid == Validity(of_residents("created_at"), date(2024, 1, 1), date(2026, 1, 1))
    assert (after.applies_to.rows, after.then, after.min) == (True, End.DELETE, None)


def test_overrides_are_kept_in_their_order_with_their_lines(clock: Named, whole: str) -> None:
    disputed, minors = clock("after-contract").overrides
    assert disputed.when == AllOf((OneOf(of_residents("dispute"), (True,)), NotNull(of_residents("ended_on"))))
    assert (disputed.max, disputed.law) == (period("P15Y"), "limitation")
    assert minors.when == AnyOf((OneOf(of_residents("minor"), ("1",)), IsNull(of_residents("ward"))))
    assert (minors.max, minors.law) == (period("P1Y"), "")
    assert list(columns_of(minors.when)) == [of_residents("minor"), of_residents("ward")]
    assert [whole.splitlines()[(one.place.line or 0) - 1].strip()[:10] for one in (disputed, minors)] == ["- {when: {"] * 2


def test_an_end_without_an_amount_is_at_once(clock: Named) -> None:
    on_closure = clock("on-closure")
    assert (on_closure.max, on_closure.then) == (period("P0D"), End.ANONYMISE)


def test_exceptions_are_named_in_full(clock: Named) -> None:
    assert clock("on-closure").excepted == ("residents/after-contract", "usage-log/year")
    assert clock("erasure-asked").excepted == ("residents/after-contract",)


def test_a_chain_is_the_first_event_and_the_periods_in_the_order_in_which_they_pass(clock: Named) -> None:
    asked = clock("erasure-asked")
    assert asked.starts == (Start(Event.DELETION_REQUEST, ColumnName("requests", "asked_at")),)
    assert [wait.text for wait in asked.waits] == ["P1M", "P30D"]
    assert asked.max == period("P30D")
    assert asked.everywhere == Everywhere(ColumnName("requests", "email"), ("requests", "unsubscribes"))


def test_a_chain_may_begin_with_the_earliest_of_several_events(load_text: Load, whole: str) -> None:
    events = "{earliest: [{event: deletion_request, column: requests.asked_at}, {event: unsubscribe, column: requests.left_at}]}"
    chain = load_text(whole.replace("{event: deletion_request, column: requests.asked_at}", events)).activities[0].clocks[2]
    assert (chain.choice, [start.event for start in chain.starts]) == (Choice.EARLIEST, [Event.DELETION_REQUEST, Event.UNSUBSCRIBE])
    assert [wait.text for wait in chain.waits] == ["P1M", "P30D"]


def test_single_fields_are_kept(clock: Named) -> None:
    assert clock("phone-numbers").applies_to == AppliesTo(categories=("user.contact.phone_number",))
    proof = clock("proof-of-identity").applies_to
    assert proof == AppliesTo(columns=(ColumnName("requests", "id_document"),))
    assert not proof.rows


def test_a_minimum_stands_beside_a_maximum_or_alone(clock: Named) -> None:
    year, at_least = clock("year"), clock("at-least")
    assert (year.min, year.max) == (period("P1Y"), period("P1Y"))
    assert year.proof == (ColumnName("content", "created_at"), ColumnName("content", "changed_at"))
    assert (at_least.min, at_least.max) == (period("P6M"), None)


def test_an_archive_as_the_end_needs_no_period_of_its_own(clock: Named) -> None:
    to_archive = clock("to-archive")
    assert (to_archive.then, to_archive.archive, to_archive.max) == (End.ARCHIVE, Archive(("archive.washes",)), period("P1Y"))


@pytest.mark.parametrize("event", ["contract_end", "account_deletion", "deletion_request", "request_closed", "event_end", "unsubscribe"])
def test_each_end_may_stand_without_an_amount(load_text: Load, whole: str, event: str) -> None:
    register = load_text(whole.replace("event: account_deletion", f"event: {event}"))
    assert register.activities[0].clocks[1].max == period("P0D")
