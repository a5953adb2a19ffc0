from __future__ import annotations

import pytest

from privaudit.model.findings import Finding
from privaudit.model.verdicts import Verdict
from tests.lints.conftest import Complaints

FIRST = "      - {id: after-contract, start: {event: contract_end, column: accounts.ended_on}, max: P10Y}\n"
ENDED = "start: {event: contract_end, column: accounts.ended_on}"
BOUGHT = "start: {event: last_purchase, column: accounts.bought_on}"
EITHER = "start: {latest: [{event: contract_end, column: accounts.ended_on}, {event: last_purchase, column: accounts.bought_on}]}"
NAMES, CONTACT, EMAIL = (f"applies_to: {{categories: [{name}]}}" for name in ("user.name", "user.contact", "user.contact.email"))


def contradictions(found: tuple[Finding, ...]) -> list[tuple[str, Verdict]]:
    return [(one.register, one.verdict) for one in found if one.check == "clocks-contradict"]


def clocks(*others: str) -> tuple[str, str]:
    """More clocks of the accounts, beside that of ten years for their rows."""
    return FIRST, FIRST + "".join(f"      - {{id: other-{number}, {other}}}\n" for number, other in enumerate(others))


def instead(*these: str) -> tuple[str, str]:
    """Other clocks of the accounts, instead of that."""
    return FIRST, "".join(f"      - {{id: other-{number}, {other}}}\n" for number, other in enumerate(these))


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        (f"{ENDED}, max: P5Y", Verdict.PROVEN),
        (f"{ENDED}, max: P3653D", Verdict.PROVEN),
        (f"{EITHER}, max: P5Y", Verdict.INDICATION),
        (f"{BOUGHT}, max: P5Y", Verdict.UNDETERMINED),
        (f"{ENDED}, max: P15Y, {NAMES}", Verdict.PROVEN),
        (f"{BOUGHT}, min: P11Y", Verdict.INDICATION),
        (f"{ENDED}, min: P11Y", Verdict.PROVEN),
    ],
)
def test_two_that_cannot_both_be_kept(complaints: Complaints, other: str, verdict: Verdict) -> None:
    assert contradictions(complaints(clocks(other))) == [("accounts/other-0", verdict)]


@pytest.mark.parametrize(
    "other",
    [
        f"{ENDED}, max: P10Y",
        f"{ENDED}, max: P120M",
        f"{ENDED}, max: P5Y, {NAMES}",
        f"{ENDED}, max: P5Y, applies_to: {{columns: [accounts.email]}}",
        f"{ENDED}, max: P5Y, except: [after-contract]",
        f"{ENDED}, max: P5Y, when: {{column: accounts.kind, equals: trial}}",
        f"{ENDED}, max: P5Y, tables: [invoices]",
        f"{ENDED}, max: P5Y, then: anonymise",
        f"{ENDED}, min: P10Y",
        "start: {event: account_deletion, column: accounts.closed_on}, max: P0D",
        "start: {event: deletion_request, column: accounts.asked_on}, max: P30D",
    ],
)
def test_two_that_go_together(complaints: Complaints, other: str) -> None:
    assert contradictions(complaints(clocks(other))) == []


def test_what_must_be_kept_outlasts_what_must_be_erased(complaints: Complaints) -> None:
    (found,) = [one for one in complaints(clocks(f"{BOUGHT}, min: P11Y")) if one.check == "clocks-contradict"]
    assert "accounts/other-0 keeps for P11Y what accounts/after-contract may have to erase after P10Y." in found.message
    assert found.law == ("GDPR 5(1)(e)",)


def test_anonymised_after_what_was_deleted(complaints: Complaints) -> None:
    assert contradictions(complaints(clocks(f"{ENDED}, max: P12Y, then: anonymise"))) == [("accounts/other-0", Verdict.PROVEN)]


def test_waits_count(complaints: Complaints) -> None:
    after = "start: {after: {period: P5Y, from: {event: contract_end, column: accounts.ended_on}}}"
    assert contradictions(complaints(clocks(f"{after}, max: P5Y"))) == []
    assert contradictions(complaints(clocks(f"{after}, max: P10Y"))) == [("accounts/other-0", Verdict.PROVEN)]


@pytest.mark.parametrize(
    ("until", "expected"), [("2024-01-01", []), ("2024-06-01", [("accounts/other-1", Verdict.PROVEN)])], ids=["apart", "at the same time"]
)
def test_versions_of_a_policy_hold_for_different_rows(complaints: Complaints, until: str, expected: list[tuple[str, Verdict]]) -> None:
    old = f"{ENDED}, max: P5Y, valid: {{by: accounts.created_on, until: {until}}}"
    new = f"{ENDED}, max: P3Y, valid: {{by: accounts.created_on, from: 2024-01-01}}"
    assert contradictions(complaints(instead(old, new))) == expected


def test_fields_of_one_category(complaints: Complaints) -> None:
    assert contradictions(complaints(instead(f"{ENDED}, max: P5Y, {NAMES}", f"{ENDED}, max: P3Y, {CONTACT}"))) == []
    assert contradictions(complaints(instead(f"{ENDED}, max: P5Y, {CONTACT}", f"{ENDED}, max: P3Y, {EMAIL}"))) == []
    longer = instead(f"{ENDED}, max: P5Y, {CONTACT}", f"{ENDED}, max: P8Y, {EMAIL}")
    assert contradictions(complaints(longer)) == [("accounts/other-1", Verdict.PROVEN)]


def test_one_clock_against_several_is_one_complaint(complaints: Complaints) -> None:
    found = complaints(clocks(f"{ENDED}, max: P5Y", f"{ENDED}, max: P3Y"))
    assert contradictions(found) == [("accounts/other-0", Verdict.PROVEN), ("accounts/other-1", Verdict.PROVEN)]
    assert "after-contract keeps" in found[1].message
    assert "other-0 keeps" in found[1].message


def test_of_two_equal_clocks_the_one_that_nothing_is_said_of_counts(complaints: Complaints) -> None:
    both = clocks(f"{ENDED}, max: P10Y", f"{ENDED}, max: P5Y, except: [after-contract]")
    assert contradictions(complaints(both)) == [("accounts/other-1", Verdict.PROVEN)]
